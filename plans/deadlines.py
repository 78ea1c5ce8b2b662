"""From a recurrence to a day. Plain dates in, plain dates out; nothing is read from the clock."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dateutil import rrule

_WEEKDAYS = {
    "monday": rrule.MO,
    "tuesday": rrule.TU,
    "wednesday": rrule.WE,
    "thursday": rrule.TH,
    "friday": rrule.FR,
    "saturday": rrule.SA,
    "sunday": rrule.SU,
}
_MONTHS = {"quarterly": (3, 6, 9, 12), "half_yearly": (6, 12)}
# How long before its day a period opens at the earliest; weeks and months open as soon as the one before has ended.
_OPENS_BEFORE = {"quarterly": 92, "half_yearly": 92, "yearly": 92}


def next_due(recurrence: str, today: dt.date) -> dt.date | None:
    """Return the first day on or after `today` of `weekly:friday`, `monthly:20`, `quarterly:25`, `half_yearly:25`
    or `yearly:12-15`.

    The day of a quarter or half-year lies in its last month; a day that a month lacks becomes its last one
    (`monthly:31` in February). None where the recurrence names no day or is not known.
    """
    period, _, day = recurrence.partition(":")
    try:
        options = _options(period.strip(), day.strip())
    except (ValueError, KeyError):
        return None
    found = rrule.rrule(dtstart=dt.datetime.combine(today, dt.time()), **options)
    first = next(iter(found), None)
    return first.date() if first else None


def _options(period: str, day: str) -> dict[str, Any]:
    if period == "weekly":
        return {"freq": rrule.WEEKLY, "byweekday": _WEEKDAYS[day.lower()]}
    if period == "yearly":
        month, _, number = day.partition("-")
        return {"freq": rrule.YEARLY, "bymonth": _within(int(month), 12), **_month_day(int(number))}
    if period == "monthly" or period in _MONTHS:
        months = {} if period == "monthly" else {"bymonth": _MONTHS[period]}
        return {"freq": rrule.MONTHLY, **months, **_month_day(int(day))}
    raise ValueError(period)


def _month_day(number: int) -> dict[str, Any]:
    """Return the options of one day of a month, or the nearest day before it that the month has."""
    days = range(min(_within(number, 31), 28), number + 1)
    return {"bymonthday": tuple(days), "bysetpos": -1}


def _within(number: int, most: int) -> int:
    if not 1 <= number <= most:
        raise ValueError(number)
    return number


def period_of(recurrence: Any, today: dt.date) -> dt.date | None:
    """Return the nominal day of the period that a duty handed out today begins with; None for work done once."""
    return next_due(recurrence, today) if isinstance(recurrence, str) else None


def opens_on(recurrence: str, period_on: dt.date) -> dt.date:
    """Return the day from which the period with the nominal day `period_on` may open, the one before having ended."""
    days = _OPENS_BEFORE.get(recurrence.partition(":")[0].strip(), 31)
    return period_on - dt.timedelta(days=days)


def first_due(*, due_on: dt.date | None, recurrence: Any, today: dt.date) -> dt.date | None:
    """Return the deadline that a new task opens with: the first day of its recurrence, else its own day.

    A limit that runs from signing has its day already (documents works it out with the calendar).
    """
    return period_of(recurrence, today) or due_on
