"""Small tools around processes, ports and locks; Python's own library and psutil only."""

import ctypes
import fcntl
import json
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

PR_SET_PDEATHSIG = 1
HOST = "127.0.0.1"
USER = "coopportal"


class EmbeddedServerError(RuntimeError):
    """A server the portal brings along could not be started; the message says why and what to do."""


def free_port() -> int:
    """Return a TCP port of 127.0.0.1 that nobody listens on at this moment."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def port_is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Tell whether a server could listen on `host:port` now; closed connections that linger there do not count."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((host, port))
        except OSError:
            return False
    return True


def accepts_connections(port: int, host: str = "127.0.0.1", seconds: float = 1.0) -> bool:
    """Tell whether somebody answers on `host:port` within `seconds`."""
    try:
        with socket.create_connection((host, port), timeout=seconds):
            return True
    except OSError:
        return False


def wait_until(condition: Callable[[], bool], seconds: float, step: float = 0.05) -> bool:
    """Ask `condition` again every `step` seconds; return True once it holds, False when `seconds` have passed."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(step)
    return True


def die_with_parent(signal_number: int = signal.SIGTERM) -> None:
    """Have the kernel send `signal_number` to this process when its parent dies, even by `kill -9` (Linux only)."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(PR_SET_PDEATHSIG, signal_number, 0, 0, 0)


@contextmanager
def exclusive_lock(path: Path) -> Iterator[None]:
    """Hold the lock file `path` alone; waits for the one who holds it. The kernel frees it when the holder dies."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def try_lock(path: Path, *, shared: bool = False) -> int | None:
    """Take the lock file `path` without waiting; return its descriptor, or None when somebody else holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def write_private_json(path: Path, data: dict[str, Any]) -> None:
    """Write `data` to `path` in one step, readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as handle:
        json.dump(data, handle)
    draft.replace(path)


def read_json(path: Path) -> dict[str, Any]:
    """Return the object in `path`; an empty one when the file is missing or was cut short by a crash."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def process_of(pid_file: Path) -> psutil.Process | None:
    """Return the live process noted in `pid_file`, or None when it is gone or its number now belongs to another."""
    note = read_json(pid_file)
    try:
        process = psutil.Process(int(note["pid"]))
        same = abs(process.create_time() - float(note["created"])) < 2 and process.status() != psutil.STATUS_ZOMBIE
    except (KeyError, ValueError, psutil.Error):
        return None
    return process if same else None


def note_process(pid_file: Path, pid: int) -> None:
    """Note `pid` and its birth in `pid_file`, so that a number used again is not taken for the same process."""
    write_private_json(pid_file, {"pid": pid, "created": psutil.Process(pid).create_time()})


def kill_group(group: int, signal_number: int = signal.SIGKILL) -> None:
    """Send a signal to every process of `group`; nothing happens when none is left."""
    try:
        os.killpg(group, signal_number)
    except ProcessLookupError:
        return
