"""By when a year's figures are due: the circular's days, or those that a province set.

Circular 09/2024/TT-BKHĐT, art. 6 and 7: cooperatives send theirs by 15/12, the agency below the province its own by
18/12, for data of 15/12 of the year before to 14/12.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cooperatives.models import FiguresDeadline

LEGAL_BASIS = "Thông tư 09/2024/TT-BKHĐT, Điều 6, Điều 7"
# So long after the last day people are still reminded; then the year is closed for the reports that are made of it.
OPEN_DAYS = 60


@dataclass(frozen=True)
class Deadlines:
    """The days of one year, by whom."""

    year: int
    due_on: dt.date
    commune_due_on: dt.date
    basis: str = LEGAL_BASIS


def legal(year: int) -> Deadlines:
    """Return the circular's days for a year."""
    return Deadlines(year, dt.date(year, 12, 15), dt.date(year, 12, 18))


def running_year(today: dt.date) -> int:
    """Return the year whose figures are being collected: last year's until its collecting is over, then this year's."""
    before = legal(today.year - 1)
    return before.year if today <= before.commune_due_on + dt.timedelta(days=OPEN_DAYS) else today.year


class Table:
    """The days of one year for every province; one query."""

    def __init__(self, year: int) -> None:
        self.year = year
        rows = FiguresDeadline.objects.filter(year=year)
        self._own = {row.province_id: Deadlines(year, row.due_on, row.commune_due_on, row.basis) for row in rows}

    def of(self, province_id: int | None) -> Deadlines:
        """Return the days that hold in a province."""
        return self._own.get(province_id or 0) or legal(self.year)

    def every(self) -> set[Deadlines]:
        """Return all that hold anywhere."""
        return {legal(self.year), *self._own.values()}


def deadlines_of(province_id: int | None, year: int) -> Deadlines:
    """Return the days of a year in one province."""
    row = FiguresDeadline.objects.filter(province=province_id, year=year).first()
    return Deadlines(year, row.due_on, row.commune_due_on, row.basis) if row else legal(year)
