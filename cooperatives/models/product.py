"""OCOP products."""

from __future__ import annotations

import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from cooperatives.models.choices import OcopGroup
from cooperatives.models.cooperative import Cooperative
from coopportal.fields import NfcCharField, TimeStamped

RECOGNISED_FROM = 3


class OcopProduct(TimeStamped):
    """A product rated in the OCOP programme: 1 to 5 stars, of which 3 to 5 are recognised (Decision 148/QĐ-TTg)."""

    cooperative = models.ForeignKey(
        Cooperative, verbose_name="hợp tác xã", on_delete=models.CASCADE, related_name="products"
    )
    name = NfcCharField("tên sản phẩm", max_length=200, help_text="Ví dụ: Gạo nếp cái hoa vàng Thanh Miện")
    group = models.CharField("nhóm sản phẩm", max_length=20, choices=OcopGroup.choices)
    stars = models.PositiveSmallIntegerField(
        "hạng sao",
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text="Từ 3 sao trở lên mới được công nhận.",
    )
    decision = NfcCharField(
        "quyết định công nhận",
        max_length=255,
        blank=True,
        help_text="Ví dụ: Quyết định số 2145/QĐ-UBND ngày 12/11/2025",
    )
    recognised_on = models.DateField("ngày công nhận", null=True, blank=True)
    valid_until = models.DateField("công nhận đến ngày", null=True, blank=True)

    class Meta:
        verbose_name = "sản phẩm OCOP"
        verbose_name_plural = "sản phẩm OCOP"
        ordering = ["-stars", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "name"],
                name="product_name_unique",
                violation_error_message="Sản phẩm này đã có trong hồ sơ; hãy sửa dòng đã có.",
            ),
            models.CheckConstraint(condition=models.Q(stars__range=(1, 5)), name="product_stars_in_range"),
            models.CheckConstraint(
                condition=models.Q(recognised_on__isnull=True)
                | models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("recognised_on")),
                name="product_dates_in_order",
                violation_error_message="Ngày hết hạn không được trước ngày công nhận.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_recognised(self, day: dt.date | None = None) -> bool:
        """Tell whether the product carries its stars on `day` (today when not given)."""
        return self.stars >= RECOGNISED_FROM and not self.is_expired(day)

    def is_expired(self, day: dt.date | None = None) -> bool:
        """Tell whether the recognition has run out on `day` (today when not given)."""
        return self.valid_until is not None and self.valid_until < (day or timezone.localdate())
