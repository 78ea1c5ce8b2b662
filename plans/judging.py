"""The last day that counts as on time: the deadline as the issuer's rule and the working calendar have it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from organizations.calendar import WorkingCalendar
from organizations.models import Organization
from plans.models.rule import DEFAULT_RETURN_DAYS, DayOff, WorkRule


@dataclass(frozen=True)
class Rule:
    """What holds for the work of one issuer."""

    day_off: str = DayOff.AFTER
    return_days: int = DEFAULT_RETURN_DAYS


class Judge:
    """All rules and the calendar as they stand now: two queries at making, none when asked."""

    def __init__(self) -> None:
        self.calendar = WorkingCalendar()
        rows = WorkRule.objects.values_list("organization_id", "day_off", "return_days")
        self._rules = {pk: Rule(day_off, days) for pk, day_off, days in rows}

    def rule_of(self, issuer: Organization) -> Rule:
        """Return the issuer's own rule, else that of the nearest one above, else the portal's."""
        near = (self._rules[pk] for pk in reversed(issuer.ancestor_ids) if pk in self._rules)
        return next(near, Rule())

    def moved(self, due_on: dt.date | None, issuer: Organization) -> dt.date | None:
        """Return the day that judges where a deadline falls on a day off; None where the deadline itself does."""
        if due_on is None or self.calendar.is_working(due_on):
            return None
        day_off = self.rule_of(issuer).day_off
        if day_off == DayOff.EXACT:
            return None
        return self.calendar.on_or_after(due_on) if day_off == DayOff.AFTER else self.calendar.on_or_before(due_on)

    def last_day_to_return(self, assigned_on: dt.date, issuer: Organization) -> dt.date:
        """Return the last day on which an agency may say that the work is not its own."""
        return self.calendar.add(assigned_on, self.rule_of(issuer).return_days)
