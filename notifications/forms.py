"""Forms of this room."""

from __future__ import annotations

from typing import Any

from django import forms

from notifications.models import ReminderRule
from organizations.forms import DateField, PortalModelForm

BEFORE = (30, 15, 10, 7, 5, 3, 2, 1)
AFTER = (1, 2, 3, 5, 7)
REPEATS = {
    0: "Không nhắc lại",
    3: "3 ngày một lần",
    7: "Mỗi tuần một lần",
    14: "Hai tuần một lần",
    30: "30 ngày một lần",
}
LATE = (1, 2, 3, 5, 7, 10, 15, 30)


def _days(days: tuple[int, ...], words: str) -> list[tuple[int, str]]:
    return [(day, words.format(day)) for day in days]


class RuleForm(PortalModelForm):
    """An organization's reminder ladder, by ticking."""

    submit_label = "Lưu quy tắc"

    before = forms.TypedMultipleChoiceField(
        label="Nhắc trước hạn", coerce=int, required=False, choices=_days(BEFORE, "{} ngày"),
        widget=forms.CheckboxSelectMultiple,
        help_text="Mốc rơi vào ngày nghỉ được nhắc vào ngày làm việc liền trước.",
    )  # fmt: skip
    after = forms.TypedMultipleChoiceField(
        label="Nhắc khi quá hạn", coerce=int, required=False, choices=_days(AFTER, "{} ngày"),
        widget=forms.CheckboxSelectMultiple,
        help_text="Mốc rơi vào ngày nghỉ được nhắc vào ngày làm việc liền sau.",
    )  # fmt: skip
    repeat_every = forms.TypedChoiceField(label="Sau đó nhắc lại", coerce=int, choices=list(REPEATS.items()))
    leaders_from = forms.TypedChoiceField(
        label="Báo cả lãnh đạo cơ quan thực hiện", coerce=int, choices=_days(LATE, "từ khi quá hạn {} ngày")
    )
    assigner_from = forms.TypedChoiceField(
        label="Báo cả cơ quan giao việc", coerce=int, choices=_days(LATE, "từ khi quá hạn {} ngày")
    )

    class Meta:
        model = ReminderRule
        fields = ["before", "on_the_day", "after", "repeat_every", "leaders_from", "assigner_from"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("before", "after"):
            self._offer(name, getattr(self.instance, name), "{} ngày")
        self._offer("repeat_every", [self.instance.repeat_every], "{} ngày một lần")
        for name in ("leaders_from", "assigner_from"):
            self._offer(name, [getattr(self.instance, name)], "từ khi quá hạn {} ngày")

    def _offer(self, name: str, days: list[int], words: str) -> None:
        """Offer the days that the rule already has beside the usual ones, or saving would lose them."""
        field: Any = self.fields[name]
        missing = [day for day in days if day not in {value for value, _ in field.choices}]
        field.choices = [*field.choices, *((day, words.format(day)) for day in missing)]


class LedgerForm(forms.Form):
    """The filters of the ledger; what cannot be read is left out and said at the field."""

    READING = (("", "Tất cả"), ("read", "Đã đọc"), ("unread", "Chưa đọc"))

    q = forms.CharField(label="Việc", required=False)
    since = DateField(label="Từ ngày", required=False)
    until = DateField(label="Đến ngày", required=False)
    reading = forms.ChoiceField(label="Đã đọc", required=False, choices=READING)
    source = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    object_id = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
