"""Scans whose letters the queue reads."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from coopportal.fields import NfcTextField, TimeStamped
from documents.models.document import OfficialDocument
from organizations.models import Staff


class ScanReadingQuerySet(models.QuerySet["ScanReading"]):
    """Readings of the own office's papers."""

    def visible_to(self, staff: Staff | None) -> ScanReadingQuerySet:
        """Keep those of the person's own organization: an unregistered paper is nobody else's business."""
        return self.filter(organization=staff.organization_id) if staff else self.none()


class ScanReading(TimeStamped):
    """The reading of one paper that came as pictures; `document` is blank where the paper had to go (`message`)."""

    class State(models.TextChoices):
        WAITING = "waiting", "Đang nhận dạng chữ"
        DONE = "done", "Đã nhận dạng"
        FAILED = "failed", "Không nhận dạng được"

    organization = models.ForeignKey(
        "organizations.Organization", verbose_name="tổ chức", on_delete=models.PROTECT, related_name="+"
    )
    document = models.OneToOneField(
        OfficialDocument, verbose_name="văn bản", null=True, blank=True, on_delete=models.SET_NULL, related_name="scan"
    )
    by = models.ForeignKey("organizations.Staff", verbose_name="người nhận", on_delete=models.PROTECT, related_name="+")
    state = models.CharField("trạng thái", max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveSmallIntegerField("trang đã xong", default=0)
    total = models.PositiveSmallIntegerField("số trang", default=0)
    message = NfcTextField("kết luận", blank=True)

    objects = ScanReadingQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt nhận dạng chữ"
        verbose_name_plural = "lượt nhận dạng chữ"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.document or 'văn bản đã gỡ'}"

    def get_absolute_url(self) -> str:
        return reverse("documents:scan_reading", args=[self.pk])
