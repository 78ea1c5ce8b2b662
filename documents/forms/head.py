"""The head of the document, field by field."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from documents.forms.fields import DayField, LinesField, OneLineField
from documents.models.document import KIND_CHOICES
from documents.official.tree import OfficialDocument as Tree
from documents.official.tree import Signature

_NUMBER = re.compile(r"\d{1,10}\w{0,3}")
_URGENCIES = ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC")


class HeadForm(forms.Form):
    """What the head, the addressees, the recipients and the signature block say."""

    kind = forms.ChoiceField(label="Loại văn bản", required=False, choices=[("", "— chưa rõ —"), *KIND_CHOICES])
    urgency = forms.ChoiceField(label="Mức độ khẩn", required=False)
    number = OneLineField(label="Số", required=False, max_length=30, help_text="Ví dụ: 546")
    symbol = OneLineField(label="Ký hiệu", required=False, max_length=60, help_text="Ví dụ: UBND-KT hoặc KH-UBND")
    place = OneLineField(label="Địa danh", required=False, max_length=100, help_text="Ví dụ: Thanh Miện")
    issued_on = DayField(label="Ngày ban hành", required=False, help_text="Ví dụ: 05/04/2026")
    parent_body = OneLineField(
        label="Cơ quan chủ quản", required=False, max_length=255, help_text="Dòng trên của tên cơ quan, nếu có."
    )
    issuer = OneLineField(
        label="Cơ quan ban hành", required=False, max_length=255, help_text="Ví dụ: ỦY BAN NHÂN DÂN XÃ THANH MIỆN"
    )
    subject = OneLineField(
        label="Trích yếu",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ví dụ: tuyên truyền nâng cao nhận thức về Luật Hợp tác xã năm 2023",
    )
    addressees = LinesField(label="Kính gửi", help_text="Mỗi dòng một nơi.")
    recipients = LinesField(label="Nơi nhận", help_text="Mỗi dòng một nơi, ví dụ: Lưu: VT, KT")
    authority = LinesField(
        label="Thẩm quyền ký", rows=2, help_text="Ví dụ: TM. ỦY BAN NHÂN DÂN, xuống dòng KT. CHỦ TỊCH"
    )
    signer_title = OneLineField(
        label="Chức vụ người ký", required=False, max_length=255, help_text="Ví dụ: PHÓ CHỦ TỊCH"
    )
    signer_name = OneLineField(label="Họ tên người ký", required=False, max_length=120, help_text="Ví dụ: Lê Ngọc Hân")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        printed = (self.initial.get("urgency") or "").strip()
        marks = dict.fromkeys([*_URGENCIES, *([printed] if printed else [])])
        self.fields["urgency"].choices = [("", "Thường"), *((mark, mark.capitalize()) for mark in marks)]

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        if number and not _NUMBER.fullmatch(number) and number != self.initial.get("number"):
            raise ValidationError("Chỉ ghi phần số đứng trước dấu gạch chéo, ví dụ 546; phần sau ghi vào ô Ký hiệu.")
        return number

    def clean_symbol(self) -> str:
        return str(self.cleaned_data["symbol"]).lstrip("/ ")

    def values(self) -> dict[str, Any]:
        """Return the cleaned values by the names that `save_review` knows."""
        return {"date" if name == "issued_on" else name: value for name, value in self.cleaned_data.items()}


def head_initial(tree: Tree) -> dict[str, Any]:
    """Return what the form shows at first."""
    signature = tree.signature or Signature()
    same = (
        "kind",
        "urgency",
        "number",
        "symbol",
        "place",
        "parent_body",
        "issuer",
        "subject",
        "addressees",
        "recipients",
    )
    return {name: getattr(tree, name) for name in same} | {
        "issued_on": _shown(tree.date),
        "authority": signature.authority,
        "signer_title": signature.title,
        "signer_name": signature.name,
    }


def _shown(iso: str | None) -> str | None:
    return "/".join(reversed(iso.split("-"))) if iso else None
