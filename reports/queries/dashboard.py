"""The dashboard of a person's scope: a fixed number of queries at any size."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from cooperatives.models.choices import Status as LegalStatus
from organizations.models import Organization, OrganizationKind, Staff, UnitLevel
from plans.models import Assignment
from plans.queries import agencies_to_filter
from reports.periods import Period
from reports.queries.figures import Figure, NamedFigure, UnitRow, WorkFigures
from reports.queries.holdings import Cooperatives, Documents
from reports.queries.work import Standing, longest_overdue, standing_by_branch, work_figures


@dataclass(frozen=True)
class Dashboard:
    """All that the page shows. `communes` and `agencies` are the units right under `root`."""

    root: Organization
    work: WorkFigures
    communes: list[UnitRow]
    agencies: list[UnitRow]
    overdue: list[Assignment]
    documents: Figure
    document_states: list[NamedFigure]
    cooperatives: Figure
    statuses: list[NamedFigure]


def dashboard(staff: Staff, *, period: Period, today: dt.date, unit: Organization | None = None) -> Dashboard:
    """Return the dashboard of the person's scope, or of `unit` in it, for the work due in `period` as of `today`."""
    known = list(agencies_to_filter(staff).select_related("unit"))
    root = unit or next((one for one in known if one.path == staff.scope_path), staff.organization)
    documents = Documents(staff, period, unit)
    cooperatives = Cooperatives(staff, root.unit if unit and _is_commune(root) else None)
    standing = standing_by_branch(staff, root, period, today)
    below = [one for one in known if one.parent_id == root.pk and not unit]
    communes = [_commune_row(one, standing, period, documents, cooperatives) for one in below if _is_commune(one)]
    agencies = [_agency_row(one, standing, period) for one in below if not _is_commune(one)]
    return Dashboard(
        root=root,
        work=work_figures(root, sum(standing.values(), Counter()), period),
        communes=sorted(communes, key=lambda row: row.order),
        agencies=sorted(agencies, key=lambda row: row.order),
        overdue=longest_overdue(staff, root, period, today),
        documents=documents.total(),
        document_states=documents.by_state(),
        cooperatives=cooperatives.total(),
        statuses=cooperatives.by_status(),
    )


def root_of(staff: Staff) -> Organization:
    """Return the organization whose tree the person's scope is."""
    found: Organization | None = Organization.objects.select_related("unit").filter(path=staff.scope_path).first()
    return found or staff.organization


def _is_commune(organization: Organization) -> bool:
    return organization.kind == OrganizationKind.COMMITTEE and organization.unit.level == UnitLevel.COMMUNE


def _agency_row(one: Organization, standing: dict[int, Standing], period: Period) -> UnitRow:
    return UnitRow(one, work_figures(one, standing.get(one.pk, Counter()), period))


def _commune_row(
    one: Organization,
    standing: dict[int, Standing],
    period: Period,
    documents: Documents,
    cooperatives: Cooperatives,
) -> UnitRow:
    return UnitRow(
        organization=one,
        work=work_figures(one, standing.get(one.pk, Counter()), period),
        documents=documents.held_by(one),
        cooperatives=cooperatives.in_commune(one.unit),
        active_cooperatives=cooperatives.in_commune(one.unit, LegalStatus.ACTIVE),
    )
