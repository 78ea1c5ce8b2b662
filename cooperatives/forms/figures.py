"""Forms of yearly figures, their evaluation, and the thresholds of sizes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from cooperatives.comparing import lines
from cooperatives.forms.fields import MarkedField, field_for
from cooperatives.models import CriteriaSet, Evaluation, FiguresDeadline, SizeThreshold, YearlyFigures
from cooperatives.models.figures import FIGURES, MONEY_FIELDS
from organizations.forms import PortalForm, PortalModelForm

SAMPLES = {
    "official_members": "Ví dụ: 118; chưa biết thì bỏ trống, không có thì ghi 0.",
    "revenue": "Ví dụ: 2,4 tỷ; 320 triệu; 1.250.500.000",
    "profit": "Lỗ thì ghi dấu trừ, ví dụ: -35 triệu",
    "member_income": "Bình quân một người một năm, ví dụ: 48 triệu",
    "managers_basic": "Trong số cán bộ quản lý.",
}


class FiguresForm(PortalForm):
    """A year's figures; blank is unknown, 0 is none. Beside each stands an explanation for an unusual change."""

    submit_label = ""

    def __init__(
        self, *args: Any, figures: YearlyFigures, before: YearlyFigures | None, asks_name: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.before = before
        self.helper.form_tag = False
        for name in FIGURES:
            self.fields[name] = self._field(name)
            self.initial[name] = getattr(figures, name)
            self.fields[f"explain_{name}"] = forms.CharField(required=False, max_length=500, label="Giải trình")
            self.initial[f"explain_{name}"] = figures.explanations.get(name, "")
        if asks_name:
            self.fields["sender"] = forms.CharField(
                label="Người gửi", max_length=120, help_text="Họ tên và chức danh, ví dụ: Vũ Thị Yến, Giám đốc"
            )

    def _field(self, name: str) -> forms.Field:
        field: Any = field_for(YearlyFigures._meta.get_field(name))
        field.help_text = SAMPLES.get(name, "")
        return field

    def figures(self) -> dict[str, Any]:
        """Return the figures by field."""
        return {name: self.cleaned_data[name] for name in FIGURES}

    def explanations(self) -> dict[str, str]:
        """Return the explanations by field."""
        return {name: self.cleaned_data[f"explain_{name}"] for name in FIGURES}

    def rows(self) -> list[dict[str, Any]]:
        """Return what the page shows: each figure's fields, last year's number, and the change."""
        values = getattr(self, "cleaned_data", None) or self.initial
        return [
            {
                "line": line,
                "field": self[line.name],
                "explain": self[f"explain_{line.name}"],
                "asks": line.is_unusual or bool(self[f"explain_{line.name}"].value()),
                "is_money": line.name in MONEY_FIELDS,
            }
            for line in lines({name: values.get(name) for name in FIGURES}, self.before)
        ]


class ReasonForm(PortalForm):
    """Why figures go back."""

    submit_label = "Ghi"

    reason = forms.CharField(
        label="Lý do",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ví dụ: Doanh thu ghi theo triệu đồng, chưa đổi ra đồng.",
    )


class EvaluationForm(PortalForm):
    """Points by criterion, or why there is no rating."""

    submit_label = "Lưu đánh giá"

    def __init__(self, *args: Any, criteria: CriteriaSet, kept: Evaluation | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria.criteria.all())
        points = kept.points if kept else {}
        for row in self.criteria:
            most = "" if row.max_points is None else f"Tối đa {row.max_points:.0f} điểm."
            self.fields[f"points_{row.number}"] = MarkedField(label=str(row), help_text=most)
            value = points.get(str(row.number))
            self.initial[f"points_{row.number}"] = Decimal(value) if value is not None else None
        self.fields["not_rated"] = forms.CharField(
            label="Không xếp loại vì", required=False, max_length=255,
            help_text="Ví dụ: Hoạt động chưa đủ 12 tháng; ngừng trên 3 tháng trong năm. Có chấm điểm thì bỏ trống.",
        )  # fmt: skip
        self.fields["comment"] = forms.CharField(
            label="Nhận xét", required=False, widget=forms.Textarea(attrs={"rows": 3})
        )
        if kept:
            self.initial |= {"not_rated": kept.not_rated, "comment": kept.note}

    def points(self) -> dict[int, Decimal | None]:
        """Return the points by the criterion's number."""
        return {row.number: self.cleaned_data[f"points_{row.number}"] for row in self.criteria}


class DeadlineForm(PortalModelForm):
    """A province's days for one year."""

    class Meta:
        model = FiguresDeadline
        fields = ("due_on", "commune_due_on", "basis")
        formfield_callback = field_for

    def _post_clean(self) -> None:
        """Leave the model's own checks to the service."""


class ThresholdForm(PortalModelForm):
    """One class's least numbers, from a day on."""

    class Meta:
        model = SizeThreshold
        fields = ("valid_from", "min_members", "min_revenue", "min_capital", "source")
        formfield_callback = field_for
