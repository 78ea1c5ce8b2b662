"""Forms of the clerk's numbers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from documents.models import NumberingScheme, OfficialDocument
from documents.models.document import KIND_CHOICES
from organizations.forms import PortalForm


class RegisterForm(PortalForm):
    """Which register of the year; the common one where the office numbers that way."""

    kind = forms.ChoiceField(
        label="Loại văn bản",
        choices=[("", "Chọn loại văn bản"), *KIND_CHOICES],
        help_text="Số lấy theo dãy của loại này, hoặc dãy chung của cơ quan.",
    )
    is_secret = forms.BooleanField(label="Sổ văn bản mật", required=False)


class ReserveForm(RegisterForm):
    """Numbers to keep, and why."""

    submit_label = "Lấy số trước"

    count = forms.IntegerField(label="Bao nhiêu số", initial=1, min_value=1, max_value=50)
    reason = forms.CharField(
        label="Lý do", max_length=300, help_text="Ví dụ: quyết định khen thưởng ký trong lễ tối nay, sẽ nhập sau."
    )


class StartForm(RegisterForm):
    """Where this year's register goes on from the paper one."""

    submit_label = "Đặt số bắt đầu"

    first_number = forms.IntegerField(label="Số đầu tiên lấy trên cổng", min_value=1, max_value=1_000_000)
    note = forms.CharField(label="Căn cứ", max_length=300, help_text="Ví dụ: tiếp theo sổ giấy đến số 245.")


class ContinueForm(PortalForm):
    """Up to which number the paper book of incoming documents went, and why one goes on from there."""

    submit_label = "Đặt số tiếp theo sổ giấy"

    last_number = forms.IntegerField(
        label="Số đến cuối cùng trong sổ giấy",
        min_value=1,
        max_value=1_000_000,
        help_text="Văn bản đến đầu tiên vào sổ trên cổng nhận số kế tiếp.",
    )
    note = forms.CharField(
        label="Lý do", max_length=300, help_text="Ví dụ: bắt đầu dùng cổng từ 01/7, khóa sổ giấy quyển số 01."
    )


class SchemeForm(PortalForm):
    """How the office numbers from a year on."""

    submit_label = "Lưu cách đánh số"

    from_year = forms.IntegerField(label="Áp dụng từ năm", min_value=2020, max_value=2100)
    mode = forms.ChoiceField(label="Cách đánh số", choices=NumberingScheme.Mode.choices, widget=forms.RadioSelect)
    separate_kinds = forms.MultipleChoiceField(
        label="Loại có dãy số riêng khi đánh số chung",
        choices=KIND_CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_year"].localize = False


class MeantForm(PortalForm):
    """For which of the office's drafts a number is kept."""

    submit_label = "Giữ số cho văn bản này"

    document = forms.ModelChoiceField(
        label="Văn bản", queryset=OfficialDocument.objects.none(), empty_label="Chọn văn bản"
    )

    def __init__(self, *args: Any, drafts: QuerySet[OfficialDocument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = drafts


class CancelForm(PortalForm):
    """Why a number that was kept will not be used."""

    submit_label = "Bỏ số này"

    cancel_reason = forms.CharField(label="Lý do bỏ số", max_length=300)
