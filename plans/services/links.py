"""Tasks that wait for other tasks, and the facts of a task that may be corrected after it was handed out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from audit.services import record
from coopportal.text import one_line
from organizations.models import Staff
from organizations.services.directory import actor_of
from plans.models import ActionPlan, PlanSection, Task, TaskLink
from plans.services.locks import locked_task

# One writer of links at a time: two that each add half of a ring would not see each other.
_LINKS_LOCK = 0x706C616E
_RING = """
WITH RECURSIVE waits(id) AS (
    SELECT blocker_id FROM plans_tasklink WHERE task_id = ANY(%s)
    UNION SELECT l.blocker_id FROM plans_tasklink l JOIN waits w ON l.task_id = w.id
) SELECT 1 FROM waits WHERE id = %s LIMIT 1
"""


@transaction.atomic
def update_task(
    *,
    task: Task,
    number: str,
    product: str,
    clause: str,
    plan: ActionPlan | None,
    section: PlanSection | None = None,
    blockers: Iterable[Task],
    by: Staff,
) -> Task:
    """Correct what stands around a task's text; text, agencies and deadlines change by acts of their own.

    Raises ValidationError naming the fields: a plan of others, a blocker of others or one that waits for this task.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LINKS_LOCK])
    task = locked_task(task)
    if plan and plan.organization_id != task.organization_id:
        raise ValidationError({"plan": "Chỉ chọn kế hoạch của cơ quan mình."})
    if section and (plan is None or section.plan_id != plan.pk):
        raise ValidationError({"section": "Hãy chọn mục của chính kế hoạch đã chọn."})
    wanted = _checked(task, blockers)
    before = _facts(task)
    task.number, task.product, task.clause, task.plan = one_line(number), one_line(product), one_line(clause), plan
    task.section = section
    task.full_clean()
    task.save()
    TaskLink.objects.filter(task=task).exclude(blocker__in=wanted).delete()
    TaskLink.objects.bulk_create([TaskLink(task=task, blocker=one) for one in wanted], ignore_conflicts=True)
    changed = {name: [str(before[name]), str(value)] for name, value in _facts(task).items() if before[name] != value}
    data = {"changed": changed, "blockers": len(wanted)}
    record(code="plans.task.changed", obj=task, data=data, **actor_of(by))
    return task


def _facts(task: Task) -> dict[str, Any]:
    return {
        "number": task.number,
        "product": task.product,
        "clause": task.clause,
        "plan": task.plan_id,
        "section": task.section_id,
    }


def _checked(task: Task, blockers: Iterable[Task]) -> list[Task]:
    wanted = list({one.pk: one for one in blockers}.values())
    if any(one.pk == task.pk for one in wanted):
        raise ValidationError({"blockers": "Một nhiệm vụ không chờ chính nó."})
    if any(one.organization_id != task.organization_id for one in wanted):
        raise ValidationError({"blockers": "Chỉ chọn nhiệm vụ do cơ quan mình giao."})
    with connection.cursor() as cursor:
        cursor.execute(_RING, [[one.pk for one in wanted], task.pk])
        if cursor.fetchone():
            raise ValidationError({"blockers": "Các nhiệm vụ sẽ chờ nhau thành vòng; hãy bỏ bớt một nhiệm vụ."})
    return wanted
