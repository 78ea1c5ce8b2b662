"""The same act on many assignments at once: all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404

from audit.services import record
from organizations.models import Staff
from organizations.services.directory import actor_of
from plans import rights
from plans.models import Assignment
from plans.services.answers import accept
from plans.services.notices import remind_agency
from plans.services.work import receive
from plans.transitions import Act, may

MOST_AT_ONCE = 200


@transaction.atomic
def receive_many(*, ids: Collection[int], by: Staff) -> int:
    """Receive several assignments of the own agency; see `_chosen` for what is refused."""
    rows = _chosen(ids, by, Act.RECEIVE, lambda row: rights.may_work(by, row))
    for row in rows:
        receive(assignment=row, by=by)
    return len(rows)


@transaction.atomic
def accept_many(*, ids: Collection[int], by: Staff) -> int:
    """Accept several reports that wait for the own office."""
    rows = _chosen(ids, by, Act.ACCEPT, lambda row: rights.may_manage(by, row.task))
    for row in rows:
        accept(assignment=row, by=by)
    return len(rows)


@transaction.atomic
def remind_many(*, ids: Collection[int], by: Staff) -> int:
    """Remind the agencies of several assignments that the own office gave, in the portal and with the daily mail."""
    rows = _chosen(ids, by, Act.EXTEND, lambda row: rights.may_manage(by, row.task))
    for row in rows:
        remind_agency(row, by=by)
        record(code="plans.assignment.urged", obj=row, label=str(row.task), **actor_of(by))
    return len(rows)


def _chosen(ids: Collection[int], by: Staff, act: Act, right: Callable[[Assignment], bool]) -> list[Assignment]:
    """Return the rows of these ids in the order of their tasks, which is the order in which they are locked.

    One row that the person does not see refuses all (Http404), one that is not the person's to act on too
    (PermissionDenied), one whose stage forbids the act too (ValidationError naming it): nothing is done by halves.
    """
    wanted = set(ids)
    if not wanted:
        raise ValidationError("Hãy chọn ít nhất một việc.")
    if len(wanted) > MOST_AT_ONCE:
        raise ValidationError(f"Mỗi lần chọn tối đa {MOST_AT_ONCE} việc.")
    seen = Assignment.objects.visible_to(by).filter(pk__in=wanted).select_related("task__organization", "organization")
    rows = list(seen.order_by("task_id", "pk"))
    if len(rows) != len(wanted):
        raise Http404("Có việc không tồn tại trong số đã chọn.")
    if not all(right(row) for row in rows):
        raise PermissionDenied("Có việc không thuộc quyền của bạn trong số đã chọn; chưa làm việc nào.")
    for row in rows:
        if not may(act, row):
            raise ValidationError(f"Chưa làm việc nào: không thể {act.value} “{row.task}”. Hãy tải lại trang.")
    return rows
