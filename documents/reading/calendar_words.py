"""Days, months and quarters as dates: the arithmetic under the deadlines."""

from __future__ import annotations

import calendar
from datetime import date, timedelta


def make_date(day: int, month: int, year: int) -> date | None:
    """Return the date, or None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_span(
    month: int, year: int, last_month: int | None = None, last_year: int | None = None
) -> tuple[date, date] | None:
    """Return first and last day from a month to another (the same one by default)."""
    end_month, end_year = last_month or month, last_year or year
    if not (1 <= month <= 12 and 1 <= end_month <= 12 and 1900 <= year <= 2200 and 1900 <= end_year <= 2200):
        return None
    return date(year, month, 1), date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])


def quarter_span(quarter: int, year: int) -> tuple[date, date] | None:
    """Return first and last day of a quarter (1 to 4)."""
    return month_span(quarter * 3 - 2, year, quarter * 3) if 1 <= quarter <= 4 else None


def third_of_month(third: str, month: int, year: int) -> tuple[date, date] | None:
    """Return the span of the first (`thuong`), middle (`trung`) or last (`ha`) ten days of a month."""
    whole = month_span(month, year)
    if whole is None:
        return None
    first, last = whole
    spans = {
        "thuong": (first, first.replace(day=10)),
        "trung": (first.replace(day=11), first.replace(day=20)),
        "ha": (first.replace(day=21), last),
    }
    return spans[third]


def add_days(start: date, count: int, unit: str) -> date | None:
    """Return the day that many days, working days (Saturday and Sunday skipped), months or hours after `start`."""
    try:
        if unit == "month":
            month = start.month - 1 + count
            year, month = start.year + month // 12, month % 12 + 1
            return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
        if unit == "hour":
            return start + timedelta(days=-(-count // 24))
        if unit != "working_day":
            return start + timedelta(days=count)
        return _add_working_days(start, count)
    except (OverflowError, ValueError):
        return None


def _add_working_days(start: date, count: int) -> date | None:
    if count > 4000:
        return None
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day
