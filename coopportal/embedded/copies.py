"""Databases made by copying a template: for tests and benchmarks that need the same start again and again.

A template is made once for a state of models and migrations; copying it takes a tenth of a second.
"""

import fcntl
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from psycopg import sql

from coopportal.embedded.processes import exclusive_lock

KEPT_TEMPLATES = 3
SCHEMA_FILES = ("*/migrations/*.py", "*/models.py", "*/models/**/*.py", "requirements.txt")


def free_slot(folder: Path) -> int:
    """Return the lowest number that no live process holds; this process holds it as long as it lives."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1000):
        descriptor = os.open(folder / f"slot-{number}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
        else:
            return number
    raise RuntimeError("a thousand processes hold every slot")


def state_of_files(base: Path, patterns: tuple[str, ...] = SCHEMA_FILES) -> str:
    """Return a short name for the contents of the files under `base` that match `patterns`."""
    digest = sha256()
    for pattern in patterns:
        for path in sorted(base.glob(pattern)):
            if ".venv" not in path.parts:
                digest.update(f"{path.relative_to(base)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def ensure_template(connection: Any, lock: Path, kind: str, state: str, fill: Callable[[], None]) -> str:
    """Return the name of the template `kind` for `state`; make it with `fill` when it is not there.

    `connection` is Django's; it points at the new database while `fill` runs. `lock` keeps others from making the same
    one at the same time. Templates of older states are dropped but for the newest few.
    """
    name = f"template_{kind}_{state}"
    with exclusive_lock(lock):
        if not _exists(connection, name):
            _make(connection, name, fill)
            _drop_old(connection, f"template_{kind}_", name)
    return name


def copy_template(connection: Any, template: str, name: str) -> None:
    """Make the database `name` anew as a copy of `template`."""
    _execute(connection, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    _execute(connection, "CREATE DATABASE {} TEMPLATE {}", name, template)


def drop_database(connection: Any, name: str) -> None:
    """Drop the database `name` with whoever is connected to it."""
    _execute(connection, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _make(connection: Any, name: str, fill: Callable[[], None]) -> None:
    """Under a working name, so that what a crash leaves half done is not taken for whole."""
    draft, before = f"{name}_draft", connection.settings_dict["NAME"]
    drop_database(connection, draft)
    _execute(connection, "CREATE DATABASE {}", draft)
    connection.close()
    connection.settings_dict["NAME"] = draft
    try:
        fill()
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
    _execute(connection, "ALTER DATABASE {} RENAME TO {}", draft, name)


def _exists(connection: Any, name: str) -> bool:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def _drop_old(connection: Any, prefix: str, newest: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid DESC", [prefix])
        names = [row[0] for row in cursor.fetchall()]
    others = [name for name in names if name != newest and not name.endswith("_draft")]
    for name in others[KEPT_TEMPLATES - 1 :]:
        drop_database(connection, name)


def _execute(connection: Any, statement: str, *names: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
