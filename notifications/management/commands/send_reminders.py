"""`manage.py send_reminders --date YYYY-MM-DD`: make the day's reminders, send the emails, print the counts as JSON."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from notifications.services import run_daily


def day(text: str) -> dt.date:
    """Return the day that `text` (yyyy-mm-dd) names; raise ArgumentTypeError with an example for anything else."""
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a day; write it like 2026-05-20") from None


class Command(BaseCommand):
    """Run by hand or by cron; Celery beat starts the same work at 07:30."""

    help = "Make the reminders of a day that have not been made, send the daily emails, print the counts as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--date", type=day, default=None, help="the day, yyyy-mm-dd (today in Vietnam when left out)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        counts = run_daily(run_date=options["date"] or timezone.localdate())
        self.stdout.write(json.dumps(counts, ensure_ascii=False))
