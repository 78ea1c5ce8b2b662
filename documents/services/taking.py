"""Taking messages of the national exchange in: documents, states, wishes to have a document back."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from coopportal.text import fold
from documents.exchange import Broken, Envelope, StatusMessage, check_signature, read_message
from documents.exchange.model import NEW, PRIORITIES, RECALL, REPLACEMENT, UPDATE
from documents.models import (
    Channel,
    Delivery,
    DeliveryState,
    ExchangeMessage,
    OfficialDocument,
    OutsideDelivery,
    RecallState,
    RelationKind,
    TrustedAuthority,
)
from documents.official.kinds import KINDS
from documents.official.tree import OfficialDocument as Tree
from documents.official.tree import Signature
from documents.services.attaching import keep_received
from documents.services.columns import put_tree
from documents.services.exchange import document_key, keep_message, limits
from documents.services.life import activate
from documents.services.papers import take_paper
from documents.services.recall import settle_replaced
from documents.services.relations import relate
from documents.services.traces import write
from notifications.services import notify
from organizations.models import Organization, Role, Staff
from organizations.services.directory import actor_of

_BY_MESSAGE = "gói tin edXML"


@transaction.atomic
def take_edxml(*, data: bytes, organization: Organization, by: Staff, at: dt.datetime | None = None) -> ExchangeMessage:
    """Take a message in: a document waits to be received like any other, a state is written to what was sent.

    Raises ValidationError naming `file` where the message is broken, unsafe, altered since it was signed, taken before,
    or about a document that the office does not have; then nothing is kept.
    """
    at = at or timezone.now()
    digest = hashlib.sha256(data).hexdigest()
    if ExchangeMessage.objects.filter(organization=organization, way="in", digest=digest).exists():
        raise ValidationError({"file": "Gói tin này đã được nhận trước đó."})
    try:
        said, signer = read_message(data, limits()), signer_of(data)
    except Broken as error:
        raise ValidationError({"file": str(error)}) from error
    if isinstance(said, StatusMessage):
        return _take_status(said, data, organization, by, at, signer)
    if said.business == RECALL:
        return _take_recall(said, data, organization, by, at, signer)
    return _take_document(said, data, organization, by, at, signer)


def signer_of(data: bytes) -> str:
    """Return who signed the message, and whether an authority that the portal trusts vouches for that; empty for none.

    Raises Broken where the signature does not hold.
    """
    found = check_signature(data)
    if not found.present:
        return ""
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature

    certificate = x509.load_der_x509_certificate(found.certificate)
    for authority in TrustedAuthority.objects.filter(is_active=True):
        try:
            certificate.verify_directly_issued_by(x509.load_pem_x509_certificate(authority.certificate.encode()))
        except (ValueError, TypeError, InvalidSignature):
            continue
        return found.signer
    return f"{found.signer} (chứng thư chưa được tin cậy)"


def _take_document(
    said: Envelope, data: bytes, organization: Organization, by: Staff, at: dt.datetime, signer: str
) -> ExchangeMessage:
    known = _came([said.document_id], said.sender.code, organization) if said.business == NEW else None
    if known:
        raise ValidationError(
            {"file": f"Văn bản {said.document_id} đã được nhận từ nơi gửi này ngày {known.at:%d/%m/%Y}."}
        )
    document = _document(said, organization, by)
    delivery = Delivery.objects.create(
        document=document, organization=organization, channel=Channel.EDXML, delivered_at=at
    )
    write(delivery, DeliveryState.ARRIVED, by=None, at=at, by_name=said.sender.name)
    _tie(document, said, organization, by)
    message = keep_message(
        document,
        data,
        by,
        at,
        way="in",
        content="document",
        key=said.document_id,
        partner=said.sender,
        organization=organization,
        delivery=delivery,
        signed_by=signer,
    )
    record(code="documents.exchange.taken", obj=document, data={"name": said.sender.name}, **actor_of(by))
    return message


def _document(said: Envelope, organization: Organization, by: Staff) -> OfficialDocument:
    """Make the document of a message: what can be read of its main file, under the head that the message gives.

    Its other files go with it, the main one too where the portal cannot open it.
    """
    main = next((a for a in said.attachments if a.name.lower().endswith((".pdf", ".docx"))), None)
    content, name, kept = (main.content, main.name, {id(main)}) if main else (None, "", set())
    try:
        document = take_paper(data=content, filename=name, organization=organization, by=by, note=_BY_MESSAGE)
    except ValidationError as error:
        if error.error_dict["file"][0].code == "classified":
            raise
        document, kept = take_paper(data=None, filename="", organization=organization, by=by, note=_BY_MESSAGE), set()
    put_tree(document, _headed(document.official, said))
    document.full_clean(exclude=["source_file"])
    document.save()
    files = [(a.name, a.content, a.description) for a in said.attachments if id(a) not in kept]
    keep_received(document=document, files=files, by=by)
    return activate(document=document, by=by)


def _headed(tree: Tree, said: Envelope) -> Tree:
    kind = next((k.code for k in KINDS.values() if fold(k.name) == fold(said.kind)), tree.kind)
    printed = Signature([said.authority] if said.authority else [], said.signer_title, said.signer_name)
    signature = tree.signature or printed
    return replace(
        tree, kind=kind, number=said.number or None, symbol=said.symbol or None, issuer=said.sender.name,
        place=said.place or tree.place, date=said.day.isoformat() if said.day else tree.date, subject=said.subject,
        urgency=PRIORITIES[said.priority] or None, signature=signature,
    )  # fmt: skip


def _tie(document: OfficialDocument, said: Envelope, organization: Organization, by: Staff) -> None:
    """Tie the document to what it answers of ours and to what it replaces or changes of the sender's."""
    for reply in said.replies:
        answered = _ours(reply.document_id, organization)
        if answered:
            relate(source=document, target=answered, kind=RelationKind.ANSWERS, by=by)
    kind = {REPLACEMENT: RelationKind.REPLACES, UPDATE: RelationKind.AMENDS}.get(said.business)
    earlier = _came([*said.replaces, said.business_document_id], said.sender.code, organization)
    if kind and earlier and earlier.document_id != document.pk:
        relate(source=document, target=earlier.document, kind=kind, by=by)
        if kind == RelationKind.REPLACES:
            settle_replaced(document=document, by=by)


