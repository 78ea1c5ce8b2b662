"""The tasks that were read in a document, as the person who reviews it corrects them."""

from __future__ import annotations

from django.db import models

from coopportal.fields import NfcCharField, NfcTextField
from documents.models.document import OfficialDocument


class DueKind(models.TextChoices):
    """What sort of time limit the text gives (`documents.official.tree.Deadline.kind`)."""

    DATE = "date", "Đến một ngày"
    PERIOD = "period", "Trong một khoảng ngày"
    MONTH = "month", "Trong tháng"
    QUARTER = "quarter", "Trong quý"
    YEAR = "year", "Trong năm"
    RECURRING = "recurring", "Định kỳ"
    RELATIVE = "relative", "Tính từ một mốc"


class Part(models.TextChoices):
    LEAD = "lead", "Chủ trì"
    COORDINATING = "coordinating", "Phối hợp"


class ProposedTask(models.Model):
    """One task of the document; `where` is its path in the tree (`assignments[0].items[2]`), empty where added by hand.

    `recurrence` is as `documents.official.tree.Deadline.recurrence`: `"monthly:20"`, or a dict for a relative limit.
    """

    document = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản", on_delete=models.CASCADE, related_name="proposed_tasks"
    )
    order = models.PositiveIntegerField("thứ tự")
    text = NfcTextField("nội dung nhiệm vụ")
    where = models.CharField("vị trí trong văn bản", max_length=120, blank=True)
    agency_words = models.JSONField("cơ quan như văn bản viết", default=list, blank=True)
    due_text = NfcCharField("thời hạn như văn bản viết", max_length=500, blank=True)
    due_kind = models.CharField("loại thời hạn", max_length=10, choices=DueKind.choices, blank=True)
    starts_on = models.DateField("từ ngày", null=True, blank=True)
    due_on = models.DateField("hạn", null=True, blank=True)
    recurrence = models.JSONField("chu kỳ", null=True, blank=True)
    included = models.BooleanField("giao việc này", default=True)

    class Meta:
        verbose_name = "nhiệm vụ đề xuất"
        verbose_name_plural = "nhiệm vụ đề xuất"
        ordering = ["document", "order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_on__isnull=True)
                | models.Q(due_on__isnull=True)
                | models.Q(due_on__gte=models.F("starts_on")),
                name="proposed_task_days_in_order",
                violation_error_message="Hạn không được trước ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:100]


class ProposedParty(models.Model):
    """An agency of a proposed task: the words of the text, and the organization or group they stand for, if any yet."""

    proposed_task = models.ForeignKey(
        ProposedTask, verbose_name="nhiệm vụ đề xuất", on_delete=models.CASCADE, related_name="parties"
    )
    order = models.PositiveIntegerField("thứ tự", default=0)
    part = models.CharField("vai", max_length=12, choices=Part.choices, default=Part.LEAD)
    words = NfcCharField("như văn bản viết", max_length=500, blank=True)
    organization = models.ForeignKey(
        "organizations.Organization",
        verbose_name="tổ chức",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    group = models.ForeignKey(
        "organizations.OrganizationGroup", verbose_name="nhóm", null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = "cơ quan đề xuất"
        verbose_name_plural = "cơ quan đề xuất"
        ordering = ["proposed_task", "order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organization__isnull=True) | models.Q(group__isnull=True),
                name="proposed_party_one_meaning",
                violation_error_message="Chỉ chọn một tổ chức hoặc một nhóm.",
            ),
        ]

    def __str__(self) -> str:
        return self.words or str(self.organization or self.group or "")

    @property
    def key(self) -> str:
        """`o12`, `g3` or empty: what the review form sends (as `organizations.queries.Match.key`)."""
        if self.organization_id:
            return f"o{self.organization_id}"
        return f"g{self.group_id}" if self.group_id else ""
