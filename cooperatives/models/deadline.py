"""By when a year's figures are due, where a province set it otherwise than the circular does."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from coopportal.fields import NfcCharField, TimeStamped


class FiguresDeadline(TimeStamped):
    """A province's own days for one year of data; without a row the circular's days hold (`cooperatives.deadlines`)."""

    province = models.ForeignKey(
        "organizations.AdministrativeUnit", verbose_name="tỉnh", on_delete=models.PROTECT, related_name="+"
    )
    year = models.PositiveSmallIntegerField("năm", validators=[MinValueValidator(2000), MaxValueValidator(2100)])
    due_on = models.DateField("hợp tác xã, tổ hợp tác gửi trước hoặc trong ngày")
    commune_due_on = models.DateField("xã duyệt xong, báo cáo tỉnh trước hoặc trong ngày")
    basis = NfcCharField("căn cứ", max_length=255, help_text="Ví dụ: Công văn 1234/STC-KTTT ngày 10/11/2026")

    class Meta:
        verbose_name = "hạn nộp số liệu năm"
        verbose_name_plural = "hạn nộp số liệu năm"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["province", "year"], name="figures_deadline_once"),
            models.CheckConstraint(
                condition=models.Q(commune_due_on__gte=models.F("due_on")),
                name="figures_deadline_in_order",
                violation_error_message="Hạn của xã không được trước hạn của hợp tác xã.",
            ),
        ]

    def __str__(self) -> str:
        return f"Hạn nộp số liệu năm {self.year}"
