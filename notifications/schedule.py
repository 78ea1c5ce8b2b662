"""On which day a step of a reminder ladder falls; plain reckoning, no database.

A step is counted in days from the deadline. A step up to the deadline that falls on a day off is made on the last
working day before it, since a warning after the weekend comes too late; a step after the deadline waits for the next
working day.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

DEFAULT_BEFORE = (7, 3, 1)
DEFAULT_AFTER = (1,)
LONGEST_BEFORE = 60
# Work that has been late for three years is not reminded of any more; pages still show it as overdue.
LONGEST_AFTER = 3 * 366
# The longest row of days off (Tết with its bridge days) with room to spare.
LONGEST_REST = 20


class Calendar(Protocol):
    """The part of organizations.calendar.WorkingCalendar that is needed here."""

    def on_or_before(self, day: dt.date) -> dt.date:
        """Return `day`, or the last working day before it."""
        ...

    def on_or_after(self, day: dt.date) -> dt.date:
        """Return `day`, or the next working day."""
        ...


@dataclass(frozen=True)
class Ladder:
    """When to remind: days before the deadline, the day itself, days after it, then again every `repeat_every` days."""

    before: tuple[int, ...] = DEFAULT_BEFORE
    on_the_day: bool = True
    after: tuple[int, ...] = DEFAULT_AFTER
    repeat_every: int = 7
    leaders_from: int = 1
    assigner_from: int = 7

    @cached_property
    def steps(self) -> tuple[int, ...]:
        """All steps in order: (-7, -3, -1, 0, 1, 8, 15, …)."""
        steps = {-days for days in self.before} | set(self.after) | ({0} if self.on_the_day else set())
        if self.repeat_every:
            first = max(self.after, default=0) + self.repeat_every
            steps.update(range(first, LONGEST_AFTER + 1, self.repeat_every))
        return tuple(sorted(steps))

    @property
    def words(self) -> str:
        """The ladder in words: `trước hạn 7, 3, 1 ngày; đúng ngày đến hạn; quá hạn 1 ngày; rồi cứ 7 ngày một lần`."""
        parts = [f"trước hạn {_listed(self.before)} ngày"] if self.before else []
        parts += ["đúng ngày đến hạn"] if self.on_the_day else []
        parts += [f"quá hạn {_listed(self.after)} ngày"] if self.after else []
        parts += (
            [f"{'rồi ' if self.after else 'quá hạn thì '}cứ {self.repeat_every} ngày một lần"]
            if self.repeat_every
            else []
        )
        return "; ".join(parts)


def _listed(days: tuple[int, ...]) -> str:
    return ", ".join(map(str, days))


def day_of(step: int, due_on: dt.date, calendar: Calendar) -> dt.date:
    """Return the working day on which `step` of work due on `due_on` is made."""
    day = due_on + dt.timedelta(days=step)
    return calendar.on_or_before(day) if step <= 0 else calendar.on_or_after(day)


def newest_step(due_on: dt.date, run_date: dt.date, ladder: Ladder, calendar: Calendar) -> int | None:
    """Return the last step whose day has come on `run_date`; None where the first is still ahead.

    Only this one is ever made: steps that were missed before it are stale and skipped.
    """
    steps = ladder.steps
    come = bisect_right(steps, run_date, key=lambda step: day_of(step, due_on, calendar))
    return steps[come - 1] if come else None


def candidate_days(run_date: dt.date) -> list[dt.date]:
    """Return every deadline that any allowed ladder may speak of on `run_date`."""
    first = -LONGEST_AFTER - LONGEST_REST
    return [run_date + dt.timedelta(days=n) for n in range(first, LONGEST_BEFORE + LONGEST_REST + 1)]
