"""The periods that a dashboard may speak of; plain reckoning, no database."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

ALL, YEAR, LAST_YEAR, QUARTER, MONTH, CUSTOM = "all", "year", "last_year", "quarter", "month", "custom"
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Period:
    """From and to a day, both included; open where None. Work belongs to the period in which it is due."""

    label: str
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def year(self) -> int | None:
        """The calendar year where the period is exactly one: what lists of documents can be narrowed to."""
        if self.since and self.until and self.since.year == self.until.year:
            whole = (self.since, self.until) == _year(self.since.year)
            return self.since.year if whole else None
        return None


def choices(today: dt.date) -> list[tuple[str, str]]:
    """Return the periods to choose from, as they are called today."""
    return [
        (ALL, "Tất cả, kể cả việc không ghi hạn"),
        *((key, period_of(key, today).label) for key in (YEAR, QUARTER, MONTH, LAST_YEAR)),
        (CUSTOM, "Từ ngày … đến ngày …"),
    ]


def period_of(key: str, today: dt.date, since: dt.date | None = None, until: dt.date | None = None) -> Period:
    """Return the period that `key` means on `today`; `since` and `until` are for `custom`."""
    year = today.year
    if key == YEAR:
        return Period(f"Năm {year}", *_year(year))
    if key == LAST_YEAR:
        return Period(f"Năm {year - 1}", *_year(year - 1))
    if key == QUARTER:
        quarter = (today.month - 1) // 3
        return Period(f"Quý {_ROMAN[quarter]}/{year}", *_months(year, quarter * 3 + 1, quarter * 3 + 3))
    if key == MONTH:
        return Period(f"Tháng {today.month}/{year}", *_months(year, today.month, today.month))
    if key == CUSTOM and (since or until):
        return Period(_custom_label(since, until), since, until)
    return Period("Mọi thời hạn")


def _year(year: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _months(year: int, first: int, last: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def _custom_label(since: dt.date | None, until: dt.date | None) -> str:
    parts = [f"từ ngày {since:%d/%m/%Y}"] if since else []
    parts += [f"đến ngày {until:%d/%m/%Y}"] if until else []
    return " ".join(parts).capitalize()
