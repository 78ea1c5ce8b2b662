"""Judging deadlines anew when the calendar or an issuer's rule has changed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db import transaction
from django.utils import timezone

from audit.services import record
from organizations.models import Organization, Staff
from organizations.services.directory import actor_of
from plans.judging import Judge
from plans.models import Assignment, WorkRule


@transaction.atomic
def save_rule(*, organization: Organization, day_off: str, return_days: int, by: Staff) -> WorkRule:
    """Set the rule of an organization and judge its work by it. Raises ValidationError naming the fields."""
    rule = WorkRule.objects.filter(organization=organization).first() or WorkRule(organization=organization)
    rule.day_off, rule.return_days = day_off, return_days
    rule.full_clean()
    rule.save()
    judge_again()
    said = {"day_off": rule.get_day_off_display(), "days": return_days}
    record(code="plans.rule.saved", obj=rule, label=str(organization), data=said, **actor_of(by))
    return rule


@transaction.atomic
def judge_again() -> int:
    """Set `moved_due_on` of all work as calendar and rules stand now, after a day off was moved by decree for example.

    One update for each deadline and outcome, not for each row; safe to run again. Returns how many rows changed.
    """
    found = Assignment.objects.filter(due_on__isnull=False)
    groups: dict[tuple[dt.date, dt.date | None], list[int]] = defaultdict(list)
    judge = Judge()
    pairs = list(found.order_by().values_list("due_on", "task__organization").distinct())
    issuers = Organization.objects.in_bulk({pk for _, pk in pairs})
    for due_on, issuer in pairs:
        if due_on:
            groups[due_on, judge.moved(due_on, issuers[issuer])].append(issuer)
    return sum(_set(due_on, moved, pks) for (due_on, moved), pks in sorted(groups.items(), key=str))


def _set(due_on: dt.date, moved: dt.date | None, issuers: list[int]) -> int:
    rows = Assignment.objects.filter(due_on=due_on, task__organization__in=issuers)
    if moved is None:
        return rows.filter(moved_due_on__isnull=False).update(moved_due_on=None, updated_at=timezone.now())
    return rows.exclude(moved_due_on=moved).update(moved_due_on=moved, updated_at=timezone.now())
