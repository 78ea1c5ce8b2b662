"""Indicators of a plan: what is counted, how much each unit is to bring, and what it has brought so far."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from coopportal.fields import NfcCharField, TimeStamped
from organizations.models import Organization
from plans.models.plan import ActionPlan, PlanSection

if TYPE_CHECKING:
    from organizations.models import Staff


class Span(models.TextChoices):
    """How often figures are reported."""

    MONTH = "month", "Hằng tháng"
    QUARTER = "quarter", "Hằng quý"
    HALF = "half", "6 tháng"
    YEAR = "year", "Cả năm"


class Reckoning(models.TextChoices):
    """How the figures of several periods make one."""

    SUM = "sum", "Cộng các kỳ (ví dụ: số HTX thành lập mới)"
    LAST = "last", "Lấy số kỳ mới nhất (ví dụ: tổng số HTX đang hoạt động)"


MONTHS_OF = {Span.MONTH: 1, Span.QUARTER: 3, Span.HALF: 6, Span.YEAR: 12}


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    """Indicators."""

    def visible_to(self, staff: Staff | None) -> IndicatorQuerySet:
        """Keep those of the plans that the person sees."""
        return self.filter(plan__in=ActionPlan.objects.visible_to(staff).values("pk"))


class Indicator(TimeStamped):
    """One figure of a plan: its unit of measure, where it starts, where it is to be, by when."""

    plan = models.ForeignKey(ActionPlan, verbose_name="kế hoạch", on_delete=models.CASCADE, related_name="indicators")
    section = models.ForeignKey(
        PlanSection, verbose_name="mục", null=True, blank=True, on_delete=models.SET_NULL, related_name="indicators"
    )
    name = NfcCharField("chỉ tiêu", max_length=300, help_text="Ví dụ: Số hợp tác xã thành lập mới")
    unit = NfcCharField("đơn vị tính", max_length=30, help_text="Ví dụ: HTX, người, %, triệu đồng")
    baseline = models.DecimalField("số đầu kỳ", max_digits=16, decimal_places=2, null=True, blank=True)
    target = models.DecimalField("chỉ tiêu kế hoạch", max_digits=16, decimal_places=2)
    due_on = models.DateField("thời hạn", null=True, blank=True)
    span = models.CharField("kỳ báo cáo", max_length=8, choices=Span.choices, default=Span.QUARTER)
    reckoning = models.CharField("cách tính", max_length=5, choices=Reckoning.choices, default=Reckoning.SUM)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"
        ordering = ["plan", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "name"],
                name="indicator_once_a_plan",
                violation_error_message="Kế hoạch đã có chỉ tiêu này.",
            ),
            models.CheckConstraint(
                condition=Q(target__gte=0),
                name="indicator_target_not_negative",
                violation_error_message="Chỉ tiêu không được âm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.unit})"

    def periods(self) -> list[dt.date]:
        """Return the last days of the periods of the plan's year in which figures are reported."""
        step = MONTHS_OF[Span(self.span)]
        ends = [dt.date(self.plan.year + month // 12, month % 12 + 1, 1) for month in range(step, 13, step)]
        return [end - dt.timedelta(days=1) for end in ends]


class IndicatorShare(models.Model):
    """One unit's part of an indicator."""

    indicator = models.ForeignKey(Indicator, verbose_name="chỉ tiêu", on_delete=models.CASCADE, related_name="shares")
    organization = models.ForeignKey(
        Organization, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="indicator_shares"
    )
    target = models.DecimalField("chỉ tiêu giao", max_digits=16, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "chỉ tiêu giao đơn vị"
        verbose_name_plural = "chỉ tiêu giao đơn vị"
        ordering = ["indicator", "organization__path"]
        constraints = [models.UniqueConstraint(fields=["indicator", "organization"], name="share_once_a_unit")]

    def __str__(self) -> str:
        return f"{self.organization}: {self.indicator}"


class IndicatorActual(models.Model):
    """What a unit reports for one period; a correction takes the place of the figure, the trail keeps both."""

    indicator = models.ForeignKey(Indicator, verbose_name="chỉ tiêu", on_delete=models.CASCADE, related_name="actuals")
    organization = models.ForeignKey(
        Organization, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="indicator_actuals"
    )
    period_on = models.DateField("kỳ")
    value = models.DecimalField("kết quả", max_digits=16, decimal_places=2)
    note = NfcCharField("ghi chú", max_length=300, blank=True)
    by = models.ForeignKey(
        "organizations.Staff", verbose_name="người báo cáo", on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField("báo cáo lúc")

    class Meta:
        verbose_name = "kết quả chỉ tiêu"
        verbose_name_plural = "kết quả chỉ tiêu"
        ordering = ["indicator", "period_on"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "organization", "period_on"], name="actual_once_a_period")
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.period_on:%d/%m/%Y}: {self.value}"
