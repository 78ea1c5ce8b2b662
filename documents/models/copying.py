"""Copies that an office makes of documents: sao y, sao lục, trích sao (Decree 30/2020, art. 25-27; Annex I, part II).

All three kinds run in one series of the office from 01 January to 31 December. What was copied is kept as it left.
"""

from __future__ import annotations

from django.db import models

from coopportal.fields import NfcCharField, Searchable
from documents.models.document import OfficialDocument
from documents.official.kinds import COPIES
from organizations.access import OwnOfficeQuerySet
from organizations.models import Organization, Staff

COPY_CHOICES = [(kind.code, kind.name) for kind in COPIES.values()]


class CopySeries(models.Model):
    """The last number that an office gave to a copy in a year; `first` is above one after a paper book."""

    organization = models.ForeignKey(Organization, verbose_name="cơ quan", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    first = models.PositiveIntegerField("bắt đầu từ số", default=1)
    last = models.PositiveIntegerField("số cuối", default=0)

    class Meta:
        verbose_name = "dãy số bản sao"
        verbose_name_plural = "dãy số bản sao"
        constraints = [
            models.UniqueConstraint(fields=["organization", "year"], name="copy_series_one"),
            models.CheckConstraint(
                condition=models.Q(first__gte=1, last__gte=models.F("first") - 1), name="copy_series_only_grows"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.year}: {self.last}"


class DocumentCopy(Searchable):
    """One copy: its number, who signed it, for whom, and the file as it was made. Rows are never changed.

    `parts` are the places of the copied pieces of a trích sao: `{"body": [0, 2], "appendices": []}`.
    """

    organization = models.ForeignKey(
        Organization, verbose_name="cơ quan sao", on_delete=models.PROTECT, related_name="copies"
    )
    document = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản được sao", on_delete=models.PROTECT, related_name="copies"
    )
    kind = models.CharField("hình thức sao", max_length=3, choices=COPY_CHOICES)
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveIntegerField("số")
    symbol = NfcCharField("ký hiệu", max_length=60)
    dated_on = models.DateField("ngày sao")
    is_electronic = models.BooleanField("bản sao điện tử", default=False)
    parts = models.JSONField("phần được trích", default=dict, blank=True)
    signer = models.ForeignKey(Staff, verbose_name="người ký", on_delete=models.PROTECT, related_name="+")
    authority = NfcCharField("ký theo", max_length=300)
    recipients = models.JSONField("nơi nhận", default=list)
    copies = models.PositiveSmallIntegerField("số lượng bản", default=1)
    file_name = models.CharField("tệp lưu", max_length=120)
    digest = models.CharField("SHA-256", max_length=64, db_index=True)
    size = models.PositiveIntegerField("độ dài (byte)")
    by = models.ForeignKey(Staff, verbose_name="người sao", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    objects = OwnOfficeQuerySet.as_manager()

    class Meta:
        verbose_name = "bản sao"
        verbose_name_plural = "bản sao"
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "year", "number"], name="copy_number_given_once"),
            models.CheckConstraint(condition=models.Q(kind__in=[*COPIES]), name="copy_kind_known"),
            models.CheckConstraint(condition=models.Q(number__gte=1, copies__gte=1), name="copy_counts_from_one"),
            models.CheckConstraint(
                condition=models.Q(kind="TrS") ^ models.Q(parts={}), name="copy_parts_of_an_excerpt_alone"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} số {self.full_number}"

    @property
    def full_number(self) -> str:
        """`05/SY-UBND`."""
        return f"{self.number:02d}/{self.symbol}"

    def search_parts(self) -> list[str]:
        """What a person remembers of a copy."""
        document = self.document
        return [self.full_number, str(self), str(document), document.issuer_name, self.authority, *self.recipients]
