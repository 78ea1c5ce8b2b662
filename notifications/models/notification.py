"""One thing one person is told."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from coopportal.fields import NfcCharField, NfcTextField
from organizations.models import Staff


class NotificationQuerySet(models.QuerySet["Notification"]):
    """What people were told."""

    def visible_to(self, staff: Staff | None) -> NotificationQuerySet:
        """Keep what this person was told; a notification is nobody else's business."""
        return self.none() if staff is None else self.filter(recipient=staff)

    def unread(self) -> NotificationQuerySet:
        """Keep what has not been opened yet."""
        return self.filter(read_at__isnull=True)


class Notification(models.Model):
    """A line in somebody's list. `code` is stable and dotted; `source` and `object_id` name the work it is about.

    `key` makes a telling unrepeatable: one person gets a key once, whoever sends it how often.
    """

    recipient = models.ForeignKey(
        Staff, verbose_name="người nhận", on_delete=models.PROTECT, related_name="notifications"
    )
    code = models.CharField("mã", max_length=80)
    title = NfcCharField("tiêu đề", max_length=500)
    body = NfcTextField("nội dung", blank=True, default="")
    url = models.CharField("địa chỉ trong cổng", max_length=500, blank=True, default="")
    source = models.CharField("nguồn", max_length=40, blank=True, default="")
    object_id = models.BigIntegerField("mã đối tượng", null=True, blank=True)
    key = models.CharField("khóa chống lặp", max_length=150, blank=True, default="")
    reminder = models.OneToOneField(
        "notifications.ReminderEntry", verbose_name="lần nhắc", null=True, blank=True, on_delete=models.CASCADE
    )
    made_at = models.DateTimeField("lúc", default=timezone.now)
    read_at = models.DateTimeField("đã đọc lúc", null=True, blank=True)
    emailed_at = models.DateTimeField("gửi thư lúc", null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = "thông báo"
        verbose_name_plural = "thông báo"
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "key"], condition=~models.Q(key=""), name="notification_key_once"
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "-made_at"], name="notification_list"),
            models.Index(fields=["recipient"], condition=models.Q(read_at__isnull=True), name="notification_unread"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_read(self) -> bool:
        """Tell whether the person has opened it."""
        return self.read_at is not None
