"""The numbers of documents: which registers an office keeps, the registers of each year, and every number given.

Decree 30/2020/NĐ-CP, art. 15: numbers run through a year in the registers that the head of the office decides on, one
for all kinds or one for each; papers that are state secrets have registers of their own.
"""

from __future__ import annotations

from django.db import models

from coopportal.fields import NfcCharField, TimeStamped
from documents.models.document import KIND_CHOICES, OfficialDocument
from organizations.access import ScopedQuerySet


class NumberingScheme(TimeStamped):
    """How an office numbers from a year on; without a row each kind has its own register."""

    class Mode(models.TextChoices):
        BY_KIND = "by_kind", "Mỗi loại văn bản một dãy số"
        COMMON = "common", "Một dãy số chung cho cả cơ quan"

    organization = models.ForeignKey(
        "organizations.Organization", verbose_name="cơ quan", on_delete=models.CASCADE, related_name="numbering_schemes"
    )
    from_year = models.PositiveSmallIntegerField("từ năm")
    mode = models.CharField("cách đánh số", max_length=10, choices=Mode.choices, default=Mode.BY_KIND)
    separate_kinds = models.JSONField("loại có dãy số riêng", default=list, blank=True)

    class Meta:
        verbose_name = "cách đánh số"
        verbose_name_plural = "cách đánh số"
        ordering = ["organization", "-from_year"]
        constraints = [models.UniqueConstraint(fields=["organization", "from_year"], name="numbering_scheme_once")]

    def __str__(self) -> str:
        return f"{self.get_mode_display()}, từ năm {self.from_year}"

    def kind_of_register(self, kind: str) -> str:
        """Return the kind whose register numbers `kind`: itself, or "" for the common one."""
        apart = self.mode == self.Mode.BY_KIND or kind in self.separate_kinds
        return kind if apart else ""


class NumberRegister(models.Model):
    """One sequence of numbers: an office, a kind (blank: common to all kinds), secret or not, a year."""

    organization = models.ForeignKey(
        "organizations.Organization", verbose_name="cơ quan", on_delete=models.PROTECT, related_name="number_registers"
    )
    year = models.PositiveSmallIntegerField("năm")
    kind = models.CharField("loại văn bản", max_length=10, choices=KIND_CHOICES, blank=True)
    is_secret = models.BooleanField("sổ văn bản mật", default=False)
    first_number = models.PositiveIntegerField("bắt đầu từ số", default=1)
    next_number = models.PositiveIntegerField("số kế tiếp", default=1)
    note = NfcCharField("ghi chú", max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "dãy số"
        verbose_name_plural = "dãy số"
        ordering = ["-year", "organization", "is_secret", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "year", "kind", "is_secret"], name="number_register_once"),
            models.CheckConstraint(
                condition=models.Q(first_number__gte=1, next_number__gte=models.F("first_number")),
                name="number_register_only_grows",
            ),
        ]

    def __str__(self) -> str:
        kind = self.get_kind_display() if self.kind else "Văn bản đi chung"
        return f"{kind}{' (mật)' if self.is_secret else ''} năm {self.year}"


class NumberEntryQuerySet(ScopedQuerySet):
    """Numbers under the office that gave them."""

    organization_field = "register__organization"


class NumberEntry(models.Model):
    """One number that was given: to a document, or kept for a paper with a reason. It is never given twice."""

    class State(models.TextChoices):
        USED = "used", "Đã cấp cho văn bản"
        RESERVED = "reserved", "Lấy số trước"
        CANCELLED = "cancelled", "Bỏ, không dùng"

    register = models.ForeignKey(
        NumberRegister, verbose_name="dãy số", on_delete=models.PROTECT, related_name="entries"
    )
    number = models.PositiveIntegerField("số")
    dated_on = models.DateField("ngày")
    state = models.CharField("tình trạng", max_length=10, choices=State.choices, default=State.USED)
    document = models.OneToOneField(
        OfficialDocument,
        verbose_name="văn bản",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="number_entry",
    )
    meant_for = models.OneToOneField(
        OfficialDocument,
        verbose_name="giữ cho văn bản",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="kept_number",
    )
    reason = NfcCharField("lý do", max_length=300, blank=True)
    cancel_reason = NfcCharField("lý do bỏ số", max_length=300, blank=True)
    by = models.ForeignKey(
        "organizations.Staff", verbose_name="người lấy số", null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField("lúc", auto_now_add=True)

    objects = NumberEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "số đã cấp"
        verbose_name_plural = "số đã cấp"
        ordering = ["register", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="number_given_once"),
            models.CheckConstraint(
                condition=models.Q(state="used", document__isnull=False)
                | (models.Q(document__isnull=True) & ~models.Q(state="used")),
                name="number_used_has_document",
            ),
            models.CheckConstraint(
                condition=models.Q(state="used") | ~models.Q(reason=""),
                name="number_reserved_has_reason",
                violation_error_message="Hãy ghi lý do lấy số trước.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="cancelled") | ~models.Q(cancel_reason=""),
                name="number_cancelled_has_reason",
                violation_error_message="Hãy ghi lý do bỏ số.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.padded}, {self.register}"

    @property
    def padded(self) -> str:
        """The number as it is printed: below 10 with a zero before it (Decree 30/2020, Annex I, part I, II.3)."""
        return f"{self.number:02d}"
