"""The filters of the list, and the forms of a sheet, its status and products."""

from __future__ import annotations

import datetime as dt
from typing import Any

from crispy_forms.layout import HTML, Div, Fieldset, Layout
from django import forms
from django.urls import reverse
from django.utils.dateparse import parse_datetime

from cooperatives import queries
from cooperatives.extra import EXTRA, extra_asked, extra_filter_fields
from cooperatives.forms.rows import offer_documents
from cooperatives.inputs import AreaField, MoneyField, NumberField
from cooperatives.models import HOME, Cooperative, Field, Kind, OcopProduct, StatusChange
from cooperatives.models.choices import SHORT_LABELS, next_statuses
from cooperatives.validators import normal_tax_code
from coopportal.text import one_line
from documents.forms.fields import DayField
from documents.forms.widgets import PlainSelect
from organizations.forms import PortalForm, PortalModelForm
from organizations.models import Organization, OrganizationKind, Staff, UnitLevel

# Where the order of the list stands in its address.
SORT = "sap"


class RegistryFilter(forms.Form):
    """The filters of the list, as they stand in its address; what is no choice is as good as not given."""

    q = forms.CharField(required=False)
    # Widgets that need no template an option: a province has more than a hundred communes.
    kind = forms.ChoiceField(choices=[("", "Tất cả"), *Kind.choices], required=False, widget=PlainSelect)
    status = forms.ChoiceField(choices=[("", "Tất cả"), *SHORT_LABELS.items()], required=False, widget=PlainSelect)
    field = forms.ChoiceField(choices=[("", "Tất cả"), *Field.choices], required=False, widget=PlainSelect)
    mark = forms.ChoiceField(choices=[("", "Tất cả"), *queries.MARKS], required=False, widget=PlainSelect)
    unit = forms.ChoiceField(required=False, widget=PlainSelect)

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.communes = queries.communes_for(staff)
        names = list(self.communes.values_list("code", "name"))
        self.has_units = len(names) > 1
        self.fields["unit"].choices = [("", "Tất cả"), *names]
        self.extra = list(queries.extra_fields_for(staff))
        for row in self.extra:
            self.fields.update(extra_filter_fields(row))

    def values(self) -> dict[str, Any]:
        """Return the filters that hold, by the names that `queries.registry` takes."""
        self.full_clean()
        found = {name: value for name, value in self.cleaned_data.items() if value}
        found["words"] = found.pop("q", "")
        if "unit" in found:
            found["unit"] = self.communes.get(code=found["unit"])
        asked = [(row, extra_asked(row, found)) for row in self.extra]
        plain = {name: value for name, value in found.items() if not name.startswith(EXTRA)}
        extra = [(row, value) for row, value in asked if value]
        return plain | {"extra": extra, "order": queries.order_of(self.data.get(SORT, ""), self.extra)}

    @property
    def extra_inputs(self) -> list[tuple[str, list[Any]]]:
        """The province's own fields with their inputs, for the page."""
        return [(row.label, [self[name] for name in extra_filter_fields(row)]) for row in self.extra]

    @property
    def asks_extra(self) -> bool:
        """Tell whether one of the province's own fields is asked for."""
        return any(value for name, value in self.cleaned_data.items() if name.startswith(EXTRA))


