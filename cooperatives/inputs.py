"""Form fields that read numbers as Vietnamese officials write them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from coopportal import display
from coopportal.text import fold

_GROUPED = re.compile(r"\d{1,3}(?:[.\s]\d{3})+|\d+")
_MONEY = re.compile(r"(?P<number>\d[\d.,\s]*)(?P<unit>ty|trieu|nghin|ngan)?\s*(?:dong|d|vnd)?")
_SIZES = {
    "ty": Decimal(10**9),
    "trieu": Decimal(10**6),
    "nghin": Decimal(1000),
    "ngan": Decimal(1000),
    None: Decimal(1),
}


def read_number(text: str) -> Decimal:
    """Return the number in `1.234,5`, `1 234` or `1234`; raise ValueError for anything else."""
    whole, comma, rest = text.strip().partition(",")
    if not _GROUPED.fullmatch(whole) or (comma and not rest.isdigit()):
        raise ValueError(text)
    return Decimal(re.sub(r"[.\s]", "", whole) + (f".{rest}" if comma else ""))


def read_money(text: str) -> Decimal:
    """Return the đồng in `1.500.000.000`, `1,5 tỷ`, `1.5 tỷ đồng`, `320 triệu`; raise ValueError for anything else."""
    found = _MONEY.fullmatch(fold(text))
    if not found:
        raise ValueError(text)
    number, unit = found["number"].strip(), found["unit"]
    if unit and re.fullmatch(r"\d+\.\d{1,2}", number):
        number = number.replace(".", ",")
    return read_number(number) * _SIZES[unit]


class NumberField(forms.CharField):
    """A number typed the Vietnamese way, shown back with its thousands parted; `digits` after the comma."""

    digits = 0
    message = "Ghi một số không âm, ví dụ: 1.234."
    largest = Decimal(2147483647)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.widget.attrs.setdefault("inputmode", "numeric")

    def read(self, text: str) -> Decimal:
        return read_number(text)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            number = self.read(text)
        except (ValueError, ArithmeticError):
            raise ValidationError(self.message) from None
        return self._checked(number)

    def _checked(self, number: Decimal) -> int | Decimal:
        # Size first: rounding a number of more digits than the context holds is an arithmetic error.
        if number > self.largest:
            raise ValidationError("Số này quá lớn; hãy kiểm tra lại, có thể thừa chữ số.")
        if number != round(number, self.digits):
            raise ValidationError(self.message)
        return number if self.digits else int(number)

    def prepare_value(self, value: Any) -> Any:
        """Show what was typed as typed, and a stored number as officials read it."""
        return value if value is None or isinstance(value, str) else display.number(value, self._shown_digits(value))

    def _shown_digits(self, value: Any) -> int:
        return 0 if value == int(value) else self.digits

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (self.prepare_value(initial) or "") != (data or "").strip()


class AreaField(NumberField):
    """Square metres with one digit after the comma."""

    digits = 1
    message = "Ghi số mét vuông, ví dụ: 1.250,5."
    largest = Decimal(10**12)


class MoneyField(NumberField):
    """An amount in đồng, also as `1,5 tỷ` or `320 triệu`."""

    message = "Ghi số tiền bằng đồng, ví dụ: 1.500.000.000; hoặc 1,5 tỷ; 320 triệu."
    largest = Decimal(10**17)

    def read(self, text: str) -> Decimal:
        return read_money(text)

    def _checked(self, number: Decimal) -> Decimal:
        return Decimal(super()._checked(number))
