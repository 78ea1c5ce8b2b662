"""One agency into another: its people and its open work go on there."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from organizations.models import Delegation, Organization, Staff
from organizations.services.directory import actor_of
from organizations.signals import organization_merged


@transaction.atomic
def merge_organization(
    *,
    organization: Organization,
    into: Organization,
    by: Staff | None,
    at: dt.datetime | None = None,
    on: dt.date | None = None,
    decree: str = "",
) -> Organization:
    """End an organization whose work another takes over; rooms above move what is open (`organization_merged`).

    Its people work on in `into`; what was merged into it before now belongs to `into` as well. `on` is the first day of
    the new order, today when not given. Raises ValidationError at `into` for itself or one that has ended, at `on` for
    a day that has not come, and where units still stand under the organization.
    """
    if on:
        require_in_force(on)
    at = at or timezone.now()
    rows = Organization.objects.select_for_update().order_by("pk").in_bulk({organization.pk, into.pk})
    organization, into = rows[organization.pk], rows[into.pk]
    _check_merge(organization, into)
    organization.merged_into, organization.is_active = into, False
    organization.valid_to = on - dt.timedelta(days=1) if on else timezone.localtime(at).date()
    organization.full_clean()
    organization.save()
    Organization.objects.filter(merged_into=organization).update(merged_into=into)
    move_staff(organization=organization, into=into, by=by, decree=decree)
    organization_merged.send(sender=Organization, organization=organization, into=into, by=by, at=at)
    data = {"into": str(into)} | ({"why": decree} if decree else {})
    record(code="organizations.organization.merged", obj=organization, data=data, **actor_of(by))
    return organization


def _check_merge(organization: Organization, into: Organization) -> None:
    if organization.pk == into.pk or not into.is_active:
        raise ValidationError({"into": "Hãy chọn một tổ chức khác đang hoạt động."})
    if not organization.is_active:
        raise ValidationError("Tổ chức này đã ngừng hoạt động.")
    if organization.children.filter(is_active=True).exists():
        raise ValidationError("Hãy chuyển hoặc hợp nhất các đơn vị trực thuộc trước.")


def require_in_force(on: dt.date) -> None:
    """Raise ValidationError at `on` for a day that has not come."""
    if on > timezone.localdate():
        raise ValidationError({"on": "Chưa đến ngày có hiệu lực; hãy ghi vào ngày đó hoặc sau, vì thay đổi có ngay."})


def move_staff(*, organization: Organization, into: Organization, by: Staff | None, decree: str = "") -> int:
    """Let the people on duty work on in `into`, in the same roles; return how many.

    Their terms go on, so what waits for them still does. Rights to sign that they had for the old agency end.
    """
    people = list(Staff.objects.select_for_update(of=("self",)).on_duty().filter(organization=organization))
    for person in people:
        person.organization = into
        person.save(update_fields=["organization", "updated_at"])
        data = {"before": str(organization), "into": str(into), "decree": decree}
        record(code="organizations.staff.moved", obj=person, data=data, **actor_of(by))
    for row in Delegation.objects.filter(organization=organization, revoked_at__isnull=True):
        row.revoked_at = timezone.now()
        row.save(update_fields=["revoked_at"])
        record(code="organizations.delegation.revoked", obj=row, **actor_of(by))
    return len(people)
