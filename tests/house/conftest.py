"""Servers and processes for the tests of the house; whatever a test starts is gone after it."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from coopportal.embedded.postgres import Cluster
from coopportal.embedded.processes import process_of, wait_until
from coopportal.embedded.valkey import Valkey


def end(cluster: Cluster) -> None:
    """Stop a cluster whatever the test did to it."""
    cluster.stop_if_unused()
    guard = process_of(cluster.folder / "guard.pid")
    if guard is not None:
        for process in [*guard.children(recursive=True), guard]:
            process.kill()
        psutil.wait_procs([guard], timeout=10)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a cluster that was started once and stopped: initdb is what takes the time."""
    one = Cluster(tmp_path_factory.mktemp("prepared") / "postgres", durable=False)
    one.ensure_running()
    assert one.stop_if_unused()
    return one.folder


@pytest.fixture
def cluster(prepared: Path, tmp_path: Path) -> Iterator[Cluster]:
    """A stopped cluster, in a path with spaces and Vietnamese letters."""
    folder = tmp_path / "thư mục có dấu cách" / "postgres"
    shutil.copytree(prepared, folder)
    one = Cluster(folder, durable=False)
    yield one
    end(one)


@pytest.fixture
def new_cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A cluster that was never started, in such a path too."""
    one = Cluster(tmp_path / "thư mục mới" / "postgres", durable=False)
    yield one
    end(one)


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[Valkey]:
    """A running Valkey."""
    server = Valkey(tmp_path / "hàng đợi" / "valkey")
    process = subprocess.Popen(server.prepare(), stdout=subprocess.DEVNULL)
    assert wait_until(server.answers, 20)
    yield server
    process.send_signal(signal.SIGTERM)
    process.wait(20)


def alive_under(folder: Path) -> list[str]:
    """Return the command lines of live processes that mention `folder`."""
    found = []
    for process in psutil.process_iter(["pid", "cmdline", "status"]):
        line = " ".join(process.info["cmdline"] or [])
        if str(folder) in line and process.info["pid"] != os.getpid() and process.info["status"] != "zombie":
            found.append(line)
    return found
