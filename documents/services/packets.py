"""The packet of a document: asked for on its page, put together by the queue, kept under its digest."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json

from django.db import transaction
from django.utils import timezone

from audit.services import record
from coopportal.queue import enqueue
from documents import packets as packing
from documents.models import OfficialDocument, Packet, SignedFile
from documents.official.tree import OfficialDocument as Tree
from documents.official.tree import TreeFormatError
from documents.packets import Part, build
from documents.packets.lists import list_html, list_pdf
from documents.packets.office import converter
from documents.queries.attachments import attached
from documents.reading.letters import fold
from documents.services import making, stored
from documents.services.files import drawing_version, file_name, newest_revision, pdf_of
from organizations.models import Staff
from organizations.services.directory import actor_of

TASK = "documents.tasks.make_packet"
TITLE = "Tập văn bản"
TOO_LONG = "Tập quá lớn nên không lập xong trong mười phút. Hãy tải từng tệp riêng."
FAULT = "Không lập được tập vì một tệp không đọc được; hãy tải từng tệp riêng và báo quản trị hệ thống."


@transaction.atomic
def request_packet(*, document: OfficialDocument, with_lists: bool, by: Staff) -> Packet:
    """Return the packet of the document as it stands: the one that is made or being made, else a new one by the queue.

    `with_lists` adds who received it and what the checks of its signatures said; the caller sees to who may have that.
    """
    key = _key(document, with_lists)
    packet = making.standing(Packet.objects.filter(document=document), key=key, task=TASK)
    if packet is None:
        packet = Packet.objects.create(
            document=document, with_lists=with_lists, key=key, by=by, title=f"{TITLE}: {document}"[:300]
        )
        record(code="documents.packet.asked", obj=document, **actor_of(by))
        enqueue(TASK, packet.pk)
    return packet


def run_packet(*, packet_id: int) -> Packet | None:
    """Put one waiting packet together; None where it is done or another process is at it. Safe to run twice.

    The steps show on the row while it works; a process that dies lets go of the lock, and the next begins anew.
    """
    rows = Packet.objects.select_related("document__organization", "by__user", "by__organization")
    return making.run_alone(rows, pk=packet_id, task=TASK, make=_make)


def _make(packet: Packet) -> None:
    document = packet.document
    built = build(
        parts_of(document, with_lists=packet.with_lists),
        title=TITLE,
        about=str(document),
        issuer=document.issuer_name or document.organization.name,
        told=making.progress(packet),
    )
    with transaction.atomic():
        kept = stored.keep(built.content), stored.digest_of(built.content), len(built.content)
        said = making.finish(packet, kept=kept, pages=built.pages, apart=built.apart)
        record(code="documents.packet.made", obj=document, data=said, **actor_of(packet.by))


def fail_packet(*, packet_id: int, message: str) -> Packet | None:
    """End a waiting packet that cannot be made."""
    return making.fail(Packet.objects.all(), pk=packet_id, message=message)


def parts_of(document: OfficialDocument, *, with_lists: bool = False) -> list[Part]:
    """Return the document and all that goes with it as parts of a packet.

    Raises `stored.DamagedFile` where the disk no longer holds what was kept.
    """
    letter = paper_of(document)
    parts = [Part(str(document), letter, name=file_name(document, "pdf"), marks=_annexes(letter, document))]
    scans = document.signed_files.filter(way=SignedFile.Way.PAPER).order_by("id")
    for scan in scans:
        name = file_name(document, stored.ENDINGS.get(scan.content_type, "bin"))
        content = stored.fetch(scan.file_name, scan.digest)
        parts.append(Part("Bản quét đã ký, đóng dấu", content, scan.content_type, name, 1))
    for row in attached(document):
        content = stored.fetch(row.file_name, row.digest)
        parts.append(Part(f"Gửi kèm: {row.title}", content, row.content_type, row.name, 1))
    if with_lists:
        parts += [Part(title, list_pdf(html), level=1) for title, html in lists_of(document)]
    return parts


def paper_of(document: OfficialDocument) -> bytes:
    """Return the pages of the document itself: the PDF that was taken in, else what was frozen, signed or drawn."""
    if document.came_as_pdf:
        try:
            with document.source_file.open("rb") as file:
                return bytes(file.read())
        except FileNotFoundError as error:
            raise stored.DamagedFile(f"Tệp gốc “{document.source_name}” không còn trong kho lưu trữ.") from error
    return pdf_of(document)


def _annexes(content: bytes, document: OfficialDocument) -> tuple[tuple[str, int], ...]:
    """Return the appendices with the pages on which they begin, as far as the pages show them."""
    import pypdfium2

    appendices = _tree(document).appendices
    if not appendices:
        return ()
    try:
        with pypdfium2.PdfDocument(io.BytesIO(content)) as pdf:
            heads = [_head(pdf[index]) for index in range(len(pdf))]
    except pypdfium2.PdfiumError:
        return ()
    found, after = [], 0
    for number, appendix in enumerate(appendices, 1):
        name = f"phu luc {fold(appendix.number or '')}".strip()
        page = next((n for n in range(after, len(heads)) if _begins(heads[n], name)), None)
        if page is not None:
            title = " ".join((appendix.title or "").split())
            found.append((f"Phụ lục {appendix.number or (number if len(appendices) > 1 else '')}".strip() +
                          (f": {title}" if title else ""), page))  # fmt: skip
            after = page + 1
    return tuple(found)


def _head(page: object) -> list[str]:
    letters = page.get_textpage()  # type: ignore[attr-defined]
    lines = [fold(line) for line in letters.get_text_range().splitlines()[:6]]
    letters.close()
    return lines


def _begins(lines: list[str], name: str) -> bool:
    return any(line.strip(" .:") == name or line.startswith(f"{name} ") for line in lines)


def _tree(document: OfficialDocument) -> Tree:
    try:
        return document.official
    except TreeFormatError:
        return Tree()


def lists_of(document: OfficialDocument) -> list[tuple[str, str]]:
    """Return the lists about the document as titles and pages of HTML: its recipients, its signatures."""
    about, lists = str(document), []
    rows = [
        (one.organization.name, one.get_channel_display(), _moment(one.delivered_at), one.get_state_display())
        for one in document.deliveries.select_related("organization").order_by("organization__path")
    ]
    rows += [
        (one.name, one.get_channel_display(), _moment(one.sent_at), one.get_state_display() or "–")
        for one in document.outside_deliveries.order_by("pk")
    ]
    if rows:
        title = "Danh sách nơi nhận"
        lists.append((title, list_html(title, about, ("Nơi nhận", "Đường gửi", "Gửi lúc", "Trạng thái"), rows)))
    checks = document.signature_reports.filter(accepted=True).select_related("signed_file").order_by("pk")
    signed = [(one.name or "–", _moment(one.at), one.message, one.digest) for one in checks]
    if signed:
        title = "Kết quả kiểm tra chữ ký"
        lists.append((title, list_html(title, about, ("Tệp", "Lúc", "Kết luận", "SHA-256"), signed)))
    return lists


def _moment(at: dt.datetime | None) -> str:
    return f"{timezone.localtime(at):%H:%M %d/%m/%Y}" if at else "–"


def _key(document: OfficialDocument, with_lists: bool) -> str:
    """Name all that the packet is made of: the text or its frozen revision, the files, the lists, the code."""
    newest = newest_revision(document)
    content = [
        document.tree, document.is_changing, newest.digest if newest else document.source_file.name,
        list(document.signed_files.order_by("pk").values_list("digest", flat=True)),
        [(row.title, row.digest) for row in attached(document)],
        lists_of(document) if with_lists else None, packing_version(),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def packing_version() -> str:
    """Return what names the code that draws and binds."""
    return f"{drawing_version()} {making.code_of(packing)} {bool(converter())}"
