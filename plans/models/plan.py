"""Action plans: a year's work of an organization, mostly from a document of kind KH."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from coopportal.fields import NfcCharField, Searchable, TimeStamped, trigram_index
from organizations.access import ScopedQuerySet

if TYPE_CHECKING:
    from organizations.models import Staff


class ActionPlanQuerySet(ScopedQuerySet):
    """Plans of the own tree, and those that hand work to it."""

    def scope(self, staff: Staff) -> models.Q:
        from plans.models.assignment import Assignment

        handed = Assignment.objects.filter(
            task__plan=models.OuterRef("pk"), organization__path__startswith=staff.scope_path
        )
        return super().scope(staff) | models.Q(models.Exists(handed))


class ActionPlan(Searchable, TimeStamped):
    """A plan with its tasks; `document` is the paper it was issued by, where there is one (one plan a document)."""

    search_fields = ("title", "year")

    organization = models.ForeignKey(
        "organizations.Organization", verbose_name="cơ quan ban hành", on_delete=models.PROTECT, related_name="plans"
    )
    document = models.OneToOneField(
        "documents.OfficialDocument",
        verbose_name="văn bản",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="plan",
    )
    title = NfcCharField(
        "tên kế hoạch", max_length=500, help_text="Ví dụ: Phát triển kinh tế tập thể, hợp tác xã năm 2026"
    )
    year = models.PositiveSmallIntegerField("năm", validators=[MinValueValidator(1990), MaxValueValidator(2100)])
    starts_on = models.DateField("từ ngày", null=True, blank=True)
    ends_on = models.DateField("đến ngày", null=True, blank=True)
    created_by = models.ForeignKey(
        "organizations.Staff",
        verbose_name="người lập",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = ActionPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "kế hoạch"
        verbose_name_plural = "kế hoạch"
        ordering = ["-year", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(starts_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="plan_dates_in_order",
                violation_error_message="Ngày kết thúc không được trước ngày bắt đầu.",
            )
        ]
        indexes = [trigram_index("plan_search"), models.Index(fields=["organization", "year"], name="plan_year")]

    def __str__(self) -> str:
        return self.title


class PlanSection(models.Model):
    """A part of a plan under which its tasks and indicators stand."""

    plan = models.ForeignKey(ActionPlan, verbose_name="kế hoạch", on_delete=models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField("thứ tự")
    title = NfcCharField("tên mục", max_length=300, help_text="Ví dụ: I. Tuyên truyền, tập huấn")

    class Meta:
        verbose_name = "mục của kế hoạch"
        verbose_name_plural = "mục của kế hoạch"
        ordering = ["plan", "order"]
        constraints = [models.UniqueConstraint(fields=["plan", "order"], name="plan_section_order")]

    def __str__(self) -> str:
        return self.title
