"""From issue to the last recipient's last step: handing out, refusing, and following the work on a document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from audit.services import record
from documents.models import Delivery, DeliveryState, IncomingEntry, OfficialDocument, RelationKind
from documents.queries.recipients import named_organizations
from documents.services.directing import finish_answered
from documents.services.life import hand_out
from documents.services.outgoing import enter_outgoing
from documents.services.recall import settle_replaced
from documents.services.relations import link_references, relate
from documents.services.traces import locked, reason_of, step
from notifications.services import notify
from organizations.models import Organization, Role, Staff
from organizations.services.directory import actor_of


@transaction.atomic
def deliver_issued(
    *,
    document: OfficialDocument,
    by: Staff | None,
    at: dt.datetime | None = None,
    organizations: Iterable[Organization] | None = None,
) -> list[Organization]:
    """Send a document that has just been issued to all whom it names; return those who have it now and had not before.

    Recipients are the portal's organizations behind `Kính gửi` and `Nơi nhận`, and who sent the document that it
    answers; `organizations` names others instead. The document enters the outgoing register, is tied to what it cites
    and answers, and what it replaces is replaced from now on. Call it after the document's state has become active.
    """
    at = at or timezone.now()
    chosen = list(named_organizations(document) if organizations is None else organizations)
    new = hand_out(document=document, organizations=chosen, by=by, at=at)
    enter_outgoing(document=document, at=at)
    answered = document.answers
    if answered:
        relate(source=document, target=answered, kind=RelationKind.ANSWERS, by=by)
        finish_answered(answer=document, answered=answered, by=by, at=at)
    link_references(document=document)
    settle_replaced(document=document, by=by, at=at)
    return new


@transaction.atomic
def refuse_delivery(*, delivery: Delivery, reason: str, by: Staff, at: dt.datetime | None = None) -> Delivery:
    """Send a document back that is not for the own office (02). Raises ValidationError naming `reason`.

    It can be refused only until it is in the register.
    """
    reason = reason_of(reason, "Hãy ghi lý do từ chối để nơi gửi biết phải làm gì.")
    fresh = locked(delivery)
    step(fresh, DeliveryState.REFUSED, by=by, at=at or timezone.now(), note=reason)
    title = f"{fresh.organization} từ chối tiếp nhận: {fresh.document}"
    tell_sender(fresh, code="documents.delivery.refused", title=title, body=reason, at=at)
    said = {"organization": str(fresh.organization), "reason": reason}
    record(code="documents.delivery.refused", obj=fresh.document, data=said, **actor_of(by))
    return fresh


def tell_sender(delivery: Delivery, *, code: str, title: str, body: str, at: dt.datetime | None) -> None:
    """Tell the clerks and leaders of the office that sent the document."""
    document = delivery.document
    people = Staff.objects.on_duty().filter(
        organization=document.organization_id, role__in=(Role.CLERK, Role.LEADER, Role.SPECIALIST)
    )
    notify(
        recipients=people,
        code=code,
        title=title,
        body=body,
        url=document.get_absolute_url(),
        source="documents.officialdocument",
        object_id=document.pk,
        at=at,
    )


@transaction.atomic
def follow_work(
    *, document_id: int, organization_id: int, state: DeliveryState, by: Staff | None, at: dt.datetime | None = None
) -> None:
    """Let what an organization does with its tasks show in the delivery they came with, and in its register.

    Rooms above call this when work is received (03), reported on (05) or finished (06). Nothing happens where there is
    no delivery, where the recipient refused it, or where it stands further on already.
    """
    at = at or timezone.now()
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("organization")
    delivery = rows.filter(document=document_id, organization=organization_id).first()
    if delivery is None or delivery.state == DeliveryState.REFUSED or delivery.recall_state == "15":
        return
    if delivery.state == DeliveryState.ARRIVED:
        step(delivery, DeliveryState.RECEIVED, by=by, at=at, note="Tiếp nhận khi nhận việc từ văn bản")
    if delivery.state < state:
        step(delivery, state, by=by, at=at)
    done_at = at if delivery.state == DeliveryState.DONE else None
    IncomingEntry.objects.filter(delivery=delivery).update(state=delivery.state, done_at=done_at)