class CooperativeForm(PortalModelForm):
    """One sheet, in the order of the certificate and of the members' book."""

    code = forms.CharField(
        label="Mã số (mã số thuế)",
        required=False,
        max_length=20,
        help_text="10 chữ số trên giấy chứng nhận đăng ký, ví dụ: 0200170094. Bỏ trống nếu chưa được cấp.",
    )
    charter_capital = MoneyField(label="Vốn điều lệ (đồng)", help_text="Ví dụ: 1.500.000.000 hoặc 1,5 tỷ")
    debt = MoneyField(label="Nợ phải trả (đồng)", help_text="Ví dụ: 320 triệu; không nợ ghi 0")
    land_area = AreaField(label="Diện tích đất sử dụng (m²)", help_text="Ví dụ: 1.250,5")
    official_members = NumberField(
        label="Thành viên chính thức", help_text="Góp vốn và sử dụng dịch vụ hoặc góp sức lao động."
    )
    capital_associates = NumberField(label="Thành viên liên kết góp vốn", help_text="Chỉ góp vốn.")
    other_associates = NumberField(label="Thành viên liên kết không góp vốn")
    labourers = NumberField(label="Lao động thường xuyên")
    founded_on = DayField(label="Ngày thành lập", required=False)
    certificate_on = DayField(label="Ngày cấp giấy chứng nhận lần đầu", required=False)
    certificate_changes = NumberField(label="Đăng ký thay đổi lần thứ", help_text="Chưa thay đổi lần nào thì bỏ trống.")
    certificate_changed_on = DayField(label="Ngày đăng ký thay đổi gần nhất", required=False)
    representative_nationality = forms.CharField(label="Quốc tịch", required=False, max_length=60, initial=HOME)
    same_name_confirmed = forms.BooleanField(
        label="Tôi đã kiểm tra: đây là đơn vị khác, không phải đơn vị có tên gần giống đã có trong sổ",
        required=False,
    )
    seen = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    why = forms.CharField(
        label="Lý do, căn cứ sửa",
        required=False,
        max_length=255,
        help_text="Ví dụ: Theo đăng ký thay đổi ngày 12/3/2026; hiện trong lịch sử hồ sơ.",
    )

    class Meta:
        model = Cooperative
        fields = (
            "kind", "name", "short_name", "foreign_name", "code", "certificate_number", "certificate_on",
            "certificate_by", "certificate_changes", "certificate_changed_on", "founded_on",
            "unit", "address", "phone", "email", "field", "sectors", "charter_capital", "debt", "land_area",
            "representative_name", "representative_title", "representative_phone", "representative_identity",
            "representative_address", "representative_nationality",
            "official_members", "capital_associates", "other_associates", "labourers",
            "is_weak", "is_untransformed", "note", "organization",
        )  # fmt: skip
        widgets = {"sectors": forms.Textarea(attrs={"rows": 3}), "note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = queries.communes_for(staff)
        self.fields["unit"].empty_label = "— chọn xã, phường —"
        self._fix_unit(staff)
        self._offer_accounts(staff)
        self._take_over_validators()
        if self.instance.pk:
            self.initial["seen"] = self.instance.updated_at.isoformat()
        else:
            del self.fields["why"]
        if self.instance.representative_identity:
            self._hide_identity()
        self._tell_doubles()
        self._lay_out(confirm=self.is_bound and "same_name_confirmed" in self.data)

    def _fix_unit(self, staff: Staff) -> None:
        """An office of a commune writes in its own commune's part alone: nothing to choose."""
        own = staff.organization.unit
        if own.level == UnitLevel.COMMUNE:
            self.fields["unit"].initial = own
            self.fields["unit"].empty_label = None

    def _offer_accounts(self, staff: Staff) -> None:
        accounts = Organization.objects.visible_to(staff).active().filter(kind=OrganizationKind.COOPERATIVE)
        self.fields["organization"].queryset = accounts.filter(unit__in=queries.communes_for(staff))
        self.fields["organization"].help_text = "Để hợp tác xã tự nhận việc và báo cáo trên cổng. Bỏ trống nếu chưa có."

    def _hide_identity(self) -> None:
        """Leave the stored number out of the page; blank keeps it."""
        self.initial["representative_identity"] = ""
        self.fields[
            "representative_identity"
        ].help_text = f"Đang lưu {self.instance.masked_identity}. Bỏ trống để giữ nguyên; ghi số mới nếu thay đổi."

    def _tell_doubles(self) -> None:
        """Let name and code say, while they are typed, which sheets are probably the same; works without it too."""
        asked = {
            "hx-get": reverse("cooperatives:doubles"),
            "hx-trigger": "input changed delay:400ms",
            "hx-target": "#trung-ho-so",
            "hx-include": "[name=name],[name=code],[name=unit],[name=pk]",
        }
        for name in ("name", "code"):
            self.fields[name].widget.attrs.update(asked)

    def _take_over_validators(self) -> None:
        """Check numbers together with the other fields, so that all errors are told at once."""
        for name in ("code", "phone", "representative_phone", "representative_identity"):
            self.fields[name].validators += Cooperative._meta.get_field(name)._validators  # type: ignore[union-attr]

    def ask_for_confirmation(self) -> None:
        """Show the box that says that a near-equal name is another organization."""
        self._lay_out(confirm=True)

    def take_note_of(self, changed_at: dt.datetime) -> None:
        """Let the next save through: the person has now been told of the other one's change."""
        self.data = self.data.copy()
        self.data["seen"] = changed_at.isoformat()

    def _lay_out(self, *, confirm: bool) -> None:
        asked = ["same_name_confirmed"] if confirm else []
        self.helper.layout = Layout(
            "seen",
            Fieldset(
                "Đơn vị",
                "kind",
                "name",
                HTML(self._doubles_place()),
                *asked,
                _row("short_name", "foreign_name"),
                _row("unit", "address"),
            ),
            Fieldset(
                "Đăng ký",
                _row("code", "founded_on"),
                _row("certificate_number", "certificate_on"),
                "certificate_by",
                _row("certificate_changes", "certificate_changed_on"),
            ),
            Fieldset("Liên hệ", _row("phone", "email"), "organization"),
            Fieldset(
                "Người đại diện theo pháp luật",
                _row("representative_name", "representative_title"),
                _row("representative_phone", "representative_identity"),
                _row("representative_address", "representative_nationality"),
            ),
            Fieldset(
                "Thành viên, lao động", _row("official_members", "capital_associates", "other_associates"), "labourers"
            ),
            Fieldset("Sản xuất, kinh doanh", "field", "sectors", _row("charter_capital", "debt", "land_area")),
            Fieldset("Theo dõi của xã", "is_weak", "is_untransformed", "note"),
            *(["why"] if "why" in self.fields else []),
        )

    def _doubles_place(self) -> str:
        own = f'<input type="hidden" name="pk" value="{self.instance.pk}">' if self.instance.pk else ""
        return f'{own}<div id="trung-ho-so" aria-live="polite"></div>'

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])

    def clean_code(self) -> str:
        return normal_tax_code(self.cleaned_data["code"])

    def clean_seen(self) -> dt.datetime | None:
        """Read the moment as it was written out, to the microsecond."""
        return parse_datetime(self.data.get("seen") or "")

    def clean_representative_nationality(self) -> str:
        return one_line(self.cleaned_data["representative_nationality"]) or HOME

    def clean_representative_identity(self) -> str:
        typed = self.cleaned_data["representative_identity"]
        return typed or self.instance.representative_identity

    def _post_clean(self) -> None:
        """Leave the checking to the service, which locks the row first; the field errors are the same."""

    def values(self) -> dict[str, Any]:
        """Return what the services take."""
        return dict(self.cleaned_data)


