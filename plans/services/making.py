"""Plans made from what was there before: last year's plan, or a template with deadlines counted from a first day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from coopportal.text import one_line
from organizations.calendar import WorkingCalendar
from organizations.models import Organization, Staff
from organizations.services.directory import actor_of
from plans.models import ActionPlan, Part, PlanSection, PlanTemplate, Task, TemplateParty, TemplateTask
from plans.services.plans import create_plan
from plans.services.tasks import create_task
from plans.status import day_of


@dataclass(frozen=True)
class Draft:
    """One task as it would be handed out: shown before anything is made, ticked or left out by `key`."""

    key: int
    section: str
    text: str
    product: str
    due_on: dt.date | None
    recurrence: str
    leads: tuple[Organization, ...]
    coordinators: tuple[Organization, ...]

    @property
    def can_be_given(self) -> bool:
        """Tell whether somebody who still exists would lead it."""
        return bool(self.leads)


def drafts_of_year(plan: ActionPlan, year: int) -> list[Draft]:
    """Return last year's tasks with their days moved to `year`, each on a day that is worked.

    A day off becomes the working day before it, so that nothing comes later than the plan had it. Who was merged is
    replaced by who took over, who ended without a successor is left out.
    """
    calendar, shift = WorkingCalendar(), year - plan.year
    tasks = (
        plan.tasks.filter(stopped_at__isnull=True)
        .select_related("section")
        .prefetch_related("assignments__organization__merged_into")
    )
    return [_draft_of_task(task, shift, calendar) for task in tasks.order_by("pk")]


def _draft_of_task(task: Task, shift: int, calendar: WorkingCalendar) -> Draft:
    first = [part for part in task.assignments.all() if part.stopped_at is None]
    days = sorted(part.original_due_on for part in first if part.original_due_on)
    recurrence = str(task.recurrence) if task.is_recurring else ""
    due_on = (days[0] if days else task.due_on) if not recurrence else None
    parties = [(part.organization, part.part) for part in first]
    return Draft(
        key=task.pk,
        section=task.section.title if task.section else "",
        text=task.text,
        product=task.product,
        due_on=calendar.on_or_before(_shifted(due_on, shift)) if due_on else None,
        recurrence=recurrence,
        leads=_existing(one for one, part in parties if part == Part.LEAD),
        coordinators=_existing(one for one, part in parties if part != Part.LEAD),
    )


def _shifted(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return dt.date(day.year + years, 2, 28)


def _existing(organizations: Iterable[Organization]) -> tuple[Organization, ...]:
    found: dict[int, Organization] = {}
    for one in organizations:
        now = one.merged_into or one
        if now.is_active:
            found.setdefault(now.pk, now)
    return tuple(found.values())


def drafts_of_template(template: PlanTemplate, starts_on: dt.date) -> list[Draft]:
    """Return a template's tasks with days counted in working days from `starts_on`, which is day T."""
    calendar = WorkingCalendar()
    rows = template.tasks.prefetch_related("parties__organization__merged_into").order_by("order")
    return [_draft_of_row(row, starts_on, calendar) for row in rows]


def _draft_of_row(row: TemplateTask, starts_on: dt.date, calendar: WorkingCalendar) -> Draft:
    parties = [(party.organization, party.part) for party in row.parties.all()]
    return Draft(
        key=row.pk,
        section=row.section,
        text=row.text,
        product=row.product,
        due_on=calendar.add(starts_on, row.offset) if row.offset else None,
        recurrence=row.recurrence,
        leads=_existing(one for one, part in parties if part == Part.LEAD),
        coordinators=_existing(one for one, part in parties if part != Part.LEAD),
    )


