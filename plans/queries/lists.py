"""The list pages: tasks, assignments, plans; filters come as plain values, already checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from coopportal.text import fold
from organizations.models import Organization, Staff
from plans.models import ActionPlan, Assignment, AssignmentRequest, Part, ProgressReport, Task
from plans.status import DONE, DONE_IN_FIRST_TIME, EXTENDED_DEADLINE, OPEN, Status, condition_of, today_here

# What the status filter offers beside the statuses themselves.
STATUS_GROUPS: dict[str, tuple[Status, ...]] = {"open": OPEN, "done": DONE}
NAMES_SHOWN = 3
# A row names its document; the paper itself (tree, text) stays in the database.
_HEAVY = ("tree", "source_text", "source_search")


def task_rows(staff: Staff, *, today: dt.date | None = None) -> QuerySet[Task]:
    """Return the tasks a person sees with what a row of the list shows; one query at any size."""
    return dress_tasks(Task.objects.visible_to(staff), today=today)


def dress_tasks(seen: QuerySet[Task], *, today: dt.date | None = None) -> QuerySet[Task]:
    """Add to tasks what a row of the list shows."""
    found: QuerySet[Task] = seen.with_status(today)  # type: ignore[attr-defined]
    parts = Assignment.objects.filter(task=OuterRef("pk")).order_by()
    leads = parts.filter(part=Part.LEAD).order_by("organization__path").values("organization__name")
    done = parts.filter(closed_at__isnull=False)
    light = found.select_related("organization", "document", "plan").defer(*_heavy("document"))
    rows: QuerySet[Task] = light.annotate(
        lead_names=ArraySubquery(leads[:NAMES_SHOWN]),
        lead_count=_count(parts.filter(part=Part.LEAD), "task"),
        agency_count=_count(parts, "task"),
        done_count=_count(done, "task"),
    )
    return rows


def filter_tasks(
    found: QuerySet[Task], asked: Mapping[str, Any], staff: Staff, *, today: dt.date | None = None
) -> QuerySet[Task]:
    """Keep what the filters ask for: q, status, organization, document, plan, due_from, due_to, mine."""
    found = _search(found, asked.get("q") or "", ("search_text", "document__search_text"))
    if statuses := _statuses(asked.get("status") or ""):
        found = found.of_status(statuses, today)  # type: ignore[attr-defined]
    agency = Q()
    if asked.get("organization"):
        agency &= Q(organization__in=_under(asked["organization"]))
    if asked.get("mine") == "received":
        agency &= Q(organization=staff.organization_id)
    agency &= _facts(asked)
    if agency:
        found = found.filter(pk__in=Assignment.objects.filter(agency).values("task"))
    if asked.get("mine") == "issued":
        found = found.filter(organization=staff.organization_id)
    found = found.filter(**_plain(asked, {"document": "document", "plan": "plan"}))
    return found.filter(**_plain(asked, {"due_from": "due_on__gte", "due_to": "due_on__lte"}))


def assignment_rows(staff: Staff, *, today: dt.date | None = None) -> QuerySet[Assignment]:
    """Return the assignments a person sees with what a row shows; one query at any size."""
    return rows_of(Assignment.objects.visible_to(staff), today=today)


def rows_of(found: QuerySet[Assignment], *, today: dt.date | None = None) -> QuerySet[Assignment]:
    """Add to assignments what a row shows: status, agencies, source, the percentage last reported."""
    rows: QuerySet[Assignment] = (
        found.with_status(today or today_here())  # type: ignore[attr-defined]
        .select_related("organization", "task__organization", "task__document", "task__plan")
        .defer(*_heavy("task__document"))
    )
    return with_percent(rows)


def with_percent(found: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Add the percentage last reported."""
    last = ProgressReport.objects.filter(assignment=OuterRef("pk")).order_by("-made_at", "-pk").values("percent")[:1]
    return found.annotate(percent=Coalesce(Subquery(last), 0, output_field=IntegerField()))


