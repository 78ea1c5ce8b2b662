"""Reading messages: a file from outside is trusted with nothing.

The elements come from `parsing`; sizes, counts and unpacked sizes are bounded. Tags are found by their local names,
since systems in use differ in prefixes.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import unicodedata
import zipfile
from typing import Any, BinaryIO

from .model import LIMITS, STATUS_CODES, Attachment, Broken, Envelope, Limits, Office, Person, Reply, StatusMessage
from .parsing import ENCODED, Decoder, Message, parse

MOST_WORDS = 20_000
_TOO_LARGE = "Các tệp đính kèm quá lớn nên không nhận. Hãy đề nghị nơi gửi giảm dung lượng."
_SPACE = re.compile(r"[ \t\r\n]+")
_DAY = re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:[ T](\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?")


def read_message(data: bytes | BinaryIO, limits: Limits = LIMITS) -> Envelope | StatusMessage:
    """Return what the file says. Raises Broken, in words for the person, where it is no message or is not safe."""
    message = parse(data, limits)
    root = message.root
    header = _find(root, "edXMLHeader")
    if header is None:
        raise Broken("Tệp XML không có phần edXMLHeader của QCVN 102:2016 nên không phải gói tin văn bản.")
    status = _find(header, "Status")
    if status is not None or _find(header, "StatusCode") is not None:
        return _status(status if status is not None else header)
    return _envelope(message, header, limits)


def _local(element: Any) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def _find(element: Any, tag: str) -> Any:
    """Return the first descendant with this local name; None where there is none."""
    if element is None:
        return None
    return next((e for e in element.iter() if _local(e) == tag), None)


def _children(element: Any, tag: str) -> list[Any]:
    return [] if element is None else [e for e in element if _local(e) == tag]


def _child(element: Any, tag: str) -> Any:
    found = _children(element, tag)
    return found[0] if found else None


def _words(element: Any, tag: str) -> str:
    """Return the text of a child in NFC, on one line; empty where there is none."""
    child = _child(element, tag)
    text = (child.text or "") if child is not None else ""
    return unicodedata.normalize("NFC", _SPACE.sub(" ", text).strip())[:MOST_WORDS]


def _number(element: Any, tag: str) -> int | None:
    text = _words(element, tag)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _moment(text: str) -> dt.datetime | None:
    found = _DAY.match(text)
    if not found:
        return None
    try:
        return dt.datetime(*(int(part or 0) for part in found.groups()))  # type: ignore[arg-type]
    except ValueError:
        return None


def _day(element: Any, tag: str) -> dt.date | None:
    moment = _moment(_words(element, tag))
    return moment.date() if moment else None


def _envelope(message: Message, header: Any, limits: Limits) -> Envelope:
    head = _find(header, "MessageHeader")
    if head is None:
        raise Broken("Gói tin không có phần MessageHeader.")
    code, promulgation, signer = _child(head, "Code"), _child(head, "PromulgationInfo"), _child(head, "SignerInfo")
    other, business = _child(head, "OtherInfo"), _find(header, "Bussiness")
    envelope = Envelope(
        sender=_office(_child(head, "From")),
        recipients=tuple(_office(e) for e in _children(head, "To")),
        document_id=_words(head, "DocumentId"),
        number=_words(code, "CodeNumber"),
        symbol=_words(code, "CodeNotation"),
        place=_words(promulgation, "Place"),
        day=_day(promulgation, "PromulgationDate"),
        kind=_words(_child(head, "DocumentType"), "TypeName"),
        subject=_words(head, "Subject"),
        content=_words(head, "Content"),
        authority=_words(signer, "Competence"),
        signer_title=_words(signer, "Position"),
        signer_name=_words(signer, "FullName"),
        due_on=_day(head, "DueDate"),
        to_places=tuple(_texts(_child(head, "ToPlaces"), "Place")),
        priority=min(_number(other, "Priority") or 0, 4),
        page_count=_number(other, "PageAmount"),
        copies=_number(other, "PromulgationAmount"),
        appendices=tuple(_texts(_child(other, "Appendixes"), "Appendix")),
        replies=tuple(_reply(e) for e in _children(head, "ResponseFor")),
        steering=_number(head, "SteeringType"),
        business=_number(business, "BussinessDocType") or 0,
        business_reason=_words(business, "BussinessDocReason"),
        business_document_id=_words(business, "DocumentId"),
        paper=_number(business, "Paper") or 0,
        replaces=tuple(
            _words(e, "DocumentId") for e in _children(_child(business, "ReplacementInfoList"), "ReplacementInfo")
        ),
        staff=_staff(_child(business, "StaffInfo")),
        stamped_at=_moment(_words(_find(header, "TraceHeader"), "Timestamp")),
        attachments=tuple(_attachments(message, limits)),
    )
    _check(envelope)
    return envelope


def _check(envelope: Envelope) -> None:
    missing = [
        words
        for words, value in (
            ("mã định danh nơi gửi (From/OrganId)", envelope.sender.code),
            ("tên nơi gửi (From/OrganName)", envelope.sender.name),
            ("mã văn bản (DocumentId)", envelope.document_id),
            ("trích yếu (Subject)", envelope.subject),
        )
        if not value
    ]
    if missing:
        raise Broken(f"Gói tin thiếu {', '.join(missing)} nên không vào sổ được.")


def _texts(element: Any, tag: str) -> list[str]:
    texts = (_SPACE.sub(" ", e.text or "").strip() for e in _children(element, tag))
    return [unicodedata.normalize("NFC", t)[:MOST_WORDS] for t in texts if t]


def _office(element: Any) -> Office:
    return Office(
        code=_words(element, "OrganId"),
        name=_words(element, "OrganName"),
        in_charge=_words(element, "OrganizationInCharge"),
        address=_words(element, "OrganAdd"),
        email=_words(element, "Email"),
        telephone=_words(element, "Telephone"),
        fax=_words(element, "Fax"),
        website=_words(element, "Website"),
    )


def _staff(element: Any) -> Person:
    return Person(
        _words(element, "Department"), _words(element, "Staff"), _words(element, "Email"), _words(element, "Mobile")
    )


def _reply(element: Any) -> Reply:
    day = _day(element, "PromulgationDate") or _day(element, "date")
    return Reply(_words(element, "OrganId"), _words(element, "Code"), day, _words(element, "DocumentId"))


def _status(status: Any) -> StatusMessage:
    code = _words(status, "StatusCode").zfill(2)
    if code not in STATUS_CODES:
        raise Broken(f"Mã trạng thái “{code}” không có trong bảng mã của trục liên thông.")
    reply = _child(status, "ResponseFor")
    if reply is None or not _words(reply, "DocumentId"):
        raise Broken("Gói tin trạng thái không nói về văn bản nào (thiếu ResponseFor/DocumentId).")
    return StatusMessage(
        sender=_office(_child(status, "From")),
        recipient=_office(_child(status, "To")),
        reply=_reply(reply),
        status=code,
        description=_words(status, "Description"),
        at=_moment(_words(status, "Timestamp")),
        staff=_staff(_child(status, "StaffInfo")),
    )


def _attachments(message: Message, limits: Limits) -> list[Attachment]:
    room, found = limits.unpacked, []
    for element in (e for e in message.root.iter() if _local(e) == "Attachment"):
        attachment = _one(element, message.files, room)
        room -= len(attachment.content)
        found.append(attachment)
    return found


def _one(element: Any, files: list[Decoder], room: int) -> Attachment:
    name = _words(element, "AttachmentName")[-200:] or "tep-dinh-kem"
    name = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', "-", name)
    kind, number = _words(element, "ContentType"), _words(element, ENCODED)
    file = files[int(number)] if number.isdigit() and int(number) < len(files) else None
    if file is not None and file.broken:
        raise Broken(f"Tệp đính kèm “{name}” bị hỏng: mã base64 không đúng.")
    if file is not None and file.too_large:
        raise Broken(_TOO_LARGE)
    content = b"" if file is None else bytes(file.content)
    if file is not None:
        file.content = bytearray()
    if (content.startswith(b"PK\x03\x04") and not name.lower().endswith((".zip", ".docx", ".xlsx", ".pptx"))) or (
        kind == "application/zip" and content.startswith(b"PK\x03\x04")
    ):
        content, kind = _unzipped(content, name, room), ""
    if len(content) > room:
        raise Broken(_TOO_LARGE)
    return Attachment(name, content, kind or _type_of(name), _words(element, "Description"))


def _unzipped(content: bytes, name: str, room: int) -> bytes:
    """Return the one file of a zip; a zip of several stays as it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) != 1:
                return content
            if members[0].file_size > room or members[0].flag_bits & 1:
                raise Broken(f"Tệp đính kèm “{name}” khi giải nén quá lớn hoặc có mật khẩu nên không nhận.")
            with archive.open(members[0]) as file:
                data = file.read(room + 1)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        raise Broken(f"Tệp đính kèm “{name}” bị hỏng, không giải nén được.") from error
    if len(data) > room:
        raise Broken(f"Tệp đính kèm “{name}” khi giải nén quá lớn nên không nhận.")
    return data


def _type_of(name: str) -> str:
    types = {
        "pdf": "application/pdf",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "zip": "application/zip",
    }
    return types.get(name.rsplit(".", 1)[-1].lower(), "application/octet-stream")
