"""Forms of the parts of a sheet that have a form of their own: money, governance, links, the province's fields."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Layout
from django import forms

from cooperatives.extra import OWN, extra_fields_of, extra_form_field, extra_stored, extra_value, extra_words
from cooperatives.forms.fields import SeenMixin, field_for
from cooperatives.forms.row import WHY_HELP, two_by_two
from cooperatives.models import Cooperative, Kind
from organizations.forms import PortalModelForm
from organizations.models import Staff


class PartForm(SeenMixin, PortalModelForm):
    """A part of a sheet; what stands in the model is checked by the service, which locks the sheet."""

    title = ""
    why = forms.CharField(label="Lý do, căn cứ sửa", required=False, max_length=255, help_text=WHY_HELP)

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff = staff
        self.initial["seen"] = self.instance.updated_at.isoformat()

    def _post_clean(self) -> None:
        """Leave the model's own checks to the service; the errors come back at the same fields."""

    def values(self) -> dict[str, Any]:
        """Return what `services.update_cooperative` takes."""
        return dict(self.cleaned_data)


class MoneyPartForm(PartForm):
    title = "Vốn, tài sản, công nợ"

    class Meta:
        model = Cooperative
        fields = (
            "charter_capital", "total_capital", "assets_value", "land_area", "debt", "debt_state", "debt_bank",
            "debt_economic", "debt_members", "owed_by_members",
        )  # fmt: skip
        formfield_callback = field_for

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["charter_capital"].help_text = "Ví dụ: 1,5 tỷ; 320 triệu; 1.500.000.000"
        self.fields["debt"].help_text = "Tổng các khoản nợ phải trả; không nợ ghi 0, chưa rõ thì bỏ trống."
        self.helper.layout = Layout("seen", *two_by_two(self, "seen", "why"), "why")


class GovernancePartForm(PartForm):
    """What the law asks of each kind: a group has a contract and no governance, a credit fund a banking licence."""

    title = "Quản trị theo Luật"

    class Meta:
        model = Cooperative
        fields = (
            "governance", "last_meeting_on", "charter_adapted_on", "foreign_members", "union", "banking_license",
            "contract_on", "contract_until",
        )  # fmt: skip
        formfield_callback = field_for

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._describe()
        for name in foreign_to(self.instance.kind):
            del self.fields[name]

    def _describe(self) -> None:
        self.fields["last_meeting_on"].help_text = "Ngày họp Đại hội thành viên thường niên gần nhất, ví dụ: 28/03/2026"
        self.fields["charter_adapted_on"].help_text = "Bỏ trống nếu Điều lệ chưa sửa theo Luật Hợp tác xã 2023."
        seen = Cooperative.objects.visible_to(self.staff).filter(kind=Kind.UNION)
        kept = Cooperative.objects.filter(pk=self.instance.union_id)
        self.fields["union"].queryset = (seen | kept).exclude(pk=self.instance.pk).only("name")
        self.fields["union"].help_text = "Liên hiệp có trụ sở ở xã khác: cơ quan cấp tỉnh ghi."
        self.fields["union"].empty_label = "— không thuộc liên hiệp nào —"


class LinksPartForm(PartForm):
    title = "Chuỗi giá trị, công nghệ"

    class Meta:
        model = Cooperative
        fields = (
            "in_value_chain", "value_chain", "uses_high_tech", "high_tech", "has_traceability", "sells_online",
        )  # fmt: skip
        formfield_callback = field_for


class ExtraPartForm(PartForm):
    """The province's own fields; their definitions are rows, so the form is made anew for each sheet."""

    title = "Thông tin riêng của tỉnh"

    class Meta:
        model = Cooperative
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definitions = extra_fields_of(self.instance)
        why = self.fields.pop("why")
        for row in self.definitions:
            self.fields[OWN + row.key] = extra_form_field(row)
            self.initial[OWN + row.key] = extra_value(row, self.instance.extra.get(row.key))
        self.fields["why"] = why

    def own_words(self, name: str, fresh: Cooperative) -> tuple[str, Any]:
        """Return what was typed into an own field, in words, and the value of `fresh` as the field takes it."""
        row = next(row for row in self.definitions if OWN + row.key == name)
        typed = extra_words(row, extra_stored(row, self.cleaned_data[name]))
        return typed, extra_value(row, fresh.extra.get(row.key))

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        extra = {row.key: extra_stored(row, data[OWN + row.key]) for row in self.definitions}
        return {"seen": data["seen"], "why": data["why"], "extra": self.instance.extra | extra}


def foreign_to(kind: str) -> tuple[str, ...]:
    """Return the fields of this part that organizations of this kind do not have."""
    if kind == Kind.GROUP:
        return ("governance", "last_meeting_on", "charter_adapted_on", "foreign_members", "union", "banking_license")
    contract = ("contract_on", "contract_until")
    own = {Kind.CREDIT_FUND: (), Kind.UNION: ("banking_license", "union")}.get(Kind(kind), ("banking_license",))
    return (*contract, *own)


PARTS: dict[str, type[PartForm]] = {
    "von-no": MoneyPartForm,
    "quan-tri": GovernancePartForm,
    "lien-ket": LinksPartForm,
    "rieng": ExtraPartForm,
}
