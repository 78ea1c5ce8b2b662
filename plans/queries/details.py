"""What the detail pages show."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from audit.models import AuditEntry
from documents.models import OfficialDocument, ProposedParty, ProposedTask
from organizations.models import Staff
from plans.models import Assignment, DeadlineExtension, ProgressReport, Task
from plans.queries.lists import rows_of


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
