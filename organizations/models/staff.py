"""People at work: a user in an organization with a role and a term."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone

from coopportal.fields import NfcCharField, TimeStamped
from organizations.models.organization import Organization


class Role(models.TextChoices):
    SPECIALIST = "specialist", "Chuyên viên"
    CLERK = "clerk", "Văn thư"
    LEADER = "leader", "Lãnh đạo"
    CONTACT = "contact", "Đầu mối cơ quan nhận việc"
    MONITOR = "monitor", "Theo dõi cấp tỉnh"
    ADMINISTRATOR = "administrator", "Quản trị"


class StaffQuerySet(models.QuerySet["Staff"]):
    """Terms of staff."""

    def on_duty(self, day: dt.date | None = None) -> StaffQuerySet:
        """Keep the terms that run on `day` (today when not given)."""
        day = day or timezone.localdate()
        begun = models.Q(starts_on__lte=day)
        running = models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=day)
        return self.filter(begun, running, revoked_at__isnull=True, user__is_active=True)

    def visible_to(self, staff: Staff | None) -> StaffQuerySet:
        """Keep the colleagues of the own organization and of those below it."""
        if staff is None:
            return self.none()
        return self.filter(organization__path__startswith=staff.scope_path)


class Staff(TimeStamped):
    """A user's term in an organization. A user has one term at a time; rights follow from it at every request."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="tài khoản", on_delete=models.PROTECT, related_name="terms"
    )
    organization = models.ForeignKey(
        Organization, verbose_name="tổ chức", on_delete=models.PROTECT, related_name="staff"
    )
    role = models.CharField("vai trò", max_length=20, choices=Role.choices)
    title = NfcCharField("chức vụ", max_length=120, help_text="Ví dụ: Phó Chủ tịch; Trưởng phòng Kinh tế")
    starts_on = models.DateField("từ ngày", default=timezone.localdate)
    ends_on = models.DateField("đến ngày", null=True, blank=True)
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True, editable=False)

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = "cán bộ"
        verbose_name_plural = "cán bộ"
        ordering = ["organization", "role", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="staff_term_in_order",
                violation_error_message="Ngày kết thúc không được trước ngày bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(ends_on__isnull=True),
                name="staff_one_open_term",
                violation_error_message="Tài khoản này đang giữ một vai trò khác; hãy kết thúc vai trò đó trước.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_name} – {self.title}"

    @property
    def full_name(self) -> str:
        return self.user.get_full_name() or self.user.get_username()

    @property
    def scope_path(self) -> str:
        """The path of the subtree whose rows this person works with; a provincial monitor sees the whole province."""
        return self.organization.root_path if self.role == Role.MONITOR else self.organization.path

    def is_one_of(self, *roles: str) -> bool:
        """Tell whether the role is one of those given."""
        return self.role in roles
