"""The country's list of economic activities, and which of them a cooperative registered."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models

from cooperatives.models.rows import SheetRow
from coopportal.fields import NfcCharField, Searchable, SearchQuerySet, trigram_index


class Sector(Searchable):
    """A level-4 class of the national classification (Hệ thống ngành kinh tế Việt Nam); loaded as data.

    `edition` is the year of the decision: 2018 for Decision 27/2018/QĐ-TTg, 2025 for Decision 36/2025/QĐ-TTg.
    """

    search_fields = ("code", "name")

    edition = models.PositiveSmallIntegerField("bản", default=2018)
    code = models.CharField("mã cấp 4", max_length=4, validators=[RegexValidator(r"^\d{4}$", "Mã gồm 4 chữ số.")])
    name = NfcCharField("tên ngành", max_length=255)
    is_current = models.BooleanField("còn dùng", default=True)

    objects = SearchQuerySet.as_manager()

    class Meta:
        verbose_name = "ngành kinh tế"
        verbose_name_plural = "ngành kinh tế"
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="sector_code_unique")]
        indexes = [trigram_index("sector_search")]

    def __str__(self) -> str:
        return f"{self.code} – {self.name}"


class RegisteredSector(SheetRow):
    """A class that a cooperative registered, with its own detail under it (Law 17/2023/QH15, art. 43)."""

    sector = models.ForeignKey(Sector, verbose_name="ngành", on_delete=models.PROTECT, related_name="registered")
    detail = NfcCharField(
        "chi tiết", max_length=255, blank=True, help_text="Ví dụ: Dịch vụ làm đất, tưới tiêu, bảo vệ đồng ruộng"
    )
    is_main = models.BooleanField("ngành chính", default=False)

    class Meta:
        verbose_name = "ngành, nghề đăng ký"
        verbose_name_plural = "ngành, nghề đăng ký"
        ordering = ["-is_main", "sector__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "sector"],
                name="registered_sector_once",
                violation_error_message="Ngành này đã có trong hồ sơ.",
            ),
            models.UniqueConstraint(
                fields=["cooperative"],
                condition=models.Q(is_main=True),
                name="registered_sector_one_main",
                violation_error_message="Hồ sơ đã có ngành chính khác; hãy bỏ đánh dấu ở ngành đó trước.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.sector)
