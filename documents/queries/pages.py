"""What the pages of one document read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from audit.models import AuditEntry
from audit.queries import history_of
from documents.models import (
    Delivery,
    DeliveryState,
    DeliveryTrace,
    OfficialDocument,
    OutsideDelivery,
    Part,
    ProposedTask,
)
from organizations.access import OFFICE, own_office
from organizations.models import Staff


def editable_by(staff: Staff) -> QuerySet[OfficialDocument]:
    """Return the documents that the person may correct, hand out and close: those of the own office and of its offices.

    The province's committee stands above every commune but does not write in their papers.
    """
    if staff.role not in OFFICE:
        return OfficialDocument.objects.none()
    return OfficialDocument.objects.visible_to(staff).filter(own_office(staff))


def may_edit(document: OfficialDocument, staff: Staff) -> bool:
    """Tell whether `editable_by` holds the document, without a query; `document.organization` is loaded."""
    own, holder = staff.organization, document.organization
    within = holder.path.startswith(own.path) if own.depth else holder == own
    return within and staff.role in OFFICE


def twins_of(document: OfficialDocument, staff: Staff) -> list[OfficialDocument]:
    """Return up to three documents of the same number, symbol, issuer and year that the person may see."""
    if not document.number or not document.symbol:
        return []
    same = OfficialDocument.objects.visible_to(staff).filter(
        number=document.number,
        symbol__iexact=document.symbol,
        issuer_name__iexact=document.issuer_name,
        issued_on__year=document.issued_on.year if document.issued_on else None,
    )
    return list(same.exclude(pk=document.pk).only("kind", "number", "symbol", "subject", "organization")[:3])


def taken_over(document: OfficialDocument) -> set[int]:
    """Return the ids of the proposed tasks that became real tasks in a room above (it points at them one to one)."""
    takers = [relation.name for relation in ProposedTask._meta.related_objects if relation.one_to_one]
    if not takers:
        return set()
    taken = Q()
    for name in takers:
        taken |= Q(**{f"{name}__isnull": False})
    return set(document.proposed_tasks.filter(taken).values_list("pk", flat=True))


@dataclass(frozen=True)
class TaskCounts:
    """How many tasks were read, are to be given, have a known lead, became real tasks."""

    read: int
    included: int
    led: int
    given: int

    @property
    def without_lead(self) -> int:
        return self.included - self.led


def task_counts(document: OfficialDocument) -> TaskCounts:
    """Return the counts of a document's proposed tasks in two queries."""
    known = Q(parties__organization__isnull=False) | Q(parties__group__isnull=False)
    counts = document.proposed_tasks.aggregate(
        n_read=Count("pk", distinct=True),
        n_included=Count("pk", filter=Q(included=True), distinct=True),
        n_led=Count("pk", filter=Q(included=True, parties__part=Part.LEAD) & known, distinct=True),
    )
    return TaskCounts(counts["n_read"], counts["n_included"], counts["n_led"], len(taken_over(document)))


def deliveries_of(document: OfficialDocument, staff: Staff) -> QuerySet[Delivery]:
    """Return who received the document: all for the holder's side, the own tree's part for a recipient."""
    traces = Prefetch("traces", DeliveryTrace.objects.select_related("by__user"))
    found = document.deliveries.select_related("organization").prefetch_related(traces).order_by("organization__path")
    if document.organization.path.startswith(staff.scope_path):
        return found
    return found.filter(organization__path__startswith=staff.scope_path)


def delivery_counts(deliveries: Iterable[Delivery]) -> list[tuple[str, int]]:
    """Return how many recipients stand at each state, in the order of the states."""
    counts = Counter(delivery.state for delivery in deliveries)
    return [(str(label), counts[code]) for code, label in DeliveryState.choices if counts[code]]


def outside_of(document: OfficialDocument, staff: Staff) -> list[OutsideDelivery]:
    """Return the recipients outside the portal, for the holder's side alone."""
    if not document.organization.path.startswith(staff.scope_path):
        return []
    traces = Prefetch("traces", DeliveryTrace.objects.select_related("by__user"))
    return list(document.outside_deliveries.prefetch_related(traces))


def page_history(document: OfficialDocument, staff: Staff) -> list[AuditEntry]:
    """Return the newest acts on the document: all for the holder's side, the own tree's for a recipient."""
    entries = history_of(document, limit=50)
    if document.organization.path.startswith(staff.scope_path):
        return entries
    return [e for e in entries if e.organization_path.startswith(staff.scope_path)]
