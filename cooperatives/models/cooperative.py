"""One sheet of the registry."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from cooperatives.models.choices import SHORT_LABELS, TONES, Field, Kind, Status, status_label
from cooperatives.models.sheet_choices import HOME, Governance
from cooperatives.scope import registry_scope
from cooperatives.validators import (
    MASK,
    national_phone,
    normal_identity,
    normal_phone,
    normal_tax_code,
    validate_identity,
    validate_phone,
    validate_tax_code,
)
from coopportal.fields import NfcCharField, NfcTextField, Searchable, SearchQuerySet, TimeStamped, trigram_index

if TYPE_CHECKING:
    from organizations.models import Staff

_NOT_NEGATIVE = [MinValueValidator(Decimal(0), "Số tiền không thể âm.")]
# The five kinds of old debts that a province wants settled; the last one is owed to the cooperative.
DEBT_KINDS = {
    "debt_state": "nợ nhà nước",
    "debt_bank": "nợ ngân hàng",
    "debt_economic": "nợ tổ chức kinh tế khác",
    "debt_members": "nợ thành viên",
    "owed_by_members": "thành viên nợ hợp tác xã",
}


def _money(label: str) -> models.DecimalField:
    return models.DecimalField(label, max_digits=18, decimal_places=0, null=True, blank=True, validators=_NOT_NEGATIVE)


class CooperativeQuerySet(SearchQuerySet):
    """Sheets of the registry."""

    def visible_to(self, staff: Staff | None) -> CooperativeQuerySet:
        """Keep the sheets that the person's office works with; see `cooperatives.scope`."""
        if staff is None:
            return self.none()
        condition = registry_scope(staff)
        return self.none() if condition is None else self.filter(condition)

    def living(self) -> CooperativeQuerySet:
        """Keep those that still exist in law."""
        return self.exclude(status=Status.ENDED)


