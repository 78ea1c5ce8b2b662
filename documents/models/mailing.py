"""Two registers of Annex IV that the clerk keeps by hand: what went to the post, and who used a filed copy."""

from __future__ import annotations

import datetime as dt

from django.db import models

from coopportal.fields import NfcCharField, Searchable, TimeStamped, trigram_index
from documents.models.outgoing import OutgoingEntry
from organizations.access import OwnOfficeQuerySet
from organizations.models import Organization, Staff


class BookLine(Searchable, TimeStamped):
    """A line about a document of the outgoing register. It is never deleted: one made by mistake is struck out."""

    organization = models.ForeignKey(Organization, verbose_name="cơ quan", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    entry = models.ForeignKey(
        OutgoingEntry, verbose_name="văn bản đi", on_delete=models.PROTECT, related_name="%(class)ss"
    )
    note = NfcCharField("ghi chú", max_length=500, blank=True)
    cancelled_at = models.DateTimeField("gạch bỏ lúc", null=True, blank=True, editable=False)
    by = models.ForeignKey(Staff, verbose_name="người vào sổ", on_delete=models.PROTECT, related_name="+")

    objects = OwnOfficeQuerySet.as_manager()

    class Meta:
        abstract = True


class Posting(BookLine):
    """An envelope, or some of them, handed to the post for one recipient (sổ gửi văn bản đi bưu điện).

    `receipt` is what the post wrote: who took it, the mark or number of the receipt.
    """

    search_fields = ("recipient", "receipt", "note")

    sent_on = models.DateField("ngày chuyển")
    recipient = NfcCharField("nơi nhận văn bản", max_length=255)
    envelopes = models.PositiveIntegerField("số lượng bì")
    receipt = NfcCharField("ký nhận và dấu bưu điện", max_length=255, blank=True)
    confirmed_on = models.DateField("bưu điện ký nhận ngày", null=True, blank=True)

    class Meta:
        verbose_name = "dòng sổ gửi văn bản đi bưu điện"
        verbose_name_plural = "sổ gửi văn bản đi bưu điện"
        ordering = ["-sent_on", "-id"]
        indexes = [
            trigram_index("posting_search"),
            models.Index(fields=["organization", "year", "sent_on"], name="posting_order"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(envelopes__gte=1), name="posting_has_envelopes"),
            models.CheckConstraint(condition=models.Q(sent_on__year=models.F("year")), name="posting_year_of_day"),
            models.CheckConstraint(
                condition=models.Q(confirmed_on__isnull=True)
                | (models.Q(confirmed_on__gte=models.F("sent_on")) & ~models.Q(receipt="")),
                name="posting_confirmed_by_somebody",
                violation_error_message="Ngày bưu điện ký nhận không trước ngày chuyển, và phải ghi ai ký nhận.",
            ),
            models.CheckConstraint(
                condition=models.Q(cancelled_at__isnull=True) | ~models.Q(note=""), name="posting_struck_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry.full_number}, {self.recipient}"

    def search_parts(self) -> list[str]:
        return [self.entry.full_number, *super().search_parts()]


class CopyUse(BookLine):
    """Who had the filed original of a document in hand, from when to when (sổ sử dụng bản lưu)."""

    search_fields = ("user_name", "permitted_by", "dossier_symbol", "note")

    used_on = models.DateField("ngày tháng")
    user_name = NfcCharField("họ tên người sử dụng", max_length=120)
    dossier_symbol = NfcCharField("số và ký hiệu hồ sơ", max_length=60, blank=True)
    receipt = NfcCharField("ký nhận", max_length=120, blank=True)
    due_back_on = models.DateField("hẹn trả", null=True, blank=True)
    returned_on = models.DateField("ngày trả", null=True, blank=True)
    permitted_by = NfcCharField("người cho phép sử dụng", max_length=120)

    class Meta:
        verbose_name = "dòng sổ sử dụng bản lưu"
        verbose_name_plural = "sổ sử dụng bản lưu"
        ordering = ["-used_on", "-id"]
        indexes = [
            trigram_index("copy_use_search"),
            models.Index(fields=["organization", "year", "used_on"], name="copy_use_order"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["entry"],
                condition=models.Q(returned_on__isnull=True, cancelled_at__isnull=True),
                name="copy_use_one_at_a_time",
                violation_error_message="Bản lưu này chưa được trả; hãy ghi ngày trả trước.",
            ),
            models.CheckConstraint(condition=models.Q(used_on__year=models.F("year")), name="copy_use_year_of_day"),
            models.CheckConstraint(
                condition=models.Q(due_back_on__isnull=True) | models.Q(due_back_on__gte=models.F("used_on")),
                name="copy_use_due_after",
                violation_error_message="Ngày hẹn trả không được trước ngày mượn.",
            ),
            models.CheckConstraint(
                condition=models.Q(returned_on__isnull=True) | models.Q(returned_on__gte=models.F("used_on")),
                name="copy_use_back_after",
                violation_error_message="Ngày trả không được trước ngày mượn.",
            ),
            models.CheckConstraint(
                condition=models.Q(cancelled_at__isnull=True) | ~models.Q(note=""), name="copy_use_struck_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry.full_number}, {self.user_name}"

    def search_parts(self) -> list[str]:
        return [self.entry.full_number, self.entry.subject, *super().search_parts()]

    def is_overdue(self, today: dt.date) -> bool:
        """Tell whether the copy is out beyond the day on which it was to be back."""
        out = self.returned_on is None and self.cancelled_at is None
        return bool(out and self.due_back_on and self.due_back_on < today)
