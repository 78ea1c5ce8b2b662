"""Working days of the Vietnamese administration: weekends, public holidays, Tết, swapped Saturdays, own exceptions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.metadata import version

import holidays

from organizations.models import CalendarException

ONE_DAY = dt.timedelta(days=1)


@lru_cache(maxsize=1)
def _national() -> holidays.HolidayBase:
    return holidays.country_holidays("VN")


@lru_cache(maxsize=1)
def _edition() -> str:
    return version("holidays")


class WorkingCalendar:
    """The calendar as it stands now: one query at making, none when asked; none at all with exceptions of `own`."""

    def __init__(self, own: Mapping[dt.date, bool] | None = None) -> None:
        self._own = dict(CalendarException.objects.values_list("day", "is_working") if own is None else own)
        self._national = _national()
        self._known = dict(self._own)

    @property
    def state(self) -> str:
        """What the calendar rests on, as a text that changes with it: the edition of the national one, our own days."""
        own = ",".join(f"{day:%Y%m%d}{'+' if works else '-'}" for day, works in sorted(self._own.items()))
        return f"holidays {_edition()}; {own}"

    def is_working(self, day: dt.date) -> bool:
        """Tell whether offices work on `day`; the own exceptions win over the national calendar."""
        known = self._known.get(day)
        if known is None:
            known = self._known[day] = bool(self._national.is_working_day(day))
        return known

    def working_days_from(self, day: dt.date, step: int = 1) -> Iterator[dt.date]:
        """Yield the working days after `day` (before it where `step` is -1), nearest first."""
        while True:
            day += step * ONE_DAY
            if self.is_working(day):
                yield day

    def add(self, day: dt.date, count: int) -> dt.date:
        """Return the `count`-th working day after `day` (before it where negative); 0 gives `day` itself."""
        if count == 0:
            return day
        days = self.working_days_from(day, 1 if count > 0 else -1)
        for _ in range(abs(count)):
            found = next(days)
        return found

    def between(self, start: dt.date, end: dt.date) -> int:
        """Return how many working days lie after `start` up to and with `end`; negative where `end` is earlier."""
        if end < start:
            return -self.between(end, start)
        return sum(self.is_working(start + n * ONE_DAY) for n in range(1, (end - start).days + 1))

    def on_or_before(self, day: dt.date) -> dt.date:
        """Return `day` where it is worked, else the last working day before it."""
        return day if self.is_working(day) else self.add(day, -1)

    def on_or_after(self, day: dt.date) -> dt.date:
        """Return `day` where it is worked, else the next working day."""
        return day if self.is_working(day) else self.add(day, 1)
