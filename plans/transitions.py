"""What may be done with an assignment, and when: one table, asked by every service and by the buttons on pages."""

from __future__ import annotations

import enum

import structlog
from django.core.exceptions import ValidationError

from organizations.models import Staff
from plans.models import Assignment

log = structlog.get_logger("plans.transitions")


class Stage(enum.Enum):
    """How far an assignment has got, deadlines aside; the value ends the sentence `Phân công này …`."""

    NOT_RECEIVED = "chưa được tiếp nhận"
    RECEIVED = "đã được tiếp nhận"
    IN_PROGRESS = "đang được thực hiện"
    WAITING = "đang chờ nghiệm thu"
    CLOSED = "đã kết thúc"
    STOPPED = "đã dừng"


class Act(enum.Enum):
    """An act on an assignment; the value is its verb."""

    RECEIVE = "tiếp nhận"
    REPORT = "báo cáo tiến độ"
    ACCEPT = "nghiệm thu"
    ASK_AGAIN = "yêu cầu làm lại"
    EXTEND = "gia hạn"
    STOP = "dừng"
    ASK_TIME = "xin gia hạn"
    SEND_BACK = "đề nghị trả lại"
    RESUME = "giao lại"
    CLOSE = "kết thúc"


_AT_WORK = frozenset({Stage.NOT_RECEIVED, Stage.RECEIVED, Stage.IN_PROGRESS})
_UNFINISHED = _AT_WORK | {Stage.WAITING}

ALLOWED: dict[Act, frozenset[Stage]] = {
    Act.RECEIVE: frozenset({Stage.NOT_RECEIVED}),
    Act.REPORT: _AT_WORK,
    Act.ACCEPT: frozenset({Stage.WAITING}),
    Act.ASK_AGAIN: frozenset({Stage.WAITING}),
    Act.EXTEND: _AT_WORK,
    Act.STOP: _UNFINISHED,
    Act.ASK_TIME: _AT_WORK,
    Act.SEND_BACK: frozenset({Stage.NOT_RECEIVED, Stage.RECEIVED}),
    Act.RESUME: frozenset({Stage.STOPPED}),
    Act.CLOSE: _UNFINISHED,
}


def stage_of(assignment: Assignment) -> Stage:
    """Return the stage of an assignment."""
    if assignment.stopped_at:
        return Stage.STOPPED
    if assignment.closed_at:
        return Stage.CLOSED
    if assignment.completed_at:
        return Stage.WAITING
    if assignment.started_at:
        return Stage.IN_PROGRESS
    return Stage.RECEIVED if assignment.received_at else Stage.NOT_RECEIVED


def may(act: Act, assignment: Assignment) -> bool:
    """Tell whether the assignment's stage allows the act; who may do it is another question (plans.rights)."""
    return stage_of(assignment) in ALLOWED[act]


def require(act: Act, assignment: Assignment, *, by: Staff | None) -> None:
    """Raise ValidationError, and log it, where the assignment's stage forbids the act."""
    stage = stage_of(assignment)
    if stage in ALLOWED[act]:
        return
    log.warning(
        "plans.transition.refused",
        act=act.name,
        stage=stage.name,
        assignment=assignment.pk,
        staff=by.pk if by else None,
    )
    raise ValidationError(
        f"Không thể {act.value}: phân công này {stage.value}. Hãy mở lại trang để xem tình trạng mới nhất.",
        code="transition",
    )
