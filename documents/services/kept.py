"""Uploads that could not be read as a document: kept for some days, so that the person may type from them."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from audit.services import record
from documents.models import ImportJob, OfficialDocument
from documents.official.tree import OfficialDocument as Tree
from documents.services.columns import put_tree, storable
from documents.services.imports import plain_name
from organizations.models import Organization, Staff
from organizations.services.directory import actor_of

# What a person can still read although the portal cannot: scans, papers of unusual looks, Word's old format. Files that
# may do harm (macros, bombs, archives) and those that nobody can open are not kept.
KEEPABLE = frozenset({"pdf_no_text", "not_official", "old_word"})
KEPT_DAYS = 14


def may_be_kept(error: ValidationError) -> bool:
    """Tell whether what an import refused is worth keeping."""
    problems = error.error_dict.get("file", []) if hasattr(error, "error_dict") else []
    return any(problem.code in KEEPABLE for problem in problems)


@transaction.atomic
def keep_unread(*, data: bytes, filename: str, message: str, organization: Organization, by: Staff) -> ImportJob | None:
    """Keep a refused upload for the person; None for a state secret, which has no place here."""
    if read_what_is_there(data, filename)[0].secrecy:
        return None
    job = ImportJob(organization=organization, by=by, source_name=plain_name(filename), message=message)
    job.state = ImportJob.State.FAILED
    job.full_clean(exclude=["source_file"])
    job.source_file.save(job.source_name, ContentFile(data), save=False)
    job.save()
    record(code="documents.import.kept", obj=job, **actor_of(by))
    return job


@transaction.atomic
def type_in(*, job_id: int, by: Staff) -> OfficialDocument | None:
    """Make a draft of a kept upload, with whatever could be read; None where it is gone or typed in already."""
    waiting = ImportJob.objects.visible_to(by).select_for_update(of=("self",)).select_related("organization")
    job = waiting.filter(pk=job_id, state=ImportJob.State.FAILED).exclude(source_file="").first()
    if job is None:
        return None
    with job.source_file.open("rb") as file:
        tree, text = read_what_is_there(file.read(), job.source_name)
    document = OfficialDocument(organization=job.organization, created_by=by, source_text=storable(text))
    document.source_name, document.source_file = job.source_name, job.source_file.name
    put_tree(document, tree)
    document.full_clean(exclude=["source_file"])
    document.save()
    job.source_file, job.state, job.document = "", ImportJob.State.DONE, document
    job.save()
    record(code="documents.document.imported", obj=document, data={"source": f"tệp {job}, tự nhập"}, **actor_of(by))
    return document


def read_what_is_there(data: bytes, filename: str) -> tuple[Tree, str]:
    """Return what a file gives all the same: its tree and text, both empty where it gives nothing."""
    from documents import reading

    try:
        return reading.read_with_text(data, filename=filename)
    except reading.UnreadableFile:
        return Tree(), ""


def drop_old(*, now: dt.datetime | None = None) -> int:
    """Throw away kept uploads that nobody typed in for `KEPT_DAYS` days; return how many. Safe to run twice."""
    before = (now or timezone.now()) - dt.timedelta(days=KEPT_DAYS)
    dropped = 0
    for job in ImportJob.objects.filter(state=ImportJob.State.FAILED, created_at__lt=before).exclude(source_file=""):
        with transaction.atomic():
            job.source_file.delete(save=False)
            ImportJob.objects.filter(pk=job.pk).update(source_file="")
        dropped += 1
    return dropped
