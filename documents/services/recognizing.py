"""Letters of papers that came as pictures: read by the queue, proposed to the clerk, never taken for granted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from coopportal.locks import claimed
from coopportal.queue import enqueue
from coopportal.text import fold
from documents.models import Attachment, IncomingEntry, OfficialDocument, Origin, ScanReading
from documents.official.tree import OfficialDocument as Tree
from documents.reading import ocr, read_text
from documents.reading.quick import secrecy_of
from documents.services import stored
from documents.services.columns import put_tree, storable
from documents.services.imports import CLASSIFIED
from documents.services.life import discard_draft, locked
from organizations.models import Organization, Staff
from organizations.services.directory import actor_of

TASK = "documents.tasks.read_scan"
ATTACHMENT_TASK = "documents.tasks.read_attached_scan"
# The head stands on the first page, the signature on the last; what lies between is for the search.
MOST_PAGES = 12
_LONGEST_SIDE = 2600
PATIENCE = dt.timedelta(minutes=2)
NOTHING = "Không nhận ra chữ nào trong ảnh; hãy ghi theo bản giấy."
FAULT = "Không nhận dạng được chữ trong ảnh; hãy ghi theo bản giấy."


@transaction.atomic
def request_reading(*, document: OfficialDocument, by: Staff) -> ScanReading | None:
    """Let the queue read a paper that was taken in as pictures; None where it has letters, or nothing can read here."""
    if document.source_text or not (document.source_file.name or "").endswith(".pdf") or not ocr.available():
        return None
    reading = ScanReading.objects.create(organization=document.organization, document=document, by=by)
    enqueue(TASK, reading.pk)
    return reading


def run_reading(*, reading_id: int) -> ScanReading | None:
    """Read one waiting paper; None where it is read already or another process is at it. Safe to run twice."""
    rows = ScanReading.objects.select_related("document__organization", "organization", "by__user")
    with claimed(rows.filter(state=ScanReading.State.WAITING), pk=reading_id, work=TASK) as reading:
        if reading is None:
            return None
        if reading.document is None or not reading.document.source_file:
            return _end(reading, ScanReading.State.FAILED, "Bản quét không còn trên cổng.")

        def told(done: int, total: int) -> None:
            ScanReading.objects.filter(pk=reading.pk).update(done=done, total=total, updated_at=timezone.now())

        try:
            with reading.document.source_file.open("rb") as file:
                text = storable(text_of_scan(file.read(), told))
        except FileNotFoundError:
            return _end(reading, ScanReading.State.FAILED, "Tệp đã quét không còn trong kho lưu trữ.")
        return _propose(reading, text)


def fail_reading(*, reading_id: int, message: str) -> None:
    """End a waiting reading that cannot be finished."""
    ScanReading.objects.filter(pk=reading_id, state=ScanReading.State.WAITING).update(
        state=ScanReading.State.FAILED, message=message
    )


def text_of_scan(content: bytes, told: Callable[[int, int], None] = lambda done, total: None) -> str:
    """Return the letters of a PDF of pictures, page by page; `told` hears how many of how many pages are read."""
    texts = []
    for done, (total, picture) in enumerate(_pictures(content), 1):
        texts.append(ocr.text_of_picture(picture))
        told(done, total)
    return "\n\n".join(text for text in texts if text.strip())


def _pictures(content: bytes) -> Iterator[tuple[int, Any]]:
    """Yield how many pages are looked at, and each of them in grey."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(content) as pdf:
            last = len(pdf) - 1
            chosen = sorted({*range(min(MOST_PAGES, len(pdf))), last})
            for index in chosen:
                page = pdf[index]
                scale = min(200 / 72, _LONGEST_SIDE / max(page.get_size()))
                yield len(chosen), page.render(scale=scale, grayscale=True).to_pil()
                page.close()
    except pypdfium2.PdfiumError:
        return


@transaction.atomic
def _propose(reading: ScanReading, text: str) -> ScanReading:
    """Put what was read into the draft, unless somebody registered or typed it in between."""
    assert reading.document is not None  # noqa: S101 - looked at by the caller
    document = locked(reading.document)
    tree = read_text(text) if text else Tree()
    mark = tree.secrecy or secrecy_of(text)
    if mark:
        return _refuse(reading, document, mark)
    if not text:
        return _end(reading, ScanReading.State.FAILED, NOTHING)
    document.source_text = text
    if document.is_draft:
        put_tree(document, replace(tree, issuer=known_issuer(tree.issuer, document.organization), findings=[]))
    document.fold_content()
    document.save(update_fields=_COLUMNS if document.is_draft else ["source_text", "source_search"])
    record(code="documents.scan.read", obj=document, data={"pages": reading.total}, **actor_of(reading.by))
    return _end(reading, ScanReading.State.DONE, "")


_COLUMNS = [
    "source_text", "source_search", "tree", "kind", "number", "symbol", "issued_on", "issuer_name", "subject",
]  # fmt: skip


def _refuse(reading: ScanReading, document: OfficialDocument, mark: str) -> ScanReading:
    """A state secret has no place here: the scan goes, where it is no line of the register yet."""
    message = CLASSIFIED.format(mark=mark.upper())
    if document.is_draft:
        discard_draft(document=document, by=reading.by)
        reading.document = None
    return _end(reading, ScanReading.State.FAILED, message)


def _end(reading: ScanReading, state: str, message: str) -> ScanReading:
    reading.state, reading.message = state, message
    reading.save(update_fields=["document", "state", "message", "updated_at"])
    return reading


def known_issuer(name: str | None, organization: Organization) -> str | None:
    """Return the office as the portal or the register spells it: marks over letters are what scans lose first."""
    if not name:
        return name
    wanted = fold(name)
    offices = Organization.objects.active().filter(search_text__contains=wanted).values_list("name", flat=True)[:20]
    exact = next((one for one in offices if fold(one) == wanted), None)
    if exact:
        return str(exact)
    seen = IncomingEntry.objects.filter(organization=organization, search_text__contains=wanted).order_by("-pk")
    authors = seen.values_list("author", flat=True)[:50]
    return next((author for author in authors if fold(author) == wanted), name)


def request_attached_readings(rows: list[Attachment]) -> None:
    """Let the queue read the letters of pictures and scans that go with a document, for the search."""
    pictures = ("application/pdf", "image/jpeg", "image/png")
    wanted = [row for row in rows if not row.text and row.content_type in pictures]
    if wanted and ocr.available():
        for row in wanted:
            enqueue(ATTACHMENT_TASK, row.pk)


def run_attached_reading(*, attachment_id: int) -> int | None:
    """Read one picture or scan that goes with a document; return how many letters, None for nothing to do."""
    from documents.services.papers import as_pdf

    unread = Attachment.objects.select_related("document").filter(text="")
    with claimed(unread, pk=attachment_id, work=ATTACHMENT_TASK) as row:
        if row is None:
            return None
        try:
            content = stored.fetch(row.file_name, row.digest)
            text = storable(text_of_scan(content if row.content_type == "application/pdf" else as_pdf(content)))
        except (stored.DamagedFile, ValidationError):
            return None
        with transaction.atomic():
            Attachment.objects.filter(pk=row.pk).update(text=text)
            document = locked(row.document)
            document.fold_content()
            OfficialDocument.objects.filter(pk=document.pk).update(source_search=document.source_search)
        return len(text)


def may_wait_for(document: OfficialDocument) -> ScanReading | None:
    """Return the reading of an incoming paper, whatever became of it; None where none was asked for."""
    return ScanReading.objects.filter(document=document).first() if document.origin == Origin.INCOMING else None
