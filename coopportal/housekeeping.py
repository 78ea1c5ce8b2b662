"""What is thrown away each night, so that tables of the house itself do not grow for ever."""

from datetime import timedelta

from axes.models import AccessAttempt, AccessLog
from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

# Who logged in and when stays in the audit trail; these rows serve lock-outs alone.
KEPT_DAYS = 90


@shared_task(name="coopportal.housekeeping.tidy")
def tidy() -> None:
    """Delete sessions that have ended and notes about logins older than 90 days; safe to run twice."""
    call_command("clearsessions")
    before = timezone.now() - timedelta(days=KEPT_DAYS)
    AccessAttempt.objects.filter(attempt_time__lt=before).delete()
    AccessLog.objects.filter(attempt_time__lt=before).delete()
