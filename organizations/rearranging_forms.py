"""Forms of merging, renaming and dividing."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from organizations.forms import DateField, PortalForm
from organizations.models import AdministrativeUnit, Organization, Staff, UnitLevel

KINDS = [("xã", "Xã"), ("phường", "Phường"), ("đặc khu", "Đặc khu")]
DECREE_HELP = "Ví dụ: Nghị quyết 1669/NQ-UBTVQH15 ngày 16/6/2025"


class RearrangingForm(PortalForm):
    """By which paper and from when; sent once it shows what moves, confirmed it is done."""

    submit_label = "Xem trước"

    on = DateField(label="Có hiệu lực từ ngày", help_text="Ngày đã đến; thay đổi có ngay khi xác nhận.")
    decree = forms.CharField(label="Văn bản", max_length=255, help_text=DECREE_HELP)

    @property
    def fingerprint(self) -> str:
        """What was previewed: another value typed afterwards is shown again before it is done."""
        said = sorted((name, str(self[name].value())) for name in self.fields)
        return hashlib.sha256(repr(said).encode()).hexdigest()[:20]


class UnitForm(RearrangingForm):
    """About communes of a province."""

    def __init__(self, *args: Any, province: AdministrativeUnit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        communes = AdministrativeUnit.objects.filter(parent=province, level=UnitLevel.COMMUNE, successor=None)
        for name in ("units", "into", "unit"):
            if name in self.fields:
                self.fields[name].queryset = communes.order_by("name")  # type: ignore[attr-defined]


class UnitMergeForm(UnitForm):
    """Which communes end in which."""

    units = forms.ModelMultipleChoiceField(
        AdministrativeUnit.objects.none(), label="Xã, phường nhập vào",
        widget=forms.SelectMultiple(attrs={"size": 10}), help_text="Giữ phím Ctrl để chọn nhiều đơn vị.",
    )  # fmt: skip
    into = forms.ModelChoiceField(
        AdministrativeUnit.objects.none(), label="Đơn vị tiếp nhận", empty_label="— chọn xã, phường —",
        help_text="Đơn vị còn lại sau khi nhập. Nếu mang tên mới, ghi việc đổi tên sau.",
    )  # fmt: skip

    field_order = ("units", "into", "on", "decree")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("into") in list(data.get("units") or []):
            self.add_error("into", "Đơn vị tiếp nhận không thể nằm trong các đơn vị nhập vào.")
        return data


class UnitRenameForm(UnitForm):
    """Another name or kind."""

    unit = forms.ModelChoiceField(AdministrativeUnit.objects.none(), label="Xã, phường", empty_label="— chọn —")
    kind = forms.ChoiceField(label="Loại mới", choices=KINDS)
    name = forms.CharField(label="Tên mới đầy đủ", max_length=100, help_text="Ví dụ: Phường Thanh Miện")
    with_organizations = forms.BooleanField(
        label="Đổi cả tên các cơ quan mang tên xã, phường này (UBND, phòng…)", required=False, initial=True
    )

    field_order = ("unit", "kind", "name", "with_organizations", "on", "decree")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("name") and not data["name"].casefold().startswith(f"{data.get('kind', '')} "):
            self.add_error("name", "Ghi đủ loại và tên, ví dụ: Phường Thanh Miện.")
        return data


class UnitDivideForm(UnitForm):
    """A new commune out of one that goes on."""

    unit = forms.ModelChoiceField(AdministrativeUnit.objects.none(), label="Tách từ", empty_label="— chọn —")
    code = forms.CharField(
        label="Mã đơn vị mới", max_length=5, validators=[RegexValidator(r"^\d{5}$", "Mã gồm 5 chữ số.")],
        help_text="Theo Danh mục đơn vị hành chính, 5 chữ số.",
    )  # fmt: skip
    kind = forms.ChoiceField(label="Loại", choices=KINDS)
    name = forms.CharField(label="Tên đầy đủ", max_length=100, help_text="Ví dụ: Xã Thanh Miện Đông")

    field_order = ("unit", "code", "kind", "name", "on", "decree")


class AgencyMergeForm(RearrangingForm):
    """Which organization takes over."""

    into = forms.ModelChoiceField(
        label="Hợp nhất vào", queryset=Organization.objects.none(), empty_label="— chọn tổ chức tiếp nhận —"
    )

    field_order = ("into", "on", "decree")

    def __init__(self, *args: Any, staff: Staff, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Organization.objects.active().filter(path__startswith=staff.scope_path).exclude(pk=organization.pk)
        self.fields["into"].queryset = own.order_by("path")  # type: ignore[attr-defined]
