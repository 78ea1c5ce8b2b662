"""The secret address under which a calendar program reads a person's deadlines."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class CalendarFeed(models.Model):
    """One person's address. Only the secret's digest is kept: who reads the database cannot read the calendars."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="tài khoản", on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    digest = models.CharField("SHA-256 của mã bí mật", max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField("lập lúc", editable=False)
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True, editable=False)
    read_at = models.DateTimeField("đọc lần cuối", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "địa chỉ lịch"
        verbose_name_plural = "địa chỉ lịch"
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(revoked_at__isnull=True), name="feed_one_open_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.made_at:%d/%m/%Y})"
