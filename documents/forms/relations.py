"""The form that ties two documents together, and the one that sends a document out of the portal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from documents.forms.fields import OneLineField
from documents.models import Channel, OfficialDocument, RelationKind
from documents.queries.lists import find
from organizations.forms import PortalForm
from organizations.models import Staff

MOST_FOUND = 20


class RelationForm(PortalForm):
    """What this document does with another one, found by number or words."""

    submit_label = "Ghi quan hệ"

    kind = forms.ChoiceField(label="Văn bản này", choices=RelationKind.choices)
    words = OneLineField(
        label="Văn bản liên quan",
        max_length=200,
        help_text="Số, ký hiệu hoặc từ trong trích yếu, ví dụ: 546/UBND-TC.",
        error_messages={"required": "Hãy ghi số, ký hiệu hoặc từ trong trích yếu của văn bản liên quan."},
    )
    target = forms.ChoiceField(label="Chọn văn bản", required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, document: OfficialDocument, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document, self.staff = document, staff
        words = (self.data.get("words") or "").strip() if self.is_bound else ""
        found = find(staff, words=words).exclude(pk=document.pk)[:MOST_FOUND] if words else []
        self.found = {str(d.pk): d for d in found}
        self.fields["target"].choices = [(pk, _label(d)) for pk, d in self.found.items()]
        if len(self.found) < 2:
            self.fields["target"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.found and not self.errors:
            raise ValidationError({"words": "Không tìm thấy văn bản nào; hãy thử số, ký hiệu hoặc từ khác."})
        chosen = self.found.get(data.get("target") or "")
        if len(self.found) == 1:
            chosen = next(iter(self.found.values()))
        if chosen is None and not self.errors:
            self.add_error("target", "Có nhiều văn bản phù hợp; hãy chọn một.")
        data["document"] = chosen
        return data


def _label(document: OfficialDocument) -> str:
    day = f" ngày {document.issued_on:%d/%m/%Y}" if document.issued_on else ""
    kind = document.get_kind_display() or "Văn bản"
    return f"{kind} {document.full_number}{day}, {document.issuer_name}: {document.subject[:120]}"


class OutsideForm(PortalForm):
    """A recipient who is not in the portal."""

    submit_label = "Gửi"

    channel = forms.ChoiceField(
        label="Đường gửi",
        choices=[(Channel.EMAIL, "Thư điện tử, kèm tệp PDF"), (Channel.EDXML, "Tệp edXML cho trục liên thông")],
        widget=forms.RadioSelect,
        initial=Channel.EMAIL,
    )
    name = OneLineField(
        label="Tên nơi nhận",
        max_length=255,
        help_text="Ví dụ: Công ty TNHH Nông sản Sao Mai",
        error_messages={"required": "Hãy ghi tên nơi nhận."},
    )
    email = forms.EmailField(
        label="Thư điện tử", required=False, help_text="Cần khi gửi bằng thư.",
        error_messages={"invalid": "Địa chỉ thư không đúng, ví dụ đúng: vanthu@coquan.gov.vn"},
    )  # fmt: skip
    code = forms.RegexField(
        r"^[0-9A-Z]+(\.[0-9A-Z]+)*$",
        label="Mã định danh",
        required=False,
        max_length=35,
        help_text="Cần khi xuất edXML, ví dụ: 000.00.00.G22 hoặc H31.7",
        error_messages={"invalid": "Mã định danh chỉ gồm chữ số, chữ in hoa và dấu chấm, ví dụ: 000.00.00.G22"},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("channel") == Channel.EMAIL and not data.get("email") and "email" not in self.errors:
            self.add_error("email", "Hãy ghi địa chỉ thư của nơi nhận.")
        if data.get("channel") == Channel.EDXML and not data.get("code") and "code" not in self.errors:
            self.add_error("code", "Hãy ghi mã định danh của nơi nhận.")
        return data


class EdxmlForm(PortalForm):
    """A message of the national exchange."""

    submit_label = "Nhận gói tin"

    file = forms.FileField(
        label="Tệp edXML",
        help_text="Gói tin theo QCVN 102:2016/BTTTT, đuôi .edxml hoặc .xml.",
        error_messages={"required": "Hãy chọn tệp edXML."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = settings.EDXML_MOST_UNPACKED_BYTES // 2**20
        self.fields["file"].help_text += f" Các tệp đính kèm tối đa {most} MB sau khi giải nén."

    def clean_file(self) -> Any:
        file, most = self.cleaned_data["file"], settings.EDXML_MOST_UNPACKED_BYTES * 3 // 2
        if file.size > most:
            raise ValidationError(f"Gói tin lớn hơn {most // 2**20} MB; hãy đề nghị nơi gửi tách tệp đính kèm.")
        return file
