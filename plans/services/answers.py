"""What the assigner answers: accept, ask again, give more time."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from coopportal.text import nfc
from documents.models import DeliveryState
from documents.services.delivery import follow_work
from organizations.models import Staff
from organizations.services.directory import actor_of
from plans.judging import Judge
from plans.models import (
    Answer,
    Assignment,
    AssignmentRequest,
    DeadlineExtension,
    Decision,
    ProgressReport,
    RequestKind,
)
from plans.services import notices
from plans.services.closing import settle
from plans.services.locks import locked_assignment
from plans.services.parties import check_days
from plans.status import day_of
from plans.transitions import Act, require


@transaction.atomic
def accept(*, assignment: Assignment, by: Staff, comment: str = "", at: dt.datetime | None = None) -> Assignment:
    """Accept work that was reported complete; the task closes with its last open assignment.

    Whether it was on time is judged by the day of the report, not of the acceptance. Raises ValidationError where the
    agency has not asked.
    """
    at = at or timezone.now()
    assignment = locked_assignment(assignment)
    require(Act.ACCEPT, assignment, by=by)
    assignment.accepted_at = assignment.closed_at = at
    assignment.full_clean()
    assignment.save(update_fields=["accepted_at", "closed_at", "updated_at"])
    _answer(assignment, Answer.ACCEPTED, comment, by, at)
    settle(assignment.task, at)
    _show_done(assignment, by, at)
    _tell(assignment, "plans.assignment.accepted", "Đã nghiệm thu", comment, at)
    record(code="plans.assignment.accepted", obj=assignment, label=str(assignment.task), **actor_of(by))
    return assignment


def _show_done(assignment: Assignment, by: Staff, at: dt.datetime) -> None:
    """Let the delivery of the document end with the last work that its recipient had from it."""
    document, agency = assignment.task.document_id, assignment.organization_id
    if document is None:
        return
    same = Assignment.objects.unfinished().filter(task__document=document, organization=agency)
    if not same.exists():
        follow_work(document_id=document, organization_id=agency, state=DeliveryState.DONE, by=by, at=at)


@transaction.atomic
def ask_again(*, assignment: Assignment, reason: str, by: Staff, at: dt.datetime | None = None) -> Assignment:
    """Send work that was reported complete back with a reason; the deadline stays.

    Raises ValidationError naming `reason` where it is blank, and where the agency has not asked for acceptance.
    """
    at, reason = at or timezone.now(), _reason(reason)
    assignment = locked_assignment(assignment)
    require(Act.ASK_AGAIN, assignment, by=by)
    assignment.completed_at = None
    assignment.full_clean()
    assignment.save(update_fields=["completed_at", "updated_at"])
    _answer(assignment, Answer.RETURNED, reason, by, at)
    _tell(assignment, "plans.assignment.returned", "Yêu cầu làm lại, bổ sung", reason, at)
    said = {"reason": reason}
    record(code="plans.assignment.returned", obj=assignment, label=str(assignment.task), data=said, **actor_of(by))
    return assignment


@transaction.atomic
def extend_deadline(
    *, assignment: Assignment, new_due_on: dt.date, reason: str, by: Staff, at: dt.datetime | None = None
) -> DeadlineExtension:
    """Give an agency until `new_due_on`; the deadline that was first set is kept beside it.

    Raises ValidationError naming `new_due_on` (not later than today's deadline, or already past) or `reason`, and where
    the work is finished or waits for acceptance.
    """
    at, reason = at or timezone.now(), _reason(reason)
    assignment = locked_assignment(assignment)
    asked = AssignmentRequest.objects.undecided().filter(assignment=assignment, kind=RequestKind.EXTENSION)
    asked.update(decision=Decision.APPROVED, decision_text=reason, decided_by=by, decided_at=at)
    return give_time(assignment, new_due_on, reason, by, at)


def give_time(
    assignment: Assignment, new_due_on: dt.date, reason: str, by: Staff, at: dt.datetime
) -> DeadlineExtension:
    """Move the deadline of a (locked) assignment, keep both days, tell the agency; for services of this room."""
    require(Act.EXTEND, assignment, by=by)
    check_new_day(assignment, new_due_on, day_of(at))
    extension = DeadlineExtension(
        assignment=assignment, old_due_on=assignment.due_on, new_due_on=new_due_on, reason=reason, by=by, made_at=at
    )
    extension.full_clean()
    extension.save()
    assignment.due_on = new_due_on
    assignment.moved_due_on = Judge().moved(new_due_on, assignment.task.organization)
    assignment.full_clean()
    assignment.save(update_fields=["due_on", "moved_due_on", "updated_at"])
    _tell(assignment, "plans.assignment.extended", f"Gia hạn đến {new_due_on:%d/%m/%Y}", reason, at)
    said = {"to": f"{new_due_on:%d/%m/%Y}", "reason": reason}
    record(code="plans.assignment.extended", obj=assignment, label=str(assignment.task), data=said, **actor_of(by))
    return extension


def check_new_day(assignment: Assignment, new_due_on: dt.date, today: dt.date) -> None:
    """Raise ValidationError at `new_due_on` for a day that is no extension: past, or not after the present deadline."""
    try:
        check_days(starts_on=assignment.starts_on, due_on=new_due_on, today=today)
    except ValidationError as error:
        raise ValidationError({"new_due_on": error.messages}) from error
    if assignment.due_on and new_due_on <= assignment.due_on:
        raise ValidationError({"new_due_on": f"Hạn mới phải sau hạn hiện tại ({assignment.due_on:%d/%m/%Y})."})
    if new_due_on < today:
        raise ValidationError({"new_due_on": "Hạn mới đã qua; hãy chọn từ hôm nay trở đi."})


def _reason(reason: str) -> str:
    reason = nfc(reason).strip()
    if not reason:
        raise ValidationError({"reason": "Hãy ghi lý do để cơ quan thực hiện biết phải làm gì."})
    return reason


def _answer(assignment: Assignment, answer: Answer, text: str, by: Staff, at: dt.datetime) -> None:
    """Write the answer to the report that asked (there is always one: only such a report completes an assignment)."""
    report = ProgressReport.objects.filter(assignment=assignment, asks_acceptance=True, answer="").first()
    if report is None:
        return
    report.answer, report.answer_text, report.answered_by, report.answered_at = answer, nfc(text).strip(), by, at
    report.full_clean()
    report.save(update_fields=["answer", "answer_text", "answered_by", "answered_at"])


def _tell(assignment: Assignment, code: str, what: str, body: str, at: dt.datetime) -> None:
    notices.tell_agency(assignment, code=code, title=f"{what}: {assignment.task}", body=body, at=at)
