"""The daily email of each person."""

from __future__ import annotations

from django.db import models

from coopportal.fields import TimeStamped
from organizations.access import ScopedQuerySet
from organizations.models import Staff


class DigestState(models.TextChoices):
    """What became of a daily email."""

    WAITING = "waiting", "Chờ gửi"
    SENT = "sent", "Đã gửi"
    FAILED = "failed", "Gửi lỗi"
    NEEDLESS = "needless", "Không cần gửi nữa"


class DigestQuerySet(ScopedQuerySet):
    """Daily emails under their recipients' organizations."""

    organization_field = "recipient__organization"

    def undelivered(self) -> DigestQuerySet:
        """Keep the emails that did not get through."""
        return self.filter(state=DigestState.FAILED)


class DigestDelivery(TimeStamped):
    """The email of one person for one day; the constraint makes a second one impossible."""

    recipient = models.ForeignKey(Staff, verbose_name="người nhận", on_delete=models.PROTECT, related_name="digests")
    day = models.DateField("ngày", db_index=True)
    state = models.CharField("tình trạng", max_length=10, choices=DigestState.choices, default=DigestState.WAITING)
    address = models.EmailField("địa chỉ thư", blank=True, default="")
    lines = models.PositiveIntegerField("số mục", default=0)
    attempts = models.PositiveSmallIntegerField("số lần gửi", default=0)
    error = models.CharField("lỗi", max_length=300, blank=True, default="")
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        verbose_name = "thư tổng hợp"
        verbose_name_plural = "thư tổng hợp"
        ordering = ["-day", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "day"], name="digest_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False)
                | (~models.Q(state="sent") & models.Q(sent_at__isnull=True)),
                name="digest_sent_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Thư ngày {self.day:%d/%m/%Y} của {self.recipient}"
