"""The country's list of economic activities in its editions, and which of them a cooperative registered."""

from __future__ import annotations

import datetime as dt

from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone

from cooperatives.models.rows import SheetRow
from coopportal.display import date
from coopportal.fields import NfcCharField, Searchable, SearchQuerySet, trigram_index


class SectorSystem(models.Model):
    """An edition of the national classification (Hệ thống ngành kinh tế Việt Nam) and how long it is in force."""

    year = models.PositiveSmallIntegerField("bản", primary_key=True)
    decision = NfcCharField("văn bản", max_length=120, help_text="Ví dụ: Quyết định 36/2025/QĐ-TTg")
    valid_from = models.DateField("hiệu lực từ", null=True, blank=True)
    valid_to = models.DateField("hiệu lực đến", null=True, blank=True)

    class Meta:
        verbose_name = "hệ thống ngành kinh tế"
        verbose_name_plural = "hệ thống ngành kinh tế"
        ordering = ["-year"]

    def __str__(self) -> str:
        return self.decision

    def in_force(self, on: dt.date | None = None) -> bool:
        """Tell whether the edition is the one to use on a day (today when not given)."""
        on = on or timezone.localdate()
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


class SectorGroup(models.Model):
    """A heading over the classes: a section (A to V), a division (two digits) or a group (three)."""

    edition = models.ForeignKey(SectorSystem, verbose_name="bản", on_delete=models.CASCADE, related_name="groups")
    code = models.CharField("mã", max_length=3)
    name = NfcCharField("tên", max_length=255)
    parent = models.ForeignKey(
        "self", verbose_name="thuộc", null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )

    class Meta:
        verbose_name = "nhóm ngành kinh tế"
        verbose_name_plural = "nhóm ngành kinh tế"
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="sector_group_code_unique")]

    def __str__(self) -> str:
        return f"{self.code} – {self.name}"


class SectorQuerySet(SearchQuerySet):
    """Classes of all editions."""

    def in_force(self, on: dt.date | None = None) -> SectorQuerySet:
        """Keep the classes of the edition that is in force on a day (today when not given)."""
        on = on or timezone.localdate()
        begun = models.Q(edition__valid_from=None) | models.Q(edition__valid_from__lte=on)
        return self.filter(begun & (models.Q(edition__valid_to=None) | models.Q(edition__valid_to__gte=on)))


class Sector(Searchable):
    """A level-4 class of an edition; loaded as data. The same code may mean something else in another edition."""

    search_fields = ("code", "name")

    edition = models.ForeignKey(SectorSystem, verbose_name="bản", on_delete=models.PROTECT, related_name="sectors")
    code = models.CharField("mã cấp 4", max_length=4, validators=[RegexValidator(r"^\d{4}$", "Mã gồm 4 chữ số.")])
    name = NfcCharField("tên ngành", max_length=255)
    group = models.ForeignKey(
        SectorGroup, verbose_name="nhóm", null=True, blank=True, on_delete=models.SET_NULL, related_name="sectors"
    )
    now = models.CharField("mã hiện nay", max_length=60, blank=True, help_text="Mã ở bản sau, cách nhau bằng dấu cách.")

    objects = SectorQuerySet.as_manager()

    class Meta:
        verbose_name = "ngành kinh tế"
        verbose_name_plural = "ngành kinh tế"
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="sector_code_unique")]
        indexes = [trigram_index("sector_search")]

    def __str__(self) -> str:
        return f"{self.code} – {self.name}"

    @property
    def ended_words(self) -> str:
        """Say that the class is of an edition no longer in force, and which codes followed; nothing while it is."""
        if self.edition.in_force():
            return ""
        ended = self.edition.valid_to
        since = f", hết hiệu lực từ {date(ended + dt.timedelta(days=1))}" if ended else ""
        now = f"; mã hiện nay: {', '.join(self.now.split())}" if self.now else ""
        return f"mã theo {self.edition.decision}{since}{now}"


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
