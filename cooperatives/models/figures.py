"""Yearly figures, the link by which a cooperative confirms its own, and the thresholds of sizes."""

from __future__ import annotations

import datetime as dt
import secrets

from django.core import signing
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from cooperatives.models.rows import SheetRow, money
from cooperatives.models.sheet_choices import SizeClass, SizeGroup
from coopportal.fields import NfcCharField, NfcTextField, TimeStamped

# What a cooperative reports each year; all may be unknown (null), which is not zero.
COUNT_FIELDS = {
    "official_members": "thành viên chính thức",
    "capital_associates": "thành viên liên kết góp vốn",
    "other_associates": "thành viên liên kết không góp vốn",
    "labourers": "lao động thường xuyên",
    "member_labourers": "trong đó lao động là thành viên",
    "managers": "cán bộ quản lý",
    "managers_basic": "trong đó trình độ sơ cấp, trung cấp",
    "managers_college": "trong đó trình độ cao đẳng, đại học trở lên",
}
MONEY_FIELDS = {
    "charter_capital": "vốn điều lệ",
    "total_capital": "tổng nguồn vốn",
    "assets": "tổng giá trị tài sản",
    "debt": "nợ phải trả",
    "revenue": "doanh thu",
    "internal_revenue": "trong đó doanh thu từ giao dịch với thành viên",
    "profit": "lợi nhuận (lãi, lỗ)",
    "tax_paid": "nộp ngân sách nhà nước",
    "common_fund": "quỹ chung không chia",
    "member_income": "thu nhập bình quân một thành viên một năm",
    "labourer_income": "thu nhập bình quân một lao động một năm",
}
FIGURES = {**COUNT_FIELDS, **MONEY_FIELDS}
MAY_BE_NEGATIVE = {"profit"}


def period_of(year: int) -> tuple[dt.date, dt.date]:
    """Return the first and last day of a year's data: 15/12 of the year before to 14/12 (Circular 09/2024, art. 6)."""
    return dt.date(year - 1, 12, 15), dt.date(year, 12, 14)


def year_of(day: dt.date) -> int:
    """Return the year of data that `day` falls into."""
    return day.year + 1 if (day.month, day.day) >= (12, 15) else day.year


class FiguresState(models.TextChoices):
    DRAFT = "draft", "Đang nhập"
    SUBMITTED = "submitted", "Chờ xã duyệt"
    RETURNED = "returned", "Trả lại bổ sung"
    APPROVED = "approved", "Đã duyệt"


class FiguresOrigin(models.TextChoices):
    COMMUNE = "commune", "Xã nhập"
    LINK = "link", "Đơn vị xác nhận qua liên kết"
    ACCOUNT = "account", "Đơn vị nhập trên cổng"
    IMPORT = "import", "Nhập từ Excel"


class YearlyFigures(SheetRow):
    """A cooperative's figures of one year of data. Money in đồng; null is unknown.

    `unit` is the commune at that time: after a merger old years still belong to the old name.
    """

    year = models.PositiveSmallIntegerField("năm", validators=[MinValueValidator(2000), MaxValueValidator(2100)])
    unit = models.ForeignKey(
        "organizations.AdministrativeUnit", verbose_name="xã, phường", on_delete=models.PROTECT, related_name="+"
    )
    official_members = models.PositiveIntegerField(COUNT_FIELDS["official_members"], null=True, blank=True)
    capital_associates = models.PositiveIntegerField(COUNT_FIELDS["capital_associates"], null=True, blank=True)
    other_associates = models.PositiveIntegerField(COUNT_FIELDS["other_associates"], null=True, blank=True)
    labourers = models.PositiveIntegerField(COUNT_FIELDS["labourers"], null=True, blank=True)
    member_labourers = models.PositiveIntegerField(COUNT_FIELDS["member_labourers"], null=True, blank=True)
    managers = models.PositiveIntegerField(COUNT_FIELDS["managers"], null=True, blank=True)
    managers_basic = models.PositiveIntegerField(COUNT_FIELDS["managers_basic"], null=True, blank=True)
    managers_college = models.PositiveIntegerField(COUNT_FIELDS["managers_college"], null=True, blank=True)
    charter_capital = money(MONEY_FIELDS["charter_capital"])
    total_capital = money(MONEY_FIELDS["total_capital"])
    assets = money(MONEY_FIELDS["assets"])
    debt = money(MONEY_FIELDS["debt"])
    revenue = money(MONEY_FIELDS["revenue"])
    internal_revenue = money(MONEY_FIELDS["internal_revenue"])
    profit = models.DecimalField(MONEY_FIELDS["profit"], max_digits=18, decimal_places=0, null=True, blank=True)
    tax_paid = money(MONEY_FIELDS["tax_paid"])
    common_fund = money(MONEY_FIELDS["common_fund"])
    member_income = money(MONEY_FIELDS["member_income"])
    labourer_income = money(MONEY_FIELDS["labourer_income"])
    explanations = models.JSONField("giải trình biến động", default=dict, blank=True)
    size_class = models.CharField("quy mô", max_length=10, choices=SizeClass.choices, blank=True, editable=False)
    state = models.CharField(
        "tình trạng", max_length=10, choices=FiguresState.choices, default=FiguresState.DRAFT, editable=False
    )
    origin = models.CharField(
        "nguồn", max_length=10, choices=FiguresOrigin.choices, default=FiguresOrigin.COMMUNE, editable=False
    )
    submitted_at = models.DateTimeField("gửi lúc", null=True, blank=True, editable=False)
    submitted_by = NfcCharField("người gửi", max_length=200, blank=True, editable=False)
    approved_at = models.DateTimeField("duyệt lúc", null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        "organizations.Staff", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    return_reason = NfcTextField("lý do trả lại", blank=True, editable=False)

    class Meta:
        verbose_name = "số liệu năm"
        verbose_name_plural = "số liệu hằng năm"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "year"],
                name="figures_once_a_year",
                violation_error_message="Đơn vị đã có số liệu của năm này.",
            ),
            models.CheckConstraint(
                condition=models.Q(internal_revenue__isnull=True)
                | models.Q(revenue__isnull=True)
                | models.Q(internal_revenue__lte=models.F("revenue")),
                name="figures_internal_within_revenue",
                violation_error_message="Doanh thu từ giao dịch với thành viên không thể lớn hơn doanh thu.",
            ),
            models.CheckConstraint(
                condition=models.Q(member_labourers__isnull=True)
                | models.Q(labourers__isnull=True)
                | models.Q(member_labourers__lte=models.F("labourers")),
                name="figures_member_labourers_within",
                violation_error_message="Lao động là thành viên không thể nhiều hơn tổng lao động.",
            ),
        ]
        indexes = [models.Index(fields=["year", "state"], name="figures_year_state")]

    def __str__(self) -> str:
        return f"Số liệu năm {self.year}"

    @property
    def period(self) -> tuple[dt.date, dt.date]:
        return period_of(self.year)

    def known(self) -> dict[str, object]:
        """Return the figures that are known, by field."""
        return {name: value for name in FIGURES if (value := getattr(self, name)) is not None}


