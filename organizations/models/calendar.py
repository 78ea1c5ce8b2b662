"""Days off and make-up days that the portal's users add to the national calendar."""

from __future__ import annotations

from django.db import models

from coopportal.fields import NfcCharField


class CalendarException(models.Model):
    """A day that differs from the national calendar: a day off by decree, or a Saturday that is worked."""

    day = models.DateField("ngày", unique=True)
    is_working = models.BooleanField("là ngày làm việc", default=False)
    reason = NfcCharField("lý do, văn bản", max_length=200)

    class Meta:
        verbose_name = "ngày ngoại lệ"
        verbose_name_plural = "lịch ngoại lệ"
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} – {self.reason}"
