"""The people of a cooperative: its board and management, and the members' book."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from cooperatives.models.rows import SheetRow, in_order, money, not_negative
from cooperatives.models.sheet_choices import HOME, Contribution, MemberBody, MemberKind, Position, Training
from cooperatives.validators import MASK, validate_identity, validate_phone
from coopportal.fields import NfcCharField


class Officer(SheetRow):
    """One person in an office of the cooperative, with the level of training that reports count."""

    name = NfcCharField("họ và tên", max_length=120, help_text="Ví dụ: Nguyễn Thị Hòa")
    position = models.CharField("chức danh", max_length=20, choices=Position.choices)
    training = models.CharField("trình độ đào tạo", max_length=20, choices=Training.choices, blank=True)
    profession = NfcCharField("chuyên ngành", max_length=120, blank=True, help_text="Ví dụ: Kế toán; Trồng trọt")
    is_woman = models.BooleanField("là nữ", default=False)
    birth_year = models.PositiveSmallIntegerField(
        "năm sinh",
        null=True,
        blank=True,
        validators=[MinValueValidator(1920), MaxValueValidator(2015)],
        help_text="Bốn chữ số, ví dụ: 1978",
    )
    phone = models.CharField(
        "điện thoại", max_length=20, blank=True, validators=[validate_phone], help_text="Ví dụ: 0912 345 678"
    )
    since = models.DateField("giữ chức từ", null=True, blank=True)
    until = models.DateField("đến ngày", null=True, blank=True, help_text="Nhiệm kỳ không quá 5 năm.")

    class Meta:
        verbose_name = "người quản lý, điều hành"
        verbose_name_plural = "bộ máy quản lý, điều hành"
        ordering = ["id"]
        constraints = [
            in_order("since", "until", "officer_term_in_order", "Ngày hết nhiệm kỳ không được trước ngày bắt đầu.")
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_position_display()}"


class Member(SheetRow):
    """One line of the members' book (Law 17/2023/QH15, art. 15 and 30)."""

    kind = models.CharField("loại thành viên", max_length=10, choices=MemberKind.choices, default=MemberKind.OFFICIAL)
    body = models.CharField("là", max_length=10, choices=MemberBody.choices, default=MemberBody.PERSON)
    name = NfcCharField("tên thành viên", max_length=200, help_text="Ví dụ: Trần Văn Bình; Hộ ông Lê Văn Tám")
    identity = models.CharField(
        "số định danh, mã số",
        max_length=20,
        blank=True,
        help_text="12 chữ số trên thẻ căn cước, hoặc mã số thuế của pháp nhân; chỉ hiện ba số cuối.",
    )
    nationality = NfcCharField("quốc tịch", max_length=60, default=HOME)
    representative = NfcCharField(
        "người đại diện", max_length=120, blank=True, help_text="Của hộ gia đình, tổ hợp tác, pháp nhân."
    )
    contact = NfcCharField("địa chỉ, điện thoại", max_length=255, blank=True)
    uses_services = models.BooleanField("có sử dụng sản phẩm, dịch vụ", default=False)
    is_worker = models.BooleanField("có làm việc trong đơn vị", default=False)
    capital = money("vốn góp", help_text="Vốn góp không quá 30% vốn điều lệ (liên hiệp: 40%).")
    contribution = models.CharField(
        "hình thức góp", max_length=10, choices=Contribution.choices, blank=True, default=""
    )
    contribution_words = NfcCharField(
        "tài sản góp, số lượng", max_length=255, blank=True, help_text="Ví dụ: 1.200 m² đất nông nghiệp; 01 máy cày"
    )
    contributed_on = models.DateField("ngày góp đủ", null=True, blank=True)
    joined_on = models.DateField("ngày vào", null=True, blank=True)
    left_on = models.DateField("ngày ra", null=True, blank=True)
    certificate = NfcCharField("số giấy chứng nhận phần vốn góp", max_length=60, blank=True)
    certificate_on = models.DateField("ngày cấp giấy chứng nhận phần vốn góp", null=True, blank=True)

    class Meta:
        verbose_name = "thành viên"
        verbose_name_plural = "sổ thành viên"
        ordering = ["id"]
        constraints = [
            not_negative("capital", "member_capital_not_negative"),
            in_order("joined_on", "left_on", "member_dates_in_order", "Ngày ra không được trước ngày vào."),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Check a person's number; other bodies have numbers of many kinds."""
        if self.identity and self.body == MemberBody.PERSON:
            try:
                validate_identity(self.identity)
            except ValidationError as error:
                raise ValidationError({"identity": error}) from None

    @property
    def share(self) -> Decimal | None:
        """The per cent of the charter capital that the member holds; None where one of the two is not known."""
        charter = self.cooperative.charter_capital
        return self.capital * 100 / charter if charter and self.capital is not None else None

    @property
    def masked_identity(self) -> str:
        """The number with all but its last three signs hidden."""
        return MASK * max(len(self.identity) - 3, 0) + self.identity[-3:] if self.identity else ""
