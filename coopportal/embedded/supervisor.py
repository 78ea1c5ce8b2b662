"""The supervisor behind `make run`: servers, web, worker and beat of one portal, started, watched and stopped together.

What a crash leaves behind never blocks the next start: locks and notes are checked against live processes, and the
kernel ends the children when the supervisor dies.
"""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coopportal.embedded.children import Child
from coopportal.embedded.postgres import Cluster
from coopportal.embedded.processes import (
    EmbeddedServerError,
    die_with_parent,
    port_is_free,
    process_of,
    read_json,
    try_lock,
    wait_until,
    write_private_json,
)
from coopportal.embedded.valkey import Valkey

STEP_SECONDS = 0.3
START_SECONDS = 60


@dataclass
class Supervisor:
    """Runs the portal kept in `base` with its data in `var`; `say` takes each line for the person at the terminal."""

    base: Path
    var: Path
    host: str
    port: int
    say: Callable[[str], None]
    children: list[Child] = field(default_factory=list)
    stopping: bool = False
    preparing: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        """Name the servers that belong to the portal; none of its own where the environment points at others."""
        self.cluster = None if os.environ.get("DATABASE_URL") else Cluster(self.var / "postgres")
        self.valkey = None if os.environ.get("REDIS_URL") else Valkey(self.var / "valkey")
        self.environment = {"DJANGO_SETTINGS_MODULE": "coopportal.settings.local"} | os.environ
        self.environment["PYTHONUNBUFFERED"] = "1"

    @property
    def address(self) -> str:
        """Where a browser finds the portal."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::", "") else self.host  # noqa: S104 (compared, not bound)
        return f"http://{host}:{self.port}"

    def run(self) -> int:
        """Run until Ctrl-C or SIGTERM; return the exit status, 1 with one line said when it cannot start."""
        lock = try_lock(self.var / "run" / "portal.lock")
        if lock is None:
            running = read_json(self.var / "run" / "portal.json").get("address", "một cổng khác")
            self.say(f"CoopPortal của thư mục này đang chạy sẵn tại {running}; hãy dừng nó trước (Ctrl-C).")
            return 1
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._ask_to_stop)
        try:
            return self._run()
        except (EmbeddedServerError, subprocess.CalledProcessError) as error:
            self.say(_reason(error))
            return 1
        finally:
            self._stop()
            os.close(lock)

    def _run(self) -> int:
        self._clear_left_overs()
        if not port_is_free(self.port, self.host):
            self.say(f"Cổng {self.port} đang có chương trình khác dùng. Chọn cổng khác: PORT={self.port + 1} make run")
            return 1
        write_private_json(self.var / "run" / "portal.json", {"address": self.address, "pid": os.getpid()})
        self._start_servers()
        self._prepare()
        self._start_portal()
        if self._wait_for_answer():
            self._tell()
            self._watch()
        return 0 if self.stopping else 1

    def _clear_left_overs(self) -> None:
        for name in ("beat", "worker", "web", "valkey"):
            self._child(name, list).clear_left_over()

    def _child(self, name: str, prepare: Callable[[], list[str]]) -> Child:
        return Child(name, prepare, self.environment, self.base, self.var / "run", self.var / "log")

    def _start(self, name: str, prepare: Callable[[], list[str]]) -> None:
        child = self._child(name, prepare)
        child.start()
        self.children.append(child)

    def _start_servers(self) -> None:
        self.say("Đang khởi động PostgreSQL và hàng đợi…")
        if self.cluster is not None:
            self.cluster.ensure_running()
        if self.valkey is not None:
            self._start("valkey", self.valkey.prepare)
            if not wait_until(lambda: self.stopping or self._valkey_answers(), START_SECONDS):
                raise EmbeddedServerError(f"Valkey không khởi động được. Xem {self._log_of('valkey')}")
            self.environment["REDIS_URL"] = self.valkey.url

    def _valkey_answers(self) -> bool:
        return self.valkey is not None and self.valkey.answers()

    def _prepare(self) -> None:
        """Bring database and static files up to date, in a process of its own; pass on what it says.

        Raises CalledProcessError when a step fails; nothing when it was ended because the portal stops.
        """
        if self.stopping:
            return
        command = [sys.executable, "manage.py", "prepareportal", str(self.var / "run" / "accounts.txt")]
        with self._log_of("prepare").open("ab") as log:
            self.preparing = subprocess.Popen(
                command,
                cwd=self.base,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )
        for line in self.preparing.stdout or ():
            self.say(line.decode(errors="replace").rstrip())
        if self.preparing.wait() != 0 and not self.stopping:
            raise subprocess.CalledProcessError(self.preparing.returncode, command)

    def _log_of(self, name: str) -> Path:
        folder = self.var / "log"
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{name}.log"

    def _start_portal(self) -> None:
        if self.stopping:
            return
        self._start("web", lambda: web_command(self.host, self.port))
        self._start("worker", worker_command)
        self._start("beat", lambda: beat_command(self.var))

    def _wait_for_answer(self) -> bool:
        """Wait until a page comes; a portal that does not answer says where to look."""
        wait_until(lambda: self.stopping or self._answers(), START_SECONDS, step=0.2)
        if not self.stopping and not self._answers():
            self.say(f"Trang web không trả lời. Xem {self._log_of('web')}")
        return not self.stopping and self._answers()

    def _answers(self) -> bool:
        return bool(health(self.address).get("status"))

    def _tell(self) -> None:
        accounts = self.var / "run" / "accounts.txt"
        if accounts.exists():
            self.say(accounts.read_text(encoding="utf-8").strip())
        self.say(f"CoopPortal đang chạy tại {self.address}")

    def _watch(self) -> None:
        while not self.stopping:
            time.sleep(STEP_SECONDS)
            for child in self.children:
                child.look_after()
            self._look_after_cluster()

    def _look_after_cluster(self) -> None:
        """The guard starts its server again by itself; only a guard that is gone needs help."""
        if self.cluster is not None and process_of(self.cluster.folder / "guard.pid") is None:
            try:
                self.cluster.ensure_running()
            except EmbeddedServerError as error:
                self.say(_reason(error))

    def _stop(self) -> None:
        """End the portal before the servers it leans on."""
        portal = [child for child in self.children if child.name != "valkey"]
        for child in portal:
            child.ask_to_stop()
        for child in portal:
            child.stop()
        for child in self.children:
            child.ask_to_stop()
            child.stop()
        if self.cluster is not None:
            self.cluster.stop_if_unused()

    def _ask_to_stop(self, _number: int, _frame: object) -> None:
        if not self.stopping:
            self.stopping = True
            self.say("Đang dừng…")
            if self.preparing is not None and self.preparing.poll() is None:
                self.preparing.terminate()


def web_command(host: str, port: int) -> list[str]:
    """Return the command of the web server: two processes of four threads for a machine of two cores."""
    return [
        *_python_module("gunicorn"), "coopportal.wsgi",
        f"--bind={host}:{port}", "--worker-class=gthread", "--workers=2", "--threads=4",
        "--preload", "--timeout=120", "--graceful-timeout=15", "--max-requests=5000", "--max-requests-jitter=500",
        "--no-control-socket", "--log-level=warning",
    ]  # fmt: skip


def worker_command() -> list[str]:
    """Return the command of the Celery worker."""
    return [
        *_python_module("celery"), "--app=coopportal", "worker", "--loglevel=INFO", "--concurrency=2",
        "--without-gossip", "--without-mingle", "--max-tasks-per-child=500",
    ]  # fmt: skip


def beat_command(var: Path) -> list[str]:
    """Return the command of Celery beat, with its memory in `var`."""
    (var / "beat").mkdir(parents=True, exist_ok=True)
    return [*_python_module("celery"), "--app=coopportal", "beat", "--loglevel=INFO", "--pidfile="]


def health(address: str) -> dict[str, Any]:
    """Return what `/healthz` at `address` says; an empty answer when nobody is there."""
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:  # noqa: S310 (our own address)
            body = answer.read()
    except urllib.error.HTTPError as error:
        body = error.read()
    except OSError:
        return {}
    try:
        data = json.loads(body)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def _python_module(name: str) -> list[str]:
    return [sys.executable, "-m", name]


def _reason(error: EmbeddedServerError | subprocess.CalledProcessError) -> str:
    if isinstance(error, EmbeddedServerError):
        return str(error)
    return "Bước chuẩn bị không thành công. Xem var/log/prepare.log"
