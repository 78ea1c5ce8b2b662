"""Row locks, always taken in one order: the task, then its assignments, then (in audit) the trail's chain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from plans.models import Assignment, AssignmentRequest, Decision, Task


def locked_task(task: Task) -> Task:
    """Return the task as it stands now, locked until the transaction ends."""
    found: Task = Task.objects.select_for_update(of=("self",)).select_related("organization").get(pk=task.pk)
    return found


def locked_assignment(assignment: Assignment) -> Assignment:
    """Return the assignment as it stands now, locked together with its task until the transaction ends."""
    task = locked_task(Task(pk=assignment.task_id))
    rows = Assignment.objects.select_for_update(of=("self",)).select_related("organization")
    found = rows.get(pk=assignment.pk)
    found.task = task
    return found


def locked_unfinished(task: Task) -> QuerySet[Assignment]:
    """Return the task's unfinished assignments, locked; lock the task first."""
    return task.assignments.unfinished().select_for_update().order_by("pk")


def withdraw_requests(assignments: Iterable[int], at: dt.datetime) -> None:
    """Note that what these agencies asked needs no answer any more: their work has ended or was reported complete."""
    open_ones = AssignmentRequest.objects.undecided().filter(assignment__in=list(assignments))
    open_ones.update(decision=Decision.WITHDRAWN, decided_at=at)
