"""Messages of the national exchange as files: documents and their states written for others."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from audit.services import record
from coopportal.text import fold
from documents.exchange import (
    Attachment,
    Envelope,
    Limits,
    Office,
    Person,
    Reply,
    StatusMessage,
    sign,
    write_document,
    write_status,
)
from documents.exchange.model import NEW, PRIORITIES, RECALL, REPLACEMENT
from documents.models import (
    Channel,
    Delivery,
    ExchangeMessage,
    Holder,
    OfficialDocument,
    OutsideDelivery,
    RecallState,
    RelationKind,
    SendState,
    SigningKey,
)
from documents.official.tree import Signature
from documents.queries.attachments import attached
from documents.services import stored
from documents.services.files import file_name
from documents.services.sending import official_pdf
from documents.services.signing.keys import opened
from organizations.models import Organization, Staff
from organizations.services.directory import actor_of


def document_key(document: OfficialDocument) -> str:
    """`H31.7,2026/03/25,546/UBND-TC`: how the exchange names a document."""
    day = f"{document.issued_on:%Y/%m/%d}" if document.issued_on else ""
    return f"{document.organization.code},{day},{document.full_number}"


@transaction.atomic
def write_edxml(*, row: OutsideDelivery, by: Staff, at: dt.datetime | None = None) -> ExchangeMessage:
    """Write the message of a document for a recipient outside and keep it.

    Raises ValidationError where the file is too large for a message, or the recipient gets it by email.
    """
    at = at or timezone.now()
    rows = OutsideDelivery.objects.select_for_update(of=("self",)).select_related("document__organization")
    fresh = rows.get(pk=row.pk)
    if fresh.channel != Channel.EDXML:
        raise ValidationError("Nơi nhận này được gửi bằng thư điện tử, không phải edXML.")
    document = fresh.document
    data = sealed(write_document(envelope_of(document, fresh, by, at)), document.organization)
    message = keep_message(document, data, by, at, way="out", content="document", key=document_key(document),
                    partner=Office(fresh.code, fresh.name))  # fmt: skip
    if fresh.send_state != SendState.SENT:
        fresh.send_state, fresh.sent_at = SendState.SENT, at
        fresh.save(update_fields=["send_state", "sent_at", "updated_at"])
    record(code="documents.exchange.written", obj=document, data={"name": fresh.name}, **actor_of(by))
    return message


def envelope_of(document: OfficialDocument, to: OutsideDelivery, by: Staff, at: dt.datetime) -> Envelope:
    """Return what the message says: the head, the file, and whether it is new, a recall or a replacement."""
    tree, own = document.official, document.organization
    signature = tree.signature or Signature()
    replaced = [
        r.target for r in document.relations.filter(kind=RelationKind.REPLACES).select_related("target__organization")
    ]
    business = RECALL if to.recall_state else REPLACEMENT if replaced else NEW
    reason = to.traces.filter(code=RecallState.ASKED).values_list("note", flat=True).first() or ""
    return Envelope(
        sender=Office(own.code, own.name, address=own.address, email=own.email, telephone=own.phone),
        recipients=(Office(to.code, to.name),),
        document_id=document_key(document),
        number=document.number,
        symbol=document.symbol,
        place=tree.place or "",
        day=document.issued_on,
        kind=document.get_kind_display(),
        subject=document.subject or str(document),
        authority=", ".join(signature.authority),
        signer_title=signature.title or "",
        signer_name=signature.name or "",
        to_places=tuple(line.strip(" -;.") for line in (*tree.addressees, *tree.recipients)),
        priority=next((n for n, word in PRIORITIES.items() if word and fold(word) == fold(tree.urgency or "")), 0),
        appendices=tuple(a.title for a in tree.appendices if a.title),
        replies=tuple(_replies(document)),
        business=business,
        business_reason=reason if business == RECALL else "",
        business_document_id=document_key(document) if business == RECALL else "",
        replaces=tuple(document_key(d) for d in replaced),
        staff=Person(own.name, by.full_name, by.user.email),
        stamped_at=timezone.localtime(at).replace(tzinfo=None, microsecond=0),
        attachments=() if business == RECALL else _attachments(document),
    )


def sealed(data: bytes, organization: Organization) -> bytes:
    """Return the message signed with the office's seal, where the portal holds one that signs without being asked."""
    keys = SigningKey.objects.filter(organization=organization, holder=Holder.ORGANIZATION, retired_at__isnull=True)
    key = keys.filter(store=SigningKey.Store.PKCS12).exclude(secret="").order_by("-pk").first()
    if key is None or not key.is_usable:
        return data
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import load_der_private_key

    with opened(key, "") as signer:
        private = load_der_private_key(signer.signing_key.dump(), None)
        return sign(data, key=private, certificates=[x509.load_der_x509_certificate(signer.signing_cert.dump())])


