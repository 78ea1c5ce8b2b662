"""Checking a PDF that came back signed: is it the one that was issued, who signed it, when, and who vouches for them.

Nothing is asked of the network and nothing is written; `verdict_on` says the first thing that is wrong, in words for
the person, and what was found of every signature.
"""

from __future__ import annotations

import datetime as dt
import io
import logging
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import DatabaseError
from django.utils import timezone

from coopportal.text import fold
from documents.models import (
    Holder,
    IssuedFile,
    OfficialDocument,
    RevokedCertificate,
    SigningKey,
    TrustedAuthority,
)
from documents.services.signing.certificates import Facts, facts_of
from documents.services.signing.differences import changes
from documents.services.signing.revocation import list_of, revoked_by

logger = logging.getLogger(__name__)
MESSAGES = {
    "ok": "Chữ ký hợp lệ: tệp đúng là bản đã lấy số, không bị sửa đổi.",
    "not_pdf": "Tệp không phải PDF hoặc đã hỏng; hãy tải lên tệp PDF vừa ký số.",
    "unsigned": "Tệp chưa có chữ ký số nào. Hãy ký số tệp tải từ cổng rồi tải lên lại.",
    "other_document": "Tệp là văn bản khác: mã xác thực {code} thuộc “{other}”. Hãy tải lên tệp của văn bản này.",
    "not_issued": (
        "Tệp không phải bản mà cổng đã lấy số: các byte đầu tệp khác bản gốc. Hãy tải bản gốc từ cổng, ký số đúng "
        "tệp đó (không in ra PDF khác, không nén, không sửa) rồi tải lên lại."
    ),
    "not_newest": "Tệp thiếu chữ ký đã có trên cổng. Hãy tải bản mới nhất từ cổng, ký tiếp vào đó rồi tải lên lại.",
    "nothing_new": "Tệp không có chữ ký nào mới so với bản đang lưu trên cổng.",
    "changed": "Tệp đã bị sửa so với bản đã lấy số: {what}. Chỉ được thêm chữ ký số, không được sửa gì khác.",
    "broken": "Chữ ký của {who} không còn đúng: tệp đã bị thay đổi sau khi ký.",
    "closed": "Sau chữ ký của {who} có thay đổi mà người ký không cho phép.",
    "uncovered": "Có nội dung thêm vào sau chữ ký của {who} mà không chữ ký nào bảo đảm.",
    "expired": "Chứng thư số của {who} đã hết hạn ngày {day}; cần ký bằng chứng thư số còn hiệu lực.",
    "not_yet": "Chứng thư số của {who} chưa có hiệu lực (từ ngày {day}).",
    "revoked": "Chứng thư số của {who} đã bị thu hồi{when}.",
    "bad_stamp": "Dấu thời gian trên chữ ký của {who} không đúng: không phải của chữ ký này hoặc đã bị sửa.",
    "unknown_authority": (
        "Chứng thư số của {who} do “{authority}” cấp, tổ chức này không có trong danh sách tin cậy của cổng. "
        "Nếu đây là tổ chức chứng thực hợp pháp, hãy báo quản trị thêm chứng thư gốc."
    ),
    "not_for_signing": "Chứng thư số của {who} không được cấp để ký văn bản.",
    "stranger": (
        "Chữ ký là của “{who}”, không phải của người ký “{signer}” và cũng không phải của cơ quan “{office}” "
        "trên văn bản."
    ),
    "wrong_order": "Cơ quan đã ký trước người có thẩm quyền; người ký phải ký trước, cơ quan đóng dấu số sau.",
}


@dataclass
class SignatureFacts:
    """One signature of a file, as the report keeps it; times are ISO 8601 with the zone."""

    field: str
    holder: str
    name: str
    subject: str
    authority: str
    serial: str
    fingerprint: str
    valid_from: str
    valid_to: str
    claimed_at: str | None
    stamped_at: str | None
    intact: bool
    trusted: bool
    problem: str = ""
    # Who put the time stamp on, and why it is not believed; up to when revocations are known.
    stamped_by: str = ""
    stamp_problem: str = ""
    revocations_of: str | None = None


@dataclass
class Verdict:
    """The conclusion on a file: `code` is a key of MESSAGES, `accepted` only for `ok`."""

    code: str
    message: str
    signatures: list[SignatureFacts] = field(default_factory=list)

    @property
    def accepted(self) -> bool:
        return self.code == "ok"

    @property
    def holders(self) -> list[str]:
        """Whose signatures the file holds, in their order."""
        return [one.holder for one in self.signatures]

    def rows(self) -> list[dict[str, Any]]:
        """Return the signatures as JSON."""
        return [asdict(one) for one in self.signatures]


