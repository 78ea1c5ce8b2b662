"""Templates of plans: tasks with deadlines counted from the day on which a plan begins."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from coopportal.fields import NfcCharField, NfcTextField, TimeStamped
from documents.models import Part
from organizations.access import ScopedQuerySet
from organizations.models import Organization


class PlanTemplate(TimeStamped):
    """A plan to be made again and again: `T+10` days instead of dates."""

    organization = models.ForeignKey(
        Organization, verbose_name="cơ quan", on_delete=models.PROTECT, related_name="plan_templates"
    )
    title = NfcCharField("tên mẫu", max_length=300)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "mẫu kế hoạch"
        verbose_name_plural = "mẫu kế hoạch"
        ordering = ["title", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "title"],
                name="plan_template_title",
                violation_error_message="Cơ quan đã có mẫu mang tên này.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class TemplateTask(models.Model):
    """One task of a template, due `offset` working days after the first day; no offset, no deadline."""

    template = models.ForeignKey(PlanTemplate, verbose_name="mẫu", on_delete=models.CASCADE, related_name="tasks")
    order = models.PositiveSmallIntegerField("thứ tự")
    section = NfcCharField("mục", max_length=300, blank=True)
    text = NfcTextField("nội dung nhiệm vụ")
    product = NfcCharField("sản phẩm", max_length=255, blank=True)
    offset = models.PositiveSmallIntegerField(
        "hạn sau (ngày làm việc)", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    recurrence = models.CharField("chu kỳ", max_length=40, blank=True)

    class Meta:
        verbose_name = "nhiệm vụ mẫu"
        verbose_name_plural = "nhiệm vụ mẫu"
        ordering = ["template", "order"]
        constraints = [models.UniqueConstraint(fields=["template", "order"], name="template_task_order")]

    def __str__(self) -> str:
        return self.text[:100]


class TemplateParty(models.Model):
    """Who does a task of a template."""

    task = models.ForeignKey(TemplateTask, verbose_name="nhiệm vụ", on_delete=models.CASCADE, related_name="parties")
    organization = models.ForeignKey(Organization, verbose_name="cơ quan", on_delete=models.PROTECT, related_name="+")
    part = models.CharField("vai trò", max_length=12, choices=Part.choices, default=Part.LEAD)

    class Meta:
        verbose_name = "cơ quan của nhiệm vụ mẫu"
        verbose_name_plural = "cơ quan của nhiệm vụ mẫu"
        constraints = [models.UniqueConstraint(fields=["task", "organization"], name="template_party_once")]

    def __str__(self) -> str:
        return f"{self.organization} ({self.get_part_display()})"
