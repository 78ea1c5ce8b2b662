"""The form that takes a document in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from coopportal.text import nfc
from documents.reading import UnreadableFile
from organizations.forms import PortalForm
from organizations.models import Organization, Staff


def _not_too_large(file: UploadedFile) -> UploadedFile:
    if file.size and file.size > settings.UPLOAD_MAX_BYTES:
        error = UnreadableFile("too_large", limit=settings.UPLOAD_MAX_BYTES // 2**20)
        raise ValidationError(error.message, code=error.code)
    return file


class ImportForm(PortalForm):
    """A file or a pasted text, and whose document it is."""

    submit_label = "Đọc văn bản"

    organization = forms.ModelChoiceField(
        label="Cơ quan ban hành",
        queryset=Organization.objects.none(),
        help_text="Cơ quan của bạn hoặc đơn vị trực thuộc; nhiệm vụ được giao dưới tên cơ quan này.",
        error_messages={"invalid_choice": "Cơ quan này không thuộc phạm vi của bạn; hãy chọn lại."},
    )
    file = forms.FileField(
        label="Tệp văn bản",
        required=False,
        help_text="Tệp .docx, .pdf có lớp chữ hoặc .txt, tối đa 25 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.pdf,.txt"}),
    )
    text = forms.CharField(
        label="Hoặc dán nội dung",
        required=False,
        strip=False,
        max_length=1_000_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Dán toàn văn, từ tên cơ quan (ví dụ: ỦY BAN NHÂN DÂN XÃ THANH MIỆN) đến hết nơi nhận, phụ lục.",
    )

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = staff.organization
        held = Organization.objects.active().filter(path__startswith=own.path)
        # The province's office takes in its own papers; a commune's are the commune's business.
        self.fields["organization"].queryset = held.order_by("path") if own.depth else held.filter(pk=own.pk)
        self.fields["organization"].empty_label = None
        self.fields["organization"].initial = own
        self.helper.attrs = {"novalidate": ""}

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        return _not_too_large(file) if file else None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        has_file, has_text = bool(data.get("file")), bool((data.get("text") or "").strip())
        if has_file and has_text:
            self.add_error("text", "Chỉ chọn tệp hoặc dán nội dung. Hãy bỏ một trong hai rồi gửi lại.")
        if not has_file and not has_text and not self.errors:
            self.add_error("file", "Hãy chọn một tệp văn bản hoặc dán nội dung vào ô bên dưới.")
        return data

    def source(self) -> dict[str, Any]:
        """Return `data`, `filename` and `text` as `import_document` wants them."""
        file = self.cleaned_data["file"]
        if not file:
            return {"data": None, "filename": "", "text": nfc(self.cleaned_data["text"])}
        return {"data": file.read(), "filename": file.name, "text": ""}


class FormCheckForm(PortalForm):
    """The file whose form is checked."""

    submit_label = "Kiểm tra"

    file = forms.FileField(
        label="Tệp văn bản",
        help_text="Tệp .docx, .pdf có lớp chữ hoặc .txt, tối đa 25 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.pdf,.txt"}),
        error_messages={"required": "Hãy chọn tệp cần kiểm tra.", "empty": "Tệp trống, không có gì để kiểm tra."},
    )

    def clean_file(self) -> UploadedFile:
        return _not_too_large(self.cleaned_data["file"])
