"""Saving what a person corrected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from documents.models import DocumentState, OfficialDocument, Part, ProposedTask
from documents.official.tree import Assignment, Deadline, Item, Signature
from documents.official.tree import OfficialDocument as Tree
from documents.queries import taken_over
from documents.services.columns import put_tree
from documents.services.proposals import resolve
from documents.services.reviewed import ReviewedTask
from documents.services.rows import write_tasks
from organizations.calendar import WorkingCalendar
from organizations.models import Staff
from organizations.services.directory import actor_of

HEAD_FIELDS = (
    "kind", "number", "symbol", "parent_body", "issuer", "place", "subject", "urgency", "addressees", "recipients",
)  # fmt: skip


class StaleVersion(ValidationError):
    """Somebody else saved the document after the person opened it."""


@transaction.atomic
def save_review(
    *,
    document: OfficialDocument,
    by: Staff | None,
    version: int,
    head: Mapping[str, Any],
    tasks: Sequence[ReviewedTask] | None,
) -> OfficialDocument:
    """Write the corrected head and tasks into the tree and the rows.

    `head` may hold HEAD_FIELDS, `date` (a date or None), `authority` (lines), `signer_title`, `signer_name`; what it
    leaves out stays. `tasks` None leaves the tasks alone; rows that became real tasks already are never touched.
    `version` is the one the person saw. Raises StaleVersion where the document changed since, ValidationError for a
    document whose state does not allow it or a row that breaks a rule.
    """
    fresh: OfficialDocument = (
        OfficialDocument.objects.select_for_update(of=("self",)).select_related("organization").get(pk=document.pk)
    )
    if fresh.version != version:
        raise StaleVersion("Văn bản đã được người khác sửa sau khi bạn mở trang này.", code="stale")
    _demand_correctable(fresh)
    tree = fresh.official
    # What was written and issued here never changes; only the tasks that people make of it may be corrected.
    changed = set() if fresh.is_authored else _apply_head(tree, head)
    if tasks is not None:
        _write_tasks(fresh, tree, tasks)
    if not fresh.is_authored:
        tree.findings = [f for f in tree.findings if _still_open(f.where, changed, tasks is not None)]
        put_tree(fresh, tree)
    fresh.version += 1
    fresh.full_clean(exclude=["source_file"])
    fresh.save()
    record(code="documents.document.reviewed", obj=fresh, data=_told(fresh, changed), **actor_of(by))
    return fresh


def _demand_correctable(document: OfficialDocument) -> None:
    allowed = (DocumentState.ACTIVE,) if document.is_authored else (DocumentState.DRAFT, DocumentState.ACTIVE)
    if document.state not in allowed:
        now = DocumentState(document.state).label.lower()
        raise ValidationError(f"Văn bản {now} nên không sửa kết quả đọc được.", code="closed")


def _apply_head(tree: Tree, head: Mapping[str, Any]) -> set[str]:
    """Write the values into the tree; return the names of those that changed."""
    before = {name: getattr(tree, name) for name in (*HEAD_FIELDS, "date", "signature")}
    for name in HEAD_FIELDS:
        if name in head:
            setattr(tree, name, head[name] or ([] if isinstance(before[name], list) else None))
    if "date" in head:
        _set_date(tree, head["date"])
    if "signer_name" in head:
        _set_signature(tree, head)
    return {name for name, value in before.items() if getattr(tree, name) != value}


def _set_date(tree: Tree, day: dt.date | None) -> None:
    """The printed words follow the day: two figures below ten, months 1 and 2 too (Decree 30/2020, Annex I, II.4)."""
    iso = day.isoformat() if day else None
    if iso == tree.date:
        return
    tree.date = iso
    tree.date_text = f"ngày {day.day:02d} tháng {_month(day.month)} năm {day.year}" if day else None


def _month(month: int) -> str:
    return f"{month:02d}" if month < 3 else str(month)


def _set_signature(tree: Tree, head: Mapping[str, Any]) -> None:
    signature = Signature(
        authority=list(head.get("authority") or []),
        title=head.get("signer_title") or None,
        name=head.get("signer_name") or None,
    )
    tree.signature = None if signature == Signature() else signature


def _write_tasks(document: OfficialDocument, tree: Tree, tasks: Sequence[ReviewedTask]) -> None:
    taken = taken_over(document)
    rows = {row.pk: row for row in document.proposed_tasks.all() if row.pk not in taken}
    # An id of another document's row, or of one that is a real task now, makes a new row or is left out.
    open_tasks = _with_days([t for t in tasks if t.id not in taken], tree)
    kept = [(task, rows.get(task.id or 0) or ProposedTask(document=document)) for task in open_tasks]
    ProposedTask.objects.filter(pk__in=set(rows) - {task.id for task in open_tasks}).delete()
    write_tasks(document, kept)
    if not taken:
        included = [task for task in open_tasks if task.included]
        tree.table_tasks = [_item(task) for task in included if _in_table(task)]
        tree.assignments = _assignments([task for task in included if not _in_table(task)])


def _with_days(tasks: list[ReviewedTask], tree: Tree) -> list[ReviewedTask]:
    """A limit counted from signing gets its day as soon as the day of signing is known."""
    if not tree.date or not any(_counts_from_signing(task) for task in tasks):
        return tasks
    signed_on, calendar = dt.date.fromisoformat(tree.date), WorkingCalendar()
    return [
        replace(t, due_on=resolve(t.recurrence, signed_on, calendar)) if _counts_from_signing(t) else t for t in tasks
    ]


def _counts_from_signing(task: ReviewedTask) -> bool:
    return task.due_on is None and isinstance(task.recurrence, dict)


def _in_table(task: ReviewedTask) -> bool:
    return task.where.startswith("table_tasks")


def _assignments(tasks: Sequence[ReviewedTask]) -> list[Assignment]:
    """Put the tasks back into the tree's derived part: one assignment for each run of tasks of the same leads."""
    return [
        Assignment(agencies=list(leads), items=[_item(task) for task in run])
        for leads, run in groupby(tasks, key=lambda task: tuple(_names(task, Part.LEAD)))
    ]


def _item(task: ReviewedTask) -> Item:
    deadlines = []
    if task.due_text or task.due_on or task.recurrence:
        start, end = (d.isoformat() if d else None for d in (task.starts_on, task.due_on))
        words = task.due_text or (f"trước ngày {task.due_on:%d/%m/%Y}" if task.due_on else "")
        deadlines = [Deadline(words, task.due_kind or "date", start, end, task.recurrence)]
    return Item(task.text, _names(task, Part.LEAD), _names(task, Part.COORDINATING), deadlines)


def _names(task: ReviewedTask, part: str) -> list[str]:
    return [p.words or str(p.organization or p.group or "") for p in task.parties if p.part == part]


def _still_open(where: str, changed: set[str], tasks_saved: bool) -> bool:
    """A finding about a field that the person has just corrected is settled."""
    field = where.split(".")[0].split("[")[0]
    return field not in changed and not (tasks_saved and field in ("assignments", "table_tasks", "deadlines"))


def _told(document: OfficialDocument, changed: set[str]) -> dict[str, Any]:
    return {"tasks": document.proposed_tasks.filter(included=True).count(), "changed": sorted(changed)}
