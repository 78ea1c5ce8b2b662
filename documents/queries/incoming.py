"""What the pages of incoming documents read."""

from __future__ import annotations

import datetime as dt

from django.db.models import Case, Exists, OuterRef, Prefetch, Q, QuerySet, When

from documents.models import (
    Delivery,
    DeliveryState,
    DeliveryTrace,
    Direction,
    DirectionParty,
    DocumentState,
    IncomingEntry,
    OfficialDocument,
    Origin,
    RecallState,
)
from organizations.access import OFFICE
from organizations.models import Organization, OrganizationKind, Role, Staff

# Văn thư; in an office that has none, who answers for it.
REGISTRARS = frozenset({Role.CLERK, Role.CONTACT})
DIRECTORS = frozenset({Role.LEADER, Role.CONTACT})
READERS = OFFICE | {Role.CONTACT}
MOST_UNITS = 80
_OFFICES_FIRST = (OrganizationKind.OFFICE, OrganizationKind.DEPARTMENT, OrganizationKind.SERVICE)


def own_deliveries(staff: Staff) -> QuerySet[Delivery]:
    """Return what was sent to the person's own office."""
    return Delivery.objects.filter(organization=staff.organization_id).select_related(
        "document__organization", "organization"
    )


def waiting_deliveries(staff: Staff) -> QuerySet[Delivery]:
    """Return what was sent to the own office and is neither in its register nor refused, oldest first."""
    found = own_deliveries(staff).filter(entry__isnull=True).exclude(state=DeliveryState.REFUSED)
    found = found.exclude(recall_state=RecallState.AGREED)
    return found.defer("document__tree", "document__source_text", "document__source_search").order_by("delivered_at")


def waiting_recalls(staff: Staff) -> QuerySet[Delivery]:
    """Return the deliveries that their sender wants back and to which the own office has not answered."""
    return own_deliveries(staff).filter(recall_state=RecallState.ASKED).order_by("delivered_at")


def unfinished_papers(staff: Staff) -> QuerySet[OfficialDocument]:
    """Return the papers that were taken in and are not in the register yet."""
    found = OfficialDocument.objects.filter(
        organization=staff.organization_id, origin=Origin.INCOMING, state=DocumentState.DRAFT
    )
    return found.defer("tree", "source_text", "source_search").order_by("created_at")


def entries(
    staff: Staff, *, words: str = "", state: str = "", mine: bool = False, overdue: dt.date | None = None
) -> QuerySet[IncomingEntry]:
    """Return the lines of the register that the person may see, newest first, with whom each was given to."""
    found = IncomingEntry.objects.visible_to(staff).search(words.replace("\x00", ""))
    if state in DeliveryState.values:
        found = found.filter(state=state)
    if mine:
        given = DirectionParty.objects.filter(direction__entry=OuterRef("pk"))
        found = found.filter(Exists(given.filter(Q(organization=staff.organization_id) | Q(staff=staff))))
    if overdue:
        found = found.filter(due_on__lt=overdue, cancelled_at__isnull=True).exclude(state=DeliveryState.DONE)
    return with_parties(found.select_related("organization")).order_by("-year", "-arrived_on", "-number", "-pk")


def with_parties(found: QuerySet[IncomingEntry]) -> QuerySet[IncomingEntry]:
    """Load to whom each line was given, in two queries."""
    parties = DirectionParty.objects.select_related("organization", "staff__user", "received_by__user")
    directions = Direction.objects.prefetch_related(Prefetch("parties", parties))
    return found.prefetch_related(Prefetch("directions", directions))


def slip_of(entry: IncomingEntry) -> QuerySet[Direction]:
    """Return the slip for handling a document, part by part."""
    parties = DirectionParty.objects.select_related("organization", "staff__user", "received_by__user")
    return (
        Direction.objects.filter(entry=entry).select_related("by__user").prefetch_related(Prefetch("parties", parties))
    )


def traces_of(delivery: Delivery | None) -> QuerySet[DeliveryTrace]:
    """Return the steps of a delivery, in order."""
    return DeliveryTrace.objects.filter(delivery=delivery or 0).select_related("by__user")


def units_of(organization: Organization) -> QuerySet[Organization]:
    """Return the offices under an organization that its papers are given to."""
    below = Organization.objects.active().filter(parent=organization).exclude(kind=OrganizationKind.COOPERATIVE)
    nearest = Case(*(When(kind=kind, then=n) for n, kind in enumerate(_OFFICES_FIRST)), default=len(_OFFICES_FIRST))
    return below.order_by(nearest, "kind", "name")[:MOST_UNITS]


def people_of(organization: Organization) -> QuerySet[Staff]:
    """Return the people of an organization on duty."""
    return (
        Staff.objects.on_duty().filter(organization=organization).exclude(role=Role.ADMINISTRATOR)
        .select_related("user", "organization").order_by("role", "pk")
    )  # fmt: skip


def may_handle(entry: IncomingEntry, staff: Staff) -> bool:
    """Tell whether the person's office keeps the line or was given the document (its parties are loaded)."""
    if entry.organization_id == staff.organization_id and staff.role in READERS:
        return True
    parties = [party for direction in entry.directions.all() for party in direction.parties.all()]
    return any(p.staff_id == staff.pk or p.organization_id == staff.organization_id for p in parties)


def answers_to(entry: IncomingEntry) -> list[OfficialDocument]:
    """Return the own office's documents that answer this one."""
    answering = OfficialDocument.objects.filter(
        Q(relations__target=entry.document_id, relations__kind="answers") | Q(answers=entry.document_id),
        organization__path__startswith=entry.organization.path,
    )
    return list(answering.only("kind", "number", "symbol", "subject", "state").distinct()[:5])
