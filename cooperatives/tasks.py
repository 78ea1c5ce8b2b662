"""Work for the queue: thin, and safe to run twice."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from cooperatives.services import deadlines, exchange


@shared_task(name="cooperatives.tasks.read_sheet")
def read_sheet(job_id: int) -> int | None:
    """Judge the rows of an uploaded sheet; return the import's id, None where there was nothing to do."""
    job = exchange.read_import(job_id=job_id)
    return job.pk if job else None


@shared_task(name="cooperatives.tasks.write_sheet")
def write_sheet(job_id: int) -> int | None:
    """Write a confirmed import; return its id, None where there was nothing to do."""
    job = exchange.write_import(job_id=job_id)
    return job.pk if job else None


@shared_task(name="cooperatives.tasks.remind_links")
def remind_links() -> int:
    """Remind by email who holds a confirmation link and has not sent the year's figures; return how many were sent."""
    return deadlines.remind_links(today=timezone.localdate())
