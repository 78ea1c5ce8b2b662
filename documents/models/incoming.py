"""The register of incoming documents (sổ văn bản đến) and what the leader ordered on each of them."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.urls import reverse

from coopportal.fields import NfcCharField, NfcTextField, Searchable, SearchQuerySet, TimeStamped, trigram_index
from documents.models.delivery import Delivery, DeliveryState
from documents.models.document import KIND_CHOICES, OfficialDocument
from documents.models.proposal import Part
from organizations.access import own_office
from organizations.models import Organization, Staff

WORKING = (DeliveryState.RECEIVED, DeliveryState.ASSIGNED, DeliveryState.IN_PROGRESS, DeliveryState.DONE)


class IncomingSeries(models.Model):
    """The last number that an organization's register of a year has given: one series, no gaps.

    `first` is above one where the year began in a paper book; `note` says up to which number and why.
    """

    organization = models.ForeignKey(Organization, verbose_name="tổ chức", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    first = models.PositiveIntegerField("bắt đầu từ số", default=1)
    last = models.PositiveIntegerField("số cuối", default=0)
    note = NfcCharField("ghi chú", max_length=300, blank=True)

    class Meta:
        verbose_name = "dãy số đến"
        verbose_name_plural = "dãy số đến"
        constraints = [
            models.UniqueConstraint(fields=["organization", "year"], name="incoming_series_one"),
            models.CheckConstraint(
                condition=models.Q(first__gte=1, last__gte=models.F("first") - 1), name="incoming_series_only_grows"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.year}: {self.last}"


class IncomingQuerySet(SearchQuerySet):
    """Entries as the office that keeps the register and those who were given the work see them."""

    def visible_to(self, staff: Staff | None) -> IncomingQuerySet:
        """Keep the own register, those of the own offices, and what was routed to the own office or person."""
        if staff is None:
            return self.none()
        given = DirectionParty.objects.filter(direction__entry=models.OuterRef("pk"))
        own = own_office(staff)
        return self.filter(own | models.Exists(given.filter(own | models.Q(staff=staff))))


class IncomingEntry(Searchable, TimeStamped):
    """One line of the register of incoming documents (Decree 30/2020, Annex IV), and how its handling stands.

    What the register prints is kept here as it was when it was entered. `state` uses the codes of the exchange, from 03
    on. A line is never deleted: a document that its sender took back stays with `cancelled_at`, and keeps its number.
    """

    search_fields = ("full_number", "author", "subject", "note")

    organization = models.ForeignKey(
        Organization, verbose_name="cơ quan nhận", on_delete=models.PROTECT, related_name="incoming_entries"
    )
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveIntegerField("số đến")
    arrived_on = models.DateField("ngày đến")
    document = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản", on_delete=models.PROTECT, related_name="incoming_entries"
    )
    delivery = models.OneToOneField(
        Delivery, verbose_name="lượt gửi", null=True, blank=True, on_delete=models.PROTECT, related_name="entry"
    )
    author = NfcCharField("tác giả", max_length=255)
    full_number = NfcCharField("số, ký hiệu", max_length=100, blank=True)
    document_date = models.DateField("ngày văn bản", null=True, blank=True)
    kind = models.CharField("tên loại", max_length=10, choices=KIND_CHOICES, blank=True)
    subject = NfcTextField("trích yếu")
    urgency = NfcCharField("mức độ khẩn", max_length=30, blank=True)
    page_count = models.PositiveSmallIntegerField("số trang", null=True, blank=True)
    transferred_on = models.DateField("ngày chuyển", null=True, blank=True)
    due_on = models.DateField("thời hạn giải quyết", null=True, blank=True)
    state = models.CharField("tiến độ", max_length=2, choices=DeliveryState.choices, default=DeliveryState.RECEIVED)
    note = NfcCharField("ghi chú", max_length=500, blank=True)
    dossier_symbol = NfcCharField("số và ký hiệu hồ sơ", max_length=60, blank=True)
    done_at = models.DateTimeField("giải quyết xong lúc", null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField("hủy lúc", null=True, blank=True, editable=False)
    by = models.ForeignKey(
        Staff, verbose_name="người vào sổ", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = IncomingQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng sổ văn bản đến"
        verbose_name_plural = "sổ văn bản đến"
        ordering = ["-year", "-number"]
        indexes = [trigram_index("incoming_search"), models.Index(fields=["organization", "state"], name="incoming_at")]
        constraints = [
            models.UniqueConstraint(fields=["organization", "year", "number"], name="incoming_number_once"),
            models.UniqueConstraint(
                fields=["organization", "document"],
                name="incoming_document_once",
                violation_error_message="Văn bản này đã được vào sổ.",
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="incoming_number_from_one"),
            models.CheckConstraint(condition=models.Q(arrived_on__year=models.F("year")), name="incoming_year_of_day"),
            models.CheckConstraint(condition=models.Q(state__in=WORKING), name="incoming_state_known"),
        ]

    def __str__(self) -> str:
        return f"Số đến {self.number}/{self.year}"

    def get_absolute_url(self) -> str:
        return reverse("documents:incoming_detail", args=[self.pk])

    @property
    def title(self) -> str:
        """`Công văn 546/UBND-TC`, the kind alone where there is no number."""
        return f"{self.get_kind_display() or 'Văn bản'} {self.full_number}".strip()

    def is_overdue(self, today: dt.date) -> bool:
        """Tell whether the time limit has passed without an end of the work."""
        open_ = self.state != DeliveryState.DONE and not self.cancelled_at
        return bool(open_ and self.due_on and self.due_on < today)


class Direction(models.Model):
    """A part of the slip for handling an incoming document (phiếu giải quyết văn bản đến, Annex IV). Never changed."""

    class Step(models.TextChoices):
        OFFICE = "office", "Ý kiến của lãnh đạo cơ quan"
        UNIT = "unit", "Ý kiến của lãnh đạo đơn vị"
        HANDLER = "handler", "Ý kiến đề xuất của người giải quyết"

    entry = models.ForeignKey(
        IncomingEntry, verbose_name="văn bản đến", on_delete=models.CASCADE, related_name="directions"
    )
    step = models.CharField("phần", max_length=10, choices=Step.choices)
    opinion = NfcTextField("ý kiến", blank=True)
    by = models.ForeignKey(Staff, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "ý kiến chỉ đạo"
        verbose_name_plural = "ý kiến chỉ đạo"
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.opinion[:80]}"


class DirectionParty(models.Model):
    """Who is to handle the document: an office or a person, leading or coordinating, until when."""

    direction = models.ForeignKey(
        Direction, verbose_name="ý kiến chỉ đạo", on_delete=models.CASCADE, related_name="parties"
    )
    organization = models.ForeignKey(
        Organization, verbose_name="đơn vị", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    staff = models.ForeignKey(
        Staff, verbose_name="người giải quyết", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    part = models.CharField("vai", max_length=12, choices=Part.choices, default=Part.LEAD)
    due_on = models.DateField("thời hạn", null=True, blank=True)
    received_at = models.DateTimeField("nhận lúc", null=True, blank=True)
    received_by = models.ForeignKey(
        Staff, verbose_name="người nhận", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "đơn vị, người giải quyết"
        verbose_name_plural = "đơn vị, người giải quyết"
        ordering = ["direction", "-part", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organization__isnull=True) ^ models.Q(staff__isnull=True), name="party_one_kind"
            ),
            models.UniqueConstraint(fields=["direction", "organization"], name="direction_office_once"),
            models.UniqueConstraint(fields=["direction", "staff"], name="direction_person_once"),
        ]

    def __str__(self) -> str:
        return self.staff.full_name if self.staff else str(self.organization)
