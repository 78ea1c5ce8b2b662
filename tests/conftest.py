"""What every test gets: a PostgreSQL of its own making, a media folder of its own, no network email.

Each process that runs tests takes a slot (a lock file) and the database of that slot, so that several runs and the
workers of one run never meet. Databases are copied from a template that is migrated once for a state of the code.
"""

import fcntl
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql

TEMPLATE_PREFIX = "template_"
KEPT_TEMPLATES = 3


def _slot(folder: Path) -> int:
    """Return the first number nobody holds; the lock lives as long as this process."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1000):
        descriptor = os.open(folder / f"slot-{number}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
        else:
            return number
    raise RuntimeError("no free slot")


def _state_of_the_schema() -> str:
    """Return a short name for what the migrations and models say now."""
    digest = sha256()
    for pattern in ("*/migrations/*.py", "*/models.py", "*/models/**/*.py", "requirements.txt"):
        for path in sorted(settings.BASE_DIR.glob(pattern)):
            if not path.is_relative_to(settings.BASE_DIR / ".venv"):
                digest.update(f"{path.name}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _make_template(name: str) -> None:
    """Migrate a new database under a working name, then give it the name others look for."""
    draft = f"{name}_draft"
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(draft)))
        cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(draft)))
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = draft
    try:
        call_command("migrate", run_syncdb=True, verbosity=0, interactive=False)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(draft), sql.Identifier(name)))


def _drop_old_templates(newest: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'template\\_%%' ORDER BY oid DESC")
        old = [row[0] for row in cursor.fetchall() if not row[0].endswith("_draft") and row[0] != newest]
        for name in old[KEPT_TEMPLATES - 1 :]:
            cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def _ensure_template(locks: Path) -> str:
    name = f"{TEMPLATE_PREFIX}{_state_of_the_schema()}"
    with (locks / "template.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            known = cursor.fetchone()
        if known is None:
            _make_template(name)
            _drop_old_templates(name)
    return name


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_test_environment: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """Point the tests at the database of a free slot, made from the template of the present schema."""
    locks = Path(settings.VAR_DIR) / "test-slots"
    names = connection.settings_dict["TEST"]
    names["NAME"] = f"test_coopportal_{_slot(locks)}"
    with django_db_blocker.unblock():
        names["TEMPLATE"] = _ensure_template(locks)


@pytest.fixture(autouse=True)
def _own_media(settings: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Files of one test are not seen by the next."""
    folder = tmp_path_factory.mktemp("media")
    settings.MEDIA_ROOT = folder
    yield


@pytest.fixture
def database_url(transactional_db: None) -> str:
    """Return the address of the test database, for tests that start processes of their own."""
    to = connection.settings_dict
    return f"postgres://{to['USER']}:{to['PASSWORD']}@{to['HOST']}:{to['PORT']}/{to['NAME']}"
