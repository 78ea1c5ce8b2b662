"""Organizations and groups."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from audit.services import record
from organizations.models import Organization, OrganizationGroup, Staff


@transaction.atomic
def create_organization(*, by: Staff | None, **values: Any) -> Organization:
    """Add an organization; `values` are the model's fields. Raises ValidationError naming the fields."""
    organization = Organization(**values)
    organization.full_clean()
    organization.save()
    record(code="organizations.organization.created", obj=organization, **actor_of(by))
    return organization


@transaction.atomic
def update_organization(*, organization: Organization, by: Staff | None, **values: Any) -> Organization:
    """Change the fields in `values`; its place in the tree stays. Raises ValidationError naming the fields."""
    before = {name: getattr(organization, name) for name in values}
    for name, value in values.items():
        setattr(organization, name, value)
    organization.full_clean()
    organization.save()
    changed = {name: [str(before[name]), str(values[name])] for name in values if before[name] != values[name]}
    record(code="organizations.organization.changed", obj=organization, data={"changed": changed}, **actor_of(by))
    return organization


@transaction.atomic
def save_group(
    *, group: OrganizationGroup, by: Staff | None, members: Iterable[Organization] = ()
) -> OrganizationGroup:
    """Save a group with its hand-picked members. Raises ValidationError naming the fields."""
    group.full_clean()
    group.save()
    group.members.set(members)
    record(code="organizations.group.saved", obj=group, **actor_of(by))
    return group


def actor_of(staff: Staff | None) -> dict[str, Any]:
    """Return what `audit.services.record` wants to know of the person who acts; nothing for the portal itself."""
    if staff is None:
        return {}
    return {"actor": staff.user, "organization_path": staff.organization.path}
