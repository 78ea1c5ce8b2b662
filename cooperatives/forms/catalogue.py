"""Forms of the agency's own settings: sets of criteria, fields of its own, saved lists."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cooperatives.inputs import read_number
from cooperatives.models import CriteriaSet, ExtraField
from cooperatives.services.catalogue import CriterionLine
from coopportal.display import number
from coopportal.text import one_line
from documents.forms.fields import LinesField
from organizations.forms import PortalModelForm


def _split(line: str) -> tuple[str, Decimal | None]:
    """Return the words and the points after the last `;`; no points where there is none."""
    words, mark, points = line.rpartition(";")
    if not mark:
        return one_line(line), None
    try:
        return one_line(words), read_number(points)
    except (ValueError, ArithmeticError):
        raise ValidationError(f"Chưa hiểu số điểm ở dòng “{line}”; ghi như: Vốn hoạt động; 7") from None


class CriteriaForm(PortalModelForm):
    """A province's own set; parts and criteria stand one a line."""

    lines = LinesField(
        label="Các phần và tiêu chí",
        rows=16,
        help_text="Phần ghi sau dấu #, mỗi tiêu chí một dòng, điểm tối đa sau dấu chấm phẩy. Ví dụ: “# Tài chính; 30”, "
        "dòng sau “Vốn hoạt động; 7”. Không ghi điểm thì chỉ giới hạn theo điểm của phần.",
    )
    grades = LinesField(
        label="Xếp loại", rows=5, help_text="Mỗi dòng một mức và số điểm thấp nhất, ví dụ: “Tốt; 80”, “Khá; 65”."
    )

    class Meta:
        model = CriteriaSet
        fields = ("name", "source", "field", "first_year", "last_year", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, shown: CriteriaSet | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if shown:
            self.initial |= {"lines": lines_of(shown), "grades": grades_of(shown)}

    def clean_lines(self) -> list[CriterionLine]:
        part, part_max = "Đánh giá chung", None
        found = []
        for line in self.cleaned_data["lines"]:
            if line.startswith("#"):
                part, part_max = _split(line[1:])
            else:
                found.append(CriterionLine(part, part_max, *_split(line)))
        return found

    def clean_grades(self) -> list[tuple[str, Decimal]]:
        found = [_split(line) for line in self.cleaned_data["grades"]]
        if any(least is None for _, least in found):
            raise ValidationError("Mỗi mức phải có số điểm thấp nhất, ví dụ: Yếu; 0")
        return [(name, least) for name, least in found if least is not None]

    def _post_clean(self) -> None:
        """Leave the model's own checks to the service."""


def lines_of(criteria: CriteriaSet) -> list[str]:
    """Return a set's parts and criteria as they are typed."""
    found: list[str] = []
    part = ""
    for row in criteria.criteria.all():
        if row.part != part:
            part = row.part
            found.append(f"# {part}" + (f"; {number(row.part_max, 0)}" if row.part_max is not None else ""))
        found.append(row.name + (f"; {number(row.max_points, 0)}" if row.max_points is not None else ""))
    return found


def grades_of(criteria: CriteriaSet) -> list[str]:
    """Return a set's grades as they are typed."""
    return [f"{grade.name}; {number(grade.min_points, 0)}" for grade in criteria.grades.all()]


class ExtraFieldForm(PortalModelForm):
    """A field of the province's own."""

    choices = LinesField(label="Các lựa chọn", rows=4, help_text="Mỗi dòng một lựa chọn; chỉ dùng cho kiểu danh sách.")

    class Meta:
        model = ExtraField
        fields = ("label", "help_text", "type", "choices", "order", "is_active")

    def _post_clean(self) -> None:
        """Leave the model's own checks to the service."""
