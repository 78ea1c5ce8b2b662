"""Work that its document orders no longer."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from documents.models import OfficialDocument
from organizations.models import Staff
from plans.models import Task
from plans.services.closing import stop_task_of_document


@transaction.atomic
def stop_tasks_of(*, document: OfficialDocument, reason: str, by: Staff | None, at: dt.datetime) -> int:
    """Stop every open task of a document that was taken back or replaced; what was done stays done.

    Reminders end with it, and the agencies are told why. Returns how many tasks were stopped.
    """
    running = Task.objects.filter(document=document, closed_at__isnull=True, stopped_at__isnull=True)
    tasks = list(running.order_by("pk"))
    for task in tasks:
        stop_task_of_document(task, reason, by, at)
    return len(tasks)
