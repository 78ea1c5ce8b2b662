"""Forms of the page on which anybody verifies a document."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from documents.models.issued import CODE_LENGTH
from documents.queries.verifying import tidy_code
from organizations.forms import PortalForm

TOO_BIG = "Tệp lớn quá 25 MB."


def bytes_of(file: UploadedFile) -> bytes:
    """Return the content of an upload. Raises ValidationError where it is empty or too big."""
    if not file.size:
        raise ValidationError("Tệp rỗng; hãy chọn tệp khác.")
    if file.size > settings.UPLOAD_MAX_BYTES:
        raise ValidationError(TOO_BIG)
    return file.read()


class CodeForm(PortalForm):
    """The code that is printed beside the QR code."""

    submit_label = "Kiểm tra"

    code = forms.CharField(
        label="Mã xác thực",
        max_length=40,
        help_text=f"{CODE_LENGTH} chữ và số in cạnh mã QR ở chân trang đầu của văn bản.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def clean_code(self) -> str:
        code = tidy_code(self.cleaned_data["code"])
        if len(code) != CODE_LENGTH:
            raise ValidationError(f"Mã xác thực gồm {CODE_LENGTH} chữ và số.")
        return code


class CompareForm(PortalForm):
    """A file to compare with what was issued."""

    submit_label = "So tệp"

    file = forms.FileField(
        label="Tệp bạn đang có", help_text="Tệp chỉ được so rồi bỏ ngay, không lưu lại. Tối đa 25 MB."
    )

    def clean_file(self) -> UploadedFile:
        self.cleaned_data["content"] = bytes_of(self.cleaned_data["file"])
        return self.cleaned_data["file"]

    def content(self) -> bytes:
        """Return the bytes that were sent."""
        content: bytes = self.cleaned_data["content"]
        return content
