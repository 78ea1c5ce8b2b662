"""Every settings module imports, and production does not start where it would not be safe."""

import importlib
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from coopportal.settings.keys import kept_secret_key, strong_secret_key

GOOD_KEY = "q7Vd-3kPz_8sXmW2LrT9yBf4HnJc6GaE1uQoRi5KtMwZxYvNbSpDhCjFlAgUeI0"
GOOD = {
    "SECRET_KEY": GOOD_KEY,
    "ALLOWED_HOSTS": "htx.example.vn,htx2.example.vn",
    "DATABASE_URL": "postgres://coop:a%40b@db.example:5433/coopportal",
    "REDIS_URL": "redis://:p@queue.example:6379/0",
}
NAMES = (*GOOD, "DEBUG", "COOPPORTAL_DEBUG", "EMAIL_URL", "COOPPORTAL_VAR", "CSRF_TRUSTED_ORIGINS")


def load(monkeypatch: pytest.MonkeyPatch, name: str, environment: dict[str, str]) -> ModuleType:
    """Import a settings module anew, under `environment` alone."""
    for variable in NAMES:
        monkeypatch.delenv(variable, raising=False)
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    for module in ("base", name):
        monkeypatch.delitem(sys.modules, f"coopportal.settings.{module}", raising=False)
    return importlib.import_module(f"coopportal.settings.{name}")


@pytest.mark.parametrize("name", ["base", "local", "test", "production"])
def test_every_settings_module_imports(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    environment = GOOD if name == "production" else {}
    module = load(monkeypatch, name, environment | {"COOPPORTAL_VAR": str(tmp_path)})
    assert module.TIME_ZONE == "Asia/Ho_Chi_Minh"
    assert module.DEBUG is False


def test_production_takes_its_servers_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    module = load(monkeypatch, "production", GOOD | {"EMAIL_URL": "smtp+tls://u:p@mail.example:587"})
    database = module.DATABASES["default"]
    assert (database["HOST"], database["PORT"], database["PASSWORD"]) == ("db.example", 5433, "a@b")
    assert GOOD["REDIS_URL"] == module.CELERY_BROKER_URL
    assert (module.EMAIL_HOST, module.EMAIL_PORT, module.EMAIL_USE_TLS) == ("mail.example", 587, True)
    assert module.CSRF_TRUSTED_ORIGINS == ["https://htx.example.vn", "https://htx2.example.vn"]


@pytest.mark.parametrize(
    ("wrong", "advice"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is weak"),
        ({"SECRET_KEY": "ab" * 40}, "SECRET_KEY is weak"),
        ({"SECRET_KEY": "django-insecure-" + GOOD_KEY}, "SECRET_KEY is a sample"),
        ({"SECRET_KEY": "please-change-me-" + GOOD_KEY}, "SECRET_KEY is a sample"),
        ({"DEBUG": "1"}, "DEBUG is on"),
        ({"COOPPORTAL_DEBUG": "true"}, "DEBUG is on"),
        ({"DATABASE_URL": ""}, "DATABASE_URL is missing"),
        ({"DATABASE_URL": "sqlite:///db.sqlite3"}, "must point at PostgreSQL"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is missing"),
        ({"ALLOWED_HOSTS": "*"}, "name the portal's own hosts"),
        ({"REDIS_URL": ""}, "REDIS_URL is missing"),
    ],
)
def test_production_refuses_to_start_and_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str], advice: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=advice):
        load(monkeypatch, "production", GOOD | wrong)


def test_a_refused_key_is_not_repeated_in_the_message() -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        strong_secret_key("tiny-but-private")
    assert "tiny-but-private" not in str(refusal.value)


def test_local_keeps_one_strong_key_that_others_cannot_read(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret_key"
    key = kept_secret_key(path)
    assert kept_secret_key(path) == key == strong_secret_key(key)
    assert path.stat().st_mode & 0o077 == 0


def test_a_key_file_left_empty_by_a_crash_is_filled(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"
    path.touch()
    assert strong_secret_key(kept_secret_key(path)) == path.read_text()


@pytest.mark.slow
def test_deploy_checks_are_silent_on_production_settings() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "DEBUG"],
        cwd=settings.BASE_DIR,
        env=os.environ | GOOD | {"DJANGO_SETTINGS_MODULE": "coopportal.settings.production"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


def test_a_weak_key_ends_the_start_with_a_readable_line() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env=os.environ | GOOD | {"DJANGO_SETTINGS_MODULE": "coopportal.settings.production", "SECRET_KEY": "weak"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "secrets.token_urlsafe(60)" in done.stderr.strip().splitlines()[-1]
