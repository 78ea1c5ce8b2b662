"""Set-up: what is missing is told in one line, nothing is done twice, versions are pinned, server files are whole."""

import importlib.util
import os
import re
import subprocess
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from django.conf import settings

BASE = Path(settings.BASE_DIR)
PIN = re.compile(r"^([A-Za-z0-9._-]+)==[^\s#;]+( ; [^#]+)?(\s+#.*)?$")


@pytest.fixture
def setup(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The set-up script as a module, at work in an empty folder."""
    spec = importlib.util.spec_from_file_location("house_setup", BASE / "scripts" / "setup.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / name).write_text(f"{name}==1\n")
    for name, value in {"BASE": tmp_path, "VENV": tmp_path / ".venv", "PYTHON": tmp_path / ".venv/bin/python"}.items():
        monkeypatch.setattr(module, name, value)
    return module


def test_missing_system_packages_are_told_in_one_line(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "apt_command", list)
    monkeypatch.setattr(setup, "has_library", lambda name: name != "pango-1.0")
    monkeypatch.setattr(setup, "has_font", lambda: False)
    setup.install_system_packages(setup.missing_packages("run"))
    said = capsys.readouterr().err.strip().splitlines()
    assert said == [
        "Còn thiếu gói hệ thống: libpango-1.0-0 (vẽ PDF); fonts-liberation2 (phông chữ có đủ dấu tiếng Việt). "
        "Cài bằng: sudo apt-get install libpango-1.0-0 fonts-liberation2"
    ]


def test_browser_is_needed_for_tests_alone(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "has_browser", lambda: False)
    assert "chromium" not in setup.missing_packages("run")
    assert "chromium" in setup.missing_packages("all")


def test_missing_packages_are_installed_with_apt_where_allowed(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(setup, "apt_command", lambda: ["apt-get"])
    monkeypatch.setattr(setup, "works", lambda command: commands.append(command) or len(commands) > 2)
    monkeypatch.setattr(setup, "missing_packages", lambda scope: {})
    setup.install_system_packages({"libmagic1": "nhận dạng tệp"})
    assert [command[1] for command in commands] == ["install", "update", "install"]
    assert "Còn thiếu" not in capsys.readouterr().err


def test_python_packages_are_installed_once_for_a_state_of_the_pins(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(setup, "make_venv", lambda: setup.VENV.mkdir(exist_ok=True) or True)

    def run(command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(setup.subprocess, "run", run)

    def installs() -> int:
        return sum("--requirement" in command for command in commands)

    assert setup.install_python_packages("run") == 0
    assert setup.install_python_packages("run") == 0
    assert installs() == 1
    assert setup.install_python_packages("all") == 0
    assert setup.install_python_packages("run") == 0
    assert installs() == 2
    (tmp_path / "requirements.txt").write_text("django==6\n")
    assert setup.install_python_packages("run") == 0
    assert installs() == 3


@pytest.mark.parametrize("failing", ["fetching uv", "uv", "nothing"])
def test_where_uv_cannot_install_pip_does(setup: ModuleType, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    installed_by: list[str] = []

    def run(command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        by_uv = Path(command[0]).name == "uv"
        failed = (failing == "uv" and by_uv) or (failing == "fetching uv" and setup.UV in command)
        if "--requirement" in command and not failed:
            installed_by.append("uv" if by_uv else "pip")
        return subprocess.CompletedProcess(command, int(failed), "", "no way")

    monkeypatch.setattr(setup, "make_venv", lambda: setup.VENV.mkdir(exist_ok=True) or True)
    monkeypatch.setattr(setup.shutil, "which", lambda name: None)
    monkeypatch.setattr(setup.subprocess, "run", run)
    assert setup.install_python_packages("run") == 0
    assert installed_by == ["uv" if failing == "nothing" else "pip"]


def test_an_offices_own_mirror_is_told_to_uv(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = (
        ":env:.index-url='https://env.example.vn/simple'\n"
        "global.cert='/etc/ca.pem'\n"
        "global.index-url='https://kho.example.vn/simple'\n"
    )
    done = subprocess.CompletedProcess([], 0, listed, "")
    monkeypatch.setattr(setup.subprocess, "run", lambda command, **_: done)
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    assert setup.as_uv_reads_it(setup.pip_settings()) == {
        "UV_DEFAULT_INDEX": "https://env.example.vn/simple",
        "SSL_CERT_FILE": "/etc/ca.pem",
    }
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://uv.example.vn/simple")
    assert "UV_DEFAULT_INDEX" not in setup.as_uv_reads_it(setup.pip_settings())


def test_failed_install_leaves_no_stamp(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "make_venv", lambda: setup.VENV.mkdir(exist_ok=True) or True)
    monkeypatch.setattr(setup.subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 1, "", "no"))
    assert setup.install_python_packages("run") == 1
    assert not setup.stamp_of("run").exists()


def test_older_python_is_told_in_one_line(tmp_path: Path) -> None:
    for name in ("python3", "python3.11", "python3.12", "python3.13"):
        old = tmp_path / name
        old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" && exit 0\nexit 1\n')
        old.chmod(0o755)
    done = subprocess.run(
        [BASE / "scripts" / "setup", "run"],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Cần Python 3.11 trở lên (máy này: Python 3.9.2)")
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_version_is_pinned_and_every_wish_is_met(name: str) -> None:
    lines = [line.strip() for line in (BASE / f"{name}.txt").read_text().splitlines()]
    pins = [line for line in lines if line and not line.startswith(("#", "-r "))]
    assert [line for line in pins if not PIN.match(line)] == []
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in pins}
    wishes = re.findall(r"^([A-Za-z0-9_.-]+)", (BASE / f"{name}.in").read_text(), re.MULTILINE)
    assert {one.lower().replace("_", "-") for one in wishes if not one.startswith("-")} <= pinned


def test_compose_file_runs_the_five_parts_on_production_settings() -> None:
    compose = yaml.safe_load((BASE / "docker-compose.yml").read_text())
    assert set(compose["services"]) >= {"web", "worker", "beat", "postgres", "redis"}
    for name in ("web", "worker", "beat"):
        environment = compose["services"][name]["environment"]
        assert environment["DJANGO_SETTINGS_MODULE"] == "coopportal.settings.production"
        assert "change" not in str(environment["SECRET_KEY"])
    assert "ports" not in compose["services"]["postgres"]


def test_dockerfile_installs_what_setup_asks_for_and_does_not_run_as_root() -> None:
    text = (BASE / "Dockerfile").read_text()
    for package in ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "libmagic1", "fonts-liberation2"):
        assert package in text
    users = re.findall(r"^USER (\S+)", text, re.MULTILINE)
    assert users
    assert users[-1] not in ("root", "0")


def test_commands_can_be_run() -> None:
    for script in ("scripts/setup", "scripts/lint", "scripts/pins", ".ci/run"):
        assert os.access(BASE / script, os.X_OK), script
