"""Tasks that are handed out by hand, and further agencies for a task that runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from coopportal.text import one_line
from documents.models import OfficialDocument
from documents.services import deliver
from organizations.models import Organization, Staff
from organizations.services.directory import actor_of
from plans.deadlines import next_due
from plans.judging import Judge
from plans.models import ActionPlan, Assignment, Task
from plans.services import notices
from plans.services.locks import locked_task
from plans.services.parties import Chosen, Expander, assignments_of, check_days, names_of, require_lead
from plans.status import day_of


@transaction.atomic
def create_task(
    *,
    organization: Organization,
    text: str,
    leads: Iterable[Chosen],
    coordinators: Iterable[Chosen] = (),
    by: Staff | None,
    starts_on: dt.date | None = None,
    due_on: dt.date | None = None,
    recurrence: str | None = None,
    document: OfficialDocument | None = None,
    plan: ActionPlan | None = None,
    number: str = "",
    clause: str = "",
    product: str = "",
    under: Assignment | None = None,
    at: dt.datetime | None = None,
) -> Task:
    """Hand out one task in the name of `organization`, and tell the agencies.

    `leads` and `coordinators` are organizations and groups; a recurring task opens with its next day. `at` is the
    moment of handing out (now). `under` is the organization's own assignment that this carries out a part of; the
    deadline lies within its. Raises ValidationError naming `text`, `leads`, `starts_on`, `due_on`, `plan` or
    `document`.
    """
    at = at or timezone.now()
    period_on = next_due(recurrence, day_of(at)) if recurrence else None
    due_on = period_on or due_on
    check_days(starts_on=starts_on, due_on=due_on, today=day_of(at))
    _check_source(organization, document, plan)
    _check_under(organization, under, due_on)
    parts = Expander().parts(leads, coordinators)
    require_lead(parts)
    task = Task(
        organization=organization, text=one_line(text), starts_on=starts_on, due_on=due_on, recurrence=recurrence,
        period_on=period_on, document=document, plan=plan,
        number=one_line(number), clause=one_line(clause), product=one_line(product),
        created_by=by, assigned_at=at, under=under,
    )  # fmt: skip
    task.full_clean()
    task.save()
    _assign(task, parts, at)
    if document:
        deliver(document=document, organizations=[o for o, _ in parts.values()], by=by, at=at)
    notices.tell_task_assigned(task, set(parts), at)
    record(code="plans.task.created", obj=task, data=_said(parts), **actor_of(by))
    return task


@transaction.atomic
def add_parties(
    *,
    task: Task,
    leads: Iterable[Chosen] = (),
    coordinators: Iterable[Chosen] = (),
    by: Staff | None,
    at: dt.datetime | None = None,
) -> list[Assignment]:
    """Hand a running task to further agencies; those that have it already stay as they are.

    Raises ValidationError where the task is closed or stopped, or where nobody new was chosen (at `leads`).
    """
    at = at or timezone.now()
    task = locked_task(task)
    if not task.is_open:
        raise ValidationError("Nhiệm vụ đã kết thúc hoặc đã dừng nên không giao thêm được.")
    have = set(task.assignments.filter(period_on=task.period_on).values_list("organization_id", flat=True))
    parts = {pk: part for pk, part in Expander().parts(leads, coordinators).items() if pk not in have}
    if not parts:
        raise ValidationError({"leads": "Hãy chọn ít nhất một cơ quan chưa được giao nhiệm vụ này."})
    made = _assign(task, parts, at)
    if task.document:
        deliver(document=task.document, organizations=[o for o, _ in parts.values()], by=by, at=at)
    notices.tell_task_assigned(task, set(parts), at)
    record(code="plans.task.parties_added", obj=task, data=_said(parts), **actor_of(by))
    return made


def join(task: Task, organization: Organization, like: Assignment, *, by: Staff, at: dt.datetime) -> Assignment:
    """Give a (locked) task to one more agency in the role and with the deadline that `like` has; for this room."""
    if task.assignments.filter(organization=organization, period_on=like.period_on).exists():
        raise ValidationError({"to": "Cơ quan này đã được giao nhiệm vụ này."})
    made = Assignment(
        task=task, organization=organization, part=like.part, due_on=like.due_on, original_due_on=like.due_on,
        moved_due_on=like.moved_due_on, period_on=like.period_on, assigned_at=at,
    )  # fmt: skip
    made.full_clean()
    made.save()
    if task.document:
        deliver(document=task.document, organizations=[organization], by=by, at=at)
    notices.tell_task_assigned(task, {organization.pk}, at)
    said = {"agencies": str(organization), "count": 1}
    record(code="plans.task.parties_added", obj=task, data=said, **actor_of(by))
    return made


def _assign(task: Task, parts: dict[int, tuple[Organization, str]], at: dt.datetime) -> list[Assignment]:
    return Assignment.objects.bulk_create(assignments_of(task, parts, at, Judge()))


def _said(parts: dict[int, tuple[Organization, str]]) -> dict[str, Any]:
    names = names_of(list(parts.values()))
    return {"agencies": ", ".join(names), "count": len(names)}


def _check_source(organization: Organization, document: OfficialDocument | None, plan: ActionPlan | None) -> None:
    """A task of an organization hangs under its own papers only."""
    if plan and plan.organization_id != organization.pk:
        raise ValidationError({"plan": "Chỉ giao nhiệm vụ trong kế hoạch của cơ quan mình."})
    if document and document.organization_id != organization.pk:
        raise ValidationError({"document": "Chỉ giao nhiệm vụ từ văn bản mà cơ quan mình giữ."})


def _check_under(organization: Organization, under: Assignment | None, due_on: dt.date | None) -> None:
    """A part of one's own open work, due no later than the work itself."""
    if under is None:
        return
    if under.organization_id != organization.pk or under.closed_at or under.stopped_at:
        raise ValidationError("Chỉ giao tiếp được việc đang thực hiện của cơ quan mình.")
    if under.due_on and due_on and due_on > under.due_on:
        raise ValidationError({"due_on": f"Hạn phải trong hạn của việc cấp trên giao ({under.due_on:%d/%m/%Y})."})
