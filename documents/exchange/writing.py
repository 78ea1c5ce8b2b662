"""Writing messages, tag by tag in the order of the standard's samples."""

from __future__ import annotations

import base64
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from .model import NAMESPACE, Attachment, Envelope, Office, Person, Reply, StatusMessage

# What XML 1.0 cannot hold.
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def _add(parent: Any, tag: str, text: object = None) -> Any:
    """Add an element of the standard's namespace; one without words is left out by `_text`."""
    from lxml import etree

    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}")
    if text is not None:
        element.text = _UNFIT.sub("", str(text))
    return element


def _text(parent: Any, tag: str, text: object) -> None:
    if text not in ("", None):
        _add(parent, tag, text)


def _day(day: dt.date | None) -> str:
    return f"{day:%Y/%m/%d}" if day else ""


def _root() -> tuple[Any, Any]:
    """Return the root and the header of an empty message, with the prefixes of the samples."""
    from lxml import etree

    root = etree.Element(f"{{{NAMESPACE}}}edXML", nsmap={None: NAMESPACE})
    envelope = etree.SubElement(root, f"{{{NAMESPACE}}}edXMLEnvelope", nsmap={"edXML": NAMESPACE})
    return root, _add(envelope, "edXMLHeader")


def write_document(envelope: Envelope) -> bytes:
    """Return the message of a document as UTF-8; the same envelope gives the same bytes."""
    root, header = _root()
    _head(_add(header, "MessageHeader"), envelope)
    _traces(_add(header, "TraceHeaderList"), envelope)
    body = _add(header.getparent(), "edXMLBody")
    manifest = _add(body, "edXMLManifest")
    manifest.set("version", "1.0")
    encoded = _add(root, "AttachmentEncoded") if envelope.attachments else None
    for n, attachment in enumerate(envelope.attachments, 1):
        _reference(_add(manifest, "Reference"), n, attachment)
        _attachment(_add(encoded, "Attachment"), n, attachment)
    return _with_files(_bytes(root), envelope.attachments)


def _with_files(data: bytes, attachments: Sequence[Attachment]) -> bytes:
    """Put the files in their places: beside the elements, since a text of fifty megabytes is none for a tree."""
    pieces: list[bytes] = []
    for n, attachment in enumerate(attachments, 1):
        # No text of ours can hold this: what people write has its `<` escaped.
        before, _, data = data.partition(f"<!--{_place(n)}-->".encode())
        pieces += [before, base64.b64encode(_zipped(attachment))]
    return b"".join([*pieces, data])


def _place(number: int) -> str:
    return f"file {number}"


def _bytes(root: Any) -> bytes:
    from lxml import etree

    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data


def _head(head: Any, e: Envelope) -> None:
    _office(_add(head, "From"), e.sender)
    for office in e.recipients:
        _office(_add(head, "To"), office)
    _add(head, "DocumentId", e.document_id)
    code = _add(head, "Code")
    _add(code, "CodeNumber", e.number)
    _add(code, "CodeNotation", e.symbol)
    promulgation = _add(head, "PromulgationInfo")
    _add(promulgation, "Place", e.place)
    _add(promulgation, "PromulgationDate", _day(e.day))
    kind = _add(head, "DocumentType")
    _add(kind, "Type", 1)
    _add(kind, "TypeDetail", 0)
    _add(kind, "TypeName", e.kind)
    _add(head, "Subject", e.subject)
    _text(head, "Content", e.content)
    signer = _add(head, "SignerInfo")
    _text(signer, "Competence", e.authority)
    _text(signer, "Position", e.signer_title)
    _text(signer, "FullName", e.signer_name)
    _text(head, "DueDate", _day(e.due_on))
    _other(_add(head, "OtherInfo"), e)
    for reply in e.replies:
        _reply(_add(head, "ResponseFor"), reply)
    _text(head, "SteeringType", e.steering)
    places = _add(head, "ToPlaces")
    for place in e.to_places:
        _add(places, "Place", place)


def _office(element: Any, office: Office) -> None:
    _add(element, "OrganId", office.code)
    _text(element, "OrganizationInCharge", office.in_charge)
    _add(element, "OrganName", office.name)
    for tag, value in (
        ("OrganAdd", office.address),
        ("Email", office.email),
        ("Telephone", office.telephone),
        ("Fax", office.fax),
        ("Website", office.website),
    ):
        _text(element, tag, value)


def _other(other: Any, e: Envelope) -> None:
    _add(other, "Priority", e.priority)
    _text(other, "PromulgationAmount", e.copies)
    _text(other, "PageAmount", e.page_count)
    if e.appendices:
        appendices = _add(other, "Appendixes")
        for title in e.appendices:
            _add(appendices, "Appendix", title)


def _reply(element: Any, reply: Reply) -> None:
    _add(element, "OrganId", reply.office_code)
    _add(element, "Code", reply.code)
    _text(element, "PromulgationDate", _day(reply.day))
    _add(element, "DocumentId", reply.document_id)


def _traces(traces: Any, e: Envelope) -> None:
    trace = _add(traces, "TraceHeader")
    _add(trace, "OrganId", e.sender.code)
    _text(trace, "Timestamp", f"{e.stamped_at:%Y/%m/%d %H:%M:%S}" if e.stamped_at else "")
    business = _add(traces, "Bussiness")
    _text(business, "DocumentId", e.business_document_id)
    _add(business, "BussinessDocType", e.business)
    _text(business, "BussinessDocReason", e.business_reason)
    _add(business, "Paper", e.paper)
    if e.replaces:
        replaced = _add(business, "ReplacementInfoList")
        for document_id in e.replaces:
            one = _add(replaced, "ReplacementInfo")
            _add(one, "DocumentId", document_id)
            _organs(_add(one, "OrganIdList"), e.recipients)
    _staff(business, e.staff)


def _organs(element: Any, offices: Iterable[Office]) -> None:
    for office in offices:
        _add(element, "OrganId", office.code)


def _staff(parent: Any, person: Person) -> None:
    staff = _add(parent, "StaffInfo")
    _text(staff, "Department", person.department)
    _text(staff, "Staff", person.name)
    _text(staff, "Email", person.email)
    _text(staff, "Mobile", person.mobile)


def _reference(element: Any, n: int, attachment: Attachment) -> None:
    _add(element, "ContentId", f"cid:{n}")
    _add(element, "ContentType", "application/zip")
    _text(element, "Description", attachment.description)
    _add(element, "AttachmentName", attachment.name)


def _attachment(element: Any, n: int, attachment: Attachment) -> None:
    from lxml import etree

    _add(element, "ContentId", f"cid:{n}")
    _add(element, "AttachmentName", attachment.name)
    _text(element, "Description", attachment.description)
    _add(element, "ContentType", "application/zip")
    _add(element, "ContentTransferEncoded").append(etree.Comment(_place(n)))


def _zipped(attachment: Attachment) -> bytes:
    """The file in a zip of one member, as the national exchange carries it; no time in it, so that bytes repeat."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(attachment.name, _NO_TIME), attachment.content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def write_status(message: StatusMessage) -> bytes:
    """Return the message that tells the sender of a document how far it has come."""
    root, header = _root()
    status = _add(header, "Status")
    _reply(_add(status, "ResponseFor"), message.reply)
    _office(_add(status, "From"), message.sender)
    _office(_add(status, "To"), message.recipient)
    _add(status, "StatusCode", message.status)
    _text(status, "Description", message.description)
    _text(status, "Timestamp", f"{message.at:%Y/%m/%d %H:%M:%S}" if message.at else "")
    _staff(status, message.staff)
    return _bytes(root)