class Cooperative(Searchable, TimeStamped):
    """A cooperative, union of cooperatives, cooperative group or people's credit fund.

    Fields follow the certificate and the application (Law 17/2023/QH15, art. 43 and 46; Decree 92/2024, art. 13-14).
    Money is in đồng, land in square metres. An unknown count is null, which is not zero. `status` is changed by
    `services.change_status` alone; its history is in `StatusChange`.
    """

    kind = models.CharField("loại hình", max_length=20, choices=Kind.choices, default=Kind.COOPERATIVE)
    name = NfcCharField("tên", max_length=255, help_text="Ví dụ: Hợp tác xã dịch vụ nông nghiệp Lam Sơn")
    foreign_name = NfcCharField("tên bằng tiếng nước ngoài", max_length=255, blank=True)
    short_name = NfcCharField("tên viết tắt", max_length=120, blank=True, help_text="Ví dụ: HTX DVNN Lam Sơn")
    code = models.CharField(
        "mã số (mã số thuế)",
        max_length=10,
        blank=True,
        validators=[validate_tax_code],
        help_text="10 chữ số trên giấy chứng nhận đăng ký, ví dụ: 0200170094",
    )
    address = NfcCharField(
        "địa chỉ trụ sở chính", max_length=255, blank=True, help_text="Ví dụ: Thôn Phạm Lý, xã Thanh Miện, TP Hải Phòng"
    )
    unit = models.ForeignKey(
        "organizations.AdministrativeUnit",
        verbose_name="xã, phường",
        on_delete=models.PROTECT,
        related_name="cooperatives",
        limit_choices_to={"level": "commune"},
    )
    # Kept by a trigger of the database, so that a province's lists need no join and follow one index.
    province = models.ForeignKey(
        "organizations.AdministrativeUnit",
        verbose_name="tỉnh, thành phố",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        db_index=False,
    )
    phone = models.CharField(
        "điện thoại", max_length=20, blank=True, validators=[validate_phone], help_text="Ví dụ: 0220 3735 123"
    )
    email = models.EmailField("thư điện tử", blank=True)

    field = models.CharField("lĩnh vực chính", max_length=20, choices=Field.choices, default=Field.AGRICULTURE)
    sectors = NfcTextField(
        "ngành, nghề",
        blank=True,
        help_text="Mỗi dòng một ngành, có mã cấp 4 nếu biết, ví dụ: 0161 – Hoạt động dịch vụ trồng trọt",
    )
    charter_capital = models.DecimalField(
        "vốn điều lệ", max_digits=18, decimal_places=0, null=True, blank=True, validators=_NOT_NEGATIVE
    )
    debt = models.DecimalField(
        "nợ phải trả", max_digits=18, decimal_places=0, null=True, blank=True, validators=_NOT_NEGATIVE
    )
    land_area = models.DecimalField(
        "diện tích đất sử dụng (m²)",
        max_digits=14,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0), "Diện tích không thể âm.")],
    )

    total_capital = _money("tổng nguồn vốn")
    assets_value = _money("tổng giá trị tài sản")
    debt_state = _money(DEBT_KINDS["debt_state"])
    debt_bank = _money(DEBT_KINDS["debt_bank"])
    debt_economic = _money(DEBT_KINDS["debt_economic"])
    debt_members = _money(DEBT_KINDS["debt_members"])
    owed_by_members = _money(DEBT_KINDS["owed_by_members"])

    governance = models.CharField("mô hình quản trị", max_length=10, choices=Governance.choices, blank=True)
    last_meeting_on = models.DateField("Đại hội thành viên gần nhất", null=True, blank=True)
    charter_adapted_on = models.DateField("ngày sửa Điều lệ theo Luật 2023", null=True, blank=True)
    union = models.ForeignKey(
        "self",
        verbose_name="thuộc liên hiệp hợp tác xã",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="union_members",
    )
    # Of cooperative groups (Decree 77/2019/NĐ-CP) and of people's credit funds alone.
    contract_on = models.DateField("ngày ký hợp đồng hợp tác", null=True, blank=True)
    contract_until = models.DateField(
        "hợp tác đến ngày", null=True, blank=True, help_text="Bỏ trống nếu hợp đồng không xác định thời hạn."
    )
    banking_license = NfcCharField(
        "giấy phép của Ngân hàng Nhà nước",
        max_length=120,
        blank=True,
        help_text="Số, ngày, ví dụ: 45/GP-NHNN ngày 12/3/2018",
    )
    foreign_members = models.PositiveIntegerField("thành viên chính thức là nước ngoài", null=True, blank=True)

    in_value_chain = models.BooleanField("tham gia chuỗi giá trị", default=False)
    value_chain = NfcCharField(
        "đối tác, sản phẩm của chuỗi", max_length=255, blank=True, help_text="Ví dụ: Siêu thị WinMart; rau an toàn"
    )
    uses_high_tech = models.BooleanField("ứng dụng công nghệ cao", default=False)
    high_tech = NfcCharField(
        "công nghệ", max_length=255, blank=True, help_text="Ví dụ: Nhà màng 2.000 m², tưới nhỏ giọt tự động"
    )
    has_traceability = models.BooleanField("có truy xuất nguồn gốc", default=False)
    sells_online = models.BooleanField("bán hàng trên sàn thương mại điện tử", default=False)

    representative_name = NfcCharField(
        "người đại diện theo pháp luật", max_length=120, blank=True, help_text="Ví dụ: Vũ Thị Hải Yến"
    )
    representative_title = NfcCharField(
        "chức danh", max_length=120, blank=True, help_text="Ví dụ: Chủ tịch HĐQT kiêm Giám đốc; Tổ trưởng"
    )
    representative_phone = models.CharField(
        "điện thoại người đại diện",
        max_length=20,
        blank=True,
        validators=[validate_phone],
        help_text="Ví dụ: 0912 345 678",
    )
    representative_identity = models.CharField(
        "số định danh người đại diện",
        max_length=20,
        blank=True,
        validators=[validate_identity],
        help_text="12 chữ số trên thẻ căn cước, hoặc số hộ chiếu; chỉ hiện đầy đủ khi có yêu cầu và có ghi nhật ký.",
    )

    representative_address = NfcCharField(
        "địa chỉ liên lạc người đại diện", max_length=255, blank=True, help_text="Ví dụ: Thôn Phạm Lý, xã Thanh Miện"
    )
    representative_nationality = NfcCharField("quốc tịch", max_length=60, default=HOME)

    certificate_number = NfcCharField(
        "số giấy chứng nhận đăng ký", max_length=60, blank=True, help_text="Bỏ trống nếu trùng mã số thuế."
    )
    certificate_on = models.DateField("ngày cấp lần đầu", null=True, blank=True)
    certificate_by = NfcCharField(
        "cơ quan cấp",
        max_length=255,
        blank=True,
        help_text="Ghi tên cơ quan lúc cấp, ví dụ: Phòng Tài chính - Kế hoạch huyện Thanh Miện",
    )
    certificate_changes = models.PositiveIntegerField("đăng ký thay đổi lần thứ", null=True, blank=True)
    certificate_changed_on = models.DateField("ngày đăng ký thay đổi gần nhất", null=True, blank=True)
    founded_on = models.DateField("ngày thành lập", null=True, blank=True)

    official_members = models.PositiveIntegerField("thành viên chính thức", null=True, blank=True)
    capital_associates = models.PositiveIntegerField("thành viên liên kết góp vốn", null=True, blank=True)
    other_associates = models.PositiveIntegerField("thành viên liên kết không góp vốn", null=True, blank=True)
    labourers = models.PositiveIntegerField("lao động thường xuyên", null=True, blank=True)

    status = models.CharField(
        "trạng thái", max_length=20, choices=Status.choices, default=Status.ACTIVE, editable=False
    )
    status_since = models.DateField("trạng thái từ ngày", null=True, blank=True, editable=False)
    suspended_until = models.DateField("tạm ngừng đến ngày", null=True, blank=True, editable=False)
    is_weak = models.BooleanField("yếu kém, cần củng cố", default=False)
    is_untransformed = models.BooleanField("chưa chuyển đổi, tổ chức lại theo Luật", default=False)
    note = NfcTextField("ghi chú", blank=True)
    extra = models.JSONField("ô riêng của tỉnh", default=dict, blank=True, editable=False)
    organization = models.OneToOneField(
        "organizations.Organization",
        verbose_name="tài khoản tổ chức trên cổng",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="cooperative",
    )

    objects = CooperativeQuerySet.as_manager()

    class Meta:
        verbose_name = "hợp tác xã"
        verbose_name_plural = "hợp tác xã"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=~Q(code=""),
                name="cooperative_code_unique",
                violation_error_message="Mã số thuế này đã có trong sổ.",
            ),
            models.CheckConstraint(condition=Q(charter_capital__gte=0), name="cooperative_capital_not_negative"),
            models.CheckConstraint(condition=Q(debt__gte=0), name="cooperative_debt_not_negative"),
            models.CheckConstraint(condition=Q(land_area__gte=0), name="cooperative_land_not_negative"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="cooperative_status_known"),
            models.CheckConstraint(
                condition=Q(total_capital__gte=0)
                & Q(assets_value__gte=0)
                & Q(debt_state__gte=0)
                & Q(debt_bank__gte=0)
                & Q(debt_economic__gte=0)
                & Q(debt_members__gte=0)
                & Q(owed_by_members__gte=0),
                name="cooperative_amounts_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(contract_on=None) | Q(contract_until=None) | Q(contract_until__gte=models.F("contract_on")),
                name="cooperative_contract_in_order",
                violation_error_message="Ngày hết hạn hợp tác không được trước ngày ký hợp đồng.",
            ),
        ]
        indexes = [
            trigram_index("cooperative_search"),
            models.Index(fields=["unit", "status"], name="cooperative_unit_status"),
            models.Index(fields=["name", "id"], name="cooperative_name"),
            models.Index(fields=["province", "name", "id"], name="cooperative_province_name"),
            models.Index(fields=["unit", "name", "id"], name="cooperative_unit_name"),
            models.Index(fields=["unit"], name="cooperative_weak", condition=Q(is_weak=True)),
            models.Index(fields=["unit"], name="cooperative_untransformed", condition=Q(is_untransformed=True)),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Bring numbers to one form, so that the same number typed in two ways is one number."""
        self.code = normal_tax_code(self.code)
        self.phone, self.representative_phone = normal_phone(self.phone), normal_phone(self.representative_phone)
        self.representative_identity = normal_identity(self.representative_identity)

    def clean_fields(self, exclude: object = None) -> None:
        """Check the fields after `clean` brought them to one form."""
        self.clean()
        super().clean_fields(exclude=exclude)  # type: ignore[arg-type]

    def search_parts(self) -> list[str]:
        return [
            self.name,
            self.short_name,
            self.foreign_name,
            self.code,
            self.phone,
            national_phone(self.phone),
            self.representative_name,
            self.representative_phone,
            national_phone(self.representative_phone),
            self.certificate_number,
        ]

    @property
    def status_label(self) -> str:
        """The full legal words of the status."""
        return status_label(self.status, self.kind)

    @property
    def status_short(self) -> str:
        """The status in few words, for lists."""
        return SHORT_LABELS[Status(self.status)]

    @property
    def status_tone(self) -> str:
        return TONES[Status(self.status)]

    @property
    def masked_identity(self) -> str:
        """The representative's number with all but its last three signs hidden."""
        number = self.representative_identity
        return MASK * max(len(number) - 3, 0) + number[-3:] if number else ""

    @property
    def members(self) -> int | None:
        """All members of the three kinds; None where none of them is known."""
        known = [n for n in (self.official_members, self.capital_associates, self.other_associates) if n is not None]
        return sum(known) if known else None
