"""An agency asks for more time or sends work back; the assigner decides."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from coopportal.text import nfc
from organizations.models import Organization, Staff
from organizations.services.directory import actor_of
from plans.judging import Judge
from plans.models import Assignment, AssignmentRequest, Decision, RequestKind
from plans.services import notices
from plans.services.answers import check_new_day, give_time
from plans.services.closing import end_assignment
from plans.services.locks import locked_assignment
from plans.services.tasks import join
from plans.status import day_of
from plans.transitions import Act, require


@transaction.atomic
def ask_more_time(
    *,
    assignment: Assignment,
    new_due_on: dt.date,
    reason: str,
    by: Staff,
    delay_reason: str = "",
    at: dt.datetime | None = None,
) -> AssignmentRequest:
    """Ask the assigner for time until `new_due_on`; the deadline stays until the answer.

    Raises ValidationError naming `new_due_on` or `reason`, where the work is finished and where something is asked.
    """
    at = at or timezone.now()
    assignment = locked_assignment(assignment)
    require(Act.ASK_TIME, assignment, by=by)
    check_new_day(assignment, new_due_on, day_of(at))
    request = AssignmentRequest(
        assignment=assignment, kind=RequestKind.EXTENSION, new_due_on=new_due_on, delay_reason=delay_reason
    )
    said = {"to": f"{new_due_on:%d/%m/%Y}"}
    return _ask(request, reason, by, at, code="plans.assignment.time_asked", said=said)


@transaction.atomic
def send_back(*, assignment: Assignment, reason: str, by: Staff, at: dt.datetime | None = None) -> AssignmentRequest:
    """Tell the assigner that the work is not the agency's own; it stays with the agency until the answer.

    Raises ValidationError naming `reason`, and where reporting has begun or the days for it have passed (WorkRule).
    """
    at = at or timezone.now()
    assignment = locked_assignment(assignment)
    require(Act.SEND_BACK, assignment, by=by)
    last = Judge().last_day_to_return(day_of(assignment.assigned_at), assignment.task.organization)
    if day_of(at) > last:
        raise ValidationError(
            f"Đã quá thời gian trả lại (đến hết {last:%d/%m/%Y}). Hãy xin gia hạn hoặc liên hệ cơ quan giao."
        )
    request = AssignmentRequest(assignment=assignment, kind=RequestKind.RETURN)
    return _ask(request, reason, by, at, code="plans.assignment.sent_back", said={})


def _ask(
    request: AssignmentRequest, reason: str, by: Staff, at: dt.datetime, *, code: str, said: dict[str, str]
) -> AssignmentRequest:
    request.reason, request.asked_by, request.made_at = nfc(reason).strip(), by, at
    if not request.reason:
        raise ValidationError({"reason": "Hãy ghi lý do để cơ quan giao xem xét."})
    if request.assignment.requests.undecided().exists():
        raise ValidationError("Đang có một đề nghị chờ cơ quan giao trả lời.", code="asked")
    request.full_clean()
    request.save()
    assignment = request.assignment
    title = f"{assignment.organization} {request.get_kind_display().lower()}: {assignment.task}"
    notices.tell_office(assignment, code=code, title=title, body=request.reason, at=at)
    data = {**said, "reason": request.reason}
    record(code=code, obj=assignment, label=str(assignment.task), data=data, **actor_of(by))
    return request


@transaction.atomic
def approve_request(
    *,
    request: AssignmentRequest,
    by: Staff,
    comment: str = "",
    new_due_on: dt.date | None = None,
    to: Organization | None = None,
    at: dt.datetime | None = None,
) -> AssignmentRequest:
    """Grant what was asked: the time (or another day, `new_due_on`), or take the work back and give it to `to`.

    Raises ValidationError where it was answered already, or naming `new_due_on` or `to`.
    """
    at = at or timezone.now()
    request = _locked(request)
    _decide(request, Decision.APPROVED, comment, by, at)
    assignment = request.assignment
    if request.kind == RequestKind.EXTENSION:
        day = new_due_on or request.new_due_on
        assert day is not None  # noqa: S101 - the constraint says so
        give_time(assignment, day, request.reason, by, at)
        return request
    if to is not None:
        if to.pk == assignment.organization_id:
            raise ValidationError({"to": "Hãy chọn cơ quan khác với cơ quan đã trả lại."})
        join(assignment.task, to, assignment, by=by, at=at)
    end_assignment(assignment, f"Trả lại: {request.reason}", by, at)
    return request


@transaction.atomic
def refuse_request(
    *, request: AssignmentRequest, comment: str, by: Staff, at: dt.datetime | None = None
) -> AssignmentRequest:
    """Say no, with a reason that the agency reads. Raises ValidationError naming `comment`, or once answered."""
    at = at or timezone.now()
    if not nfc(comment).strip():
        raise ValidationError({"comment": "Hãy ghi lý do không đồng ý để cơ quan thực hiện biết."})
    request = _locked(request)
    _decide(request, Decision.REFUSED, comment, by, at)
    assignment = request.assignment
    title = f"Không đồng ý {request.get_kind_display().lower()}: {assignment.task}"
    notices.tell_agency(assignment, code="plans.request.refused", title=title, body=request.decision_text, at=at)
    data = {"what": request.get_kind_display().lower(), "reason": request.decision_text}
    record(code="plans.request.refused", obj=assignment, label=str(assignment.task), data=data, **actor_of(by))
    return request


def _locked(request: AssignmentRequest) -> AssignmentRequest:
    assignment = locked_assignment(Assignment(pk=request.assignment_id, task_id=_task_of(request)))
    found = AssignmentRequest.objects.select_for_update().get(pk=request.pk)
    found.assignment = assignment
    if found.decision:
        raise ValidationError(f"Đề nghị này đã được trả lời: {found.get_decision_display().lower()}.", code="decided")
    return found


def _task_of(request: AssignmentRequest) -> int:
    return Assignment.objects.values_list("task_id", flat=True).get(pk=request.assignment_id)


def _decide(request: AssignmentRequest, decision: str, comment: str, by: Staff, at: dt.datetime) -> None:
    request.decision, request.decision_text = decision, nfc(comment).strip()
    request.decided_by, request.decided_at = by, at
    request.full_clean()
    request.save()
