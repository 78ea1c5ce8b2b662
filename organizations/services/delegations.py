"""Giving and taking back the right to sign (Decree 30/2020/NĐ-CP, art. 13)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from coopportal.text import one_line
from organizations.models import Delegation, Organization, SigningForm, Staff
from organizations.queries import may_delegate, proposed_principal
from organizations.services.directory import actor_of
from organizations.titles import is_deputy, is_head


@transaction.atomic
def delegate(
    *,
    organization: Organization,
    staff: Staff,
    form: str,
    by: Staff | None,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    kinds: Sequence[str] = (),
    basis: str = "",
    principal_title: str = "",
) -> Delegation:
    """Let `staff` sign the organization's documents for its head, and return the delegation.

    `by` None is the portal itself (set-up, demonstration). Raises PermissionDenied unless `may_delegate`,
    ValidationError naming the field where article 13 does not allow it, and where this right was given already.
    """
    if by is not None and not may_delegate(by, organization):
        raise PermissionDenied("Chỉ người đứng đầu cơ quan hoặc quản trị được giao ký văn bản.")
    _demand_fitting(organization, staff, form)
    row = Delegation(
        organization=organization,
        staff=staff,
        form=form,
        principal_title=one_line(principal_title) or proposed_principal(organization, staff),
        kinds=list(kinds),
        basis=one_line(basis),
        starts_on=starts_on or timezone.localdate(),
        ends_on=ends_on,
    )
    row.full_clean()
    _demand_new(row)
    row.save()
    data = {"form": SigningForm(form).label, "from": f"{row.starts_on:%d/%m/%Y}", "basis": row.basis}
    record(code="organizations.delegation.given", obj=row, data=data, **actor_of(by))
    return row


def _demand_new(row: Delegation) -> None:
    """The same right given twice would offer the same signer twice."""
    Organization.objects.select_for_update().get(pk=row.organization_id)  # two at the same moment, one after the other
    same = ("organization", "staff", "form", "principal_title", "kinds", "basis", "starts_on", "ends_on")
    if Delegation.objects.filter(revoked_at__isnull=True, **{name: getattr(row, name) for name in same}).exists():
        raise ValidationError("Việc giao ký này vừa được ghi rồi; không cần giao lại.")


def _demand_fitting(organization: Organization, staff: Staff, form: str) -> None:
    """KT. and Q. go to deputies of the same office, TL. and TUQ. to heads of offices under it (art. 13.1, 3, 4)."""
    inside = staff.organization_id == organization.pk
    below = not inside and staff.organization.path.startswith(organization.path)
    if form in (SigningForm.KT, SigningForm.Q) and not (inside and is_deputy(staff.title)):
        raise ValidationError({"staff": "Ký thay và quyền cấp trưởng chỉ giao cho cấp phó của chính cơ quan này."})
    if form in (SigningForm.TL, SigningForm.TUQ) and not (below and is_head(staff.title)):
        raise ValidationError(
            {"staff": "Thừa lệnh, thừa ủy quyền chỉ giao cho người đứng đầu đơn vị thuộc cơ quan này."}
        )


@transaction.atomic
def revoke_delegation(*, delegation: Delegation, by: Staff | None) -> Delegation:
    """Take the right back at once. Raises PermissionDenied unless `may_delegate`; a second time changes nothing."""
    if by is not None and not may_delegate(by, delegation.organization):
        raise PermissionDenied("Chỉ người đứng đầu cơ quan hoặc quản trị được thu hồi.")
    changed = Delegation.objects.filter(pk=delegation.pk, revoked_at__isnull=True).update(revoked_at=timezone.now())
    delegation.refresh_from_db(fields=["revoked_at"])
    if changed:
        record(code="organizations.delegation.revoked", obj=delegation, **actor_of(by))
    return delegation