class StatusForm(PortalForm):
    """The next status, from when, and why."""

    submit_label = "Ghi trạng thái mới"

    after = forms.ChoiceField(label="Trạng thái mới")
    on = DayField(label="Từ ngày", help_text=StatusChange._meta.get_field("on").help_text)
    until = DayField(label="Đến ngày", required=False, help_text=StatusChange._meta.get_field("until").help_text)
    reason = forms.CharField(
        label="Lý do",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=StatusChange._meta.get_field("reason").help_text,
    )
    document = forms.ModelChoiceField(label="Văn bản trên cổng", queryset=None, required=False)
    document_words = forms.CharField(
        label="Số, ngày văn bản",
        required=False,
        max_length=255,
        help_text=StatusChange._meta.get_field("document_words").help_text,
    )

    def __init__(self, *args: Any, cooperative: Cooperative, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_documents(self.fields["document"], staff)
        self.fields["after"].choices = [("", "— chọn —"), *next_statuses(cooperative.status, cooperative.kind)]


class WithdrawForm(PortalForm):
    """Why the newest status was a mistake."""

    submit_label = "Bỏ lần ghi này"

    reason = forms.CharField(
        label="Lý do đính chính", max_length=255, help_text="Ví dụ: Ghi nhầm sang hồ sơ của đơn vị cùng tên ở thôn khác"
    )


class ProductForm(PortalModelForm):
    """One OCOP product."""

    recognised_on = DayField(label="Ngày công nhận", required=False)
    valid_until = DayField(
        label="Công nhận đến ngày", required=False, help_text="Thường là 36 tháng kể từ ngày công nhận."
    )
    stars = forms.TypedChoiceField(
        label="Hạng sao",
        coerce=int,
        choices=[(n, f"{n} sao") for n in range(5, 0, -1)],
        help_text="Từ 3 sao trở lên mới được công nhận.",
    )

    class Meta:
        model = OcopProduct
        fields = ("name", "group", "stars", "decision", "recognised_on", "valid_until")

    def _post_clean(self) -> None:
        """Leave the checking to the service; the field errors are the same."""


def _row(*names: str) -> Div:
    """Return fields side by side where there is room."""
    width = {2: "col-md-6", 3: "col-md-4"}[len(names)]
    return Div(*(Div(name, css_class=width) for name in names), css_class="row")
