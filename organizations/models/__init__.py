"""Administrative units, organizations, groups of them, staff, and the working calendar."""

from organizations.models.calendar import CalendarException
from organizations.models.delegation import Delegation, SigningForm
from organizations.models.group import OrganizationGroup
from organizations.models.organization import Organization, OrganizationKind
from organizations.models.staff import Role, Staff
from organizations.models.succession import FormerLevel, FormerUnit, UnitSuccession
from organizations.models.unit import AdministrativeUnit, UnitLevel

__all__ = [
    "AdministrativeUnit",
    "CalendarException",
    "Delegation",
    "FormerLevel",
    "FormerUnit",
    "Organization",
    "OrganizationGroup",
    "OrganizationKind",
    "Role",
    "SigningForm",
    "Staff",
    "UnitLevel",
    "UnitSuccession",
]
