"""Work for the queue: thin, and safe to run twice."""

from __future__ import annotations

from celery import shared_task

from plans.status import today_here


@shared_task(name="plans.tasks.open_periods")
def open_periods() -> int:
    """Judge deadlines by today's calendar, then open what recurs; beat starts it after midnight, Vietnam time."""
    from plans import services

    services.judge_again()
    return services.open_periods(today=today_here())
