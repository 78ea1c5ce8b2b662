"""From approved to issued: number, date and final bytes in one transaction, then the file that never changes again."""

from __future__ import annotations

import dataclasses
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from documents.models import DocumentState, IssuedFile, NumberEntry, OfficialDocument
from documents.models.issued import new_code
from documents.official.tree import OfficialDocument as Tree
from documents.queries.attachments import attached, printed_tree
from documents.services import numbering, stored
from documents.services.columns import put_tree
from documents.services.delivery import deliver_issued
from documents.services.files import template_version, verification_of
from documents.services.life import locked, move
from organizations.models import Organization, Staff
from organizations.services.directory import actor_of


@transaction.atomic
def finalize(
    *, document: OfficialDocument, by: Staff, delegation: Any = None, reserved: NumberEntry | None = None
) -> IssuedFile:
    """Give the approved document its number and day, draw its bytes and freeze them; all of it or nothing.

    `by` signs, under `delegation` where there is one; `reserved` is a number that was kept for this document, else the
    one that the clerk meant for it. Called again it returns what was made the first time. The number's lock is held
    from here to the commit of the caller, so this is the last but one thing to do, before the line in the audit trail.
    Raises ValidationError where the document is not approved or lacks what is printed, naming what, or where the disk
    is full; then nothing has happened.
    """
    fresh = locked(document)
    made = IssuedFile.objects.filter(document=fresh).first()
    if made is None:
        made = _finalize(fresh, by, delegation, reserved)
    for name in ("number", "symbol", "issued_on", "tree", "state", "kind", "subject", "issuer_name", "version"):
        setattr(document, name, getattr(fresh, name))
    return made


def _finalize(fresh: OfficialDocument, by: Staff, delegation: Any, reserved: NumberEntry | None) -> IssuedFile:
    tree = _ready(fresh)
    _warm_up(tree)
    given: dict[str, Any] = {"document": fresh, "kind": tree.kind, "is_secret": bool(tree.secrecy)}
    reserved = reserved or numbering.kept_number(fresh, tree.kind or "", is_secret=bool(tree.secrecy), by=by)
    if reserved is not None:
        entry = numbering.use_reserved(entry=reserved, **given)
    else:
        entry = numbering.take_number(by=by, **given)
    put_tree(fresh, filled_in(printed_tree(fresh, tree), entry))
    fresh.save()
    issued = IssuedFile(document=fresh, code=new_code(), signer=by, authority=str(delegation or "")[:300])
    content = draw(fresh.official, issued)
    issued.file_name, issued.digest, issued.size = stored.keep(content), stored.digest_of(content), len(content)
    issued.template_version, issued.tree = template_version(), fresh.tree
    issued.save(force_insert=True)
    going = [row.digest for row in attached(fresh)]
    data = {"number": fresh.full_number, "digest": issued.digest, **({"attachments": going} if going else {})}
    record(code="documents.document.numbered", obj=fresh, data=data, **actor_of(by))
    return issued


def _ready(document: OfficialDocument) -> Tree:
    """Return the tree where the document may be numbered. Raises ValidationError saying what is missing."""
    if document.state != DocumentState.APPROVED:
        now = DocumentState(document.state).label.lower()
        raise ValidationError(f"Văn bản đang ở trạng thái “{now}”; chỉ văn bản đã được duyệt mới lấy số được.")
    tree = document.official
    signature = tree.signature
    lacking = [
        words
        for words, there in (
            ("loại văn bản", tree.kind),
            ("ký hiệu", tree.symbol),
            ("tên cơ quan ban hành", tree.issuer),
            ("trích yếu", tree.subject),
            ("nội dung", tree.body),
            ("họ tên người ký", signature and signature.name),
        )
        if not there
    ]
    if lacking:
        raise ValidationError(f"Văn bản chưa lấy số được vì còn thiếu: {', '.join(lacking)}.")
    return tree


def filled_in(tree: Tree, entry: NumberEntry) -> Tree:
    """Return the tree with number and day printed in it, and what is read from them made anew."""
    from documents.official.drawing.words import long_date
    from documents.reading.derive import derive

    day = entry.dated_on.isoformat()
    return derive(dataclasses.replace(tree, number=entry.padded, date=day, date_text=long_date(day)))


@lru_cache(maxsize=1)
def _warmed() -> set[str]:
    return set()


def _warm_up(tree: Tree) -> None:
    """Draw once in this process before the first lock: loading fonts and libraries takes a second or two."""
    if not _warmed():
        from documents.official import drawing

        drawing.render_pdf(tree)
        _warmed().add("drawing")


def draw(tree: Tree, issued: IssuedFile) -> bytes:
    """Return the PDF with the code by which anybody verifies it."""
    from documents.official import drawing

    return drawing.render_pdf(tree, marks=drawing.Marks(verification=verification_of(issued)))


def issued_bytes(issued: IssuedFile) -> bytes:
    """Return the bytes as they were issued. Raises `stored.DamagedFile` where the disk no longer holds them."""
    return stored.fetch(issued.file_name, issued.digest)


@transaction.atomic
def issue_document(
    *, document: OfficialDocument, by: Staff, organizations: list[Organization] | None = None
) -> OfficialDocument:
    """Put the signed document into force and send it to `organizations`, to all whom it names where none are given.

    Raises ValidationError unless it is signed.
    """
    fresh = locked(document)
    if fresh.state != DocumentState.SIGNED:
        now = DocumentState(fresh.state).label.lower()
        raise ValidationError(f"Văn bản đang ở trạng thái “{now}”; chỉ văn bản đã ký mới phát hành được.")
    move(document, DocumentState.ACTIVE)
    deliver_issued(document=document, by=by, organizations=organizations)
    record(code="documents.document.issued", obj=document, **actor_of(by))
    return document
