"""What the detail pages show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from audit.models import AuditEntry
from documents.models import OfficialDocument, ProposedParty, ProposedTask
from documents.official.tree import TreeFormatError
from organizations.models import Staff
from plans.clauses import fragment_of, quoted
from plans.models import Assignment, AssignmentRequest, DeadlineExtension, ProgressReport, Task
from plans.queries.lists import dress_tasks, rows_of, with_percent
from plans.status import DONE, Status, today_here


def task_parts(task: Task, staff: Staff, *, today: dt.date | None = None) -> list[Assignment]:
    """Return all parts of a task that the person sees, leads first.

    Who was given a task knows who does it with them (the document says so), yet opens only what `visible_to` holds:
    such a row has `is_visible`.
    """
    parts = list(rows_of(task.assignments.all(), today=today).order_by("-part", "organization__path"))
    own = set(Assignment.objects.visible_to(staff).filter(task=task).values_list("pk", flat=True))
    for part in parts:
        part.is_visible = part.pk in own  # type: ignore[attr-defined]
    return parts


def reports_of(found: QuerySet[Assignment]) -> QuerySet[ProgressReport]:
    """Return the reports on these assignments, newest first, with authors, answers and files (two queries)."""
    rows = ProgressReport.objects.filter(assignment__in=found.values("pk"))
    return rows.select_related(
        "author__user", "author__organization", "answered_by__user", "assignment__organization"
    ).prefetch_related("files")


def extensions_of(found: QuerySet[Assignment]) -> QuerySet[DeadlineExtension]:
    """Return the extensions of these assignments, newest first."""
    rows = DeadlineExtension.objects.filter(assignment__in=found.values("pk"))
    return rows.select_related("by__user", "assignment__organization")


def requests_of(found: QuerySet[Assignment]) -> QuerySet[AssignmentRequest]:
    """Return what agencies asked on these assignments, newest first."""
    rows = AssignmentRequest.objects.filter(assignment__in=found.values("pk"))
    return rows.select_related("asked_by__user", "decided_by__user", "assignment__organization")


@dataclass(frozen=True)
class RollUp:
    """How far the work handed on to those below has come; `percent` is the mean of their reports."""

    total: int
    done: int
    overdue: int
    percent: int


def roll_up(assignment: Assignment, *, today: dt.date | None = None) -> RollUp | None:
    """Return the standing of an assignment's sub-tasks, whoever does them; None where nothing was handed on."""
    below = Assignment.objects.filter(task__under=assignment, stopped_at__isnull=True)
    rows: list[Any] = list(with_percent(below.with_status(today or today_here())))
    parts = [(row.status, row.percent) for row in rows]
    if not parts:
        return None
    done = sum(status in DONE for status, _ in parts)
    overdue = sum(status == Status.OVERDUE for status, _ in parts)
    percents = [100 if status in DONE else percent for status, percent in parts]
    return RollUp(len(parts), done, overdue, round(sum(percents) / len(parts)))


def subtasks_of(assignment: Assignment, staff: Staff, *, today: dt.date | None = None) -> QuerySet[Task]:
    """Return the tasks handed on below an assignment that the person sees, as rows of a list."""
    return dress_tasks(Task.objects.visible_to(staff).filter(under=assignment), today=today).order_by("pk")


def blockers_of(task: Task, staff: Staff, *, today: dt.date | None = None) -> list[Task]:
    """Return the tasks that a task waits for, with their status; `is_visible` where the person may open one."""
    rows = list(Task.objects.filter(links__task=task).with_status(today).order_by("pk"))
    seen = set(Task.objects.visible_to(staff).filter(links__task=task).values_list("pk", flat=True)) if rows else set()
    for row in rows:
        row.is_visible = row.pk in seen
    return rows


def source_address(task: Task, staff: Staff) -> str:
    """Return the address of the task's document, opened at the sentence it was read from; blank for who may not."""
    if not task.document_id:
        return ""
    document = OfficialDocument.objects.visible_to(staff).filter(pk=task.document_id).only("tree").first()
    if document is None:
        return ""
    try:
        words = quoted(document.official, task.text)
    except TreeFormatError:
        words = ""
    return reverse("documents:document_detail", args=[task.document_id]) + fragment_of(words)


def waiting_proposals(document: OfficialDocument) -> int:
    """Return how many included proposals of a document are no task yet (nobody was chosen to lead them)."""
    return ProposedTask.objects.filter(document=document, included=True, task__isnull=True).count()


def unmatched_agencies(document: OfficialDocument) -> list[str]:
    """Return the agencies that the text names and nobody matched, so that tasks of the document were not given them."""
    rows = ProposedParty.objects.filter(
        proposed_task__document=document,
        proposed_task__task__isnull=False,
        organization__isnull=True,
        group__isnull=True,
    )
    return list(rows.exclude(words="").order_by("words").values_list("words", flat=True).distinct())


def history_of_task(task: Task, staff: Staff, *, limit: int = 50) -> list[AuditEntry]:
    """Return the newest acts on a task and on those of its parts that the person sees."""
    parts = Assignment.objects.visible_to(staff).filter(task=task).values("pk")
    on_task = Q(object_type=Task._meta.label_lower, object_id=task.pk)
    on_parts = Q(object_type=Assignment._meta.label_lower, object_id__in=parts)
    return list(AuditEntry.objects.filter(on_task | on_parts).order_by("-id")[:limit])
