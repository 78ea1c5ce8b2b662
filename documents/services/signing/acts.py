"""The three ways to sign a document that has its number: on the server, on the signer's own machine, on paper."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from documents.models import (
    DocumentState,
    Holder,
    IssuedFile,
    OfficialDocument,
    SignatureImage,
    SignatureReport,
    SignedFile,
    SigningKey,
)
from documents.official.drawing import place_of
from documents.services import stored
from documents.services.files import frozen_pdf
from documents.services.issuing import issued_bytes
from documents.services.life import locked, move
from documents.services.signing import scans
from documents.services.signing.checking import Verdict, verdict_on
from documents.services.signing.keys import opened
from documents.services.signing.writing import NoTimeStamp, add_signature
from notifications.services import notify
from organizations.models import Role, Staff
from organizations.services.directory import actor_of

PLACES = {Holder.PERSON: "signature", Holder.ORGANIZATION: "seal"}


@transaction.atomic
def sign_on_server(*, document: OfficialDocument, key: SigningKey, secret: str, by: Staff) -> SignedFile:
    """Add the signature of `key` to the newest revision and keep the result; both signatures make the document signed.

    The person who approved signs first, then the organization's seal. Raises ValidationError naming `key` or `secret`,
    or saying whose turn it is; then nothing has changed.
    """
    fresh, issued = _to_sign(document)
    _check_turn(fresh, issued, key, by)
    newest = _bytes(fresh)
    with opened(key, secret) as signer:
        image = SignatureImage.objects.filter(**_image_of(key)).first()
        place = place_of(newest, PLACES[Holder(key.holder)])
        content = _signed(newest, signer, key, place, image)
    verdict = verdict_on(content, document=fresh, issued=issued_bytes(issued), newest=newest)
    if not verdict.accepted:
        raise ValidationError({"key": verdict.message})
    file = _keep(fresh, content, SignedFile.Way.SERVER, verdict, "", by)
    document.state = fresh.state
    return file


def _signed(newest: bytes, signer: Any, key: SigningKey, place: Any, image: SignatureImage | None) -> bytes:
    """Put the signature on; a token or time stamp service that fails in between is told in words."""
    try:
        return add_signature(newest, signer=signer, holder=key.holder, place=place, image=image)
    except NoTimeStamp as error:
        raise ValidationError({"key": str(error)}) from error
    except Exception as error:  # tokens and the library fail in ways of their own
        raise ValidationError({"key": f"Không ký được bằng khóa “{key}” (thiết bị lỗi); hãy thử lại."}) from error


def accept_signed_file(*, document: OfficialDocument, content: bytes, name: str, by: Staff) -> SignedFile:
    """Check a PDF that was signed elsewhere and keep it where all is well; the report is kept in either case.

    Raises ValidationError naming `file`, in words for the person, where the file is refused.
    """
    with transaction.atomic():
        fresh, issued = _to_sign(document)
        verdict = verdict_on(content, document=fresh, issued=issued_bytes(issued), newest=_bytes(fresh))
        if verdict.accepted:
            file = _keep(fresh, content, SignedFile.Way.UPLOADED, verdict, name, by)
            document.state = fresh.state
            return file
        _refused(fresh, content, verdict, name, by)
    raise ValidationError({"file": verdict.message}, code=verdict.code)


def accept_scan(
    *, document: OfficialDocument, content: bytes, name: str, by: Staff, looked_over: bool = False
) -> SignedFile:
    """Hang the scan of the paper that was signed by hand beside the original, matched by the code printed on it.

    `looked_over`: the person has compared what differs and stands for it; the report says so.
    Raises ValidationError naming `file` where the scan is not of this document, cannot be read or differs from it.
    """
    issued = demand_waiting(document)
    # The comparison takes seconds a page: the document is not held for that long.
    found = scans.verdict_on(content, issued=issued, original=issued_bytes(issued), looked_over=looked_over)
    verdict = Verdict(found.code, found.message)
    with transaction.atomic():
        fresh, _ = _to_sign(document)
        if verdict.accepted:
            file = _keep(fresh, content, SignedFile.Way.PAPER, verdict, name, by, content_type=found.content_type)
            document.state = fresh.state
            return file
        _refused(fresh, content, verdict, name, by)
    raise ValidationError({"file": verdict.message}, code=verdict.code)


@transaction.atomic
def demand_waiting(document: OfficialDocument) -> IssuedFile:
    """Return the frozen file of a document that waits for signatures. Raises ValidationError where it does not."""
    return _to_sign(document)[1]


def _to_sign(document: OfficialDocument) -> tuple[OfficialDocument, IssuedFile]:
    """Return the locked row and its frozen file. Raises ValidationError unless it waits for signatures."""
    fresh = locked(document)
    issued = IssuedFile.objects.filter(document=fresh).first()
    if issued is None or fresh.state != DocumentState.APPROVED:
        now = DocumentState(fresh.state).label.lower()
        raise ValidationError(f"Văn bản đang ở trạng thái “{now}”, không chờ ký.")
    return fresh, issued


def _bytes(document: OfficialDocument) -> bytes:
    content = frozen_pdf(document)
    if content is None:
        raise ValidationError("Văn bản chưa lấy số nên chưa có bản để ký.")
    return content


def _check_turn(document: OfficialDocument, issued: IssuedFile, key: SigningKey, by: Staff) -> None:
    """The person who approved signs with the own key, first; then the clerk or a leader puts the office's seal."""
    have = signed_by(document)
    if key.holder in have:
        raise ValidationError("Chữ ký này đã có trên văn bản.")
    if key.holder == Holder.PERSON:
        if by.pk != issued.signer_id or key.staff_id != by.pk:
            raise ValidationError({"key": "Chỉ người đã duyệt ký văn bản mới ký được, bằng khóa của chính mình."})
        return
    if key.organization_id != document.organization_id:
        raise ValidationError({"key": "Con dấu này của cơ quan khác."})
    if by.role not in (Role.CLERK, Role.LEADER) or by.organization_id != document.organization_id:
        raise ValidationError({"key": "Chỉ văn thư hoặc lãnh đạo của cơ quan được đóng dấu số."})
    if Holder.PERSON not in have:
        raise ValidationError({"key": "Người có thẩm quyền phải ký trước, cơ quan đóng dấu số sau."})