def _came(keys: Sequence[str], sender: str, organization: Organization) -> ExchangeMessage | None:
    """Return the message by which one of these documents came from that sender."""
    found = ExchangeMessage.objects.filter(
        organization=organization,
        way="in",
        content="document",
        partner_code=sender,
        document_key__in=[key for key in keys if key],
    )
    return found.select_related("document", "delivery").order_by("-pk").first()


def _ours(key: str, organization: Organization) -> OfficialDocument | None:
    """Return the own document that the exchange names so."""
    parts = key.split(",", 2)
    number, _, symbol = parts[-1].partition("/")
    found = OfficialDocument.objects.filter(organization=organization, number=number, symbol=symbol)
    return next((d for d in found.select_related("organization")[:20] if document_key(d) == key), None)


def _take_recall(
    said: Envelope, data: bytes, organization: Organization, by: Staff, at: dt.datetime, signer: str
) -> ExchangeMessage:
    came = _came([said.business_document_id, said.document_id], said.sender.code, organization)
    if came is None or came.delivery is None:
        raise ValidationError({"file": "Gói tin yêu cầu lấy lại một văn bản mà cơ quan chưa nhận từ nơi gửi này."})
    delivery = Delivery.objects.select_for_update().get(pk=came.delivery.pk)
    delivery.recall_state = RecallState.ASKED
    delivery.save(update_fields=["recall_state"])
    reason = said.business_reason or "Nơi gửi không ghi lý do"
    write(delivery, RecallState.ASKED, by=None, at=at, note=reason, by_name=said.sender.name)
    _tell_registrars(came.document, organization, f"{said.sender.name} yêu cầu lấy lại: {came.document}", reason, at)
    message = keep_message(
        came.document,
        data,
        by,
        at,
        way="in",
        content="document",
        key=said.document_id,
        partner=said.sender,
        organization=organization,
        delivery=delivery,
        signed_by=signer,
    )
    record(code="documents.exchange.taken", obj=came.document, data={"name": said.sender.name}, **actor_of(by))
    return message


def _tell_registrars(
    document: OfficialDocument, organization: Organization, title: str, body: str, at: dt.datetime
) -> None:
    notify(
        recipients=Staff.objects.on_duty().filter(organization=organization, role__in=(Role.CLERK, Role.CONTACT)),
        code="documents.exchange.news",
        title=title,
        body=body,
        url=document.get_absolute_url(),
        source="documents.officialdocument",
        object_id=document.pk,
        at=at,
    )


def _take_status(
    said: StatusMessage, data: bytes, organization: Organization, by: Staff, at: dt.datetime, signer: str
) -> ExchangeMessage:
    document = _ours(said.reply.document_id, organization)
    rows = OutsideDelivery.objects.select_for_update().filter(document=document, channel=Channel.EDXML)
    row = rows.filter(code=said.sender.code).first() if document else None
    if document is None or row is None:
        raise ValidationError({"file": "Gói tin báo trạng thái của một văn bản mà cơ quan không gửi cho nơi này."})
    if said.status in RecallState.values:
        row.recall_state = said.status
    elif said.status > row.state:
        row.state = said.status
    row.save(update_fields=["state", "recall_state", "updated_at"])
    note = said.description or ("Nơi nhận không ghi lý do" if said.status in ("02", "13", "15", "16") else "")
    who = " – ".join(part for part in (said.staff.name, said.sender.name) if part)
    write(row, said.status, by=None, at=_aware(said.at) or at, note=note, by_name=who[:255])
    label = dict((*DeliveryState.choices, *RecallState.choices))[said.status]
    _tell_registrars(document, organization, f"{said.sender.name}: {label.lower()} – {document}", note, at)
    message = keep_message(
        document,
        data,
        by,
        at,
        way="in",
        content="status",
        key=said.reply.document_id,
        partner=said.sender,
        organization=organization,
        status=said.status,
        signed_by=signer,
    )
    told = {"name": said.sender.name, "status": label}
    record(code="documents.exchange.status_taken", obj=document, data=told, **actor_of(by))
    return message


def _aware(moment: dt.datetime | None) -> dt.datetime | None:
    """Times of messages are Vietnam's; none from the future is believed."""
    aware = timezone.make_aware(moment) if moment else None
    return aware if aware and aware <= timezone.now() else None
