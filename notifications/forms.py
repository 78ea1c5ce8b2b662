"""Forms of this room."""

from __future__ import annotations

from typing import Any

from django import forms

from notifications.channels import configured
from notifications.channels.sms import is_phone
from notifications.models import Channel, Preference, ReminderRule, Webhook
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


class TimeInput(forms.TimeInput):
    """A time that browsers show with their own clock."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


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
        fields = [
            "before", "on_the_day", "after", "repeat_every", "leaders_from", "assigner_from",
            "quiet_from", "quiet_until",
        ]  # fmt: skip
        widgets = {name: TimeInput() for name in ("quiet_from", "quiet_until")}

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


class PreferenceForm(PortalModelForm):
    """How a person wants to be told; Zalo and SMS are offered where the office has set them up."""

    zalo = forms.BooleanField(label="Tôi đồng ý nhận tin nhắc việc qua Zalo", required=False)
    sms = forms.BooleanField(label="Tôi đồng ý nhận tin nhắc việc qua SMS", required=False)
    field_order = ("email_digest", "email_instant", "zalo", "zalo_id", "sms", "phone")

    class Meta:
        model = Preference
        fields = ["email_digest", "email_instant", "zalo_id", "phone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zalo"].initial = bool(self.instance.zalo_agreed_at)
        self.fields["sms"].initial = bool(self.instance.sms_agreed_at)
        for channel, names in ((Channel.ZALO, ("zalo", "zalo_id")), (Channel.SMS, ("sms", "phone"))):
            if not configured(channel):
                for name in names:
                    del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("zalo") and not data.get("zalo_id"):
            self.add_error("zalo_id", "Hãy ghi mã người dùng Zalo, hoặc bỏ chọn nhận tin qua Zalo.")
        if data.get("sms") and not data.get("phone") and "phone" not in self.errors:
            self.add_error("phone", "Hãy ghi số điện thoại, hoặc bỏ chọn nhận tin qua SMS.")
        return data

    def clean_phone(self) -> str:
        """Keep the number as typed; ValidationError where no Vietnamese telephone has it."""
        phone: str = self.cleaned_data["phone"]
        if phone and not is_phone(phone):
            raise forms.ValidationError("Số điện thoại không hợp lệ; ví dụ: 0912 345 678.")
        return phone


class WebhookForm(PortalModelForm):
    """Where an organization's other system listens."""

    submit_label = "Lưu kết nối"

    url = forms.URLField(
        label="Địa chỉ nhận",
        max_length=500,
        assume_scheme="https",
        help_text="Ví dụ: https://dieuhanh.haiphong.gov.vn/nhan",
    )
    new_secret = forms.BooleanField(
        label="Đổi khóa bí mật",
        required=False,
        help_text="Chọn khi nghi khóa cũ đã lộ; hệ thống kia phải nhập lại.",
    )

    class Meta:
        model = Webhook
        fields = ["url", "is_active"]


class LedgerForm(forms.Form):
    """The filters of the ledger; what cannot be read is left out and said at the field."""

    READING = (("", "Tất cả"), ("read", "Đã đọc"), ("unread", "Chưa đọc"))

    q = forms.CharField(label="Việc", required=False)
    since = DateField(label="Từ ngày", required=False)
    until = DateField(label="Đến ngày", required=False)
    reading = forms.ChoiceField(label="Đã đọc", required=False, choices=READING)
    source = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    object_id = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