def signed_by(document: OfficialDocument) -> list[str]:
    """Return whose digital signatures the newest revision holds, in their order."""
    newest = document.signed_files.exclude(way=SignedFile.Way.PAPER).select_related("report").order_by("-id").first()
    return [one["holder"] for one in newest.report.signatures] if newest else []


def _image_of(key: SigningKey) -> dict[str, Any]:
    if key.holder == Holder.PERSON:
        return {"staff": key.staff}
    return {"organization": key.organization, "holder": Holder.ORGANIZATION}


def _keep(
    document: OfficialDocument,
    content: bytes,
    way: str,
    verdict: Verdict,
    name: str,
    by: Staff,
    content_type: str = "application/pdf",
) -> SignedFile:
    """Write file, row, report and, where nothing is missing any more, the state."""
    kept = {"file_name": stored.keep(content, content_type), "digest": stored.digest_of(content), "size": len(content)}
    file = SignedFile.objects.create(document=document, way=way, content_type=content_type, by=by, **kept)
    _report(document, content, verdict, name, by, file)
    complete = way == SignedFile.Way.PAPER or {Holder.PERSON, Holder.ORGANIZATION} <= set(verdict.holders)
    if complete:
        move(document, DocumentState.SIGNED)
    data = {"way": file.get_way_display().lower(), "digest": file.digest, "complete": complete}
    _tell_clerks(document, complete=complete)
    record(code="documents.document.signed", obj=document, data=data, **actor_of(by))
    return file


def _tell_clerks(document: OfficialDocument, *, complete: bool) -> None:
    """The clerk puts the seal on, then issues."""
    code, what = ("signed", "Đã ký đủ, chờ phát hành") if complete else ("sealing", "Người ký đã ký, chờ đóng dấu số")
    clerks = Staff.objects.on_duty().filter(organization=document.organization, role=Role.CLERK)
    notify(
        recipients=clerks,
        code=f"documents.document.{code}",
        title=f"{what}: {document}",
        url=document.get_absolute_url(),
        source="documents.officialdocument",
        object_id=document.pk,
    )


def _refused(document: OfficialDocument, content: bytes, verdict: Verdict, name: str, by: Staff) -> None:
    _report(document, content, verdict, name, by, None)
    data = {"reason": verdict.message, "verdict": verdict.code}
    record(code="documents.document.signature_refused", obj=document, data=data, **actor_of(by))


def _report(
    document: OfficialDocument, content: bytes, verdict: Verdict, name: str, by: Staff, file: SignedFile | None
) -> None:
    SignatureReport.objects.create(
        document=document,
        signed_file=file,
        name=name[:255],
        digest=stored.digest_of(content),
        accepted=verdict.accepted,
        code=verdict.code,
        message=verdict.message,
        signatures=verdict.rows(),
        by=by,
    )
