"""The register of outgoing documents (sổ đăng ký văn bản đi)."""

from __future__ import annotations

from django.db import models

from coopportal.fields import NfcCharField, NfcTextField, Searchable, TimeStamped, trigram_index
from documents.models.document import KIND_CHOICES, OfficialDocument
from organizations.access import OwnOfficeQuerySet
from organizations.models import Organization


class OutgoingEntry(Searchable, TimeStamped):
    """One line of the register of outgoing documents (Decree 30/2020, Annex IV), as it was when it was entered.

    `number_value` is the number for sorting and ranges (`05a` is 5). A number that was given up has a line without a
    document; its note says why.
    """

    search_fields = ("full_number", "subject", "signer", "recipients", "note")

    organization = models.ForeignKey(
        Organization, verbose_name="cơ quan ban hành", on_delete=models.PROTECT, related_name="outgoing_entries"
    )
    document = models.OneToOneField(
        OfficialDocument,
        verbose_name="văn bản",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="outgoing_entry",
    )
    year = models.PositiveSmallIntegerField("năm")
    number_value = models.PositiveBigIntegerField("số")
    full_number = NfcCharField("số, ký hiệu", max_length=100)
    document_date = models.DateField("ngày văn bản")
    kind = models.CharField("tên loại", max_length=10, choices=KIND_CHOICES, blank=True)
    subject = NfcTextField("trích yếu", blank=True)
    signer = NfcCharField("người ký", max_length=255, blank=True)
    recipients = NfcTextField("nơi nhận văn bản", blank=True)
    keeper = NfcCharField("đơn vị, người nhận bản lưu", max_length=255, blank=True)
    copies = models.PositiveIntegerField("số lượng bản", null=True, blank=True)
    sent_on = models.DateField("ngày chuyển", null=True, blank=True)
    receipt = NfcCharField("ký nhận", max_length=255, blank=True)
    note = NfcCharField("ghi chú", max_length=500, blank=True)

    objects = OwnOfficeQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng sổ văn bản đi"
        verbose_name_plural = "sổ văn bản đi"
        ordering = ["-document_date", "-number_value", "-id"]
        indexes = [
            trigram_index("outgoing_search"),
            models.Index(fields=["organization", "year", "number_value"], name="outgoing_order"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(document_date__year=models.F("year")), name="outgoing_year_of_day"
            ),
            models.CheckConstraint(
                condition=models.Q(document__isnull=False) | ~models.Q(note=""),
                name="outgoing_without_paper_says_why",
                violation_error_message="Dòng của số hủy phải giữ lý do hủy.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display() or 'Văn bản'} {self.full_number}"
