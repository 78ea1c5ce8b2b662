"""Counting documents and cooperatives by unit and state."""

from __future__ import annotations

from collections import Counter

from django.db.models import Count

from cooperatives.models import Cooperative
from cooperatives.models.choices import SHORT_LABELS, TONES, Status
from documents.models import DocumentState, OfficialDocument
from organizations.models import AdministrativeUnit, Organization, Staff
from reports import links
from reports.periods import Period
from reports.queries.figures import Figure, NamedFigure

DOCUMENT_TONES = {
    DocumentState.DRAFT: "mute",
    DocumentState.REVIEW: "wait",
    DocumentState.APPROVED: "warn",
    DocumentState.SIGNED: "warn",
    DocumentState.ACTIVE: "info",
    DocumentState.CLOSED: "ok",
    DocumentState.RECALLED: "bad",
    DocumentState.REPLACED: "mute",
}


class Documents:
    """The documents that the person sees, by holder and state: one query at making, none when asked."""

    def __init__(self, staff: Staff, period: Period, unit: Organization | None) -> None:
        found = OfficialDocument.objects.visible_to(staff)
        if period.year:
            found = found.filter(issued_on__year=period.year)
        if unit:
            found = found.filter(organization=unit)
        self._period, self._unit = period, unit.pk if unit else None
        rows = found.order_by().values_list("organization_id", "state").annotate(n=Count("pk"))
        self._counts = Counter({(holder, state): count for holder, state, count in rows})

    def held_by(self, organization: Organization) -> Figure:
        """Return how many documents an organization itself holds."""
        value = sum(count for (holder, _), count in self._counts.items() if holder == organization.pk)
        return Figure(value, links.documents(period=self._period, organization=organization.pk))

    def total(self) -> Figure:
        """Return how many there are."""
        return Figure(self._counts.total(), links.documents(period=self._period, organization=self._unit))

    def by_state(self) -> list[NamedFigure]:
        """Return how many there are in each state."""
        return [NamedFigure(state.label, DOCUMENT_TONES[state], self._in_state(state)) for state in DocumentState]

    def _in_state(self, state: str) -> Figure:
        value = sum(count for (_, one), count in self._counts.items() if one == state)
        return Figure(value, links.documents(period=self._period, organization=self._unit, state=state))


class Cooperatives:
    """The sheets that the person sees, by commune and legal status: one query at making, none when asked."""

    def __init__(self, staff: Staff, commune: AdministrativeUnit | None) -> None:
        found = Cooperative.objects.visible_to(staff)
        if commune:
            found = found.filter(unit=commune)
        self._code = commune.code if commune else ""
        rows = found.order_by().values_list("unit_id", "status").annotate(n=Count("pk"))
        self._counts = Counter({(unit, status): count for unit, status, count in rows})

    def in_commune(self, commune: AdministrativeUnit, *statuses: Status) -> Figure:
        """Return how many sheets a commune has, of all statuses or of one."""
        wanted = statuses or tuple(Status)
        value = sum(self._counts[commune.pk, status] for status in wanted)
        status = statuses[0] if statuses else ""
        return Figure(value, links.cooperatives(status=status, unit_code=commune.code))

    def total(self) -> Figure:
        """Return how many sheets there are."""
        return Figure(self._counts.total(), links.cooperatives(unit_code=self._code))

    def by_status(self) -> list[NamedFigure]:
        """Return how many sheets there are in each legal status, in the law's order (Decree 92/2024, art. 27)."""
        return [NamedFigure(SHORT_LABELS[status], TONES[status], self._in_status(status)) for status in Status]

    def _in_status(self, status: Status) -> Figure:
        value = sum(count for (_, one), count in self._counts.items() if one == status)
        return Figure(value, links.cooperatives(status=status, unit_code=self._code))
