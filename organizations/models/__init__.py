"""Administrative units, organizations, groups of them, staff, and the working calendar."""

from organizations.models.calendar import CalendarException
from organizations.models.group import OrganizationGroup
from organizations.models.organization import Organization, OrganizationKind
from organizations.models.staff import Role, Staff
from organizations.models.succession import FormerLevel, FormerUnit, UnitSuccession
from organizations.models.unit import AdministrativeUnit, UnitLevel

__all__ = [
    "AdministrativeUnit",
    "CalendarException",
    "FormerLevel",
    "FormerUnit",
    "Organization",
    "OrganizationGroup",
    "OrganizationKind",
    "Role",
    "Staff",
    "UnitLevel",
    "UnitSuccession",
]
