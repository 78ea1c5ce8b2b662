"""Makers of forms that name several days or span several months at once."""

from __future__ import annotations

import re
from datetime import date

from documents.official.tree import Deadline
from documents.reading.calendar_words import make_date, month_span
from documents.reading.deadlines.makers import Context
from documents.reading.deadlines.words import YEAR

_DAY = re.compile(rf"(\d{{1,2}})/(\d{{1,2}})(?:/({YEAR}))?")


def days_of_years(match: re.Match[str], text: str, context: Context) -> list[Deadline]:
    """`trước các ngày 15/3, 15/6, 15/9 và 15/12 hằng năm`."""
    days = [(int(day), int(month)) for day, month, _ in _DAY.findall(match.group("list"))]
    return [
        Deadline(text, "recurring", recurrence=f"yearly:{month:02d}-{day:02d}")
        for day, month in days
        if make_date(day, month, 2024)
    ]


def several_days(match: re.Match[str], text: str, context: Context) -> list[Deadline]:
    """`trước các ngày 14/3, 14/6 và 14/9/2026`: days without a year lead up to the one that has it."""
    found: list[date] = []
    later: date | None = None
    for day, month, year in reversed(_DAY.findall(match.group("list"))):
        chosen = int(year) if year else later.year if later else context.year
        made = make_date(int(day), int(month), chosen) if chosen else None
        if made and later and made > later and not year:
            made = make_date(made.day, made.month, made.year - 1)
        if made:
            found.append(made)
            later = made if later or year else None
    return [Deadline(text, "date", None, day.isoformat()) for day in reversed(found)]


def months_across(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    """`từ tháng 10/2026 đến tháng 3/2027`."""
    first, last = int(match.group("m")), int(match.group("to"))
    years = int(match.group("y")), int(match.group("z"))
    if (years[0], first) > (years[1], last):
        return None
    span = month_span(first, years[0], last, years[1])
    return Deadline(text, "period", span[0].isoformat(), span[1].isoformat()) if span else None
