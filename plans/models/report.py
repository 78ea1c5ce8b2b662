"""Progress reports with their evidence, and the assigner's answers."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from coopportal.fields import NfcCharField, NfcTextField
from plans.models.assignment import Assignment
from plans.models.request import DelayReason

if TYPE_CHECKING:
    from organizations.models import Staff


class Answer(models.TextChoices):
    ACCEPTED = "accepted", "Đã nghiệm thu"
    RETURNED = "returned", "Yêu cầu làm lại, bổ sung"


class ProgressReport(models.Model):
    """What an agency reports of its assignment; one that asks for acceptance gets an answer."""

    assignment = models.ForeignKey(
        Assignment, verbose_name="phân công", on_delete=models.CASCADE, related_name="reports"
    )
    author = models.ForeignKey(
        "organizations.Staff", verbose_name="người báo cáo", on_delete=models.PROTECT, related_name="+"
    )
    text = NfcTextField(
        "kết quả thực hiện",
        help_text="Ví dụ: Đã rà soát 12/15 hợp tác xã; còn 3 hợp tác xã, dự kiến xong ngày 15/6.",
    )
    percent = models.PositiveSmallIntegerField("tỷ lệ hoàn thành (%)", validators=[MaxValueValidator(100)])
    delay_reason = models.CharField("nguyên nhân chậm", max_length=12, choices=DelayReason.choices, blank=True)
    asks_acceptance = models.BooleanField("đề nghị nghiệm thu", default=False)
    made_at = models.DateTimeField("báo cáo lúc")
    answer = models.CharField("trả lời", max_length=10, choices=Answer.choices, blank=True)
    answer_text = NfcTextField("ý kiến của cơ quan giao", blank=True)
    answered_by = models.ForeignKey(
        "organizations.Staff",
        verbose_name="người trả lời",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True)

    class Meta:
        verbose_name = "báo cáo tiến độ"
        verbose_name_plural = "báo cáo tiến độ"
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(percent__lte=100), name="report_percent_in_range"),
            models.CheckConstraint(
                condition=Q(asks_acceptance=False) | Q(percent=100), name="report_complete_when_asking"
            ),
            models.CheckConstraint(
                condition=Q(answer="") | Q(asks_acceptance=True), name="report_answer_was_asked_for"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment} – {self.percent}%"


def evidence_path(instance: ReportFile, filename: str) -> str:
    """Return where a file is stored: a name of our own, so that the sender's name can do nothing on the disk."""
    return f"plans/reports/{uuid.uuid4().hex}"


class ReportFileQuerySet(models.QuerySet["ReportFile"]):
    """Evidence."""

    def visible_to(self, staff: Staff | None) -> ReportFileQuerySet:
        """Keep the files of reports on assignments that the person sees."""
        return self.filter(report__assignment__in=Assignment.objects.visible_to(staff).values("pk"))


class ReportFile(models.Model):
    """One file of a report; `name` is the sender's, `content_type` what its content is."""

    report = models.ForeignKey(ProgressReport, verbose_name="báo cáo", on_delete=models.CASCADE, related_name="files")
    file = models.FileField("tệp", upload_to=evidence_path, max_length=255)
    name = NfcCharField("tên tệp", max_length=255)
    content_type = models.CharField("loại", max_length=100)
    size = models.PositiveIntegerField("dung lượng (byte)")
    digest = models.CharField("SHA-256", max_length=64)

    objects = ReportFileQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp minh chứng"
        verbose_name_plural = "tệp minh chứng"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
