"""Handing in the scan of signed paper: one page is compared at once, more by the queue."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from coopportal.locks import claimed
from coopportal.queue import enqueue
from documents.models import IssuedFile, OfficialDocument, ScanCheck, SignedFile
from documents.services import stored
from documents.services.imports import plain_name
from documents.services.issuing import issued_bytes
from documents.services.signing import acts, scans
from notifications.services import notify
from organizations.models import Staff

TASK = "documents.tasks.compare_scan"
FAULT = "Không so được bản quét với bản gốc; hãy quét lại rồi nộp, hoặc báo quản trị hệ thống."
# What is compared in a request: about three seconds of work a page.
MOST_AT_ONCE = 1
PATIENCE = dt.timedelta(minutes=3)


def hand_in_scan(
    *, document: OfficialDocument, content: bytes, name: str, by: Staff, looked_over: bool = False
) -> SignedFile | ScanCheck:
    """Take a scan in: return the signed file, or for several pages the comparison that the queue makes.

    Raises ValidationError naming `file` as `acts.accept_scan`, and where the document does not wait for signatures.
    """
    given = {"document": document, "name": name, "by": by, "looked_over": looked_over}
    kind = scans.kind_of(content)
    issued = IssuedFile.objects.filter(document=document).first()
    if kind is None or issued is None or scans.page_count(issued_bytes(issued)) <= MOST_AT_ONCE:
        return acts.accept_scan(content=content, **given)  # type: ignore[arg-type]
    acts.demand_waiting(document)
    with transaction.atomic():
        kept = {"file_name": stored.keep(content, kind), "digest": stored.digest_of(content), "content_type": kind}
        check = ScanCheck.objects.create(**{**given, "name": plain_name(name)}, **kept)
        enqueue(TASK, check.pk)
    return check


def run_scan_check(*, check_id: int) -> ScanCheck | None:
    """Compare one waiting scan and take it or refuse it; None where that is done, or another process is at it."""
    rows = ScanCheck.objects.select_related("document__organization", "by__user", "by__organization")
    with claimed(rows.filter(state=ScanCheck.State.WAITING), pk=check_id, work=TASK) as check:
        if check is None:
            return None
        try:
            content = stored.fetch(check.file_name, check.digest)
            file = acts.accept_scan(
                document=check.document, content=content, name=check.name, by=check.by, looked_over=check.looked_over
            )
        except ValidationError as error:
            return end_check(check, ScanCheck.State.REFUSED, " ".join(error.messages))
        except stored.DamagedFile as error:
            return end_check(check, ScanCheck.State.REFUSED, str(error))
        return end_check(check, ScanCheck.State.ACCEPTED, file.report.message)


def fail_scan_check(*, check_id: int) -> None:
    """End a comparison that cannot be finished."""
    check = (
        ScanCheck.objects.filter(pk=check_id, state=ScanCheck.State.WAITING).select_related("document", "by").first()
    )
    if check:
        end_check(check, ScanCheck.State.REFUSED, FAULT)


@transaction.atomic
def end_check(check: ScanCheck, state: str, message: str) -> ScanCheck:
    """Write down how it ended and tell who handed the scan in."""
    check.state, check.message = state, message
    check.save(update_fields=["state", "message", "updated_at"])
    told = "Đã nhận bản quét" if state == ScanCheck.State.ACCEPTED else "Không nhận bản quét"
    notify(
        recipients=[check.by],
        code="documents.scan.compared",
        title=f"{told}: {check.document}",
        body=message,
        url=check.get_absolute_url(),
        source="documents.officialdocument",
        object_id=check.document_id,
    )
    return check
