"""The filters of the dashboard."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from organizations.forms import DateField
from organizations.models import Organization, Staff
from plans.queries import agencies_to_filter
from reports import queries
from reports.periods import ALL, CUSTOM, Period, choices, period_of


class DashboardForm(forms.Form):
    """Which period, which unit; what makes no sense is left out and said on the page."""

    period = forms.ChoiceField(label="Kỳ (theo hạn của việc)", required=False)
    since = DateField(label="Từ ngày", required=False)
    until = DateField(label="Đến ngày", required=False)
    organization = forms.ModelChoiceField(
        label="Đơn vị", queryset=Organization.objects.none(), required=False, empty_label="Toàn bộ phạm vi của tôi"
    )

    by = forms.ChoiceField(label="Theo", choices=queries.GROUPINGS, required=False)

    def __init__(self, *args: Any, staff: Staff, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        self.fields["period"].choices = choices(today)  # type: ignore[attr-defined]
        self.fields["organization"].queryset = agencies_to_filter(staff)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins; days typed without choosing `custom` mean it."""
        data = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", "Ngày kết thúc kỳ phải từ ngày bắt đầu trở đi.")
        if (since or until) and data.get("period") in ("", ALL, None):
            data["period"] = CUSTOM
        return data

    def chosen_period(self) -> Period:
        """Return the period that was asked for; everything where that makes no sense."""
        data = self.cleaned_data if self.is_valid() else {}
        return period_of(data.get("period") or ALL, self._today, data.get("since"), data.get("until"))

    def chosen_unit(self) -> Organization | None:
        """Return the unit that was asked for, where the person may ask for it."""
        self.is_valid()
        return self.cleaned_data.get("organization")

    def chosen_grouping(self) -> str:
        """Return what to count by; agencies where nothing sensible was asked for."""
        self.is_valid()
        return self.cleaned_data.get("by") or queries.GROUPINGS[0][0]

    def problems(self) -> list[str]:
        """Return what was left out, in words."""
        return [f"{self.fields[name].label}: {error}" for name, found in self.errors.items() for error in found]
