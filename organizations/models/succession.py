"""Administrative units that are no more, and which of today's units took their place."""

from __future__ import annotations

from django.db import models

from coopportal.fields import NfcCharField, Searchable, SearchQuerySet, TimeStamped, trigram_index
from organizations.models.unit import AdministrativeUnit


class FormerLevel(models.TextChoices):
    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"


class FormerUnit(Searchable):
    """A province, district or commune as it was called before it was merged or ended; papers keep its name."""

    search_fields = ("name", "district", "province", "code")

    level = models.CharField("cấp", max_length=10, choices=FormerLevel.choices)
    code = models.CharField("mã cũ", max_length=5, blank=True)
    name = NfcCharField("tên cũ", max_length=100, help_text="Tên đầy đủ, ví dụ: Xã Cao Thắng")
    district = NfcCharField("thuộc huyện cũ", max_length=100, blank=True, help_text="Ví dụ: Huyện Thanh Miện")
    province = NfcCharField("thuộc tỉnh cũ", max_length=100, blank=True, help_text="Ví dụ: Tỉnh Hải Dương")
    valid_to = models.DateField("có đến ngày", null=True, blank=True)

    objects = SearchQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị hành chính cũ"
        verbose_name_plural = "đơn vị hành chính cũ"
        ordering = ["province", "district", "name"]
        constraints = [
            models.UniqueConstraint(fields=["level", "name", "district", "province"], name="former_unit_unique")
        ]
        indexes = [trigram_index("former_unit_search")]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.district, self.province) if part)


class UnitSuccession(TimeStamped):
    """What became of a former unit: the whole of it, or a part, went to a unit that followed it."""

    former = models.ForeignKey(FormerUnit, verbose_name="đơn vị cũ", on_delete=models.CASCADE, related_name="followers")
    unit = models.ForeignKey(
        AdministrativeUnit, verbose_name="đơn vị mới", on_delete=models.PROTECT, related_name="predecessors"
    )
    is_whole = models.BooleanField("toàn bộ", default=True)
    on = models.DateField("từ ngày")
    decree = NfcCharField("văn bản", max_length=255, blank=True, help_text="Ví dụ: Nghị quyết 1669/NQ-UBTVQH15")

    class Meta:
        verbose_name = "kế thừa đơn vị"
        verbose_name_plural = "kế thừa đơn vị hành chính"
        ordering = ["former", "unit"]
        constraints = [models.UniqueConstraint(fields=["former", "unit"], name="unit_succession_once")]

    def __str__(self) -> str:
        return f"{self.former} → {self.unit}"
