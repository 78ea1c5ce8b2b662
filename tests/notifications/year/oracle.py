"""What should have been said in the simulated year, reckoned apart: plain loops and a calendar typed by hand.

It imports nothing of the portal. It knows each piece of work as the simulation left it and goes through all of them at
every run.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

ONE_DAY = dt.timedelta(days=1)
# New Year, Tết Bính Ngọ, Hùng Vương (moved to Monday), 30/4, 1/5, Quốc khánh with a swapped day, 24/11, New Year 2027.
DAYS_OFF = {
    dt.date(2026, 1, 1),
    *(dt.date(2026, 2, n) for n in (16, 17, 18, 19, 20)),
    dt.date(2026, 4, 27), dt.date(2026, 4, 30), dt.date(2026, 5, 1),
    dt.date(2026, 8, 31), dt.date(2026, 9, 1), dt.date(2026, 9, 2),
    dt.date(2026, 11, 24), dt.date(2027, 1, 1),
}  # fmt: skip
WORKED_SATURDAYS = {dt.date(2026, 8, 22)}
USUAL = (-7, -3, -1, 0, 1, *range(8, 400, 7))


@dataclass
class Work:
    """One assignment as the simulation left it. `agency` and `issuer` are indexes of offices."""

    agency: int
    issuer: int
    due_on: dt.date | None
    handed_over: dt.date
    open: bool = True


@dataclass
class Oracle:
    """The ledger as it should be: `lines` holds (work, person, step, last day on time, day of the run)."""

    contacts: dict[int, list[int]]
    leaders: dict[int, list[int]]
    offices: dict[int, list[int]]
    ladders: dict[int, tuple[int, ...]] = field(default_factory=dict)
    off: set[dt.date] = field(default_factory=lambda: set(DAYS_OFF))
    on: set[dt.date] = field(default_factory=lambda: set(WORKED_SATURDAYS))
    work: dict[int, Work] = field(default_factory=dict)
    lines: list[tuple[int, int, int, dt.date, dt.date]] = field(default_factory=list)
    _told: dict[tuple[int, int, dt.date], int] = field(default_factory=dict)
    _come: dict[tuple[dt.date, dt.date, tuple[int, ...]], int | None] = field(default_factory=dict)

    def works(self, day: dt.date) -> bool:
        return day in self.on or (day.weekday() < 5 and day not in self.off)

    def change_day(self, day: dt.date, *, works: bool) -> None:
        """A decree makes a day worked or not."""
        (self.on if works else self.off).add(day)
        (self.off if works else self.on).discard(day)
        self._come.clear()

    def run(self, day: dt.date) -> None:
        """Write down what a run for `day` has to make."""
        for number, work in self.work.items():
            if not work.open or work.due_on is None:
                continue
            last_day = self._day_of(work.due_on, 1, at=0)
            step = self._newest(last_day, day, self.ladders.get(work.agency, USUAL))
            if step is None or (step <= 0 and work.handed_over <= day and last_day + step * ONE_DAY < work.handed_over):
                continue
            for person in self._people(work, step):
                key = (number, person, last_day)
                if self._told.get(key, -1000) < step:
                    self._told[key] = step
                    self.lines.append((number, person, step, last_day, day))

    def _newest(self, due_on: dt.date, day: dt.date, steps: tuple[int, ...]) -> int | None:
        key = (due_on, day, steps)
        if key not in self._come:
            come = [step for step in steps if self._day_of(due_on, step) <= day]
            self._come[key] = max(come, default=None)
        return self._come[key]

    def _day_of(self, due_on: dt.date, step: int, at: int | None = None) -> dt.date:
        """The worked day of a step; with `at` of the day so far from the deadline, in the step's direction."""
        day = due_on + (step if at is None else at) * ONE_DAY
        while not self.works(day):
            day += ONE_DAY if step > 0 else -ONE_DAY
        return day

    def _people(self, work: Work, step: int) -> set[int]:
        people = set(self.contacts[work.agency])
        if step >= 1:
            people |= set(self.leaders[work.agency])
        if step >= 7 or not self.contacts[work.agency]:
            people |= set(self.offices[work.issuer])
        return people
