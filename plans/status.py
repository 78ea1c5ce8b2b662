"""How far a piece of work is: one truth table, answered in Python and in SQL.

Nobody types a status. It follows from the moments that were recorded and from the deadline; "on time" compares days in
Vietnam time, so that work reported at 23:59 on the last day is on time and at 00:01 of the next it is not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Set
from typing import Protocol

from django.db import models
from django.db.models import Case, DateField, Q, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone


class Status(models.TextChoices):
    NOT_RECEIVED = "not_received", "Chưa tiếp nhận"
    RECEIVED = "received", "Đã tiếp nhận"
    IN_PROGRESS = "in_progress", "Đang thực hiện"
    WAITING = "waiting", "Chờ nghiệm thu"
    DONE_ON_TIME = "done_on_time", "Hoàn thành đúng hạn"
    DONE_LATE = "done_late", "Hoàn thành quá hạn"
    OVERDUE = "overdue", "Quá hạn"
    STOPPED = "stopped", "Đã dừng"


OPEN = (Status.NOT_RECEIVED, Status.RECEIVED, Status.IN_PROGRESS, Status.WAITING, Status.OVERDUE)
DONE = (Status.DONE_ON_TIME, Status.DONE_LATE)

TONES = {
    Status.NOT_RECEIVED: "warn",
    Status.RECEIVED: "info",
    Status.IN_PROGRESS: "info",
    Status.WAITING: "wait",
    Status.DONE_ON_TIME: "ok",
    Status.DONE_LATE: "warn",
    Status.OVERDUE: "bad",
    Status.STOPPED: "mute",
}


class Moments(Protocol):
    """What the status of an assignment follows from."""

    due_on: dt.date | None
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


def status_of(work: Moments, today: dt.date) -> Status:
    """Return the status on the day `today`.

    The order is the rule: stopped, done (judged by the day it was reported complete, else closed), waiting for the
    assigner, overdue, then how far the agency has got.
    """
    if work.stopped_at:
        return Status.STOPPED
    if work.closed_at:
        finished = day_of(work.completed_at or work.closed_at)
        return Status.DONE_LATE if work.due_on and finished > work.due_on else Status.DONE_ON_TIME
    if work.completed_at:
        return Status.WAITING
    if work.due_on and work.due_on < today:
        return Status.OVERDUE
    if work.started_at:
        return Status.IN_PROGRESS
    return Status.RECEIVED if work.received_at else Status.NOT_RECEIVED


def status_case(today: dt.date) -> Case:
    """Return `status_of` as an SQL expression over an assignment's columns."""
    zone = timezone.get_default_timezone()
    finished = TruncDate(Coalesce("completed_at", "closed_at"), tzinfo=zone, output_field=DateField())
    return Case(
        When(stopped_at__isnull=False, then=Value(Status.STOPPED)),
        When(Q(closed_at__isnull=False, due_on__isnull=False) & Q(due_on__lt=finished), then=Value(Status.DONE_LATE)),
        When(closed_at__isnull=False, then=Value(Status.DONE_ON_TIME)),
        When(completed_at__isnull=False, then=Value(Status.WAITING)),
        When(due_on__lt=today, then=Value(Status.OVERDUE)),
        When(started_at__isnull=False, then=Value(Status.IN_PROGRESS)),
        When(received_at__isnull=False, then=Value(Status.RECEIVED)),
        default=Value(Status.NOT_RECEIVED),
        output_field=models.CharField(),
    )


# The status of a task is that of its assignments: what is worst among the open ones comes first.
TASK_ORDER = (Status.OVERDUE, Status.WAITING, Status.IN_PROGRESS, Status.RECEIVED, Status.NOT_RECEIVED)


def task_status_of(statuses: Set[str], *, stopped: bool) -> Status:
    """Return a task's status from the statuses of its assignments; a task without any has not been received."""
    if stopped:
        return Status.STOPPED
    for status in (*TASK_ORDER, Status.DONE_LATE, Status.DONE_ON_TIME):
        if status in statuses:
            return status
    return Status.STOPPED if statuses else Status.NOT_RECEIVED
