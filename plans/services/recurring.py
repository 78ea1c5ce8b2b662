"""Recurring duties: the next period opens by itself."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from audit.services import record
from plans.deadlines import next_due, opens_on
from plans.judging import Judge
from plans.models import Assignment, Task
from plans.services import notices
from plans.services.locks import locked_task
from plans.services.parties import assignments_of


def open_periods(*, today: dt.date) -> int:
    """Open the present period of every duty that has not got it; return how many were opened.

    By date and not by tick: what was missed while nothing ran is not made up, since nobody can do last spring's duty
    any more; the period that runs today opens, once, however often and by however many this is called.
    """
    judge, opened = Judge(), 0
    duties = Task.objects.duties().filter(period_on__lt=today).order_by("pk")
    for pk, recurrence in duties.values_list("pk", "recurrence"):
        period_on = next_due(str(recurrence), today)
        if period_on and opens_on(str(recurrence), period_on) <= today:
            opened += _open_period(pk, period_on, judge)
    return opened


@transaction.atomic
def _open_period(pk: int, period_on: dt.date, judge: Judge) -> bool:
    """Give each agency of the last period its part in the new one; False where another run has done so."""
    task = locked_task(Task(pk=pk))
    if not task.is_open or task.period_on is None or task.period_on >= period_on:
        return False
    parts = {
        part.organization_id: (part.organization, part.part)
        for part in task.assignments.filter(period_on=task.period_on, stopped_at__isnull=True)
        .select_related("organization")
        .order_by("pk")
        if part.organization.is_active
    }
    if not parts:
        return False
    at = timezone.now()
    task.period_on = task.due_on = period_on
    task.starts_on = None
    task.full_clean()
    task.save(update_fields=["period_on", "due_on", "starts_on", "updated_at"])
    Assignment.objects.bulk_create(assignments_of(task, parts, at, judge), ignore_conflicts=True)
    notices.tell_period_opened(task, set(parts), at)
    said = {"day": f"{period_on:%d/%m/%Y}", "count": len(parts)}
    record(code="plans.task.period_opened", obj=task, data=said)
    return True
