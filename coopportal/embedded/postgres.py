"""The embedded PostgreSQL: one cluster in a folder, started by whoever needs it first, stopped after the last.

Who uses a cluster holds a shared lock on its `users.lock`. The guard (see `guard.py`) is the parent of the server; it
stops the server when nobody holds that lock any more. Locks die with their process, so `kill -9` of anything leaves
neither a server nobody needs nor a stale note that blocks the next start.
"""

import fcntl
import os
import secrets
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from coopportal.embedded.processes import (
    HOST,
    USER,
    EmbeddedServerError,
    exclusive_lock,
    free_port,
    port_is_free,
    process_of,
    read_json,
    try_lock,
    wait_until,
    write_private_json,
)

BASE_DIR = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 90
STOP_SECONDS = 40
# The guard takes the lock for moments to look for users; only what lasts longer is a user.
USED_SECONDS = 1.5

_memberships: dict[Path, int] = {}
_guards: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL cluster kept in `folder`; `durable=False` trades safety for speed and is for tests alone."""

    folder: Path
    durable: bool = True

    @property
    def data(self) -> Path:
        """The data folder of PostgreSQL, or a link to it."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What initdb, the guard and the server have to say."""
        return self.folder / "server.log"

    def connection(self) -> dict[str, Any]:
        """Return host, port, user and password of the cluster as it was last started; empty before the first start."""
        note = read_json(self.folder / "connection.json")
        return {key: note[key] for key in ("host", "port", "user", "password")} if "port" in note else {}

    def url(self, database: str) -> str:
        """Return the address of `database` in the form `DATABASE_URL` takes."""
        to = self.connection()
        return f"postgres://{to['user']}:{to['password']}@{to['host']}:{to['port']}/{database}"

    def join(self) -> None:
        """Count this process among the users, so that the server keeps running; waits while the guard stops it."""
        if self.folder in _memberships:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.folder / "users.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        _memberships[self.folder] = descriptor

    def leave(self) -> None:
        """Stop counting this process among the users."""
        descriptor = _memberships.pop(self.folder, None)
        if descriptor is not None:
            os.close(descriptor)

    def ensure_running(self) -> dict[str, Any]:
        """Join the users, start the server if it does not run, and return how to connect.

        Raises EmbeddedServerError with the end of the server's log when it does not come up.
        """
        self.join()
        with exclusive_lock(self.folder / "start.lock"):
            if not self.answers():
                self._start()
        return self.connection()

    def answers(self) -> bool:
        """Tell whether the server of this folder takes connections now."""
        to = self.connection()
        if not to:
            return False
        try:
            with psycopg.connect(**to, dbname="postgres", connect_timeout=3) as connection:
                row = connection.execute("SHOW data_directory").fetchone()
        except psycopg.OperationalError:
            return False
        return row is not None and Path(row[0]).resolve() == self.data.resolve()

    def create_database(self, name: str) -> bool:
        """Create the database `name` unless it exists; return True when it is new."""
        with psycopg.connect(**self.connection(), dbname="postgres", autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
            if known is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return known is None

    def stop_if_unused(self) -> bool:
        """Leave the cluster and have it stopped at once when nobody else uses it; return True when it is stopped."""
        self.leave()
        guard = process_of(self.folder / "guard.pid")
        if guard is None:
            return True
        guard.send_signal(signal.SIGUSR1)
        used_since: float | None = None
        end = time.monotonic() + STOP_SECONDS
        while not self._guard_is_gone() and time.monotonic() < end:
            used_since = (used_since or time.monotonic()) if self._is_used() else None
            if used_since is not None and time.monotonic() - used_since > USED_SECONDS:
                break
            time.sleep(0.05)
        return self._guard_is_gone()

    def _guard_is_gone(self) -> bool:
        for guard in _guards:
            guard.poll()  # a child that ended stays in the process table until asked for
        return process_of(self.folder / "guard.pid") is None

    def _is_used(self) -> bool:
        """Users share the lock; the guard alone holds it for itself, while it stops the server or looks for users."""
        lock = self.folder / "users.lock"
        alone = try_lock(lock)
        together = try_lock(lock, shared=True) if alone is None else None
        for descriptor in (alone, together):
            if descriptor is not None:
                os.close(descriptor)
        return together is not None

    def _start(self) -> None:
        """Leave it to the guard when there is one: it starts a server that died again by itself."""
        if not self._guard_is_gone():
            wait_until(lambda: self._guard_is_gone() or self.answers(), START_SECONDS)
            if self.answers():
                return
        clear_the_way(self.data)
        self._choose_port()
        guard = self._start_guard()
        wait_until(lambda: guard.poll() is not None or self.answers(), START_SECONDS)
        if not self.answers():
            raise EmbeddedServerError(f"PostgreSQL không khởi động được. Xem {self.log}:\n{self._end_of_log()}")

    def _start_guard(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "coopportal.embedded.guard", str(self.folder)]
        with self.log.open("ab") as log:
            guard = subprocess.Popen(
                command if self.durable else [*command, "--for-tests"],
                cwd=BASE_DIR,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        _guards.append(guard)
        return guard

    def _choose_port(self) -> None:
        """Keep the port of last time, unless another program has taken it meanwhile."""
        note = read_json(self.folder / "connection.json")
        port = note.get("port")
        if not isinstance(port, int) or not port_is_free(port):
            port = free_port()
        password = note.get("password") or secrets.token_urlsafe(24)
        write_private_json(
            self.folder / "connection.json", {"host": HOST, "port": port, "user": USER, "password": password}
        )

    def _end_of_log(self) -> str:
        try:
            return self.log.read_text(encoding="utf-8", errors="replace")[-2000:]
        except OSError:
            return ""


def clear_the_way(data: Path) -> None:
    """End a server that outlived its guard, and drop its note when the number belongs to another program by now."""
    note = data / "postmaster.pid"
    if not note.exists():
        return
    pid = int(note.read_text().split("\n", 1)[0] or 0)
    if _is_postgres_of(pid, data):
        os.kill(pid, signal.SIGINT)
        if not wait_until(lambda: not _is_postgres_of(pid, data), 30):
            os.kill(pid, signal.SIGQUIT)
            wait_until(lambda: not _is_postgres_of(pid, data), 10)
    note.unlink(missing_ok=True)


def _is_postgres_of(pid: int, data: Path) -> bool:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    words = [Path(os.fsdecode(word)) for word in command]
    return words[0].name == "postgres" and data.resolve() in (word.resolve() for word in words[1:])
