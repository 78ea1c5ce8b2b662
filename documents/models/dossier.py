"""Dossiers of work (hồ sơ công việc): the papers of one matter, in order (Decree 30/2020, art. 28-31; Annex V).

One document stands in as many dossiers as its matters are, without being copied.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse

from coopportal.fields import NfcCharField, NfcTextField, Searchable, TimeStamped, trigram_index
from documents.models.document import OfficialDocument
from documents.models.packet import PutTogether
from organizations.access import OwnOfficeQuerySet
from organizations.models import Organization, Staff


class Dossier(TimeStamped, Searchable):
    """A matter of an office with its papers; `closed_on` ends the gathering."""

    search_fields = ("code", "heading", "title", "note")

    organization = models.ForeignKey(
        Organization, verbose_name="cơ quan", on_delete=models.PROTECT, related_name="dossiers"
    )
    code = NfcCharField("số và ký hiệu hồ sơ", max_length=30, help_text="Theo danh mục hồ sơ, ví dụ 03.KT.")
    heading = NfcCharField("đề mục", max_length=200, blank=True, help_text="Mảng công tác, ví dụ Kinh tế tập thể.")
    title = NfcCharField("tiêu đề hồ sơ", max_length=500)
    retention_years = models.PositiveSmallIntegerField(
        "thời hạn bảo quản (năm)", null=True, blank=True, help_text="Bỏ trống là bảo quản vĩnh viễn."
    )
    keeper = models.ForeignKey(Staff, verbose_name="người lập hồ sơ", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    opened_on = models.DateField("ngày mở")
    closed_on = models.DateField("ngày kết thúc", null=True, blank=True)
    note = NfcTextField("ghi chú", blank=True)
    documents = models.ManyToManyField(
        OfficialDocument, verbose_name="văn bản", through="DossierPaper", related_name="dossiers"
    )

    objects = OwnOfficeQuerySet.as_manager()

    class Meta:
        verbose_name = "hồ sơ công việc"
        verbose_name_plural = "hồ sơ công việc"
        ordering = ["-year", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year", "code"],
                name="dossier_code_once",
                violation_error_message="Năm này cơ quan đã có hồ sơ mang số và ký hiệu đó.",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True) | models.Q(closed_on__gte=models.F("opened_on")),
                name="dossier_closed_after_opened",
                violation_error_message="Ngày kết thúc phải từ ngày mở hồ sơ trở đi.",
            ),
            models.CheckConstraint(
                condition=models.Q(retention_years__isnull=True) | models.Q(retention_years__range=(1, 100)),
                name="dossier_retention_range",
                violation_error_message="Thời hạn bảo quản từ 1 đến 100 năm; bỏ trống là vĩnh viễn.",
            ),
        ]
        indexes = [trigram_index("dossier_search")]

    def __str__(self) -> str:
        return f"Hồ sơ {self.code}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("documents:dossier", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether papers still come in."""
        return self.closed_on is None

    @property
    def retention(self) -> str:
        """`10 năm`, `Vĩnh viễn`."""
        return f"{self.retention_years} năm" if self.retention_years else "Vĩnh viễn"


class DossierPaper(models.Model):
    """A document in a dossier, at its place in the order."""

    dossier = models.ForeignKey(Dossier, verbose_name="hồ sơ", on_delete=models.CASCADE, related_name="papers")
    document = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản", on_delete=models.PROTECT, related_name="dossier_papers"
    )
    order = models.PositiveIntegerField("thứ tự")
    note = NfcCharField("ghi chú", max_length=300, blank=True)
    by = models.ForeignKey(Staff, verbose_name="người đưa vào", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "văn bản trong hồ sơ"
        verbose_name_plural = "văn bản trong hồ sơ"
        ordering = ["dossier", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "document"],
                name="dossier_document_once",
                violation_error_message="Văn bản đã có trong hồ sơ này.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} ({self.dossier.code})"


class DossierExportQuerySet(models.QuerySet["DossierExport"]):
    """Exports as those who asked for them see them: what is in one depends on what that person may see."""

    def visible_to(self, staff: Staff | None) -> DossierExportQuerySet:
        """Keep the person's own exports of dossiers that the person still sees."""
        if staff is None:
            return self.none()
        seen: dict[str, Any] = {"dossier__in": Dossier.objects.visible_to(staff).order_by().values("pk")}
        return self.filter(by=staff, **seen)


class DossierExport(PutTogether):
    """A dossier as one bookmarked PDF or as a zip, with the documents that who asked for it may see."""

    class Form(models.TextChoices):
        PDF = "pdf", "Một tệp PDF có mục lục"
        ZIP = "zip", "Tệp nén các văn bản"

    dossier = models.ForeignKey(Dossier, verbose_name="hồ sơ", on_delete=models.CASCADE, related_name="exports")
    form = models.CharField("dạng", max_length=3, choices=Form.choices)

    objects = DossierExportQuerySet.as_manager()

    class Meta:
        verbose_name = "bản xuất hồ sơ"
        verbose_name_plural = "bản xuất hồ sơ"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="done") | ~models.Q(digest=""), name="dossier_export_done_has_file"
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("documents:dossier_export", args=[self.pk])
