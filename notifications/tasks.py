"""Work for the queue: thin, and safe to run twice."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from django.utils import timezone


@shared_task(name="notifications.tasks.send_daily_reminders")
def send_daily_reminders() -> dict[str, Any]:
    """Make today's reminders and send the digests; beat starts it at 07:30 Vietnam time.

    On a day off people are left alone: what was missed is made up on the next working day.
    """
    from notifications.services import run_daily

    return run_daily(run_date=timezone.localdate(), on_days_off=False)


@shared_task(name="notifications.tasks.deliver_waiting")
def deliver_waiting() -> dict[str, int]:
    """Send the messages whose time has come; beat starts it every five minutes, news at once."""
    from notifications.services import deliver_waiting as deliver

    return deliver()


@shared_task(name="notifications.tasks.retry_digest")
def retry_digest(delivery_id: int) -> str | None:
    """Try a failed daily email once more; return its state afterwards, None where there was nothing to do."""
    from notifications.services import deliver_digest

    return deliver_digest(delivery_id=delivery_id)
