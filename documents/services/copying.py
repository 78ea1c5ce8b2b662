"""Making copies: sao y, sao lục, trích sao, on paper or electronic (Decree 30/2020, art. 25-27; Annex I, part II).

A paper copy is printed, signed and sealed by hand: its block stands under the end of the source. An electronic one
carries its words at the top right of page 1 and the office's signature. Either is kept under its digest.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from coopportal.text import one_line
from documents.models import CopySeries, DocumentCopy, Holder, OfficialDocument, SignedFile, SigningKey
from documents.official.kinds import COPIES
from documents.official.tree import OfficialDocument as Tree
from documents.official.tree import Signature, TreeFormatError
from documents.queries.copying import may_copy
from documents.queries.letterheads import letterhead_of
from documents.services import stored
from documents.services.files import frozen_pdf
from documents.services.signing.keys import opened
from documents.services.signing.writing import add_signature
from organizations.models import Organization, Staff
from organizations.queries import SigningRight
from organizations.services.directory import actor_of

EXCERPT = "TrS"
NO_ORIGINAL = "Văn bản không có tệp PDF và không có nội dung chữ để sao; hãy bổ sung bản quét của văn bản."


@dataclass(frozen=True)
class Order:
    """What is to be copied and how: `pieces` (`body-0`, `appendix-1`) for a trích sao alone."""

    kind: str
    right: SigningRight
    recipients: tuple[str, ...]
    copies: int = 1
    pieces: tuple[str, ...] = ()
    key: SigningKey | None = None  # of an electronic copy
    secret: str = ""

    @property
    def places(self) -> dict[str, list[int]]:
        """The pieces by where they stand."""
        found: dict[str, list[int]] = {"body": [], "appendices": []}
        for piece in self.pieces:
            name, _, place = piece.partition("-")
            found["body" if name == "body" else "appendices"].append(int(place))
        return found


@dataclass(frozen=True)
class _Given:
    """What a number brings: blank in a preview."""

    number: str | None
    day: dt.date | None
    at: dt.datetime


def preview_copy(*, document: OfficialDocument, order: Order, by: Staff) -> bytes:
    """Return the copy as it would be, number and day blank; nothing is kept. Raises ValidationError as `make_copy`."""
    _check(document, order, by)
    return _draw(document, order, by.organization, _Given(None, None, timezone.now()))


@transaction.atomic
def make_copy(*, document: OfficialDocument, order: Order, by: Staff, first_number: int | None = None) -> DocumentCopy:
    """Make a copy with the next number of the office's series and keep it; all of it or nothing.

    `first_number` lets the year's series go on from a paper book, before its first number here. Raises ValidationError
    naming `kind`, `pieces`, `key`, `secret` or `first_number`, or saying why the document cannot be copied;
    `stored.DamagedFile` where the original is not what was issued.
    """
    _check(document, order, by)
    row = _row(document, order, by)
    number = _next_number(by.organization, row.dated_on.year, first_number)
    row.number, row.at = number, timezone.now()
    content = _draw(document, order, by.organization, _Given(f"{number:02d}", row.dated_on, row.at))
    if order.key:
        with opened(order.key, order.secret) as signer:
            content = add_signature(content, signer=signer, holder=Holder.ORGANIZATION, place=None, image=None)
    row.file_name, row.digest, row.size = stored.keep(content), stored.digest_of(content), len(content)
    row.full_clean(exclude=["parts", "recipients"], validate_unique=False)
    row.save(force_insert=True)
    said = {"number": row.full_number, "document": str(document)[:200], "digest": row.digest, "copies": row.copies}
    record(code="documents.copy.made", obj=row, data=said, **actor_of(by))
    return row


def _row(document: OfficialDocument, order: Order, by: Staff) -> DocumentCopy:
    authority, title, name = order.right.block()
    return DocumentCopy(
        organization=by.organization, document=document, kind=order.kind, year=(day := timezone.localdate()).year,
        symbol=copy_symbol(order.kind, by.organization), dated_on=day, is_electronic=order.key is not None,
        parts=order.places if order.kind == EXCERPT else {}, signer=order.right.staff, by=by, copies=order.copies,
        authority=", ".join([*authority, title, name])[:300], recipients=list(order.recipients),
    )  # fmt: skip


def copy_symbol(kind: str, organization: Organization) -> str:
    """Return what stands after the number: `SY-UBND`."""
    return "-".join(part for part in (kind, organization.symbol) if part)


def _check(document: OfficialDocument, order: Order, by: Staff) -> None:
    if not may_copy(document, by):
        raise ValidationError("Chỉ sao được văn bản đã ban hành, còn hiệu lực mà cơ quan có bản gốc hoặc đã nhận.")
    if order.kind not in COPIES:
        raise ValidationError({"kind": "Hãy chọn sao y, sao lục hoặc trích sao."})
    tree = _tree(document)
    if tree.secrecy:
        raise ValidationError(
            "Văn bản có dấu độ mật: sao theo quy định về bảo vệ bí mật nhà nước, không sao trên cổng."
        )
    if order.key and (order.key.holder != Holder.ORGANIZATION or order.key.organization_id != by.organization_id):
        raise ValidationError({"key": "Bản sao điện tử được ký bằng chữ ký số của cơ quan sao."})
    if order.kind == EXCERPT:
        _check_pieces(tree, order)


def _check_pieces(tree: Tree, order: Order) -> None:
    if not order.pieces:
        raise ValidationError({"pieces": "Hãy đánh dấu phần nội dung được trích."})
    places = order.places
    if any(n >= len(tree.body) for n in places["body"]) or any(n >= len(tree.appendices) for n in places["appendices"]):
        raise ValidationError({"pieces": "Nội dung văn bản đã thay đổi; hãy mở lại trang và đánh dấu lại."})


def _tree(document: OfficialDocument) -> Tree:
    try:
        return document.official
    except TreeFormatError:
        return Tree()


def _next_number(organization: Organization, year: int, first: int | None) -> int:
    """Take the next number; the row stays locked to the commit."""
    CopySeries.objects.bulk_create([CopySeries(organization=organization, year=year)], ignore_conflicts=True)
    series = CopySeries.objects.select_for_update(of=("self",)).get(organization=organization, year=year)
    if first and first > 1:
        if series.last:
            raise ValidationError({"first_number": "Dãy số bản sao năm nay đã cấp số trên cổng; hãy bỏ trống ô này."})
        series.first, series.last = first, first - 1
    series.last += 1
    series.save(update_fields=["first", "last"])
    return series.last


# --- drawing -----------------------------------------------------------------------------------------


def _draw(document: OfficialDocument, order: Order, organization: Organization, given: _Given) -> bytes:
    from documents.official import drawing

    marks: dict[str, Any] = {}
    if order.key:
        corner = drawing.copy_corner(order.kind, organization.name, given.at)
        marks["corner"] = corner
    else:
        marks["stamp"] = _stamp(order, organization, given)
    original = None if order.kind == EXCERPT else original_of(document)
    if original is not None:
        return _laid_over(original, marks)
    tree = _tree(document)
    if not tree.body:
        raise ValidationError(NO_ORIGINAL)
    if order.kind == EXCERPT:
        tree = drawing.excerpt(tree, order.places["body"], order.places["appendices"])
    tree = dataclasses.replace(tree, slip=None, digital_signatures=[])
    around = drawing.Marks(corner=marks.get("corner"))
    return drawing.render_pdf(tree, copy=marks.get("stamp"), marks=around)


def _laid_over(original: bytes, marks: dict[str, Any]) -> bytes:
    from documents.official import drawing

    try:
        return drawing.copy_of_file(original, **marks)
    except ValueError as error:
        raise ValidationError(f"{error} Hãy bổ sung bản quét khác của văn bản.") from error


def _stamp(order: Order, organization: Organization, given: _Given) -> Any:
    from documents.official.drawing import CopyStamp

    head = letterhead_of(organization)
    return CopyStamp(
        order.kind, head.issuer, head.parent_body or None, number=given.number,
        symbol=copy_symbol(order.kind, organization), place=head.place or None,
        date=given.day.isoformat() if given.day else None, signature=Signature(*order.right.block()),
        recipients=[one_line(name) for name in order.recipients],
    )  # fmt: skip


def original_of(document: OfficialDocument) -> bytes | None:
    """Return the pages that are copied: the signed scan or file, the issued one, the PDF that came in; else None.

    Raises `stored.DamagedFile` where a frozen file is not what was issued.
    """
    scan = document.signed_files.filter(way=SignedFile.Way.PAPER, content_type="application/pdf").first()
    if scan is not None:
        return stored.fetch(scan.file_name, scan.digest)
    frozen = frozen_pdf(document)
    if frozen is not None:
        return frozen
    if not (document.source_file.name or "").endswith(".pdf"):
        return None
    try:
        with document.source_file.open("rb") as file:
            return bytes(file.read())
    except FileNotFoundError:
        return None
