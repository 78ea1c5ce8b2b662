"""What an agency asks of whoever assigned the work: more time, or to give it back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from coopportal.fields import NfcTextField
from plans.models.assignment import Assignment


class DelayReason(models.TextChoices):
    """Why work takes longer, from a short list, so that it can be counted."""

    MONEY = "money", "Chờ kinh phí"
    GUIDANCE = "guidance", "Chờ hướng dẫn của cấp trên"
    DATA = "data", "Chờ số liệu, hồ sơ của cơ quan khác"
    OTHER_TASK = "other_task", "Chờ nhiệm vụ khác hoàn thành"
    PEOPLE = "people", "Thiếu nhân lực"
    NATURE = "nature", "Thiên tai, dịch bệnh"
    VOLUME = "volume", "Khối lượng phát sinh"
    OTHER = "other", "Lý do khác"


class RequestKind(models.TextChoices):
    EXTENSION = "extension", "Xin gia hạn"
    RETURN = "return", "Đề nghị trả lại"


class Decision(models.TextChoices):
    APPROVED = "approved", "Đã đồng ý"
    REFUSED = "refused", "Không đồng ý"
    WITHDRAWN = "withdrawn", "Không còn cần trả lời"


class RequestQuerySet(models.QuerySet["AssignmentRequest"]):
    """Requests."""

    def undecided(self) -> RequestQuerySet:
        """Keep those that wait for an answer."""
        return self.filter(decision="")


class AssignmentRequest(models.Model):
    """One request, with its answer; an agency asks one thing at a time."""

    assignment = models.ForeignKey(
        Assignment, verbose_name="phân công", on_delete=models.CASCADE, related_name="requests"
    )
    kind = models.CharField("đề nghị", max_length=10, choices=RequestKind.choices)
    reason = NfcTextField("lý do")
    delay_reason = models.CharField("nguyên nhân chậm", max_length=12, choices=DelayReason.choices, blank=True)
    new_due_on = models.DateField("hạn đề nghị", null=True, blank=True)
    asked_by = models.ForeignKey(
        "organizations.Staff", verbose_name="người đề nghị", on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField("đề nghị lúc")
    decision = models.CharField("trả lời", max_length=10, choices=Decision.choices, blank=True)
    decision_text = NfcTextField("ý kiến của cơ quan giao", blank=True)
    decided_by = models.ForeignKey(
        "organizations.Staff",
        verbose_name="người trả lời",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_at = models.DateTimeField("trả lời lúc", null=True, blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = "đề nghị"
        verbose_name_plural = "đề nghị"
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"],
                condition=Q(decision=""),
                name="request_one_at_a_time",
                violation_error_message="Đang có một đề nghị chờ trả lời.",
            ),
            models.CheckConstraint(
                condition=Q(kind="extension", new_due_on__isnull=False) | Q(kind="return", new_due_on__isnull=True),
                name="request_day_for_extension",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True) | (~Q(decision="") & Q(decided_at__isnull=False)),
                name="request_decided_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.assignment}"
