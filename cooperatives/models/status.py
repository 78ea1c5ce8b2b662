"""The status over time."""

from __future__ import annotations

from django.db import models

from cooperatives.models.choices import Status, status_label
from cooperatives.models.cooperative import Cooperative
from coopportal.fields import NfcCharField, NfcTextField
from organizations.models import Staff


class StatusChange(models.Model):
    """One dated step from a status to the next, with the reason and the paper that ordered it.

    Rows stay for good; a step written down by mistake is withdrawn with a reason and no longer counts.
    """

    cooperative = models.ForeignKey(
        Cooperative, verbose_name="hợp tác xã", on_delete=models.CASCADE, related_name="status_changes"
    )
    before = models.CharField("từ", max_length=20, choices=Status.choices)
    after = models.CharField("sang", max_length=20, choices=Status.choices)
    on = models.DateField("từ ngày", help_text="Ngày trạng thái mới có hiệu lực, ví dụ: 15/03/2026")
    until = models.DateField(
        "đến ngày", null=True, blank=True, help_text="Chỉ dùng khi tạm ngừng kinh doanh có thời hạn."
    )
    reason = NfcTextField("lý do", help_text="Ví dụ: Không hoạt động từ năm 2023, thành viên đồng ý giải thể")
    document_words = NfcCharField(
        "văn bản", max_length=255, blank=True, help_text="Ví dụ: Quyết định số 12/QĐ-UBND ngày 15/03/2026 của UBND xã"
    )
    document = models.ForeignKey(
        "documents.OfficialDocument",
        verbose_name="văn bản trên cổng",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    by = models.ForeignKey(Staff, verbose_name="người ghi", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("ghi lúc")
    withdrawn_at = models.DateTimeField("đính chính lúc", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Staff, verbose_name="người đính chính", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_reason = NfcCharField("lý do đính chính", max_length=255, blank=True)
    # What `suspended_until` and `status_since` were before, so that a withdrawal brings back the whole state.
    since_before = models.DateField(null=True, blank=True, editable=False)
    until_before = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "lần đổi trạng thái"
        verbose_name_plural = "lịch sử trạng thái"
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(before=models.F("after")), name="status_change_is_a_change"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("on")),
                name="status_change_in_order",
                violation_error_message="Ngày hết tạm ngừng không được trước ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before_label} → {self.after_label}"

    @property
    def before_label(self) -> str:
        return status_label(self.before, self.cooperative.kind)

    @property
    def after_label(self) -> str:
        return status_label(self.after, self.cooperative.kind)
