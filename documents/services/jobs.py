"""Long files: kept at once, read by the queue, so that nobody's page waits for minutes."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse

from audit.services import record
from coopportal.celery import app
from coopportal.queue import enqueue
from documents.models import ImportJob
from documents.services.imports import import_document, plain_name
from documents.services.kept import may_be_kept
from notifications.services import notify
from organizations.models import Organization, Staff
from organizations.services.directory import actor_of

# About a third of a second a page; a page of the portal should not take longer than some seconds.
MOST_PAGES = 12
MOST_BYTES = 4 * 1024 * 1024
TASK = "documents.tasks.read_import"
TOO_LONG = "Tệp quá dài nên không đọc hết được trong mười phút. Hãy tách văn bản khỏi các phụ lục dài rồi nhập lại."


def is_long(data: bytes) -> bool:
    """Tell whether reading the file takes too long for a request; a broken PDF is short, it is refused at once."""
    if b"%PDF-" not in data[:1024]:
        return len(data) > MOST_BYTES
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as pdf:
            return len(pdf) > MOST_PAGES
    except pypdfium2.PdfiumError:
        return False


@transaction.atomic
def request_import(*, data: bytes, filename: str, organization: Organization, by: Staff) -> ImportJob:
    """Keep the file and hand its reading to the queue; the person is told when it is done."""
    job = ImportJob(organization=organization, by=by, source_name=plain_name(filename))
    job.full_clean(exclude=["source_file"])
    job.source_file.save(job.source_name, ContentFile(data), save=False)
    job.save()
    record(code="documents.import.requested", obj=job, **actor_of(by))
    enqueue(app.tasks[TASK], job.pk)
    return job


@transaction.atomic
def run_import(*, job_id: int) -> ImportJob | None:
    """Read one waiting file; None where it is read already or another process is at it. Safe to run twice."""
    waiting = ImportJob.objects.select_for_update(of=("self",), skip_locked=True)
    job = waiting.select_related("organization", "by__user", "by__organization").filter(pk=job_id).first()
    if job is None or job.state != ImportJob.State.WAITING:
        return None
    try:
        with job.source_file.open("rb") as file:
            data = file.read()
        job.document = import_document(
            data=data, filename=job.source_name, text="", organization=job.organization, by=job.by
        )
    except FileNotFoundError:
        return _end(job, "Tệp đã tải lên không còn trong kho lưu trữ. Hãy tải lên lại.")
    except ValidationError as error:
        return _end(job, " ".join(error.messages), keep=may_be_kept(error))
    return _end(job, "")


@transaction.atomic
def fail_import(*, job_id: int, message: str) -> None:
    """End a waiting import that cannot be finished."""
    job = ImportJob.objects.select_for_update().filter(pk=job_id, state=ImportJob.State.WAITING).first()
    if job:
        _end(job, message)


def _end(job: ImportJob, message: str, *, keep: bool = False) -> ImportJob:
    """Write down how it went, tell the person, let go of the uploaded copy (the document has its own).

    `keep` leaves the upload for the person to type from.
    """
    job.message = message
    job.state = ImportJob.State.FAILED if message else ImportJob.State.DONE
    name = "" if keep else job.source_file.name or ""
    job.source_file = job.source_file if keep else ""
    job.save()
    if name:
        transaction.on_commit(lambda: job.source_file.storage.delete(name))
    title = f"Không đọc được tệp “{job}”" if message else f"Đã đọc xong tệp “{job}”, mời rà soát"
    notify(
        recipients=[job.by],
        code="documents.import.ended",
        title=title,
        body=message,
        url=reverse("documents:import_job", args=[job.pk]),
        source="documents.importjob",
        object_id=job.pk,
    )
    record(code=f"documents.import.{job.state}", obj=job, **actor_of(job.by))
    return job
