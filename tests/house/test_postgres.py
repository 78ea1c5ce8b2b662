"""The embedded PostgreSQL: starts, stops, survives `kill -9`, lives beside others, as root and not."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from coopportal.embedded import identity
from coopportal.embedded.guard import PROGRAMS
from coopportal.embedded.identity import Identity, choose_identity
from coopportal.embedded.postgres import Cluster
from coopportal.embedded.processes import EmbeddedServerError, process_of, read_json, wait_until
from tests.house.conftest import alive_under, end

pytestmark = pytest.mark.slow
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")


def answer(cluster: Cluster, question: str = "SELECT 1") -> object:
    """Ask the cluster something."""
    with psycopg.connect(**cluster.connection(), dbname="postgres", autocommit=True) as connection:
        row = connection.execute(question).fetchone()
    return row[0] if row else None


def test_start_use_stop_and_start_again_with_the_same_data_and_port(new_cluster: Cluster) -> None:
    cluster = new_cluster
    first = cluster.ensure_running()
    assert cluster.create_database("coopportal") is True
    assert cluster.create_database("coopportal") is False
    assert answer(cluster, "SHOW server_encoding") == "UTF8"
    assert cluster.stop_if_unused() is True
    assert alive_under(cluster.folder) == []
    assert not cluster.answers()

    assert cluster.ensure_running() == first
    assert cluster.create_database("coopportal") is False


def test_only_who_knows_the_password_gets_in_and_only_the_owner_can_read_it(cluster: Cluster) -> None:
    to = cluster.ensure_running()
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(**to | {"password": "wrong"}, dbname="postgres")
    assert (cluster.folder / "connection.json").stat().st_mode & 0o077 == 0
    assert not (cluster.folder / "initdb.password").exists()
    assert to["password"] not in " ".join(alive_under(cluster.folder))


def test_killed_server_comes_back_by_itself(cluster: Cluster) -> None:
    cluster.ensure_running()
    pid = int((cluster.data / "postmaster.pid").read_text().splitlines()[0])
    os.kill(pid, 9)
    assert wait_until(lambda: not Path(f"/proc/{pid}/cmdline").exists(), 10)
    assert wait_until(cluster.answers, 30)


def test_killed_guard_takes_the_server_along_and_the_next_use_starts_both(cluster: Cluster) -> None:
    to = cluster.ensure_running()
    guard = process_of(cluster.folder / "guard.pid")
    assert guard is not None
    guard.kill()
    assert wait_until(lambda: not cluster.answers(), 20)
    assert cluster.ensure_running() == to


def test_killed_user_leaves_no_server_behind(cluster: Cluster) -> None:
    code = (
        "import sys, time; from pathlib import Path; from coopportal.embedded.postgres import Cluster\n"
        "Cluster(Path(sys.argv[1]), durable=True).ensure_running(); print('up', flush=True); time.sleep(600)"
    )
    user = subprocess.Popen(
        [sys.executable, "-c", code, str(cluster.folder)], cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True
    )
    assert user.stdout is not None
    assert user.stdout.readline().strip() == "up"
    user.kill()
    user.wait()
    assert wait_until(lambda: alive_under(cluster.folder) == [], 30)


def test_stop_waits_for_other_users(cluster: Cluster) -> None:
    cluster.ensure_running()
    other = os.open(cluster.folder / "users.lock", os.O_RDWR)
    try:
        fcntl.flock(other, fcntl.LOCK_SH)
        assert cluster.stop_if_unused() is False
        assert cluster.answers()
    finally:
        os.close(other)
    assert wait_until(lambda: not cluster.answers(), 20)


def test_stale_note_of_a_number_that_another_program_has_now_does_not_block(cluster: Cluster) -> None:
    cluster.ensure_running()
    cluster.stop_if_unused()
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n0\n5432\n\n127.0.0.1\n")
    cluster.ensure_running()
    assert answer(cluster) == 1


def test_port_taken_meanwhile_is_changed(cluster: Cluster) -> None:
    port = cluster.ensure_running()["port"]
    cluster.stop_if_unused()
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", port))
        other.listen()
        assert cluster.ensure_running()["port"] != port
    assert answer(cluster) == 1


def test_half_made_data_are_made_again(cluster: Cluster) -> None:
    cluster.ensure_running()
    cluster.stop_if_unused()
    (cluster.folder / "initdb.unfinished").touch()
    (cluster.data / "global" / "pg_control").unlink()
    cluster.ensure_running()
    assert answer(cluster) == 1


def test_two_portals_side_by_side(cluster: Cluster, prepared: Path, tmp_path: Path) -> None:
    shutil.copytree(prepared, tmp_path / "neighbour")
    neighbour = Cluster(tmp_path / "neighbour", durable=False)
    try:
        assert cluster.ensure_running()["port"] != neighbour.ensure_running()["port"]
        cluster.create_database("only_here")
        assert answer(neighbour, "SELECT count(*) FROM pg_database WHERE datname = 'only_here'") == 0
    finally:
        end(neighbour)


def test_failure_is_told_with_the_end_of_the_log(new_cluster: Cluster) -> None:
    new_cluster.folder.mkdir(parents=True)
    new_cluster.data.write_text("a file where a folder should be")
    with pytest.raises(EmbeddedServerError, match=r"PostgreSQL không khởi động được(.|\n)*không phải là thư mục"):
        new_cluster.ensure_running()
    assert new_cluster.data.read_text() == "a file where a folder should be"


@as_root
@pytest.mark.parametrize("way", ["namespace", "drop", "copy"])
def test_root_runs_it_without_touching_folders_that_are_not_ours(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = tmp_path / "private" if way != "drop" else Path(f"/var/tmp/house-{os.getpid()}")
    parent.mkdir(mode=0o755 if way == "drop" else 0o700)
    monkeypatch.setattr(identity, "SHARED_FOLDERS", (Path(f"/var/tmp/house-shared-{os.getpid()}"),))
    folder = parent / "postgres"
    folder.mkdir()
    before = [(one, one.stat().st_mode) for one in folder.parents]
    try:
        chosen = choose_identity(PROGRAMS, folder / "data", (way,))
    except EmbeddedServerError:
        pytest.skip(f"{way} is not possible on this machine")
    try:
        assert chosen.way == way
        assert runs(chosen)
        assert [(one, one.stat().st_mode) for one in folder.parents] == before
    finally:
        shutil.rmtree(parent)
        shutil.rmtree(identity.SHARED_FOLDERS[0], ignore_errors=True)


def runs(chosen: Identity) -> bool:
    """Make a cluster as that identity and run the server in its single-user mode, which refuses root too."""
    chosen.data.mkdir(mode=0o700, exist_ok=True)
    chosen.take_over()
    for command in (
        ["initdb", "-D", str(chosen.data), "-U", "coopportal", "--no-sync", "--locale=C", "--encoding=UTF8"],
        ["postgres", "--single", "-D", str(chosen.data), "template1"],
    ):
        done = subprocess.run(
            [str(chosen.programs / "bin" / command[0]), *command[1:]],
            preexec_fn=chosen.enter,
            cwd="/",
            env={"LC_ALL": "C", "PATH": os.environ["PATH"]},
            input=b"SELECT 'answered' AS word;\n",
            capture_output=True,
            check=False,
        )
        if done.returncode != 0:
            return False
    return b"answered" in done.stdout


@as_root
def test_data_of_an_ordinary_user_stay_that_users(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    os.chown(data, 12345, 12345)
    assert identity._candidates(data, "drop")[0] == (12345, 12345)


def test_notes_cut_short_by_a_crash_read_as_empty(tmp_path: Path) -> None:
    (tmp_path / "note.json").write_text('{"port": 54')
    assert read_json(tmp_path / "note.json") == {}
    assert process_of(tmp_path / "note.json") is None
