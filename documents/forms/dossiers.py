"""Forms of dossiers of work."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from documents.forms.fields import DayField, OneLineField
from documents.models import Dossier, OfficialDocument
from documents.queries.dossiers import open_dossiers
from organizations.forms import PortalForm
from organizations.models import Staff


class DossierForm(PortalForm):
    """What is written on the cover."""

    submit_label = "Lưu hồ sơ"

    code = OneLineField(
        label="Số và ký hiệu hồ sơ", max_length=30, help_text="Theo danh mục hồ sơ của cơ quan, ví dụ 03.KT."
    )
    heading = OneLineField(
        label="Đề mục", required=False, max_length=200, help_text="Mảng công tác, ví dụ Kinh tế tập thể."
    )
    title = OneLineField(
        label="Tiêu đề hồ sơ", max_length=500, help_text="Ví dụ: Hồ sơ về việc củng cố hợp tác xã yếu kém năm 2026."
    )
    year = forms.IntegerField(label="Năm", min_value=1976, max_value=2100)
    opened_on = DayField(label="Ngày mở hồ sơ")
    retention_years = forms.IntegerField(
        label="Thời hạn bảo quản (năm)",
        required=False,
        min_value=1,
        max_value=100,
        help_text="Bỏ trống là bảo quản vĩnh viễn.",
    )
    note = forms.CharField(label="Ghi chú", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    @staticmethod
    def beginning(today: dt.date) -> dict[str, Any]:
        """What a new dossier begins with."""
        return {"year": today.year, "opened_on": today}

    def clean_opened_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["opened_on"]
        if day > timezone.localdate():
            raise ValidationError("Ngày mở hồ sơ không được sau hôm nay.")
        return day


class CloseForm(PortalForm):
    """The day on which the matter ended."""

    submit_label = "Kết thúc hồ sơ"

    closed_on = DayField(label="Ngày kết thúc")


class DossierChoice(forms.ModelChoiceField):
    """Dossiers by code, year and title."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} ({obj.year}): {obj.title}"[:150]


class GatherForm(PortalForm):
    """Which open dossier of the own office a document goes into."""

    submit_label = "Đưa vào hồ sơ"

    dossier = DossierChoice(
        label="Hồ sơ",
        queryset=Dossier.objects.none(),
        empty_label="Chọn hồ sơ đang mở…",
        error_messages={
            "required": "Hãy chọn một hồ sơ đang mở.",
            "invalid_choice": "Hồ sơ này đã kết thúc hoặc đã có văn bản; hãy chọn hồ sơ khác.",
        },
    )
    note = OneLineField(label="Ghi chú", required=False, max_length=300, help_text="In ở cột ghi chú của mục lục.")

    def __init__(self, *args: Any, document: OfficialDocument, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dossier"].queryset = open_dossiers(staff, without=document)  # type: ignore[attr-defined]
