"""Taking an issued document back, replacing it, and what its recipients answer."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from documents.models import (
    Delivery,
    DeliveryState,
    DocumentState,
    IncomingEntry,
    OfficialDocument,
    OutsideDelivery,
    RecallState,
    RelationKind,
)
from documents.services.life import move
from documents.services.outgoing import issued_here
from documents.services.traces import locked, reason_of, write
from documents.signals import document_withdrawn
from notifications.services import notify
from organizations.models import Role, Staff
from organizations.services.directory import actor_of

RECEIVERS = (Role.CONTACT, Role.CLERK, Role.LEADER)


@transaction.atomic
def recall_document(
    *, document: OfficialDocument, reason: str, by: Staff, at: dt.datetime | None = None
) -> OfficialDocument:
    """Take an issued document back: it is in force no longer, and every recipient is asked to return it (13).

    Raises ValidationError naming `reason`, and where the document is another's or not in force.
    """
    at, reason = at or timezone.now(), reason_of(reason, "Hãy ghi lý do thu hồi.")
    if not issued_here(document):
        raise ValidationError("Chỉ cơ quan ban hành thu hồi được văn bản.")
    move(document, DocumentState.RECALLED)
    rows = list(document.deliveries.exclude(state=DeliveryState.REFUSED).select_for_update(of=("self",)))
    outside = list(document.outside_deliveries.select_for_update(of=("self",)))
    for delivery in rows:
        _ask_back(delivery, reason, by, at)
    for other in outside:
        _ask_back(other, reason, by, at)
    _tell_recipients(document, "documents.document.recalled", f"Văn bản bị thu hồi: {document}", reason, at)
    why = f"Văn bản đã bị thu hồi: {reason}"
    document_withdrawn.send(sender=OfficialDocument, document=document, reason=why, by=by, at=at)
    record(code="documents.document.recalled", obj=document, data={"reason": reason}, **actor_of(by))
    return document


def _ask_back(delivery: Delivery | OutsideDelivery, reason: str, by: Staff, at: dt.datetime) -> None:
    delivery.recall_state = RecallState.ASKED
    delivery.save(update_fields=["recall_state"])
    write(delivery, RecallState.ASKED, by=by, at=at, note=reason)


@transaction.atomic
def answer_recall(
    *, delivery: Delivery, agrees: bool, reason: str, by: Staff, at: dt.datetime | None = None
) -> Delivery:
    """Answer the sender's wish to have a document back: agree (15, the line of the register is cancelled) or not (16).

    Raises ValidationError naming `reason`, and where nothing was asked or it was answered already.
    """
    at, reason = at or timezone.now(), reason_of(reason, "Hãy ghi lý do, ví dụ: đã hủy bản lưu; đã thực hiện xong.")
    fresh = locked(delivery)
    if fresh.recall_state != RecallState.ASKED:
        raise ValidationError("Không có yêu cầu lấy lại nào đang chờ trả lời.", code="transition")
    fresh.recall_state = RecallState.AGREED if agrees else RecallState.DECLINED
    fresh.save(update_fields=["recall_state"])
    write(fresh, fresh.recall_state, by=by, at=at, note=reason)
    if agrees:
        IncomingEntry.objects.filter(delivery=fresh).update(cancelled_at=at)
    said = {"answer": RecallState(fresh.recall_state).label.lower(), "organization": str(fresh.organization)}
    _tell_sender(fresh, said["answer"], reason, at)
    record(code="documents.recall.answered", obj=fresh.document, data=said | {"reason": reason}, **actor_of(by))
    return fresh


def _tell_sender(delivery: Delivery, answer: str, reason: str, at: dt.datetime) -> None:
    document = delivery.document
    roles = (Role.CLERK, Role.LEADER, Role.SPECIALIST)
    notify(
        recipients=Staff.objects.on_duty().filter(organization=document.organization_id, role__in=roles),
        code="documents.recall.answered",
        title=f"{delivery.organization} {answer}: {document}",
        body=reason,
        url=document.get_absolute_url(),
        source="documents.officialdocument",
        object_id=document.pk,
        at=at,
    )


@transaction.atomic
def settle_replaced(*, document: OfficialDocument, by: Staff | None, at: dt.datetime | None = None) -> int:
    """Put out of force what a document that is in force replaces; return how many that were."""
    at, replaced = at or timezone.now(), 0
    relations = document.relations.filter(kind=RelationKind.REPLACES).select_related("target__organization")
    for relation in relations.order_by("pk"):
        target = relation.target
        if target.state not in (DocumentState.ACTIVE, DocumentState.CLOSED):
            continue
        move(target, DocumentState.REPLACED)
        title = f"{target} đã được thay thế bằng {document}"
        _tell_recipients(target, "documents.document.replaced", title, "", at)
        document_withdrawn.send(sender=OfficialDocument, document=target, reason=title, by=by, at=at)
        record(code="documents.document.replaced", obj=target, data={"by": str(document)[:200]}, **actor_of(by))
        replaced += 1
    return replaced


def _tell_recipients(document: OfficialDocument, code: str, title: str, body: str, at: dt.datetime) -> None:
    holders = document.deliveries.exclude(state=DeliveryState.REFUSED).values("organization")
    notify(
        recipients=Staff.objects.on_duty().filter(organization__in=holders, role__in=RECEIVERS),
        code=code,
        title=title,
        body=body,
        url=document.get_absolute_url(),
        source="documents.officialdocument",
        object_id=document.pk,
        at=at,
    )
