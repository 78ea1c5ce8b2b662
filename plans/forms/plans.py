"""Plans, their parts, indicators and templates."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from organizations.forms import DateField, PortalForm, PortalModelForm
from organizations.models import Organization
from plans.charts import plain
from plans.models import ActionPlan, Indicator


class PlanForm(PortalModelForm):
    """A plan's head."""

    starts_on = DateField(label="Từ ngày", required=False)
    ends_on = DateField(label="Đến ngày", required=False)

    class Meta:
        model = ActionPlan
        fields = ["title", "year", "starts_on", "ends_on"]
        widgets = {"title": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial.setdefault("year", timezone.localdate().year)


class SectionsForm(PortalForm):
    """The parts of a plan, one a line."""

    sections = forms.CharField(
        label="Các mục của kế hoạch",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Mỗi dòng một mục, theo thứ tự. Ví dụ: I. Tuyên truyền, tập huấn. Mục bỏ khỏi danh sách thì nhiệm vụ "
        "của mục vẫn còn, chỉ không thuộc mục nào.",
    )

    def clean_sections(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["sections"].splitlines() if line.strip()]


class NumberField(forms.DecimalField):
    """A figure as Vietnamese write it (`1.234,5`) or as machines do (`1234.5`)."""

    widget = forms.TextInput
    default_error_messages = {"invalid": "Hãy ghi một số, ví dụ: 1.234,5."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=16, decimal_places=2, **kwargs)
        self.widget.attrs["inputmode"] = "decimal"

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            text = value.strip().replace(" ", "")
            if "," in text or text.count(".") > 1 or re.fullmatch(r"-?\d{1,3}(\.\d{3})+", text):
                text = text.replace(".", "").replace(",", ".")
            value = text
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, Decimal) else value


class IndicatorForm(PortalModelForm):
    """An indicator with a field for each unit's share (`unit_12`)."""

    submit_label = ""
    baseline = NumberField(label="Số đầu kỳ", required=False, help_text="Ví dụ: 42")
    target = NumberField(label="Chỉ tiêu kế hoạch", help_text="Ví dụ: 50 hoặc 1.234,5")
    due_on = DateField(label="Thời hạn", required=False)

    class Meta:
        model = Indicator
        fields = ["name", "unit", "section", "baseline", "target", "due_on", "span", "reckoning"]

    def __init__(self, *args: Any, units: list[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.form_tag = False
        self.fields["section"].queryset = self.instance.plan.sections.all()
        self.fields["section"].empty_label = "— không —"
        self.units = units
        given = dict(self.instance.shares.values_list("organization_id", "target")) if self.instance.pk else {}
        for unit in units:
            name = f"unit_{unit.pk}"
            self.fields[f"in_{unit.pk}"] = forms.BooleanField(label=str(unit), required=False)
            self.fields[name] = NumberField(label=f"Chỉ tiêu giao {unit}", required=False)
            self.initial |= {f"in_{unit.pk}": unit.pk in given, name: given.get(unit.pk)}

    def unit_rows(self) -> list[tuple[Organization, Any, Any]]:
        """Return each unit with its box and its figure, for the template."""
        return [(unit, self[f"in_{unit.pk}"], self[f"unit_{unit.pk}"]) for unit in self.units]

    def shares(self) -> dict[Organization, Decimal | None]:
        """Return what each unit is given; a figure without a tick means it too."""
        data = self.cleaned_data
        chosen = [u for u in self.units if data.get(f"in_{u.pk}") or data.get(f"unit_{u.pk}") is not None]
        return {unit: data.get(f"unit_{unit.pk}") for unit in chosen}

    def values(self) -> dict[str, Any]:
        """Return the indicator's own fields."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class ActualForm(PortalForm):
    """A unit's figure for a period."""

    submit_label = "Lưu kết quả"
    organization = forms.ModelChoiceField(label="Đơn vị", queryset=Organization.objects.none(), empty_label=None)
    period_on = forms.TypedChoiceField(label="Kỳ", coerce=dt.date.fromisoformat)
    value = NumberField(label="Kết quả trong kỳ", help_text="Ví dụ: 3 hoặc 1.234,5. Ghi 0 nếu không có.")
    note = forms.CharField(label="Ghi chú", max_length=300, required=False)

    def __init__(self, *args: Any, indicator: Indicator, organizations: QuerySet[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = organizations  # type: ignore[attr-defined]
        self.fields["period_on"].choices = [(f"{day}", f"đến {day:%d/%m/%Y}") for day in indicator.periods()]  # type: ignore[attr-defined]


class TemplateTitleForm(PortalForm):
    """What a template is called."""

    submit_label = "Lưu thành mẫu"
    title = forms.CharField(label="Tên mẫu", max_length=300, help_text="Ví dụ: Kế hoạch Tháng hành động vì hợp tác xã")


class PlanFromForm(PortalForm):
    """A plan made from another one: its name, its year or first day, and which tasks come along."""

    submit_label = ""
    title = forms.CharField(label="Tên kế hoạch", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    year = forms.IntegerField(label="Năm", min_value=1990, max_value=2100)
    starts_on = DateField(label="Ngày bắt đầu (T)", required=False)

    def __init__(self, *args: Any, needs_day: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if needs_day:
            self.fields["starts_on"].required = True
            self.fields["starts_on"].help_text = "Hạn T+10 là ngày làm việc thứ 10 sau ngày này."
            del self.fields["year"]
        else:
            del self.fields["starts_on"]
