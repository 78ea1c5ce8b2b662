"""Who may sign for the head of an organization, from when to when (Decree 30/2020/NĐ-CP, art. 13)."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils import timezone

from coopportal.fields import NfcCharField, TimeStamped
from organizations.models.organization import Organization
from organizations.models.staff import Staff


class SigningForm(models.TextChoices):
    """How one signs for the head; the value is what is printed before the head's title, with a point."""

    KT = "KT", "Ký thay (KT.)"
    TL = "TL", "Thừa lệnh (TL.)"
    TUQ = "TUQ", "Thừa ủy quyền (TUQ.)"
    Q = "Q", "Quyền cấp trưởng (Q.)"


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Delegations."""

    def on(self, day: dt.date | None = None) -> DelegationQuerySet:
        """Keep those that run on `day` (today when not given) and were not taken back."""
        day = day or timezone.localdate()
        running = models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=day)
        return self.filter(running, starts_on__lte=day, revoked_at__isnull=True)

    def visible_to(self, staff: Staff | None) -> DelegationQuerySet:
        """Keep those of the own organization, of those above it in the own commune, and of those below."""
        if staff is None:
            return self.none()
        above = models.Q(organization__in=staff.organization.ancestor_ids)
        return self.filter(above | models.Q(organization__path__startswith=staff.scope_path))


class Delegation(TimeStamped):
    """`staff` signs documents of `organization` for its head, in one of the forms, within dated limits.

    `principal_title` is the head's title as it is printed (`Chủ tịch`); `kinds` limits to kinds of documents, empty
    means all. TUQ. needs a written basis and an end (Decree 30/2020, art. 13.3).
    """

    organization = models.ForeignKey(
        Organization, verbose_name="ký văn bản của", on_delete=models.PROTECT, related_name="delegations"
    )
    staff = models.ForeignKey(Staff, verbose_name="người được giao ký", on_delete=models.PROTECT, related_name="+")
    form = models.CharField("hình thức ký", max_length=3, choices=SigningForm.choices)
    principal_title = NfcCharField("chức vụ người đứng đầu", max_length=120)
    kinds = models.JSONField("loại văn bản", default=list, blank=True)
    basis = NfcCharField("căn cứ giao", max_length=300, blank=True)
    starts_on = models.DateField("từ ngày", default=timezone.localdate)
    ends_on = models.DateField("đến ngày", null=True, blank=True)
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True, editable=False)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = "giao ký văn bản"
        verbose_name_plural = "giao ký văn bản"
        ordering = ["organization", "-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(form__in=SigningForm.values), name="delegation_form_known"),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="delegation_days_in_order",
                violation_error_message="Ngày kết thúc không được trước ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=~models.Q(form=SigningForm.TUQ) | (models.Q(ends_on__isnull=False) & ~models.Q(basis="")),
                name="delegation_tuq_written_and_dated",
                violation_error_message="Ký thừa ủy quyền phải có văn bản ủy quyền và thời hạn.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form}. {self.principal_title} {self.organization}: {self.staff}"

    def covers(self, kind: str) -> bool:
        """Tell whether documents of that kind fall under it."""
        return not self.kinds or not kind or kind in self.kinds

    def runs_on(self, day: dt.date) -> bool:
        """Tell whether it holds on that day."""
        return self.revoked_at is None and self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
