"""`manage.py send_reminders --date YYYY-MM-DD`: make the day's reminders, send the emails, print the counts as JSON."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from coopportal.commands import day_of
from notifications.services import run_daily


class Command(BaseCommand):
    """Run by hand or by cron; Celery beat starts the same work at 07:30."""

    help = "Make the reminders of a day that have not been made, send the daily emails, print the counts as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--date", default=None, help="the day, yyyy-mm-dd (today in Vietnam when left out)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the counts; raise CommandError (exit 1) for what is no day."""
        said = options["date"]
        counts = run_daily(run_date=timezone.localdate() if said is None else day_of(said))
        self.stdout.write(json.dumps(counts, ensure_ascii=False))
