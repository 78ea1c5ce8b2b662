"""Forms of the files that go with a document."""

from __future__ import annotations

from typing import Any

from django import forms

from coopportal.files import ACCEPT, KINDS_IN_WORDS, MOST_FILES
from documents.forms.fields import OneLineField
from documents.models import Attachment
from organizations.forms import PortalForm


class FilesInput(forms.ClearableFileInput):
    """A file input that takes several at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; the service judges each by its content."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given] or [super().clean(None, initial)]


class AttachForm(PortalForm):
    """Files to put beside the document."""

    submit_label = "Gửi kèm"

    files = FilesField(
        label="Tệp",
        help_text=f"{KINDS_IN_WORDS}; mỗi tệp tối đa 25 MB, mỗi lần tối đa {MOST_FILES} tệp.",
        widget=FilesInput(attrs={"accept": ACCEPT}),
        error_messages={"required": "Hãy chọn ít nhất một tệp.", "empty": "Tệp trống; hãy kiểm tra lại tệp."},
    )
    title = OneLineField(
        label="Tên gọi",
        required=False,
        max_length=300,
        help_text="Ví dụ: Danh sách hợp tác xã; bỏ trống hoặc khi gửi nhiều tệp: lấy theo tên tệp.",
    )
    note = OneLineField(label="Ghi chú", required=False, max_length=500)


class AttachmentForm(PortalForm):
    """The name and note of one file, and a new version of it."""

    title = OneLineField(label="Tên gọi", max_length=300, error_messages={"required": "Hãy ghi tên gọi của tệp."})
    note = OneLineField(label="Ghi chú", required=False, max_length=500)
    file = forms.FileField(
        label="Thay bằng bản mới",
        required=False,
        help_text="Bỏ trống nếu chỉ sửa tên gọi, ghi chú. Bản cũ vẫn được giữ.",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )

    def __init__(self, *args: Any, attachment: Attachment, **kwargs: Any) -> None:
        kwargs["initial"] = {"title": attachment.title, "note": attachment.note, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
