"""Who sees which sheets of the registry, and who may write in it.

The registry is kept by commune (Decree 125/2025: registration of cooperatives is the commune committee's), so the rule
goes by administrative unit and not by the tree of organizations:

- offices of a commune (the committee and what stands under it) see the sheets of that commune;
- offices of the province, and monitors wherever they sit, see those of all its communes;
- a cooperative's own account sees its own sheet;
- villages see none: a sheet holds personal data of representatives, and a village head's work does not need them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from coopportal.text import fold
from organizations.access import OFFICE, WORKERS
from organizations.models import OrganizationKind, Role, Staff, UnitLevel

if TYPE_CHECKING:
    from cooperatives.models import Cooperative, Difficulty

_STATE_OFFICES = {
    OrganizationKind.COMMITTEE,
    OrganizationKind.DEPARTMENT,
    OrganizationKind.OFFICE,
    OrganizationKind.UNION,
}


def registry_scope(staff: Staff, prefix: str = "", *, unit_only: bool = False) -> Q | None:
    """Return the condition on Cooperative for what the person sees; None for nothing at all.

    `prefix` leads to the sheet from another model (`cooperative__`). With `unit_only` the condition goes by the commune
    alone, for rows that have one themselves; a cooperative's own account then sees nothing by it.
    """
    place = staff.organization
    if place.kind == OrganizationKind.COOPERATIVE:
        return None if unit_only else Q(**{f"{prefix}organization": place})
    if place.kind == OrganizationKind.VILLAGE:
        return None
    province = "unit__parent" if unit_only else f"{prefix}province"
    if place.unit.level == UnitLevel.PROVINCE:
        return Q(**{province: place.unit})
    if staff.role == Role.MONITOR:
        return Q(**{province: place.unit.parent_id})
    return Q(**{f"{prefix}unit": place.unit})


def may_edit(staff: Staff) -> bool:
    """Tell whether the person may write in the part of the registry that he sees.

    Staff of the committee, its offices and of a union of cooperatives may; of contacts only the one of an economic
    office, which keeps the register; monitors and administrators read.
    """
    place = staff.organization
    if staff.role in OFFICE:
        return place.kind in _STATE_OFFICES
    return staff.role == Role.CONTACT and place.kind == OrganizationKind.DEPARTMENT and "kinh te" in fold(place.name)


def may_report(staff: Staff, cooperative: Cooperative) -> bool:
    """Tell whether the person speaks for the cooperative: enters its own figures, raises its difficulties."""
    place = staff.organization
    return place.kind == OrganizationKind.COOPERATIVE and cooperative.organization_id == place.pk


def may_raise(staff: Staff) -> bool:
    """Tell whether the person raises difficulties: for a cooperative or village, or as an office that heard of one."""
    speaks = staff.organization.kind in (OrganizationKind.COOPERATIVE, OrganizationKind.VILLAGE)
    return may_edit(staff) or (speaks and staff.role in WORKERS)


def may_route(staff: Staff, difficulty: Difficulty) -> bool:
    """Tell whether the person hands difficulties to agencies: staff of an office that issues tasks."""
    return staff.role in OFFICE and may_edit(staff)


def may_answer(staff: Staff, difficulty: Difficulty) -> bool:
    """Tell whether the person answers: who keeps the registry, or works in the agency that it was handed to."""
    return may_edit(staff) or (staff.role in WORKERS and difficulty.agency_id == staff.organization_id)
