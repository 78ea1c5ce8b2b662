"""A document's way: draft, active, closed; and to whom it is handed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from documents.models import Delivery, DocumentState, OfficialDocument
from documents.queries import taken_over
from documents.services.files import forget_drawings
from documents.services.outgoing import enter_outgoing
from documents.services.relations import link_references
from documents.services.traces import arrived
from documents.transitions import demand
from notifications.services import notify
from organizations.models import Organization, Role, Staff
from organizations.services.directory import actor_of

OVER = (DocumentState.CLOSED, DocumentState.RECALLED, DocumentState.REPLACED)
RECEIVERS = (Role.CONTACT, Role.CLERK, Role.LEADER)


def locked(document: OfficialDocument) -> OfficialDocument:
    """Return the row anew, locked until the transaction ends, with its organization."""
    row: OfficialDocument = (
        OfficialDocument.objects.select_for_update(of=("self",)).select_related("organization").get(pk=document.pk)
    )
    return row


def move(document: OfficialDocument, state: DocumentState, **columns: Any) -> OfficialDocument:
    """Change the state (and `columns` with it) of the locked row and of the caller's object; return the row.

    Call it within a transaction. Raises ValidationError where the table of states does not allow the move.
    """
    fresh = locked(document)
    demand(fresh.state, state, fresh.origin)
    for name, value in {**columns, "state": state}.items():
        setattr(fresh, name, value)
        setattr(document, name, value)
    fresh.save(update_fields=["state", *columns, "updated_at"])
    return fresh


@transaction.atomic
def activate(*, document: OfficialDocument, by: Staff | None) -> OfficialDocument:
    """Put a document into force: a draft that was taken in, or one that is signed. An active one stays as it is.

    Raises ValidationError where the table of states does not allow it.
    """
    if locked(document).state != DocumentState.ACTIVE:
        move(document, DocumentState.ACTIVE)
        link_references(document=document)
        record(code="documents.document.activated", obj=document, **actor_of(by))
    document.state = DocumentState.ACTIVE
    return document


@transaction.atomic
def deliver(
    *,
    document: OfficialDocument,
    organizations: Iterable[Organization],
    by: Staff | None,
    at: dt.datetime | None = None,
) -> list[Organization]:
    """Hand the document to organizations; return those who did not have it yet. A draft becomes active by it.

    The holder itself needs no delivery. Raises ValidationError for a document that is over or not signed yet.
    """
    asked = {o.pk: o for o in organizations if o.pk != document.organization_id}
    state = locked(document).state
    if state in OVER:
        raise ValidationError(f"Văn bản {DocumentState(state).label.lower()} nên không gửi thêm được.")
    activate(document=document, by=by)
    have = set(document.deliveries.filter(organization__in=asked).values_list("organization_id", flat=True))
    new = [o for pk, o in asked.items() if pk not in have]
    at = at or timezone.now()
    rows = [Delivery(document=document, organization=o, delivered_at=at) for o in new]
    arrived(Delivery.objects.bulk_create(rows), by=by, at=at)
    enter_outgoing(document=document, at=at)
    if new:
        names = ", ".join(str(o) for o in new[:5]) + (f" và {len(new) - 5} nơi khác" if len(new) > 5 else "")
        data = {"organizations": names, "ids": [o.pk for o in new]}
        record(code="documents.document.delivered", obj=document, data=data, **actor_of(by))
    return new


@transaction.atomic
def hand_out(
    *,
    document: OfficialDocument,
    organizations: Iterable[Organization],
    by: Staff | None,
    at: dt.datetime | None = None,
) -> list[Organization]:
    """Deliver, and tell the people of those who did not have the document yet; raises as `deliver`.

    Who makes tasks of a document calls `deliver` alone and tells people of the tasks.
    """
    new = deliver(document=document, organizations=organizations, by=by, at=at)
    people = Staff.objects.on_duty().filter(organization__in=new, role__in=RECEIVERS)
    notify(
        recipients=people,
        code="documents.document.delivered",
        title=f"Văn bản mới: {document}",
        url=document.get_absolute_url(),
        source="documents.officialdocument",
        object_id=document.pk,
        at=at,
    )
    return new


@transaction.atomic
def mark_read(*, document: OfficialDocument, by: Staff, at: dt.datetime | None = None) -> bool:
    """Note that the person's organization opened what it was handed; return whether this was the first time."""
    unread = Delivery.objects.filter(document=document, organization=by.organization_id, read_at__isnull=True)
    first = bool(unread.update(read_at=at or timezone.now()))
    if first:
        data = {"organization": str(by.organization)}
        record(code="documents.document.read", obj=document, data=data, **actor_of(by))
    return first


@transaction.atomic
def close_document(*, document: OfficialDocument, by: Staff | None) -> OfficialDocument:
    """End the work on a document. Raises ValidationError unless it is active."""
    move(document, DocumentState.CLOSED)
    record(code="documents.document.closed", obj=document, **actor_of(by))
    return document


@transaction.atomic
def discard_draft(*, document: OfficialDocument, by: Staff | None) -> None:
    """Delete a draft that was imported by mistake, with its file. Raises ValidationError once it is in use."""
    fresh = locked(document)
    if not fresh.is_draft or taken_over(fresh):
        raise ValidationError("Chỉ xóa được bản dự thảo chưa giao việc.")
    if fresh.refused_originals.exists():
        raise ValidationError("Văn bản đã từng lấy số và bị từ chối ký nên phải giữ lại, không xóa được.")
    record(code="documents.document.discarded", obj=fresh, **actor_of(by))
    storage, name, pk = fresh.source_file.storage, fresh.source_file.name, fresh.pk
    fresh.delete()
    transaction.on_commit(lambda: forget_drawings(pk))
    if name:
        transaction.on_commit(lambda: storage.delete(name))