def _attachments(document: OfficialDocument) -> tuple[Attachment, ...]:
    """The document first, then the files that go with it in their order, no name twice."""
    files = [Attachment(file_name(document, "pdf"), official_pdf(document), description="Văn bản")]
    for row in attached(document):
        data, taken = stored.fetch(row.file_name, row.digest), {one.name for one in files}
        name = row.name if row.name not in taken else f"{row.order}-{row.name}"
        files.append(Attachment(name, data, row.content_type, row.title))
    most = settings.EDXML_MOST_UNPACKED_BYTES
    if sum(len(one.content) for one in files) > most:
        largest = max(files, key=lambda one: len(one.content))
        raise ValidationError(
            f"Các tệp của văn bản nặng hơn {most // 2**20} MB (lớn nhất là “{largest.name}”) nên không đưa vào một gói "
            "tin edXML được; hãy giảm dung lượng tệp hoặc gửi bằng đường khác."
        )
    return tuple(files)


def limits() -> Limits:
    """Return what a message may weigh here; base64 and the head come on top of the files."""
    unpacked = settings.EDXML_MOST_UNPACKED_BYTES
    return Limits(message=unpacked * 3 // 2, unpacked=unpacked)


def _replies(document: OfficialDocument) -> list[Reply]:
    """Return what a document answers, named as the message named it where it came by one."""
    answered = document.answers
    if answered is None:
        return []
    came = answered.messages.filter(way="in", content="document").order_by("pk").first()
    key = came.document_key if came else document_key(answered)
    code = came.partner_code if came else answered.organization.code
    return [Reply(code, answered.full_number, answered.issued_on, key)]


def keep_message(
    document: OfficialDocument, data: bytes, by: Staff, at: dt.datetime, *, way: str, content: str, key: str,
    partner: Office, organization: Organization | None = None, delivery: Delivery | None = None, status: str = "",
    signed_by: str = "",
) -> ExchangeMessage:  # fmt: skip
    message = ExchangeMessage(
        organization=organization or document.organization, way=way, content=content, document=document,
        delivery=delivery, partner_code=partner.code[:35], partner_name=partner.name[:255], document_key=key[:255],
        status_code=status, digest=hashlib.sha256(data).hexdigest(), signed_by=signed_by[:255], by=by, at=at,
    )  # fmt: skip
    message.file.save("x.edxml", ContentFile(data), save=False)
    try:
        with transaction.atomic():
            message.save()
    except BaseException:
        message.file.delete(save=False)
        raise
    return message


@transaction.atomic
def write_state(*, delivery: Delivery, by: Staff, at: dt.datetime | None = None) -> ExchangeMessage:
    """Write the message that tells the sender of an edXML document the newest step here.

    Raises ValidationError where the document did not come by edXML.
    """
    at = at or timezone.now()
    came = delivery.messages.filter(way="in", content="document").order_by("pk").first()
    if came is None:
        raise ValidationError("Văn bản này không đến qua edXML nên không có nơi nhận trạng thái.")
    own, document = delivery.organization, delivery.document
    trace = delivery.traces.exclude(code=RecallState.ASKED).select_related("by__user").order_by("-at", "-pk")[0]
    partner = Office(came.partner_code, came.partner_name)
    said = StatusMessage(
        sender=Office(own.code, own.name, email=own.email, telephone=own.phone),
        recipient=partner,
        reply=Reply(came.partner_code, document.full_number, document.issued_on, came.document_key),
        status=trace.code,
        description=trace.note or trace.get_code_display(),
        at=timezone.localtime(trace.at).replace(tzinfo=None, microsecond=0),
        staff=Person(own.name, by.full_name, by.user.email),
    )
    data = sealed(write_status(said), own)
    message = keep_message(document, data, by, at, way="out", content="status", key=came.document_key,
                    partner=partner, organization=own, delivery=delivery, status=trace.code)  # fmt: skip
    record(code="documents.exchange.written", obj=document, data={"name": partner.name}, **actor_of(by))
    return message
