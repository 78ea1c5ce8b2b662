"""How an organization judges the work that it hands out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from organizations.models import Staff

DEFAULT_RETURN_DAYS = 5


class DayOff(models.TextChoices):
    """What becomes of a deadline on a day off; the Civil Code (2015, art. 148.5) has the next working day."""

    AFTER = "after", "Tính đến hết ngày làm việc tiếp theo"
    EXACT = "exact", "Giữ đúng ngày ghi trong văn bản"
    BEFORE = "before", "Tính đến hết ngày làm việc liền trước"


class WorkRuleQuerySet(models.QuerySet["WorkRule"]):
    """Rules."""

    def visible_to(self, staff: Staff | None) -> WorkRuleQuerySet:
        """Keep the rules of the own tree."""
        return self.none() if staff is None else self.filter(organization__path__startswith=staff.scope_path)


class WorkRule(models.Model):
    """The rule of an organization and of those below it that have none of their own (plans.judging.WorkRules)."""

    organization = models.OneToOneField(
        "organizations.Organization", verbose_name="cơ quan giao", on_delete=models.CASCADE, related_name="work_rule"
    )
    day_off = models.CharField("hạn rơi vào ngày nghỉ", max_length=6, choices=DayOff.choices, default=DayOff.AFTER)
    return_days = models.PositiveSmallIntegerField(
        "được trả lại trong (ngày làm việc)",
        default=DEFAULT_RETURN_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text="Kể từ ngày giao; quá thời gian này cơ quan được giao không đề nghị trả lại được nữa.",
    )

    objects = WorkRuleQuerySet.as_manager()

    class Meta:
        verbose_name = "quy tắc tính hạn"
        verbose_name_plural = "quy tắc tính hạn"
        constraints = [
            models.CheckConstraint(condition=Q(return_days__range=(1, 60)), name="work_rule_return_days_in_range")
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.get_day_off_display()}"
