"""Ending tasks: closed when the work is done, stopped when it is no longer wanted."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from coopportal.text import nfc
from organizations.models import Staff
from organizations.services.directory import actor_of
from plans.models import Assignment, Task
from plans.services import notices
from plans.services.locks import locked_assignment, locked_task, locked_unfinished, withdraw_requests
from plans.transitions import Act, log, require


@transaction.atomic
def close_task(*, task: Task, by: Staff, comment: str = "", at: dt.datetime | None = None) -> Task:
    """Close a task with all that is still open in it; such parts are done on the day they were reported, else today.

    Raises ValidationError where the task has ended already.
    """
    at = at or timezone.now()
    task = locked_task(task)
    _require_open(task, "kết thúc", by)
    parts = list(locked_unfinished(task))
    for part in parts:
        part.closed_at = at
    Assignment.objects.bulk_update(parts, ["closed_at"])
    withdraw_requests([part.pk for part in parts], at)
    task.closed_at = at
    task.full_clean()
    task.save(update_fields=["closed_at", "updated_at"])
    said = {"comment": nfc(comment).strip(), "count": len(parts)}
    record(code="plans.task.closed", obj=task, data=said, **actor_of(by))
    return task


@transaction.atomic
def stop_task(*, task: Task, reason: str, by: Staff, at: dt.datetime | None = None) -> Task:
    """Stop a task that is no longer wanted, with all that is still open in it; what was done stays done.

    Raises ValidationError naming `reason` where it is blank, and where the task has ended already.
    """
    at, reason = at or timezone.now(), _reason(reason)
    task = locked_task(task)
    _require_open(task, "dừng", by)
    return _stop(task, reason, by, at)


def stop_task_of_document(task: Task, reason: str, by: Staff | None, at: dt.datetime) -> Task:
    """Stop a task whose document is in force no longer; for services of this room."""
    task = locked_task(task)
    return _stop(task, reason, by, at) if task.is_open else task


def _stop(task: Task, reason: str, by: Staff | None, at: dt.datetime) -> Task:
    parts = list(locked_unfinished(task))
    for part in parts:
        part.stopped_at = at
    Assignment.objects.bulk_update(parts, ["stopped_at"])
    withdraw_requests([part.pk for part in parts], at)
    task.stopped_at = at
    task.full_clean()
    task.save(update_fields=["stopped_at", "updated_at"])
    notices.tell_task_stopped(task, {part.organization_id for part in parts}, reason, at)
    record(code="plans.task.stopped", obj=task, data={"reason": reason}, **actor_of(by))
    return task


@transaction.atomic
def stop_assignment(*, assignment: Assignment, reason: str, by: Staff, at: dt.datetime | None = None) -> Assignment:
    """Take one agency off a task; the others go on.

    Raises ValidationError naming `reason` where it is blank, and where the agency's part has ended.
    """
    at, reason = at or timezone.now(), _reason(reason)
    return end_assignment(locked_assignment(assignment), reason, by, at)


def end_assignment(assignment: Assignment, reason: str, by: Staff, at: dt.datetime) -> Assignment:
    """Stop a (locked) assignment and tell the agency; for services of this room."""
    require(Act.STOP, assignment, by=by)
    assignment.stopped_at = at
    assignment.full_clean()
    assignment.save(update_fields=["stopped_at", "updated_at"])
    withdraw_requests([assignment.pk], at)
    settle(assignment.task, at)
    notices.tell_agency(
        assignment, code="plans.assignment.stopped", title=f"Thôi giao: {assignment.task}", body=reason, at=at
    )
    said = {"reason": reason, "agency": str(assignment.organization)}
    record(code="plans.assignment.stopped", obj=assignment, label=str(assignment.task), data=said, **actor_of(by))
    return assignment


@transaction.atomic
def resume_assignment(*, assignment: Assignment, by: Staff, at: dt.datetime | None = None) -> Assignment:
    """Give stopped work back to its agency with the deadline it had; a task that had ended with it runs again.

    Raises ValidationError where the work is not stopped.
    """
    at = at or timezone.now()
    assignment = locked_assignment(assignment)
    require(Act.RESUME, assignment, by=by)
    assignment.stopped_at = None
    assignment.full_clean()
    assignment.save(update_fields=["stopped_at", "updated_at"])
    _reopen(assignment.task)
    notices.tell_agency(
        assignment, code="plans.assignment.resumed", title=f"Tiếp tục thực hiện: {assignment.task}", body="", at=at
    )
    said = {"agency": str(assignment.organization)}
    record(code="plans.assignment.resumed", obj=assignment, label=str(assignment.task), data=said, **actor_of(by))
    return assignment


@transaction.atomic
def resume_task(*, task: Task, by: Staff, at: dt.datetime | None = None) -> Task:
    """Let a stopped task run again, with the parts that were stopped together with it.

    Raises ValidationError where the task is not stopped.
    """
    at = at or timezone.now()
    task = locked_task(task)
    if task.stopped_at is None:
        raise ValidationError("Nhiệm vụ này không bị dừng.", code="transition")
    parts = task.assignments.filter(stopped_at=task.stopped_at, closed_at__isnull=True)
    agencies = set(parts.values_list("organization_id", flat=True))
    parts.update(stopped_at=None, updated_at=at)
    _reopen(task)
    notices.tell_task_resumed(task, agencies, at)
    record(code="plans.task.resumed", obj=task, data={"count": len(agencies)}, **actor_of(by))
    return task


def _reopen(task: Task) -> None:
    task.stopped_at = task.closed_at = None
    task.save(update_fields=["stopped_at", "closed_at", "updated_at"])


def settle(task: Task, at: dt.datetime) -> None:
    """Close a (locked) task whose last open part has just ended; stop it where no part was done.

    A recurring duty goes on: it stays open for its next period until somebody closes it.
    """
    if not task.is_open or task.is_recurring or task.assignments.unfinished().exists():
        return
    ended = "closed_at" if task.assignments.filter(closed_at__isnull=False).exists() else "stopped_at"
    setattr(task, ended, at)
    task.save(update_fields=[ended, "updated_at"])


def _require_open(task: Task, verb: str, by: Staff) -> None:
    if task.is_open:
        return
    state = "đã dừng" if task.stopped_at else "đã kết thúc"
    log.warning("plans.transition.refused", act=verb, stage=state, task=task.pk, staff=by.pk)
    raise ValidationError(f"Không thể {verb}: nhiệm vụ này {state}.", code="transition")


def _reason(reason: str) -> str:
    reason = nfc(reason).strip()
    if not reason:
        raise ValidationError({"reason": "Hãy ghi lý do, ví dụ: Không thuộc thẩm quyền của cơ quan."})
    return reason
