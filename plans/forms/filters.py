"""The filters of the lists, and how deadlines are judged."""

from __future__ import annotations

from typing import Any

from django import forms

from organizations.forms import DateField, PortalForm
from organizations.models import Organization, Staff
from plans.models import DayOff, Part
from plans.queries import (
    agencies_to_filter,
)
from plans.status import Status

MINE = [("", "Tất cả"), ("received", "Giao cho cơ quan tôi"), ("issued", "Cơ quan tôi giao")]
STATUSES = [("", "Tất cả"), ("open", "Chưa xong (mọi tình trạng)"), ("done", "Đã hoàn thành"), *Status.choices]


class FilterForm(forms.Form):
    """The filters of the lists, from the address; a value that says nothing is left out and named on the page."""

    q = forms.CharField(label="Tìm", required=False)
    status = forms.ChoiceField(label="Tình trạng", choices=STATUSES, required=False)
    organization = forms.ModelChoiceField(
        label="Cơ quan thực hiện", queryset=Organization.objects.none(), required=False, empty_label="Tất cả"
    )
    mine = forms.ChoiceField(label="Phạm vi", choices=MINE, required=False)
    due_from = DateField(label="Hạn từ", required=False)
    due_to = DateField(label="Hạn đến", required=False)
    part = forms.ChoiceField(label="Vai trò", choices=[("", "Tất cả"), *Part.choices], required=False)
    extended = forms.BooleanField(label="Chỉ việc đã gia hạn", required=False)
    first = forms.BooleanField(label="Chỉ việc xong trong hạn ban đầu", required=False)
    asking = forms.BooleanField(label="Chỉ việc có đề nghị chờ trả lời", required=False)
    last_day = DateField(label="Tính đến hết ngày", required=False)
    document = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    plan = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = agencies_to_filter(staff)  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """Return the filters that make sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", False)}

    def problems(self) -> list[str]:
        """Return what was left out, in words."""
        return [f"{self.fields[name].label or name}: {error}" for name, found in self.errors.items() for error in found]


class WorkRuleForm(PortalForm):
    """How deadlines are judged."""

    day_off = forms.ChoiceField(
        label="Hạn rơi vào ngày nghỉ",
        choices=DayOff.choices,
        widget=forms.RadioSelect,
        help_text="Bộ luật Dân sự 2015, Điều 148 khoản 5: thời hạn kết thúc vào ngày làm việc tiếp theo ngày nghỉ đó.",
    )
    return_days = forms.IntegerField(
        label="Cơ quan được giao có thể đề nghị trả lại trong (ngày làm việc)",
        min_value=1,
        max_value=60,
        help_text="Kể từ ngày giao, ví dụ: 5. Lý do trả lại thường là không đúng thẩm quyền.",
    )
