"""Forms of the two registers that the clerk keeps by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from documents.forms.fields import DayField, OneLineField
from documents.models import OutgoingEntry
from documents.queries.mailing import permitting_names
from organizations.forms import PortalForm
from organizations.models import Staff

MOST_MORE = 4


class PostingForm(PortalForm):
    """What went to the post on one day: the recipients that the document names, and room for others."""

    submit_label = ""

    sent_on = DayField(label="Ngày chuyển bưu điện")
    note = OneLineField(label="Ghi chú", required=False, max_length=500)

    def __init__(self, *args: Any, entry: OutgoingEntry, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("sent_on", timezone.localdate())
        super().__init__(*args, **kwargs)
        self.named = [one for one in entry.recipients.split("; ") if one][:100]
        self.count = len(self.named) + MOST_MORE
        for n in range(self.count):
            name = self.named[n] if n < len(self.named) else ""
            to = OneLineField(label="Nơi nhận", required=False, max_length=255, initial=name)
            count = forms.IntegerField(label="Số bì", required=False, min_value=0, max_value=10000)
            for field in (to, count):
                field.widget.attrs["class"] = "form-control"
            self.fields[f"to_{n}"], self.fields[f"envelopes_{n}"] = to, count

    def rows(self) -> list[tuple[Any, Any]]:
        """Return the fields of each line, for the page."""
        return [(self[f"to_{n}"], self[f"envelopes_{n}"]) for n in range(self.count)]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for n in range(self.count):
            if data.get(f"envelopes_{n}") and not data.get(f"to_{n}"):
                self.add_error(f"to_{n}", "Hãy ghi nơi nhận của số bì này.")
        return data

    def to(self) -> list[tuple[str, int]]:
        """Return to whom how many envelopes went; lines without envelopes did not go by post."""
        data = self.cleaned_data
        return [(data[f"to_{n}"], data[f"envelopes_{n}"]) for n in range(self.count) if data[f"envelopes_{n}"]]


class PostingUpdateForm(PortalForm):
    """One line of the register of the post."""

    submit_label = "Lưu dòng sổ"

    envelopes = forms.IntegerField(label="Số lượng bì", min_value=1, max_value=10000)
    receipt = OneLineField(
        label="Ký nhận và dấu bưu điện",
        required=False,
        max_length=255,
        help_text="Ví dụ: Bưu cục Thanh Miện, biên nhận EB123456789VN.",
    )
    confirmed_on = DayField(label="Bưu điện ký nhận ngày", required=False)
    note = OneLineField(label="Ghi chú", required=False, max_length=500)
    struck = forms.BooleanField(
        label="Gạch bỏ dòng này (ghi nhầm)",
        required=False,
        help_text="Dòng vẫn còn trong sổ, bị gạch ngang; ghi lý do ở ô Ghi chú.",
    )


class ConfirmForm(PortalForm):
    """The post's receipt for all that went on one day."""

    submit_label = "Ghi bưu điện đã ký nhận"

    sent_on = DayField(label="Các bì chuyển ngày")
    receipt = OneLineField(label="Ký nhận và dấu bưu điện", max_length=255, help_text="Người nhận, số biên nhận.")
    confirmed_on = DayField(label="Bưu điện ký nhận ngày")


class CopyUseForm(PortalForm):
    """Who takes the filed copy in hand."""

    submit_label = "Ghi sổ sử dụng bản lưu"

    used_on = DayField(label="Ngày sử dụng")
    user_name = OneLineField(label="Họ tên người sử dụng", max_length=120)
    permitted_by = OneLineField(label="Người cho phép sử dụng", max_length=120)
    due_back_on = DayField(label="Hẹn trả", required=False)
    dossier_symbol = OneLineField(label="Số và ký hiệu hồ sơ", required=False, max_length=60)
    receipt = OneLineField(label="Ký nhận", required=False, max_length=120, help_text="Bỏ trống để ký tay trên bản in.")
    note = OneLineField(label="Ghi chú", required=False, max_length=500)

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("used_on", timezone.localdate())
        super().__init__(*args, **kwargs)
        names = permitting_names(staff.organization)
        self.fields["permitted_by"].help_text = f"Ví dụ: {names[0]}" if names else ""


class CopyUseUpdateForm(PortalForm):
    """The return of a filed copy, and corrections."""

    submit_label = "Lưu dòng sổ"

    returned_on = DayField(label="Ngày trả", required=False)
    due_back_on = DayField(label="Hẹn trả", required=False)
    dossier_symbol = OneLineField(label="Số và ký hiệu hồ sơ", required=False, max_length=60)
    receipt = OneLineField(label="Ký nhận", required=False, max_length=120)
    note = OneLineField(label="Ghi chú", required=False, max_length=500)
    struck = forms.BooleanField(
        label="Gạch bỏ dòng này (ghi nhầm)",
        required=False,
        help_text="Dòng vẫn còn trong sổ, bị gạch ngang; ghi lý do ở ô Ghi chú.",
    )