@transaction.atomic
def plan_from(
    *, title: str, year: int, drafts: list[Draft], keys: Collection[int], by: Staff, starts_on: dt.date | None = None
) -> ActionPlan:
    """Make a plan and hand out those of the drafts whose keys were chosen.

    Raises ValidationError where none was chosen, one that was has nobody to lead it, or a day lies in the past.
    """
    chosen = [draft for draft in drafts if draft.key in keys]
    if not chosen:
        raise ValidationError("Hãy chọn ít nhất một nhiệm vụ.")
    if any(not draft.can_be_given for draft in chosen):
        raise ValidationError("Có nhiệm vụ không còn cơ quan chủ trì; hãy bỏ chọn rồi giao riêng.")
    today = day_of(timezone.now())
    if any(draft.due_on and draft.due_on < today for draft in chosen):
        raise ValidationError("Có nhiệm vụ mà hạn đã qua; hãy bỏ chọn hoặc đổi năm, ngày bắt đầu.")
    plan = create_plan(organization=by.organization, title=title, year=year, by=by, starts_on=starts_on)
    sections = _sections(plan, [draft.section for draft in chosen])
    for n, draft in enumerate(chosen, 1):
        task = create_task(
            organization=by.organization, text=draft.text, leads=draft.leads, coordinators=draft.coordinators, by=by,
            due_on=draft.due_on, recurrence=draft.recurrence or None, plan=plan, number=str(n), product=draft.product,
        )  # fmt: skip
        if draft.section:
            Task.objects.filter(pk=task.pk).update(section=sections[draft.section])
    return plan


def _sections(plan: ActionPlan, titles: Iterable[str]) -> dict[str, PlanSection]:
    wanted = list(dict.fromkeys(title for title in titles if title))
    rows = [PlanSection(plan=plan, order=n, title=title) for n, title in enumerate(wanted, 1)]
    return {row.title: row for row in PlanSection.objects.bulk_create(rows)}


@transaction.atomic
def save_as_template(*, plan: ActionPlan, title: str, by: Staff) -> PlanTemplate:
    """Keep a plan as a template: deadlines become working days from the plan's first day.

    Raises ValidationError at `title` where there is one of that name, and where the plan has no tasks.
    """
    found = plan.tasks.filter(stopped_at__isnull=True).select_related("section").prefetch_related("assignments")
    tasks = list(found.order_by("pk"))
    if not tasks:
        raise ValidationError("Kế hoạch chưa có nhiệm vụ nên chưa lập mẫu được.")
    template = PlanTemplate(organization=plan.organization, title=one_line(title))
    template.full_clean()
    template.save()
    first = plan.starts_on or min(day_of(task.assigned_at) for task in tasks)
    calendar = WorkingCalendar()
    rows = TemplateTask.objects.bulk_create(
        TemplateTask(
            template=template, order=n, section=task.section.title if task.section else "", text=task.text,
            product=task.product, recurrence=str(task.recurrence) if task.is_recurring else "",
            offset=_offset(first, task, calendar),
        )
        for n, task in enumerate(tasks, 1)
    )  # fmt: skip
    parties = [
        TemplateParty(task=row, organization_id=organization, part=part)
        for row, task in zip(rows, tasks, strict=True)
        for organization, part in {one.organization_id: one.part for one in task.assignments.all()}.items()
    ]
    TemplateParty.objects.bulk_create(parties)
    record(code="plans.template.saved", obj=template, data={"count": len(rows)}, **actor_of(by))
    return template


def _offset(first: dt.date, task: Task, calendar: WorkingCalendar) -> int | None:
    if task.is_recurring or task.due_on is None:
        return None
    return min(max(calendar.between(first, task.due_on), 1), 600)


@transaction.atomic
def update_template(
    *, template: PlanTemplate, offsets: dict[int, int | None], dropped: Collection[int], by: Staff
) -> None:
    """Set the working days of a template's tasks by their ids, and take tasks out of it."""
    for row in template.tasks.all():
        if row.pk in dropped:
            row.delete()
        elif row.pk in offsets and row.offset != offsets[row.pk]:
            row.offset = offsets[row.pk]
            row.full_clean()
            row.save(update_fields=["offset"])
    record(code="plans.template.changed", obj=template, **actor_of(by))


@transaction.atomic
def drop_template(*, template: PlanTemplate, by: Staff) -> None:
    """Throw a template away; plans made from it stay."""
    record(code="plans.template.dropped", obj=template, **actor_of(by))
    template.delete()