def verdict_on(
    content: bytes, *, document: OfficialDocument, issued: bytes, newest: bytes, moment: dt.datetime | None = None
) -> Verdict:
    """Judge a signed file of `document`: `issued` are the frozen bytes, `newest` the newest revision the portal has.

    `moment` is the time that certificates are looked at for, now when not given. Raises nothing: what is no PDF at all
    is a verdict too.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader

    if not content.startswith(b"%PDF"):
        return _no("not_pdf")
    if not content.startswith(issued):
        return _foreign(content, document)
    try:
        reader = PdfFileReader(io.BytesIO(content))
        found = reader.embedded_regular_signatures
        if not found:
            return _no("unsigned")
        revisions = PdfFileReader(io.BytesIO(issued)).xrefs.total_revisions
        return _judged(reader, found, revisions, document, content, newest, moment)
    except DatabaseError:
        raise
    except Exception:  # broken files lead the library astray in more ways than it names
        logger.info("a signed file could not be read", exc_info=True)
        return _no("not_pdf")


def _no(code: str, signatures: list[SignatureFacts] | None = None, /, **words: str) -> Verdict:
    return Verdict(code, MESSAGES[code].format(**words), signatures or [])


def _foreign(content: bytes, document: OfficialDocument) -> Verdict:
    """The file begins otherwise: one of another document, or one that was written anew by some program."""
    starts = IssuedFile.objects.exclude(document=document).filter(document__organization=document.organization_id)
    for one in starts.order_by("-id").only("digest", "size", "code", "document")[:2000]:
        if one.size <= len(content) and _digest(content[: one.size]) == one.digest:
            return _no("other_document", code=one.code, other=one.document.full_number)
    return _no("not_issued")


def _digest(content: bytes) -> str:
    import hashlib

    return hashlib.sha256(content).hexdigest()


def _judged(
    reader: Any,
    found: list[Any],
    revisions: int,
    document: OfficialDocument,
    content: bytes,
    newest: bytes,
    moment: dt.datetime | None,
) -> Verdict:
    roots = _roots()
    signatures, problems = [], []
    for signature in found:
        facts, problem = _examined(signature, roots, document, moment)
        signatures.append(facts)
        problems.append(problem)
    for problem in problems:
        if problem:
            code, words = problem
            return _no(code, signatures, **words)
    what = changes(reader, revisions)
    if what:
        return _no("changed", signatures, what="; ".join(what))
    if not content.startswith(newest):
        return _no("not_newest", signatures)
    if len(content) == len(newest):
        return _no("nothing_new", signatures)
    holders = [one.holder for one in signatures]
    if Holder.ORGANIZATION in holders and (
        Holder.PERSON not in holders or holders.index(Holder.ORGANIZATION) < holders.index(Holder.PERSON)
    ):
        return _no("wrong_order", signatures)
    return _no("ok", signatures)


def _roots() -> list[Any]:
    from documents.services.signing.certificates import read_certificate

    active = TrustedAuthority.objects.filter(is_active=True).values_list("certificate", flat=True)
    return [read_certificate(text.encode()) for text in active]


def _examined(
    signature: Any, roots: list[Any], document: OfficialDocument, moment: dt.datetime | None
) -> tuple[SignatureFacts, tuple[str, dict[str, str]] | None]:
    """What one signature says and the first thing wrong with it, as a code and its words."""
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=moment)
    uses = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False)
    status = validate_pdf_signature(
        signature,
        signer_validation_context=context,
        ts_validation_context=ValidationContext(trust_roots=roots, allow_fetching=False, moment=moment),
        key_usage_settings=uses,
    )
    certificate = facts_of(status.signing_cert)
    holder = _holder(certificate, document)
    facts = _facts(signature, status, certificate, holder)
    held = list_of(status.signing_cert)
    facts.revocations_of = _iso(held.this_update) if held else None
    problem = _problem(signature, status, certificate, holder, document, moment)
    facts.problem = MESSAGES[problem[0]].format(**problem[1]) if problem else ""
    return facts, problem


def _facts(signature: Any, status: Any, certificate: Facts, holder: str) -> SignatureFacts:
    stamp = status.timestamp_validity
    return SignatureFacts(
        field=signature.field_name,
        holder=holder,
        name=certificate.common_name or certificate.subject,
        subject=certificate.subject,
        authority=certificate.issuer,
        serial=certificate.serial,
        fingerprint=certificate.fingerprint,
        valid_from=certificate.valid_from.isoformat(),
        valid_to=certificate.valid_to.isoformat(),
        claimed_at=_iso(status.signer_reported_dt),
        stamped_at=_iso(stamp.timestamp) if stamp and stamp.trusted else None,
        intact=bool(status.intact and status.valid),
        trusted=bool(status.trusted),
        stamped_by=facts_of(stamp.signing_cert).common_name if stamp else "",
        stamp_problem="" if stamp is None or stamp.trusted else "chưa tin cậy tổ chức cấp dấu thời gian",
    )


def _iso(moment: dt.datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _holder(certificate: Facts, document: OfficialDocument) -> str:
    """Whose a certificate is: by the keys that are registered here, else by the name on it; "" for a stranger."""
    key = SigningKey.objects.filter(fingerprint=certificate.fingerprint).order_by("-id").first()
    if key:
        ours = key.holder == Holder.ORGANIZATION and key.organization_id == document.organization_id
        signer = key.holder == Holder.PERSON and key.staff_id == document.issued_file.signer_id
        return key.holder if ours or signer else ""
    name = fold(certificate.common_name)
    if name and name == fold(printed_signer(document)):
        return Holder.PERSON
    office = document.organization
    return Holder.ORGANIZATION if name and name in {fold(office.name), fold(office.short_name)} else ""


def printed_signer(document: OfficialDocument) -> str:
    """Return the name under the signature block."""
    signature = document.official.signature
    return (signature.name if signature else None) or ""


def _problem(
    signature: Any, status: Any, certificate: Facts, holder: str, document: OfficialDocument, moment: dt.datetime | None
) -> tuple[str, dict[str, str]] | None:
    from pyhanko.sign.validation import SignatureCoverageLevel

    who = {"who": certificate.common_name or certificate.subject}
    if not (status.intact and status.valid) or _has_loose_filling(signature):
        return "broken", who
    if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION or _followed_by_loose_bytes(signature, status):
        return "uncovered", who
    stamp = status.timestamp_validity
    if stamp is not None and not (stamp.intact and stamp.valid):
        return "bad_stamp", who
    if not status.trusted:
        return _untrusted(status, certificate, who, moment)
    gone = _revoked(status, stamp.timestamp if stamp and stamp.trusted else moment or dt.datetime.now(dt.UTC))
    if gone:
        return "revoked", who | {"when": f" ngày {timezone.localtime(gone.revoked_at):%d/%m/%Y}"}
    if not holder:
        return "stranger", who | {"signer": printed_signer(document), "office": document.organization.name}
    if not status.docmdp_ok:
        return "closed", who
    return None


def _revoked(status: Any, at: dt.datetime) -> RevokedCertificate | None:
    """Return the entry of the first certificate of the path that was revoked by then.

    A trusted time stamp says when it was signed; without one the signature counts as made now.
    """
    path = status.validation_path
    certificates = list(path.iter_certs(include_root=False)) if path is not None else [status.signing_cert]
    return next(filter(None, (revoked_by(list_of(one), one, at) for one in certificates)), None)


def _has_loose_filling(signature: Any) -> bool:
    """The room of a signature is filled up with zeros; anything else there is covered by nobody."""
    from asn1crypto import parser

    content = bytes(signature.pkcs7_content)
    return bool(content[parser.peek(content) :].strip(b"\0"))


def _followed_by_loose_bytes(signature: Any, status: Any) -> bool:
    """Bytes behind the last revision belong to nothing that a reader shows or a signature covers."""
    is_last = signature.signed_revision == signature.reader.total_revisions - 1
    return bool(is_last and status.coverage.name != "ENTIRE_FILE")


def _untrusted(
    status: Any, certificate: Facts, who: dict[str, str], moment: dt.datetime | None
) -> tuple[str, dict[str, str]]:
    now = moment or dt.datetime.now(dt.UTC)
    if certificate.valid_to < now:
        return "expired", who | {"day": f"{certificate.valid_to:%d/%m/%Y}"}
    if certificate.valid_from > now:
        return "not_yet", who | {"day": f"{certificate.valid_from:%d/%m/%Y}"}
    if status.revoked:
        return "revoked", who | {"when": ""}
    problem = status.trust_problem_indic
    if problem is not None and "KEY_USAGE" in str(problem):
        return "not_for_signing", who
    return "unknown_authority", who | {"authority": certificate.issuer}
