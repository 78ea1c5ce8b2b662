"""Work for the queue: thin, and safe to run twice."""

from __future__ import annotations

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded

from documents.services import jobs


@shared_task(name=jobs.TASK)
def read_import(job_id: int) -> int | None:
    """Read one uploaded file; return its document's id, None where there is none."""
    try:
        job = jobs.run_import(job_id=job_id)
    except SoftTimeLimitExceeded:
        jobs.fail_import(job_id=job_id, message=jobs.TOO_LONG)
        return None
    return job.document_id if job else None
