"""Writing proposed tasks and their parties in few statements."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError

from documents.models import OfficialDocument, ProposedParty, ProposedTask
from documents.services.reviewed import ReviewedTask

_COLUMNS = [
    "order", "text", "where", "agency_words", "due_text", "due_kind", "starts_on", "due_on", "recurrence", "included",
]  # fmt: skip


def _check(row: ProposedTask) -> None:
    """What `full_clean` would say, without its query for each row."""
    row.clean_fields(exclude=["document"])
    if row.starts_on and row.due_on and row.due_on < row.starts_on:
        raise ValidationError({"due_on": "Hạn không được trước ngày bắt đầu."})


def write_tasks(document: OfficialDocument, tasks: Sequence[tuple[ReviewedTask, ProposedTask]]) -> None:
    """Write the tasks in their order into the rows given (new or old), with their parties anew.

    Raises ValidationError where a row breaks a rule of its model.
    """
    rows = [task.fill(row, order) for order, (task, row) in enumerate(tasks, start=1)]
    for row in rows:
        _check(row)
    ProposedTask.objects.bulk_create([row for row in rows if row.pk is None])
    ProposedTask.objects.bulk_update([row for row in rows if row.pk is not None], _COLUMNS, batch_size=200)
    ProposedParty.objects.filter(proposed_task__in=[row.pk for row in rows]).delete()
    ProposedParty.objects.bulk_create(
        [party.row(row, n) for (task, _), row in zip(tasks, rows, strict=True) for n, party in enumerate(task.parties)]
    )
