"""What an office prints of itself, from its row and its place in the tree."""

from __future__ import annotations

from documents.authoring.beginnings import Letterhead
from organizations.models import Organization, OrganizationKind

# Offices that print the body they belong to above their own name (Decree 30/2020, Annex I, part I, II.2).
_UNDER_PARENT = (OrganizationKind.DEPARTMENT, OrganizationKind.OFFICE, OrganizationKind.SERVICE)
_OFFICE = "VP"


def letterhead_of(organization: Organization, drafting_unit: Organization | None = None) -> Letterhead:
    """Return the letterhead; `drafting_unit` gives the letters after the dash and in `Lưu: VT, …`."""
    parent = organization.parent if organization.kind in _UNDER_PARENT else None
    return Letterhead(
        issuer=organization.name.upper(),
        parent_body=parent.name.upper() if parent else "",
        place=organization.unit.proper_name,
        symbol=organization.symbol,
        unit_symbol=_unit_symbol(organization, drafting_unit),
        spoken=organization.name,
    )


def _unit_symbol(organization: Organization, unit: Organization | None) -> str:
    if unit is not None and unit.pk != organization.pk and unit.symbol:
        return unit.symbol
    return _OFFICE if organization.kind == OrganizationKind.COMMITTEE else ""
