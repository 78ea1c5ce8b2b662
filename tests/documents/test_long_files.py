"""Long files are read by the queue: kept at once, read once, and the person hears how it went."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from documents.models import ImportJob, OfficialDocument
from documents.services import jobs
from documents.tasks import read_import
from notifications.models import Notification
from tests.documents import files
from tests.documents.samples import LETTER, NO_DOCUMENT
from tests.factories.organizations import World


@pytest.fixture
def everything_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "MOST_BYTES", 10)


def ask(world: World, text: str = LETTER) -> ImportJob:
    return jobs.request_import(
        data=text.encode(), filename="kế hoạch dài.txt", organization=world.commune, by=world.clerk
    )


def test_pages_decide_for_a_pdf_and_size_for_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    page = files.pdf("một trang")
    assert not jobs.is_long(page) and not jobs.is_long(b"%PDF-1.7 hong") and not jobs.is_long(b"x" * 1000)
    assert jobs.is_long(b"x" * (jobs.MOST_BYTES + 1))
    monkeypatch.setattr(jobs, "MOST_PAGES", 0)
    assert jobs.is_long(page)


@pytest.mark.usefixtures("everything_is_long")
def test_the_upload_leads_to_a_waiting_page_and_then_to_the_review(
    world: World, sign_in: Callable[..., Client], django_capture_on_commit_callbacks: Any
) -> None:
    client = sign_in(world.clerk)
    upload = {"organization": world.commune.pk, "file": SimpleUploadedFile("dài.txt", LETTER.encode()), "text": ""}
    with django_capture_on_commit_callbacks() as later:
        answer = client.post("/van-ban/nhap/", upload)
    job = ImportJob.objects.get()
    assert answer["Location"] == f"/van-ban/nhap/{job.pk}/" and not OfficialDocument.objects.exists()
    waiting = client.get(answer["Location"])
    assert "Đang đọc" in waiting.content.decode() and 'http-equiv="refresh"' in waiting.content.decode()
    for send in later:
        send()
    made = OfficialDocument.objects.get()
    assert client.get(answer["Location"])["Location"] == f"/van-ban/{made.pk}/ra-soat/"
    assert (made.created_by, made.source_name, made.proposed_tasks.count()) == (world.clerk, "dài.txt", 4)


def test_reading_twice_makes_one_document(world: World, django_capture_on_commit_callbacks: Any) -> None:
    job = ask(world)
    with django_capture_on_commit_callbacks(execute=True):
        assert read_import(job.pk) is not None
        assert read_import(job.pk) is None
    assert OfficialDocument.objects.count() == 1 and Notification.objects.filter(recipient=world.clerk).count() == 1
    assert len(default_storage.listdir("documents/sources")[1]) == 1, "the copy of the upload is gone"


def test_a_file_that_is_no_document_says_so(world: World, sign_in: Callable[..., Client]) -> None:
    job = ask(world, NO_DOCUMENT)
    assert read_import(job.pk) is None
    page = sign_in(world.clerk).get(f"/van-ban/nhap/{job.pk}/").content.decode()
    assert "Không nhận ra đây là văn bản hành chính" in page and "Nhập lại" in page
    assert Notification.objects.get().title.startswith("Không đọc được tệp")


def test_a_reading_without_end_is_ended(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(**_: Any) -> None:
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(jobs, "import_document", endless)
    job = ask(world)
    assert read_import(job.pk) is None
    job.refresh_from_db()
    assert job.state == ImportJob.State.FAILED and "quá dài" in job.message


def test_a_lost_file_is_told(world: World) -> None:
    job = ask(world)
    job.source_file.storage.delete(job.source_file.name)
    read_import(job.pk)
    job.refresh_from_db()
    assert job.state == ImportJob.State.FAILED and "Hãy tải lên lại" in job.message


def test_without_a_worker_the_person_reads_it_at_once(world: World, sign_in: Callable[..., Client]) -> None:
    job = ask(world)
    answer = sign_in(world.clerk).post(f"/van-ban/nhap/{job.pk}/", follow=True)
    assert answer.redirect_chain[-1][0] == f"/van-ban/{OfficialDocument.objects.get().pk}/ra-soat/"


def test_an_import_is_its_owners_alone(world: World, sign_in: Callable[..., Client]) -> None:
    job = ask(world)
    for person in (world.specialist, world.neighbour_clerk):
        assert sign_in(person).get(f"/van-ban/nhap/{job.pk}/").status_code == 404
        assert sign_in(person).post(f"/van-ban/nhap/{job.pk}/").status_code == 404
    assert not ImportJob.objects.visible_to(None).exists() and not OfficialDocument.objects.exists()
