"""Every change of state in this room."""

from organizations.services.delegations import delegate, revoke_delegation
from organizations.services.directory import create_organization, save_group, update_organization
from organizations.services.merging import merge_organization
from organizations.services.people import appoint, create_user, end_term, hire
from organizations.services.rearranging import divide_unit, rename_unit
from organizations.services.succession import load_successions, merge_units, read_successions
from organizations.services.units import load_units

__all__ = [
    "appoint",
    "create_organization",
    "create_user",
    "delegate",
    "divide_unit",
    "end_term",
    "hire",
    "load_successions",
    "load_units",
    "merge_organization",
    "merge_units",
    "read_successions",
    "rename_unit",
    "revoke_delegation",
    "save_group",
    "update_organization",
]
