"""What a cooperative has: land, assets, branches, support it received, papers."""

from __future__ import annotations

import uuid
from pathlib import PurePosixPath

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models

from cooperatives.models.rows import NOT_NEGATIVE, SheetRow, in_order, money, not_negative
from cooperatives.models.sheet_choices import (
    AssetKind,
    AssetOrigin,
    BranchKind,
    FileKind,
    LandRight,
    LandUse,
    SupportPolicy,
    SupportSource,
)
from coopportal.fields import NfcCharField


def paper_path(paper: SheetFile, name: str) -> str:
    """Return where a paper is kept: a name of our own, only the ending is the sender's."""
    return f"cooperatives/{uuid.uuid4().hex}{PurePosixPath(name).suffix.lower()}"


class LandParcel(SheetRow):
    """Land that the cooperative uses, and under which right."""

    use = models.CharField("mục đích sử dụng", max_length=20, choices=LandUse.choices)
    right = models.CharField("hình thức", max_length=20, choices=LandRight.choices)
    area = models.DecimalField(
        "diện tích (m²)", max_digits=14, decimal_places=1, validators=[MinValueValidator(0, "Diện tích không thể âm.")]
    )
    place = NfcCharField("vị trí", max_length=255, blank=True, help_text="Ví dụ: Xứ đồng Cầu Đá, thôn Phạm Lý")
    certificate = NfcCharField(
        "giấy chứng nhận quyền sử dụng đất", max_length=120, blank=True, help_text="Bỏ trống nếu chưa được cấp."
    )
    until = models.DateField("sử dụng đến ngày", null=True, blank=True)

    class Meta:
        verbose_name = "thửa đất"
        verbose_name_plural = "đất đai"
        ordering = ["id"]
        constraints = [not_negative("area", "land_parcel_area_not_negative")]

    def __str__(self) -> str:
        return f"{self.get_use_display()}, {self.get_right_display().lower()}"


class Asset(SheetRow):
    """An asset, where it comes from, and its value."""

    kind = models.CharField("loại tài sản", max_length=20, choices=AssetKind.choices)
    name = NfcCharField("tên tài sản", max_length=200, help_text="Ví dụ: Nhà sơ chế rau 300 m²; Máy cấy 6 hàng")
    origin = models.CharField("nguồn hình thành", max_length=20, choices=AssetOrigin.choices)
    quantity = models.DecimalField(
        "số lượng", max_digits=12, decimal_places=1, null=True, blank=True, validators=NOT_NEGATIVE
    )
    value = money("giá trị còn lại")
    year = models.PositiveSmallIntegerField("năm đưa vào sử dụng", null=True, blank=True)

    class Meta:
        verbose_name = "tài sản"
        verbose_name_plural = "tài sản"
        ordering = ["id"]
        constraints = [not_negative("value", "asset_value_not_negative")]

    def __str__(self) -> str:
        return self.name


class Branch(SheetRow):
    """A branch, representative office or place of business (Decree 92/2024, art. 14)."""

    kind = models.CharField("loại", max_length=10, choices=BranchKind.choices)
    name = NfcCharField("tên", max_length=255, help_text="Ví dụ: Cửa hàng nông sản an toàn số 2")
    code = models.CharField(
        "mã số",
        max_length=14,
        blank=True,
        validators=[RegexValidator(r"^(\d{5}|\d{10}-?\d{3})$", "Địa điểm kinh doanh: 5 chữ số; chi nhánh: 13 chữ số.")],
        help_text="Chi nhánh, văn phòng: 13 chữ số; địa điểm kinh doanh: 5 chữ số, ví dụ: 00001",
    )
    address = NfcCharField("địa chỉ", max_length=255, blank=True)
    head = NfcCharField("người đứng đầu", max_length=120, blank=True)
    opened_on = models.DateField("ngày lập", null=True, blank=True)
    closed_on = models.DateField("ngày chấm dứt", null=True, blank=True)

    class Meta:
        verbose_name = "đơn vị phụ thuộc"
        verbose_name_plural = "chi nhánh, văn phòng, địa điểm kinh doanh"
        ordering = ["kind", "name"]
        constraints = [
            in_order("opened_on", "closed_on", "branch_dates_in_order", "Ngày chấm dứt không được trước ngày lập.")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}"


class Support(SheetRow):
    """Support of the State or of others that the cooperative received (Law 17/2023/QH15, art. 17-28)."""

    policy = models.CharField("chính sách", max_length=20, choices=SupportPolicy.choices)
    source = models.CharField("nguồn", max_length=20, choices=SupportSource.choices)
    content = NfcCharField("nội dung", max_length=255, help_text="Ví dụ: Hỗ trợ 50% kinh phí máy sấy nông sản")
    amount = money("số tiền", help_text="Ví dụ: 320 triệu; chưa rõ thì bỏ trống.")
    on = models.DateField("ngày nhận")
    given_by = NfcCharField("cơ quan hỗ trợ", max_length=200, blank=True)
    document = models.ForeignKey(
        "documents.OfficialDocument",
        verbose_name="văn bản trên cổng",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    document_words = NfcCharField(
        "quyết định", max_length=255, blank=True, help_text="Ví dụ: Quyết định số 167/QĐ-UBND ngày 05/04/2026"
    )

    class Meta:
        verbose_name = "hỗ trợ đã nhận"
        verbose_name_plural = "hỗ trợ đã nhận"
        ordering = ["-on", "-id"]
        constraints = [not_negative("amount", "support_amount_not_negative")]

    def __str__(self) -> str:
        return self.content


class SheetFile(SheetRow):
    """A paper of the sheet, as a file; its content was checked when it was taken in."""

    kind = models.CharField("loại giấy tờ", max_length=20, choices=FileKind.choices)
    title = NfcCharField("tên giấy tờ", max_length=200, help_text="Ví dụ: Điều lệ sửa đổi năm 2025")
    file = models.FileField("tệp", upload_to=paper_path, max_length=255)
    name = NfcCharField("tên tệp", max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField("cỡ")
    digest = models.CharField("SHA-256", max_length=64)
    by = models.ForeignKey(
        "organizations.Staff", verbose_name="người tải lên", null=True, on_delete=models.PROTECT, related_name="+"
    )
    journal_entry = models.ForeignKey(
        "cooperatives.JournalEntry", null=True, blank=True, on_delete=models.SET_NULL, related_name="files"
    )

    class Meta:
        verbose_name = "giấy tờ"
        verbose_name_plural = "giấy tờ"
        ordering = ["kind", "-id"]

    def __str__(self) -> str:
        return self.title
