"""Deadlines by day: the calendar page and the calendar feed."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from organizations.access import OFFICE
from organizations.calendar import WorkingCalendar
from organizations.models import Staff
from plans.models import Assignment
from plans.queries.lists import rows_of
from plans.rights import DOERS

SHOWN_A_DAY = 3
MOST_OF_A_MONTH = 400
MOST_IN_A_FEED = 500
# How long finished work stays in a person's calendar program, so that a day just past is not suddenly empty.
KEPT = dt.timedelta(days=31)


@dataclass
class Day:
    """One cell of the month; `rows` are the first of its `count`."""

    date: dt.date
    in_month: bool
    is_today: bool
    is_working: bool
    rows: list[Assignment] = field(default_factory=list)
    count: int = 0

    @property
    def more(self) -> int:
        """How many are not shown in the cell."""
        return self.count - len(self.rows)


@dataclass(frozen=True)
class Month:
    """A month as weeks of days, Monday first, and as a list; `is_cut` where it holds more than is shown."""

    first: dt.date
    weeks: list[list[Day]]
    rows: list[Assignment]
    is_cut: bool

    @property
    def before(self) -> dt.date:
        """The first day of the month before."""
        return (self.first - dt.timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> dt.date:
        """The first day of the month after."""
        return (self.first + dt.timedelta(days=31)).replace(day=1)


def concerning(staff: Staff) -> QuerySet[Assignment]:
    """Return the assignments that are the person's business: the own organization's, and for offices what it gave."""
    mine = Q(organization=staff.organization_id) if staff.role in DOERS else Q(pk__in=[])
    issued = Q(task__organization=staff.organization_id) if staff.role in OFFICE else Q(pk__in=[])
    return Assignment.objects.filter(mine | issued)


def month_of(staff: Staff, first: dt.date, *, today: dt.date, mine: str = "") -> Month:
    """Return a month of the person's deadlines; `mine` is received or issued. Two queries at any size."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    found = concerning(staff).filter(stopped_at__isnull=True, last_day__range=(weeks[0][0], weeks[-1][-1]))
    if mine == "received":
        found = found.filter(organization=staff.organization_id)
    if mine == "issued":
        found = found.filter(task__organization=staff.organization_id)
    rows = list(rows_of(found, today=today).order_by("last_day", "pk")[: MOST_OF_A_MONTH + 1])
    shown = rows[:MOST_OF_A_MONTH]
    by_day: dict[dt.date, list[Assignment]] = defaultdict(list)
    for row in shown:
        by_day[row.last_day].append(row)
    working = WorkingCalendar()
    days = [[_day(day, first, today, working, by_day[day]) for day in week] for week in weeks]
    in_month = [row for row in shown if (row.last_day.year, row.last_day.month) == (first.year, first.month)]
    return Month(first, days, in_month, len(rows) > MOST_OF_A_MONTH)


def _day(date: dt.date, first: dt.date, today: dt.date, working: WorkingCalendar, rows: list[Assignment]) -> Day:
    return Day(date, date.month == first.month, date == today, working.is_working(date), rows[:SHOWN_A_DAY], len(rows))


def feed_rows(staff: Staff, *, today: dt.date) -> list[Assignment]:
    """Return what a person's calendar program shows: what is to be done, and what was finished lately."""
    found = concerning(staff).filter(stopped_at__isnull=True, last_day__isnull=False)
    found = found.filter(Q(closed_at__isnull=True) | Q(last_day__gte=today - KEPT))
    return list(rows_of(found, today=today).order_by("-last_day", "-pk")[:MOST_IN_A_FEED])
