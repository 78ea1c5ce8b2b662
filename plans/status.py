"""How far a piece of work is: one truth table, answered in Python and in SQL.

Nobody types a status. It follows from the moments that were recorded and from the deadline; "on time" compares days in
Vietnam time, so that work reported at 23:59 on the last day is on time and at 00:01 of the next it is not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Set
from typing import Protocol

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone


class Status(models.TextChoices):
    NOT_RECEIVED = "not_received", "Chưa tiếp nhận"
    RECEIVED = "received", "Đã tiếp nhận"
    IN_PROGRESS = "in_progress", "Đang thực hiện"
    EXTENDED = "extended", "Đang làm, đã gia hạn"
    WAITING = "waiting", "Chờ nghiệm thu"
    DONE_ON_TIME = "done_on_time", "Hoàn thành đúng hạn"
    DONE_LATE = "done_late", "Hoàn thành quá hạn"
    OVERDUE = "overdue", "Quá hạn"
    STOPPED = "stopped", "Đã dừng"


AT_WORK = (Status.NOT_RECEIVED, Status.RECEIVED, Status.IN_PROGRESS, Status.EXTENDED, Status.OVERDUE)
OPEN = (*AT_WORK, Status.WAITING)
DONE = (Status.DONE_ON_TIME, Status.DONE_LATE)

TONES = {
    Status.NOT_RECEIVED: "warn",
    Status.RECEIVED: "info",
    Status.IN_PROGRESS: "info",
    Status.EXTENDED: "info",
    Status.WAITING: "wait",
    Status.DONE_ON_TIME: "ok",
    Status.DONE_LATE: "warn",
    Status.OVERDUE: "bad",
    Status.STOPPED: "mute",
}


class Moments(Protocol):
    """What the status of an assignment follows from."""

    due_on: dt.date | None
    original_due_on: dt.date | None
    moved_due_on: dt.date | None
    received_at: dt.datetime | None
    started_at: dt.datetime | None
    completed_at: dt.datetime | None
    closed_at: dt.datetime | None
    stopped_at: dt.datetime | None


def day_of(moment: dt.datetime) -> dt.date:
    """Return the day of a moment in Vietnam time."""
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def today_here() -> dt.date:
    """Return today in Vietnam time, whatever zone the process runs in."""
    return day_of(timezone.now())


def is_extended(work: Moments) -> bool:
    """Tell whether the agency was given more time than was first set."""
    if work.due_on is None:
        return False
    return work.original_due_on is None or work.due_on > work.original_due_on


def status_of(work: Moments, today: dt.date) -> Status:
    """Return the status on the day `today`.

    The order is the rule: stopped, done (judged by the day it was reported complete, else closed), waiting for the
    assigner, overdue, then how far the agency has got. The day that judges is the deadline, or the working day that a
    deadline on a day off moves to (`moved_due_on`, see plans.judging).
    """
    last_day = work.moved_due_on or work.due_on
    if work.stopped_at:
        return Status.STOPPED
    if work.closed_at:
        finished = day_of(work.completed_at or work.closed_at)
        return Status.DONE_LATE if last_day and finished > last_day else Status.DONE_ON_TIME
    if work.completed_at:
        return Status.WAITING
    if last_day and last_day < today:
        return Status.OVERDUE
    if not work.received_at:
        return Status.NOT_RECEIVED
    if is_extended(work):
        return Status.EXTENDED
    return Status.IN_PROGRESS if work.started_at else Status.RECEIVED


UNFINISHED = Q(closed_at__isnull=True, stopped_at__isnull=True)
TO_DO = UNFINISHED & Q(completed_at__isnull=True)
CLOSED = Q(closed_at__isnull=False)
_NO_DAY = Q(last_day__isnull=True)
EXTENDED_DEADLINE = Q(due_on__gt=F("original_due_on")) | Q(due_on__isnull=False, original_due_on__isnull=True)
# Done on time by the deadline that was first set, whatever time was given later.
DONE_IN_FIRST_TIME = (
    CLOSED
    & (_NO_DAY | Q(finished_on__lte=F("last_day")))
    & (Q(due_on__isnull=True) | Q(due_on__lte=F("original_due_on")) | Q(finished_on__lte=F("original_due_on")))
)
_IN_FIRST_TIME = Q(due_on__isnull=True) | Q(due_on__lte=F("original_due_on"))


def condition_of(status: str, today: dt.date) -> Q:
    """Return the condition under which an assignment has this status on `today`.

    It asks only for columns that partial indexes stand on (see Assignment.Meta), so that a list narrowed by status
    costs what it shows. `last_day` and `finished_on` are kept by the database itself.
    """
    in_time = TO_DO & (_NO_DAY | Q(last_day__gte=today))
    received = in_time & Q(received_at__isnull=False)
    conditions = {
        Status.STOPPED: Q(stopped_at__isnull=False),
        Status.DONE_LATE: CLOSED & Q(finished_on__gt=F("last_day")),
        Status.DONE_ON_TIME: CLOSED & (_NO_DAY | Q(finished_on__lte=F("last_day"))),
        Status.WAITING: UNFINISHED & Q(completed_at__isnull=False),
        Status.OVERDUE: TO_DO & Q(last_day__lt=today),
        Status.NOT_RECEIVED: in_time & Q(received_at__isnull=True),
        Status.EXTENDED: received & EXTENDED_DEADLINE,
        Status.IN_PROGRESS: received & Q(started_at__isnull=False) & _IN_FIRST_TIME,
        Status.RECEIVED: received & Q(started_at__isnull=True) & _IN_FIRST_TIME,
    }
    return conditions[Status(status)]


def rank_case(today: dt.date) -> Case:
    """Return the place of an assignment's status in ORDER as an SQL expression; the weightiest comes first."""
    whens = [When(condition_of(status, today), then=Value(n)) for n, status in enumerate(ORDER)]
    return Case(*whens, output_field=models.IntegerField())


def status_case(today: dt.date) -> Case:
    """Return `status_of` as an SQL expression over an assignment's columns."""
    whens = [When(condition_of(status, today), then=Value(status.value)) for status in ORDER]
    return Case(*whens, output_field=models.CharField())


# The status of a task is that of its assignments: what is worst among the open ones comes first.
TASK_ORDER = (
    Status.OVERDUE,
    Status.WAITING,
    Status.EXTENDED,
    Status.IN_PROGRESS,
    Status.RECEIVED,
    Status.NOT_RECEIVED,
)
ORDER = (*TASK_ORDER, Status.DONE_LATE, Status.DONE_ON_TIME, Status.STOPPED)


def task_status_of(statuses: Set[str], *, stopped: bool) -> Status:
    """Return a task's status from the statuses of its assignments; a task without any has not been received."""
    if stopped:
        return Status.STOPPED
    return next((status for status in ORDER if status in statuses), Status.NOT_RECEIVED)
