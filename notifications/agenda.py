"""Which deadlines a run has to look at, and which step of each has come; plain reckoning, no database.

A day's run does not look at all open work: of a deadline that the last run knew there is news only where a further step
has come since. Work that was handed over, moved or taken up again since then is asked for apart, by its own moments.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from notifications.schedule import LONGEST_REST, Calendar, Ladder, candidate_days, newest_step


class Agenda:
    """The steps that have come on `run_date`; each is reckoned once for a ladder and a deadline."""

    def __init__(self, run_date: dt.date, calendar: Calendar) -> None:
        self.run_date = run_date
        self._calendar = calendar
        self._known: dict[tuple[dt.date, Ladder], int | None] = {}

    def step(self, due_on: dt.date, ladder: Ladder) -> int | None:
        """Return the newest step of a deadline that has come, None where the first is still ahead."""
        key = (due_on, ladder)
        if key not in self._known:
            self._known[key] = newest_step(due_on, self.run_date, ladder, self._calendar)
        return self._known[key]

    def days(self, ladders: Iterable[Ladder], since: dt.date | None) -> list[dt.date]:
        """Return the deadlines of which one of the ladders says something that it did not say on `since`.

        Without `since` (no earlier run, or the calendar or a rule has changed after it) these are all that any ladder
        may speak of.
        """
        if since is None:
            return candidate_days(self.run_date)
        warned, late = self._told_after(since)
        steps = {step for ladder in ladders for step in ladder.steps}
        return sorted({day - dt.timedelta(days=step) for step in steps for day in (late if step > 0 else warned)})

    def _told_after(self, since: dt.date) -> tuple[list[dt.date], list[dt.date]]:
        """Return the days of which people hear after `since` up to now: where warned before them, where told after."""
        spread = (self.run_date - since).days + 2 * LONGEST_REST
        around = [since - dt.timedelta(days=LONGEST_REST) + dt.timedelta(days=n) for n in range(spread + 1)]
        warned = [day for day in around if since < self._calendar.on_or_before(day) <= self.run_date]
        return warned, [day for day in around if since < self._calendar.on_or_after(day) <= self.run_date]
