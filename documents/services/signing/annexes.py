"""Appendices as files of their own, each sealed by the office (Decree 30/2020, Annex I, part I, II.8.b)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from documents.models import DocumentState, Holder, OfficialDocument, SignedAnnex, SigningKey
from documents.official import drawing
from documents.queries.signing import SEALERS, WITH_ANNEXES
from documents.services import stored
from documents.services.life import locked
from documents.services.signing.keys import opened
from documents.services.signing.writing import add_signature
from organizations.models import Staff
from organizations.services.directory import actor_of


@transaction.atomic
def sign_annexes(*, document: OfficialDocument, key: SigningKey, secret: str, by: Staff) -> list[SignedAnnex]:
    """Draw each appendix of the signed document as a file and put the office's signature on it, without a picture.

    Number, symbol and the time of the signature stand at the top right of each first page, the line `Kèm theo` is left
    open (form 2.2). Raises ValidationError
    naming `key` or `secret`, or saying why there is nothing to sign; then nothing is kept.
    """
    fresh = locked(document)
    _check(fresh, key, by)
    at = timezone.now()
    tree = drawing.with_notes(fresh.official, electronic=True)
    marks = drawing.Marks(corner=drawing.file_corner(tree, at))
    made = []
    with opened(key, secret) as signer:
        for number, appendix in enumerate(tree.appendices, 1):
            drawn = drawing.render_pdf(tree, only=number, marks=marks)
            content = add_signature(drawn, signer=signer, holder=Holder.ORGANIZATION, place=None, image=None)
            made.append(_annex(fresh, number, appendix.title or "", content, by))
    for row in made:
        row.at = at
    SignedAnnex.objects.bulk_create(made)
    record(code="documents.annexes.signed", obj=fresh, data={"count": len(made)}, **actor_of(by))
    return made


def _annex(document: OfficialDocument, number: int, title: str, content: bytes, by: Staff) -> SignedAnnex:
    kept = {"file_name": stored.keep(content), "digest": stored.digest_of(content), "size": len(content)}
    return SignedAnnex(document=document, number=number, title=" ".join(title.split())[:300], by=by, **kept)


def _check(document: OfficialDocument, key: SigningKey, by: Staff) -> None:
    if document.state not in WITH_ANNEXES:
        now = DocumentState(document.state).label.lower()
        raise ValidationError(f"Văn bản đang ở trạng thái “{now}”; chỉ tách phụ lục khi văn bản đã ký.")
    if not document.tree.get("appendices"):
        raise ValidationError("Văn bản không có phụ lục.")
    if SignedAnnex.objects.filter(document=document).exists():
        raise ValidationError("Các phụ lục đã được tách thành tệp và đóng dấu số rồi.")
    if key.holder != Holder.ORGANIZATION or key.organization_id != document.organization_id:
        raise ValidationError({"key": "Tệp phụ lục được đóng dấu số của cơ quan ban hành."})
    if by.role not in SEALERS or by.organization_id != document.organization_id:
        raise ValidationError({"key": "Chỉ văn thư hoặc lãnh đạo của cơ quan được đóng dấu số."})
