"""What anybody may learn of an issued document by its code: that it exists and in what state, never its content."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from documents.models import Attachment, DocumentState, IssuedFile, RefusedOriginal, SignedAnnex, SignedFile

TONES = {
    DocumentState.ACTIVE: ("ok", "Còn hiệu lực"),
    DocumentState.CLOSED: ("ok", "Còn hiệu lực"),
    DocumentState.RECALLED: ("bad", "Đã bị thu hồi"),
    DocumentState.REPLACED: ("bad", "Đã được thay thế"),
}
NOT_ISSUED = ("warn", "Chưa phát hành")


@dataclass(frozen=True)
class PublicFacts:
    """What the page shows; of a secret document all but `is_secret` is blank."""

    code: str
    is_secret: bool
    is_void: bool = False
    tone: str = ""
    state: str = ""
    kind: str = ""
    full_number: str = ""
    issued_on: dt.date | None = None
    subject: str = ""
    issuer: str = ""
    digest: str = ""
    signed_digest: str = ""
    ways: tuple[str, ...] = ()


def public_facts(code: str) -> PublicFacts | None:
    """Return what the page of a code shows, None where no document has it. Letters may be typed small."""
    found = IssuedFile.objects.filter(code=tidy_code(code))
    issued = found.select_related("document").defer("tree", "document__source_text", "document__source_search").first()
    if issued is None:
        return _void(code)
    document = issued.document
    if document.tree.get("secrecy"):
        return PublicFacts(code=issued.code, is_secret=True)
    signed = list(SignedFile.objects.filter(document=document).order_by("-id"))
    revision = next((one for one in signed if one.is_revision), None)
    tone, state = TONES.get(DocumentState(document.state), NOT_ISSUED)
    return PublicFacts(
        code=issued.code,
        is_secret=False,
        tone=tone,
        state=state,
        kind=document.get_kind_display(),
        full_number=document.full_number,
        issued_on=document.issued_on,
        subject=document.subject,
        issuer=document.issuer_name,
        digest=issued.digest,
        signed_digest=revision.digest if revision else "",
        ways=tuple(dict.fromkeys(one.get_way_display() for one in reversed(signed))),
    )


def _void(code: str) -> PublicFacts | None:
    """What was numbered and then not signed: nothing is told of it but that it has no value."""
    refused = RefusedOriginal.objects.filter(code=tidy_code(code)).only("code").first()
    if refused is None:
        return None
    return PublicFacts(code=refused.code, is_secret=False, is_void=True, tone="bad", state="Không có giá trị")


def tidy_code(code: str) -> str:
    """Return a code as it is stored, from one that was typed with spaces, dashes or small letters."""
    return "".join(letter for letter in code.upper() if letter.isalnum())


@dataclass(frozen=True)
class FileMatch:
    """What a file that somebody holds is to the document of a code."""

    tone: str
    message: str


def match_file(code: str, content: bytes) -> FileMatch:
    """Compare a file with all that the portal keeps of the document of a code."""
    digest = hashlib.sha256(content).hexdigest()
    if IssuedFile.objects.filter(code=code, digest=digest).exists():
        return FileMatch("ok", "Tệp trùng khớp từng byte với bản gốc cổng đã lấy số (bản chưa ký số).")
    signed = SignedFile.objects.filter(document__issued_file__code=code, digest=digest).first()
    if signed is not None:
        return FileMatch("ok", f"Tệp trùng khớp từng byte với bản cổng đang lưu: {signed.get_way_display().lower()}.")
    annex = SignedAnnex.objects.filter(document__issued_file__code=code, digest=digest).first()
    if annex is not None:
        return FileMatch("ok", f"Tệp trùng khớp từng byte với tệp phụ lục {annex.number} của văn bản này.")
    going = Attachment.objects.current().filter(document__issued_file__code=code, digest=digest).first()
    if going is not None:
        return FileMatch("ok", "Tệp trùng khớp từng byte với một tệp gửi kèm văn bản này.")
    return FileMatch("bad", "Tệp không trùng với bản nào của văn bản này: đã bị sửa, hoặc là văn bản khác.")
