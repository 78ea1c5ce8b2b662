"""When a message may leave the portal: not at night, not on days off."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from notifications.schedule import Calendar

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class QuietHours:
    """Hours of Vietnam time, over midnight where `start` is later than `end`; none where both are the same."""

    start: dt.time = dt.time(20, 0)
    end: dt.time = dt.time(7, 0)

    def hold(self, time: dt.time) -> bool:
        """Tell whether a time of the day is quiet."""
        if self.start <= self.end:
            return self.start <= time < self.end
        return time >= self.start or time < self.end


def next_moment(moment: dt.datetime, quiet: QuietHours, calendar: Calendar) -> dt.datetime:
    """Return `moment` where people may be disturbed then, else the end of the quiet hours on a working day."""
    here = timezone.localtime(moment, timezone.get_default_timezone())
    day = here.date()
    if calendar.on_or_after(day) == day and not quiet.hold(here.time()):
        return moment
    if here.time() >= quiet.end or calendar.on_or_after(day) != day:
        day = calendar.on_or_after(day + ONE_DAY)
    return dt.datetime.combine(day, quiet.end, tzinfo=here.tzinfo)
