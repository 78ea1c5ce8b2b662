"""Numbers, money and dates as Vietnamese administration writes them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils import timezone

Number = int | float | Decimal


def number(value: Number | None, digits: int = 0) -> str:
    """Return `1.234,5` for 1234.5; an empty text for None."""
    if value is None:
        return ""
    # A whole number formatted with `f` goes by way of a float, which loses đồng above 2^53.
    exact = Decimal(value) if isinstance(value, int) else value
    plain = f"{exact:,.{digits}f}"
    return plain.translate(str.maketrans(",.", ".,"))


def money(value: Decimal | int | None) -> str:
    """Return đồng in words of thousands: `1,5 tỷ đồng`, `320 triệu đồng`, `950.000 đồng`."""
    if value is None:
        return ""
    amount = Decimal(value)
    for size, word in ((Decimal(10**9), "tỷ đồng"), (Decimal(10**6), "triệu đồng")):
        if abs(amount) >= size:
            return f"{_trimmed(amount / size)} {word}"
    return f"{number(amount)} đồng"


def _trimmed(value: Decimal) -> str:
    text = number(value.quantize(Decimal("0.001")), 3).rstrip("0")
    return text.rstrip(",")


def date(value: dt.date | dt.datetime | None) -> str:
    """Return dd/mm/yyyy in Vietnam time; an empty text for None."""
    if not value:
        return ""
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value)
    return f"{value:%d/%m/%Y}"


def moment(value: dt.datetime | None) -> str:
    """Return `07:30 ngày 05/04/2026` in Vietnam time; an empty text for None."""
    return "" if not value else f"{timezone.localtime(value):%H:%M ngày %d/%m/%Y}"


def percent(part: Number, whole: Number) -> str:
    """Return the share as `66,7%`; a dash where the whole is zero."""
    return "–" if not whole else f"{number(float(100 * part) / float(whole), 1)}%"
