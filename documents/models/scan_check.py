"""Scans of signed paper that the queue compares with the original, page by page."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from coopportal.fields import NfcCharField, NfcTextField, TimeStamped
from documents.models.document import OfficialDocument


class ScanCheck(TimeStamped):
    """A scan of several pages that was handed in and how its comparison ended; the report itself is kept as ever."""

    class State(models.TextChoices):
        WAITING = "waiting", "Đang so từng trang"
        ACCEPTED = "accepted", "Đã nhận"
        REFUSED = "refused", "Không nhận"

    document = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản", on_delete=models.PROTECT, related_name="scan_checks"
    )
    by = models.ForeignKey("organizations.Staff", verbose_name="người nộp", on_delete=models.PROTECT, related_name="+")
    name = NfcCharField("tên tệp", max_length=255)
    content_type = models.CharField("kiểu tệp", max_length=60)
    file_name = models.CharField("tệp lưu", max_length=120)
    digest = models.CharField("SHA-256", max_length=64)
    looked_over = models.BooleanField("người nộp đã đối chiếu", default=False)
    state = models.CharField("trạng thái", max_length=10, choices=State.choices, default=State.WAITING)
    message = NfcTextField("kết luận", blank=True)

    class Meta:
        verbose_name = "lượt so bản quét"
        verbose_name_plural = "lượt so bản quét"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_state_display()}"

    def get_absolute_url(self) -> str:
        return reverse("documents:scan_check", args=[self.document_id, self.pk])
