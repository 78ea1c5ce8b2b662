"""Organizations and groups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from organizations.models import Organization, OrganizationGroup, Staff
from organizations.signals import organization_merged


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
def merge_organization(
    *, organization: Organization, into: Organization, by: Staff | None, at: dt.datetime | None = None
) -> Organization:
    """End an organization whose work another takes over; rooms above move what is open (`organization_merged`).

    What was merged into it before now belongs to `into` as well. Raises ValidationError at `into` for itself or one
    that has ended, and where units still stand under the organization.
    """
    at = at or timezone.now()
    rows = Organization.objects.select_for_update().order_by("pk").in_bulk({organization.pk, into.pk})
    organization, into = rows[organization.pk], rows[into.pk]
    _check_merge(organization, into)
    organization.merged_into, organization.is_active = into, False
    organization.valid_to = timezone.localtime(at).date()
    organization.full_clean()
    organization.save()
    Organization.objects.filter(merged_into=organization).update(merged_into=into)
    organization_merged.send(sender=Organization, organization=organization, into=into, by=by, at=at)
    data = {"into": str(into)}
    record(code="organizations.organization.merged", obj=organization, data=data, **actor_of(by))
    return organization


def _check_merge(organization: Organization, into: Organization) -> None:
    if organization.pk == into.pk or not into.is_active:
        raise ValidationError({"into": "Hãy chọn một tổ chức khác đang hoạt động."})
    if not organization.is_active:
        raise ValidationError("Tổ chức này đã ngừng hoạt động.")
    if organization.children.filter(is_active=True).exists():
        raise ValidationError("Hãy chuyển hoặc hợp nhất các đơn vị trực thuộc trước.")


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
