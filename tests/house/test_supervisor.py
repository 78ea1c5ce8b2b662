"""`make run` from end to end: one command up, watched while up, everything down again."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from coopportal.embedded.processes import free_port, process_of, read_json, wait_until
from coopportal.embedded.supervisor import health
from tests.house.conftest import alive_under

pytestmark = pytest.mark.slow
SECONDS = 120


class Portal:
    """A portal in a process of its own, with its data under `var`."""

    def __init__(self, var: Path, port: int) -> None:
        self.var = var
        self.address = f"http://127.0.0.1:{port}"
        self.process = self.start()

    def start(self) -> subprocess.Popen[str]:
        """Start it as `make run` does; static files are left as they are, and the database stays empty."""
        return subprocess.Popen(
            [sys.executable, "-m", "coopportal.embedded", "--port", self.address.rsplit(":", 1)[1]],
            cwd=settings.BASE_DIR,
            env=_environment(self.var),
            stdout=subprocess.PIPE,
            text=True,
        )

    def lines_until(self, words: str) -> list[str]:
        """Return what it says up to the line with `words`, or to its end."""
        lines: list[str] = []
        assert self.process.stdout is not None
        for line in self.process.stdout:
            lines.append(line.strip())
            if words in line:
                break
        return lines

    def is_healthy(self) -> bool:
        """Tell whether every part works."""
        return health(self.address).get("status") == "ok"


def _environment(var: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "coopportal.settings.local",
        "COOPPORTAL_VAR": str(var),
        "COOPPORTAL_DEBUG": "1",
        "COOPPORTAL_DEMO": "0",
    }


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """One portal for this module: its tables are made once."""
    one = Portal(tmp_path_factory.mktemp("cổng thông tin") / "dữ liệu", free_port())
    yield one
    one.process.kill()
    one.process.wait()
    assert wait_until(lambda: alive_under(one.var) == [], 30)


@pytest.fixture
def portal(kept: Portal) -> Portal:
    """The portal, up and answering; started again when the test before stopped it."""
    if kept.process.poll() is not None:
        kept.process = kept.start()
    if not health(kept.address):
        said = kept.lines_until("đang chạy tại")
        assert said[-1] == f"CoopPortal đang chạy tại {kept.address}", (kept.var / "log" / "prepare.log").read_text()
    return kept


def start_again(var: Path, port: int) -> subprocess.CompletedProcess[str]:
    """Run the command a second time; it must end by itself."""
    return subprocess.run(
        [sys.executable, "-m", "coopportal.embedded", "--port", str(port)],
        cwd=settings.BASE_DIR,
        env=_environment(var),
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )


def test_every_part_comes_up_and_a_second_start_in_the_same_folder_says_so_in_one_line(portal: Portal) -> None:
    assert wait_until(portal.is_healthy, SECONDS, step=0.3), health(portal.address)
    done = start_again(portal.var, free_port())
    assert done.returncode == 1
    assert done.stdout.strip().splitlines() == [
        f"CoopPortal của thư mục này đang chạy sẵn tại {portal.address}; hãy dừng nó trước (Ctrl-C)."
    ]


def test_port_of_another_program_is_told_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = int(other.getsockname()[1])
        done = start_again(tmp_path / "khác", port)
    assert done.returncode == 1
    assert (
        done.stdout.strip() == f"Cổng {port} đang có chương trình khác dùng. Chọn cổng khác: PORT={port + 1} make run"
    )
    assert alive_under(tmp_path) == []


def test_killed_children_come_back(portal: Portal) -> None:
    notes = {name: portal.var / "run" / f"{name}.pid" for name in ("web", "worker", "beat", "valkey")}
    before = {name: read_json(note)["pid"] for name, note in notes.items()}
    for pid in before.values():
        os.kill(pid, signal.SIGKILL)
    for name, note in notes.items():
        assert wait_until(lambda note=note, name=name: _other_process(note, before[name]), SECONDS), name
    assert wait_until(portal.is_healthy, SECONDS, step=0.3), health(portal.address)


def _other_process(pid_file: Path, before: int) -> bool:
    process = process_of(pid_file)
    return process is not None and process.pid != before


def test_killed_supervisor_takes_all_along_and_the_next_start_works_and_stops_in_good_order(portal: Portal) -> None:
    portal.process.kill()
    portal.process.wait()
    portal.process = portal.start()
    assert portal.lines_until("đang chạy tại")[-1].endswith(portal.address)
    assert "status" in health(portal.address)

    portal.process.terminate()
    started = time.monotonic()
    assert portal.process.wait(60) == 0
    assert time.monotonic() - started < 60
    assert wait_until(lambda: alive_under(portal.var) == [], 10)
    assert health(portal.address) == {}
