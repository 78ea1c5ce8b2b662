"""The form of an outside act."""

from __future__ import annotations

from django import forms

from documents.forms.fields import DayField, OneLineField
from organizations.forms import PortalForm


class ActForm(PortalForm):
    """An act with its days of effect."""

    submit_label = "Lưu văn bản"

    number = OneLineField(label="Số, ký hiệu", max_length=60, help_text="Ví dụ: 113/2024/NĐ-CP")
    name = OneLineField(label="Tên gọi", max_length=300, help_text="Ví dụ: Luật Hợp tác xã năm 2023")
    other_names = forms.CharField(
        label="Cách viện dẫn khác",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Mỗi dòng một cách viết không có số, ví dụ: Luật Hợp tác xã 2023.",
    )
    citation = forms.CharField(
        label="Câu căn cứ",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Đúng như sẽ in, để người soạn chọn; bỏ trống nếu chưa đối chiếu với văn bản gốc.",
    )
    valid_from = DayField(label="Có hiệu lực từ", required=False)
    valid_to = DayField(label="Hết hiệu lực từ", required=False)
    replaced_by = OneLineField(label="Thay thế bằng", required=False, max_length=300)
    amended_by = OneLineField(label="Được sửa đổi bởi", required=False, max_length=300)
    source = OneLineField(label="Nguồn", required=False, max_length=300)
