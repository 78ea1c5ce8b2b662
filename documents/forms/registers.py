"""What a reader asks of a register, out of the address."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms

from documents.models.document import KIND_CHOICES
from documents.queries.registers import Asked
from organizations.forms import DateField


class RegisterFilter(forms.Form):
    """Year, days, kind, numbers, words; what makes no sense in the address is left out rather than refused."""

    year = forms.IntegerField(label="Năm", required=False, min_value=1945, max_value=2200)
    tu = DateField(label="Từ ngày", required=False)
    den = DateField(label="Đến ngày", required=False)
    kind = forms.ChoiceField(label="Tên loại", required=False, choices=[("", "Tất cả"), *KIND_CHOICES])
    tu_so = forms.IntegerField(label="Từ số", required=False, min_value=0, max_value=10**12)
    den_so = forms.IntegerField(label="Đến số", required=False, min_value=0, max_value=10**12)
    q = forms.CharField(label="Tìm", required=False, max_length=200)
    quyen = forms.CharField(label="Quyển số", required=False, max_length=20)

    def __init__(self, data: Any, *, year: int) -> None:
        super().__init__(data)
        self.this_year = year
        self.full_clean()

    def asked(self) -> Asked:
        """Return the question; this year's book where no year is given."""
        data = self.cleaned_data
        return Asked(
            year=data.get("year") or self.this_year,
            first_day=data.get("tu"),
            last_day=data.get("den"),
            kind=data.get("kind") or "",
            first_number=data.get("tu_so"),
            last_number=data.get("den_so"),
            words=data.get("q") or "",
        )

    def volume(self) -> str:
        """Return which volume the cover is to say."""
        return str(self.cleaned_data.get("quyen") or "")

    def address(self) -> str:
        """Return the question as an address has it, of what made sense alone."""
        data = {name: self[name].value() for name in self.fields if self.cleaned_data.get(name) not in (None, "")}
        return urlencode({"year": self.asked().year} | data)

    def narrowed(self) -> bool:
        """Tell whether more than a year was asked for."""
        return any(self.cleaned_data.get(name) not in (None, "") for name in self.fields if name != "year")
