"""Provinces and communes with their official codes (Decision 19/2025/QĐ-TTg)."""

from __future__ import annotations

from django.db import models

from coopportal.fields import NfcCharField, Searchable, SearchQuerySet, trigram_index


class UnitLevel(models.TextChoices):
    PROVINCE = "province", "Cấp tỉnh"
    COMMUNE = "commune", "Cấp xã"


class AdministrativeUnit(Searchable):
    """A province (tỉnh, thành phố) or commune (xã, phường, đặc khu).

    `code` is text with its leading zeros: two digits for a province, five for a commune, never reused.
    """

    search_fields = ("name", "code")

    level = models.CharField("cấp", max_length=10, choices=UnitLevel.choices)
    code = models.CharField("mã", max_length=5)
    name = NfcCharField("tên", max_length=100, help_text="Tên đầy đủ, ví dụ: Xã Thanh Miện")
    kind = NfcCharField("loại", max_length=30, help_text="tỉnh, thành phố, xã, phường hoặc đặc khu")
    parent = models.ForeignKey(
        "self", verbose_name="thuộc", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    valid_from = models.DateField("hiệu lực từ", null=True, blank=True)
    valid_to = models.DateField("hiệu lực đến", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        verbose_name="nhập vào",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged_units",
        help_text="Đơn vị kế thừa sau khi sắp xếp; giấy tờ cũ giữ tên cũ, số liệu tính về đơn vị này.",
    )

    objects = SearchQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị hành chính"
        verbose_name_plural = "đơn vị hành chính"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["level", "code"], name="unit_code_unique"),
            models.CheckConstraint(
                condition=models.Q(level="province", parent__isnull=True)
                | models.Q(level="commune", parent__isnull=False),
                name="unit_parent_fits_level",
            ),
            models.CheckConstraint(
                condition=models.Q(successor__isnull=True) | models.Q(valid_to__isnull=False),
                name="unit_with_successor_has_ended",
            ),
        ]
        indexes = [trigram_index("unit_search")]

    def __str__(self) -> str:
        return self.name

    @property
    def proper_name(self) -> str:
        """The name without its common noun: `Thanh Miện` for `Xã Thanh Miện`."""
        return (
            self.name[len(self.kind) :].strip() if self.name.casefold().startswith(self.kind.casefold()) else self.name
        )
