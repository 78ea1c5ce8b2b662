"""What agencies report and ask, and what assigners answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from organizations.forms import DateField, PortalForm
from organizations.models import Organization, Staff
from plans import files
from plans.models import DelayReason, RequestKind
from plans.queries import (
    agencies_to_hand_to,
)


class FilesInput(forms.ClearableFileInput):
    """A file field that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; each is judged by its content (plans.files), and each problem is shown."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        uploads = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        problems: list[ValidationError] = []
        if len(uploads) > files.MOST_FILES:
            problems.append(ValidationError(f"Mỗi báo cáo kèm tối đa {files.MOST_FILES} tệp."))
        for upload in uploads[: files.MOST_FILES]:
            try:
                files.check(upload)
            except ValidationError as error:
                problems.append(error)
        if problems:
            raise ValidationError(problems)
        return uploads


class ReportForm(PortalForm):
    """What an agency reports."""

    submit_label = "Gửi báo cáo"
    text = forms.CharField(
        label="Kết quả thực hiện",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Ví dụ: Đã rà soát 12/15 hợp tác xã; còn 3 hợp tác xã, dự kiến xong ngày 15/6.",
    )
    percent = forms.IntegerField(
        label="Tỷ lệ hoàn thành (%)",
        min_value=0,
        max_value=100,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text="Từ 0 đến 100. Khi đề nghị nghiệm thu có thể bỏ trống: tính là 100.",
        error_messages={"invalid": "Hãy ghi một số nguyên từ 0 đến 100."},
    )
    delay_reason = forms.ChoiceField(
        label="Nguyên nhân chậm",
        choices=[("", "— không chậm —"), *DelayReason.choices],
        required=False,
        help_text="Chọn khi việc đã hoặc sắp chậm; nguyên nhân được thống kê để cấp trên tháo gỡ.",
    )
    asks_acceptance = forms.BooleanField(
        label="Đã hoàn thành, đề nghị nghiệm thu",
        required=False,
        help_text="Đúng hạn hay quá hạn tính theo ngày gửi báo cáo này.",
    )
    files = FilesField(
        label="Tệp minh chứng",
        required=False,
        widget=FilesInput(attrs={"accept": files.ACCEPT}),
        help_text=f"{files.KINDS_IN_WORDS}; mỗi tệp tối đa 25 MB, tối đa {files.MOST_FILES} tệp.",
    )

    def add_error(self, field: str | None, error: Any) -> None:
        """Say that a browser cannot keep the files of a form that comes back."""
        super().add_error(field, error)
        chosen = self.files and self.files.getlist("files") if hasattr(self.files, "getlist") else []
        if chosen and field != "files" and not self.has_error("files"):
            super().add_error("files", "Hãy chọn lại tệp: trình duyệt không giữ tệp khi biểu mẫu còn lỗi.")


class CommentForm(PortalForm):
    """An optional remark."""

    comment = forms.CharField(
        label="Ý kiến", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Không bắt buộc. Ví dụ: Báo cáo đầy đủ, đạt yêu cầu.",
    )  # fmt: skip


class ReasonForm(PortalForm):
    """A reason that the other side reads."""

    reason = forms.CharField(
        label="Lý do",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi lý do để cơ quan thực hiện biết phải làm gì."},
    )

    def __init__(self, *args: Any, sample: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = sample


class ExtendForm(ReasonForm):
    """More time."""

    new_due_on = DateField(label="Hạn mới", help_text="Ví dụ: 30/06/2026. Hạn ban đầu vẫn được giữ để thống kê.")
    field_order = ["new_due_on", "reason"]


class AskTimeForm(ReasonForm):
    """An agency's wish for more time."""

    submit_label = ""
    new_due_on = DateField(
        label="Xin đến ngày", help_text="Ví dụ: 30/06/2026. Hạn hiện tại giữ nguyên đến khi có trả lời."
    )
    delay_reason = forms.ChoiceField(label="Nguyên nhân", choices=[("", "— chọn —"), *DelayReason.choices])
    field_order = ["new_due_on", "delay_reason", "reason"]


class ApproveForm(PortalForm):
    """A yes to a request: another day than the one asked for, or another agency."""

    submit_label = ""
    new_due_on = DateField(label="Cho đến ngày", required=False)
    to = forms.ModelChoiceField(
        label="Giao cho cơ quan khác",
        queryset=Organization.objects.none(),
        required=False,
        empty_label="— không giao cho cơ quan khác —",
    )
    comment = forms.CharField(label="Ý kiến", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, staff: Staff, request_kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["to" if request_kind == RequestKind.EXTENSION else "new_due_on"]
        if "to" in self.fields:
            self.fields["to"].queryset = agencies_to_hand_to(staff)  # type: ignore[attr-defined]


class RefuseForm(PortalForm):
    """A no to a request."""

    submit_label = ""
    comment = forms.CharField(
        label="Lý do không đồng ý",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ví dụ: Báo cáo phải gửi cấp trên đúng ngày 20; đề nghị báo cáo số liệu hiện có.",
        error_messages={"required": "Hãy ghi lý do không đồng ý để cơ quan thực hiện biết."},
    )
