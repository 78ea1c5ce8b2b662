"""An agency merged in mid-period: what it has done stays on its name, what is open goes to who takes over."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from audit.services import record
from organizations.models import Organization, Staff
from organizations.services.directory import actor_of
from plans.models import Assignment, Task
from plans.services.closing import settle
from plans.services.locks import locked_task, withdraw_requests


def take_over(*, organization: Organization, into: Organization, by: Staff | None, at: dt.datetime) -> int:
    """Move the open work of a merged organization, with its deadlines, and the open tasks that it handed out.

    Where the successor has the same task already, the merged one's part is stopped instead. Within the transaction of
    the merging; returns how many assignments moved.
    """
    open_work = Assignment.objects.unfinished().filter(organization=organization)
    for pk in open_work.order_by("task").values_list("task_id", flat=True).distinct():
        locked_task(Task(pk=pk))
    doubled = list(_doubled(open_work, into).values_list("pk", flat=True))
    Assignment.objects.filter(pk__in=doubled).update(stopped_at=at)
    withdraw_requests(doubled, at)
    tasks = Task.objects.filter(assignments__in=doubled).distinct()
    for task in tasks:
        settle(task, at)
    moved = open_work.exclude(pk__in=doubled).update(organization=into, updated_at=at)
    handed_out = Task.objects.filter(organization=organization, closed_at__isnull=True, stopped_at__isnull=True)
    given = handed_out.update(organization=into)
    if moved or doubled or given:
        said = {"into": str(into), "moved": moved, "stopped": len(doubled), "given": given}
        record(code="plans.organization.taken_over", obj=organization, data=said, **actor_of(by))
    return moved


def _doubled(open_work: QuerySet[Assignment], into: Organization) -> QuerySet[Assignment]:
    """Return the open parts in tasks and periods that the successor has a part in as well."""
    twins = Assignment.objects.filter(organization=into, task=OuterRef("task"))
    return open_work.filter(Exists(twins.filter(Q(period_on=OuterRef("period_on")) | Q(period_on__isnull=True))))
