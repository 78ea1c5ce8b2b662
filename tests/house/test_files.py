"""Uploads and static files."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import Settings

from coopportal.management.commands.prepare_static import state_of_static_files


def send(size: int) -> HttpRequest:
    """Return a request with a file of `size` bytes and one typed field."""
    upload = SimpleUploadedFile("công văn số 5.pdf", b"x" * size, "application/pdf")
    return RequestFactory().post("/", {"subject": "V/v hợp tác xã", "file": upload})


@pytest.mark.parametrize("size", [0, 10, 3 * 1024 * 1024, 25 * 1024 * 1024])
def test_files_up_to_the_limit_arrive_whole(size: int) -> None:
    request = send(size)
    assert request.FILES["file"].size == size
    assert sum(len(chunk) for chunk in request.FILES["file"].chunks()) == size
    assert request.FILES["file"].name == "công văn số 5.pdf"


def test_a_bigger_file_costs_no_disk_and_the_form_sees_its_size_and_the_typed_words(settings: Settings) -> None:
    size = 50 * 1024 * 1024
    request = send(size)
    upload = request.FILES["file"]
    assert upload.size == size > settings.UPLOAD_MAX_BYTES
    assert Path(upload.temporary_file_path()).stat().st_size <= settings.UPLOAD_MAX_BYTES + upload.DEFAULT_CHUNK_SIZE
    assert request.POST["subject"] == "V/v hợp tác xã"


def test_an_address_may_take_more(settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES, settings.UPLOAD_LIMITS = 3_000_000, {"/edxml/nhan/": 6_000_000}
    for path, whole in (("/", False), ("/edxml/nhan/", True)):
        upload = SimpleUploadedFile("goi.edxml", b"x" * 5_000_000)
        kept = RequestFactory().post(path, {"file": upload}).FILES["file"]
        assert (Path(kept.temporary_file_path()).stat().st_size == kept.size) == whole


@pytest.fixture
def collected(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """Static files as a server gets them, named by their content; left unpacked, since packing takes seconds."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["css", "js", "ttf", "svg", "txt", "html"]
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "coopportal.storage.PortalStaticFilesStorage"}}
    call_command("prepare_static", stdout=io.StringIO())
    yield Path(settings.STATIC_ROOT)


@pytest.mark.slow
def test_pages_find_their_styles_fonts_and_scripts_and_a_second_start_packs_nothing(collected: Path) -> None:
    names = (collected / "staticfiles.json").read_text()
    for needed in ("bootstrap/css/bootstrap.min.css", "bootstrap/js/bootstrap.bundle.min.js", "css/portal.css",
                   "fonts/be-vietnam-pro/BeVietnamPro-Regular.ttf", "django_htmx/htmx-2.min.js"):  # fmt: skip
        assert f'"{needed}"' in names
    manifest = collected / "staticfiles.json"
    before = manifest.stat().st_mtime_ns
    call_command("prepare_static")
    assert manifest.stat().st_mtime_ns == before


def test_a_changed_file_changes_the_state(settings: Settings, tmp_path: Path) -> None:
    settings.STATICFILES_DIRS = [tmp_path]
    from django.contrib.staticfiles.finders import get_finder

    get_finder.cache_clear()
    try:
        (tmp_path / "a.css").write_text("a {}")
        before = state_of_static_files()
        assert state_of_static_files() == before
        (tmp_path / "a.css").write_text("a { color: red }")
        assert state_of_static_files() != before
    finally:
        get_finder.cache_clear()