def filter_assignments(
    found: QuerySet[Assignment], asked: Mapping[str, Any], staff: Staff, *, today: dt.date | None = None
) -> QuerySet[Assignment]:
    """Keep what the filters ask for: the same as `filter_tasks`, and `part`."""
    found = _search(found, asked.get("q") or "", ("task__search_text", "task__document__search_text"))
    if statuses := _statuses(asked.get("status") or ""):
        found = found.of_status(statuses, today)  # type: ignore[attr-defined]
    if asked.get("organization"):
        found = found.filter(organization__in=_under(asked["organization"]))
    if asked.get("mine") == "received":
        found = found.filter(organization=staff.organization_id)
    if asked.get("mine") == "issued":
        found = found.filter(task__organization=staff.organization_id)
    names = {"document": "task__document", "plan": "task__plan", "part": "part", "last_day": "last_day"}
    found = found.filter(_facts(asked), **_plain(asked, names))
    return found.filter(**_plain(asked, {"due_from": "due_on__gte", "due_to": "due_on__lte"}))


def plan_rows(staff: Staff, *, today: dt.date | None = None) -> QuerySet[ActionPlan]:
    """Return the plans a person sees with how far the assignments that the person sees of them have got."""
    parts = Assignment.objects.visible_to(staff).filter(task__plan=OuterRef("pk"), stopped_at__isnull=True).order_by()
    late = parts.filter(condition_of(Status.OVERDUE, today or today_here()))
    tasks = Task.objects.visible_to(staff).filter(plan=OuterRef("pk"), stopped_at__isnull=True).order_by()
    ends = Task.objects.filter(plan=OuterRef("pk")).order_by().values("plan").annotate(last=Max("due_on"))
    rows: QuerySet[ActionPlan] = (
        ActionPlan.objects.visible_to(staff)
        .select_related("organization", "document")
        .defer(*_heavy("document"))
        .annotate(
            task_count=_count(tasks, "plan"),
            part_count=_count(parts, "task__plan"),
            done_count=_count(parts.filter(closed_at__isnull=False), "task__plan"),
            late_count=_count(late, "task__plan"),
            last_due=Subquery(ends.values("last")),
        )
    )
    return rows


def agencies_to_filter(staff: Staff) -> QuerySet[Organization]:
    """Return what the agency filter offers: the own organization and those directly under it that exist today."""
    root = staff.organization if staff.scope_path == staff.organization.path else None
    depth = root.depth + 1 if root else 1
    return Organization.objects.active().filter(path__startswith=staff.scope_path, depth__lte=depth).order_by("path")


def _facts(asked: Mapping[str, Any]) -> Q:
    """Keep the assignments that were given more time, and those whose agency waits for an answer, where asked for."""
    found = EXTENDED_DEADLINE if asked.get("extended") else Q()
    if asked.get("first"):
        found &= DONE_IN_FIRST_TIME
    if asked.get("asking"):
        found &= Q(pk__in=AssignmentRequest.objects.undecided().values("assignment"))
    return found


def _under(organization: Organization) -> QuerySet[Any, Any]:
    return Organization.objects.answering_to(organization.path).values("pk")


def _heavy(document: str) -> list[str]:
    return [f"{document}__{column}" for column in _HEAVY]


def _count(rows: QuerySet[Any], group: str) -> Coalesce:
    counted = rows.values(group).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _search(found: QuerySet[Any], words: str, columns: tuple[str, ...]) -> QuerySet[Any]:
    """Keep the rows where each word stands in one of the folded columns."""
    for word in fold(words).split():
        anywhere = Q()
        for column in columns:
            anywhere |= Q(**{f"{column}__contains": word})
        found = found.filter(anywhere)
    return found


def _statuses(asked: str) -> tuple[str, ...]:
    return STATUS_GROUPS.get(asked) or ((asked,) if asked else ())


def _plain(asked: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {column: asked[name] for name, column in names.items() if asked.get(name)}


def by_due(found: QuerySet[Any]) -> QuerySet[Any]:
    """Order by deadline, the nearest first, those without one at the end."""
    return found.order_by(F("due_on").asc(nulls_last=True), "-pk")
