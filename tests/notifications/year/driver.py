"""A year in a province: offices, thousands of assignments, what happens to them, and a portal that is not always up.

Everything comes from one seed. What happens is written to the database as the rooms leave it and told to the oracle.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from unittest import mock

import time_machine
from django.utils import timezone

from notifications.models import Notification, ReminderEntry, ReminderRule
from notifications.services import save_rule, sweep
from organizations.calendar import WorkingCalendar
from organizations.models import CalendarException, OrganizationKind, Role
from plans.judging import Judge
from plans.models import Assignment, Task
from tests.factories.organizations import OrganizationFactory, StaffFactory
from tests.notifications.year.oracle import ONE_DAY, Oracle, Work

FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
COMMUNES, OFFICES_EACH = 8, 5
MORNING, NOON = dt.time(7, 30), dt.time(12, 0)
Event = Callable[[], None]


class KilledError(Exception):
    """Stands for a worker that is killed in the middle of a run."""


class Year:
    """Make it, `live` through it, compare `oracle.lines` with the ledger."""

    def __init__(self, count: int, seed: int) -> None:
        self.chance = random.Random(seed)
        self._make_offices()
        self.before: dict[dt.date, list[Event]] = defaultdict(list)
        self.after: dict[dt.date, list[Event]] = defaultdict(list)
        self._new: dict[dt.date, list[tuple[Assignment, Work]]] = defaultdict(list)
        self._plan_work(count)
        self._plan_decrees()

    def _make_offices(self) -> None:
        province = OrganizationFactory(name="Ủy ban nhân dân tỉnh Thử")
        self.communes, self.agencies = [], []
        contacts, leaders, offices = {}, {}, {}
        for n in range(COMMUNES):
            commune = OrganizationFactory(parent=province, unit=province.unit, name=f"Ủy ban nhân dân xã {n}")
            chief = StaffFactory(organization=commune, role=Role.LEADER)
            clerk = StaffFactory(organization=commune, role=Role.SPECIALIST)
            self.communes.append(commune)
            offices[commune.pk] = [chief.pk, clerk.pk]
            for m in range(OFFICES_EACH):
                agency = OrganizationFactory(
                    parent=commune, unit=province.unit, name=f"Phòng {m}", kind=OrganizationKind.DEPARTMENT
                )
                self.agencies.append(agency)
                people = [] if m == 4 else [StaffFactory(organization=agency, role=Role.CONTACT).pk]
                contacts[agency.pk], leaders[agency.pk] = people, [chief.pk]
        self.oracle = Oracle(contacts=contacts, leaders=leaders, offices=offices)

    def _plan_work(self, count: int) -> None:
        for _ in range(count):
            agency = self.chance.choice(self.agencies)
            given = FIRST + self.chance.randrange(350) * ONE_DAY
            due_on = None if self.chance.random() < 0.05 else given + self.chance.randrange(1, 60) * ONE_DAY
            row = Assignment(organization=agency, due_on=due_on, original_due_on=due_on)
            work = Work(agency=agency.pk, issuer=agency.parent_id, due_on=due_on, handed_over=given)
            self._new[given].append((row, work))
            if due_on:
                self._plan_life(row, work, given, due_on)

    def _plan_life(self, row: Assignment, work: Work, given: dt.date, due_on: dt.date) -> None:
        """Most work is reported around its deadline, some is sent back, moved or stopped, some is forgotten."""
        fate = self.chance.random()
        day = max(given, due_on + self.chance.randrange(-20, 15) * ONE_DAY)
        if fate < 0.6:
            self._on(day, lambda: self._report(row, work))
            if self.chance.random() < 0.2:
                self._on(day + self.chance.randrange(1, 12) * ONE_DAY, lambda: self._send_back(row, work))
        elif fate < 0.75:
            self._on(day, lambda: self._move(row, work, day + self.chance.randrange(1, 40) * ONE_DAY))
        elif fate < 0.8:
            self._on(day, lambda: self._stop(row, work))

    def _on(self, day: dt.date, event: Event) -> None:
        (self.before if self.chance.random() < 0.5 else self.after)[day].append(event)

    def _plan_decrees(self) -> None:
        """A day off and a worked Saturday by decree a few days ahead, a commune with a rule of its own, a merger."""
        self.after[dt.date(2026, 6, 10)].append(lambda: self._decree(dt.date(2026, 6, 15), works=False))
        self.after[dt.date(2026, 6, 10)].append(lambda: self._decree(dt.date(2026, 6, 20), works=True))
        self.after[dt.date(2026, 3, 5)].append(self._own_rule)
        self.after[dt.date(2026, 7, 8)].append(self._merge)

    # What happens to work

    def _write(self, row: Assignment, **values: object) -> None:
        for name, value in values.items():
            setattr(row, name, value)
        Assignment.objects.filter(pk=row.pk).update(**values, updated_at=timezone.now())

    def _report(self, row: Assignment, work: Work) -> None:
        self._write(row, completed_at=timezone.now())
        work.open = False

    def _send_back(self, row: Assignment, work: Work) -> None:
        self._write(row, completed_at=None)
        work.open = True

    def _move(self, row: Assignment, work: Work, due_on: dt.date) -> None:
        self._write(row, due_on=due_on, moved_due_on=Judge().moved(due_on, row.organization))
        work.due_on = due_on

    def _stop(self, row: Assignment, work: Work) -> None:
        self._write(row, stopped_at=timezone.now())
        work.open = False

    def _decree(self, day: dt.date, *, works: bool) -> None:
        CalendarException.objects.create(day=day, is_working=works, reason="Hoán đổi ngày làm việc")
        self.oracle.change_day(day, works=works)

    def _own_rule(self) -> None:
        save_rule(rule=ReminderRule(organization=self.communes[0], before=[10, 2], after=[3], repeat_every=14), by=None)
        for agency in self.agencies[:OFFICES_EACH]:
            self.oracle.ladders[agency.pk] = (-10, -2, 0, 3, *range(17, 400, 14))

    def _merge(self) -> None:
        """The second office of the third commune goes on as its first: open work moves, what was told stays told."""
        first, second = self.agencies[2 * OFFICES_EACH : 2 * OFFICES_EACH + 2]
        Assignment.objects.still_to_do().filter(organization=second).update(
            organization=first, updated_at=timezone.now()
        )
        for work in self.oracle.work.values():
            if work.open and work.agency == second.pk:
                work.agency = first.pk

    def _hand_over(self, day: dt.date) -> None:
        new = self._new.pop(day, [])
        tasks = Task.objects.bulk_create(
            Task(organization_id=work.issuer, text=f"Việc {n} ngày {day}") for n, (_, work) in enumerate(new)
        )
        judge = Judge()
        for (row, _), task in zip(new, tasks, strict=True):
            row.task, row.assigned_at = task, timezone.now()
            row.moved_due_on = judge.moved(row.due_on, row.organization)
        Assignment.objects.bulk_create(row for row, _ in new)
        self.oracle.work.update({row.pk: work for row, work in new})

    # What happens to the portal

    def live(self) -> None:
        """Go through the year: the morning's events, the run of 07:30 as well as the portal can, the day's events."""
        day = FIRST
        while day <= LAST:
            with time_machine.travel(_at(day, dt.time(7, 0)), tick=False):
                self._hand_over(day)
                self._happen(self.before.pop(day, []))
            self._morning(day)
            with time_machine.travel(_at(day, NOON), tick=False):
                self._happen(self.after.pop(day, []))
            day += ONE_DAY

    def _happen(self, events: list[Event]) -> None:
        for event in events:
            event()

    def _morning(self, day: dt.date) -> None:
        luck = self.chance.random()
        if dt.date(2026, 9, 7) <= day <= dt.date(2026, 9, 11) or luck < 0.06:
            return  # worker and beat are down
        if luck < 0.14:
            self._killed(day)
        if luck > 0.97:  # the clock runs ahead and is set right again
            self._run(day + self.chance.randrange(1, 4) * ONE_DAY)
        self._run(day)
        if luck > 0.9:  # a second beat, or a restart that runs the day again
            self._run(day)

    def _run(self, day: dt.date) -> None:
        with time_machine.travel(_at(day, MORNING), tick=False):
            if not WorkingCalendar().is_working(day):
                assert not self.oracle.works(day)
                return
            sweep(run_date=day)
        self.oracle.run(day)

    def _killed(self, day: dt.date) -> None:
        """The run ends at one of its writes: nothing of it may stay, and the next run makes everything."""
        victim = self.chance.choice([ReminderEntry, Notification])
        with (
            time_machine.travel(_at(day, MORNING), tick=False),
            mock.patch.object(type(victim.objects.all()), "bulk_create", side_effect=KilledError),
            suppress(KilledError),
        ):
            sweep(run_date=day)


def _at(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time, tzinfo=timezone.get_default_timezone())