def _nonce() -> str:
    return secrets.token_urlsafe(16)


class ConfirmationLink(SheetRow):
    """A link by which a cooperative without an account enters and confirms one year's figures.

    The address is signed and names this row and its nonce: it cannot be guessed, it ends by itself, and it can be
    taken back. It opens nothing but the figures of this cooperative in this year.
    """

    SALT = "cooperatives.confirmation"

    year = models.PositiveSmallIntegerField("năm")
    nonce = models.CharField(max_length=32, default=_nonce, editable=False, unique=True)
    expires_at = models.DateTimeField("hết hạn")
    made_by = models.ForeignKey(
        "organizations.Staff", verbose_name="người tạo", null=True, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)
    opened_at = models.DateTimeField("mở lần đầu", null=True, blank=True)
    used_at = models.DateTimeField("gửi lần cuối", null=True, blank=True)
    # The newest step by email: `{"step": 3, "due_on": "2026-12-15", "on": "2026-12-12"}`.
    reminded = models.JSONField("nhắc gần nhất", default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = "liên kết xác nhận"
        verbose_name_plural = "liên kết xác nhận"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Liên kết xác nhận số liệu năm {self.year}"

    @property
    def token(self) -> str:
        """The signed text of the address."""
        return signing.dumps([self.pk, self.nonce], salt=self.SALT)

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def state_words(self) -> str:
        """The state in words, for lists."""
        if self.revoked_at:
            return "Đã thu hồi"
        if self.expires_at <= timezone.now():
            return "Hết hạn"
        return "Đã gửi số liệu" if self.used_at else "Đã mở" if self.opened_at else "Chưa mở"

    @classmethod
    def find(cls, token: str) -> ConfirmationLink | None:
        """Return the link of a token, open or not; None for a token that this portal did not make."""
        try:
            pk, nonce = signing.loads(token, salt=cls.SALT)
        except (signing.BadSignature, ValueError, TypeError):
            return None
        return cls.objects.select_related("cooperative__unit__parent").filter(pk=pk, nonce=nonce).first()


class SizeThreshold(TimeStamped):
    """The least numbers for a size class in a group of fields, from a day on (Decree 113/2024/NĐ-CP, art. 4-5).

    A class is reached with the members AND either the revenue or the capital. A null number is not known here yet;
    such a class is passed over, and the page says so.
    """

    group = models.CharField("nhóm lĩnh vực", max_length=20, choices=SizeGroup.choices)
    size_class = models.CharField("quy mô", max_length=10, choices=SizeClass.choices)
    valid_from = models.DateField("áp dụng từ")
    min_members = models.PositiveIntegerField("thành viên chính thức từ", null=True, blank=True)
    min_revenue = money("doanh thu năm từ")
    min_capital = money("tổng nguồn vốn từ")
    source = NfcCharField("nguồn", max_length=255, blank=True, help_text="Ví dụ: Nghị định 113/2024/NĐ-CP, Điều 4")

    class Meta:
        verbose_name = "ngưỡng quy mô"
        verbose_name_plural = "ngưỡng quy mô"
        ordering = ["group", "-valid_from", "-min_members"]
        constraints = [
            models.UniqueConstraint(fields=["group", "size_class", "valid_from"], name="threshold_cell_unique"),
            models.CheckConstraint(condition=~models.Q(size_class="micro"), name="threshold_not_for_the_rest"),
        ]

    def __str__(self) -> str:
        return f"{self.get_group_display()}: {self.get_size_class_display()}"

    @property
    def is_known(self) -> bool:
        return self.min_members is not None and (self.min_revenue is not None or self.min_capital is not None)
