"""One process of the concurrency test: `python -m tests.notifications.one_run MOMENT WORKER ISSUER COUNT DAY`.

Waits until MOMENT (seconds since the epoch), so that all processes start together, runs the day and prints its counts.
"""

import datetime as dt
import json
import sys
import time

import django

django.setup()

from notifications import sources  # noqa: E402
from notifications.services import run_daily  # noqa: E402
from organizations.models import Organization  # noqa: E402
from tests.notifications.sources import Works  # noqa: E402


def main(moment: float, worker: int, issuer: int, count: int, day: str) -> None:
    """Run the day with `count` pieces of work that are due on it."""
    run_date = dt.date.fromisoformat(day)
    works = Works()
    places = Organization.objects.in_bulk([worker, issuer])
    for n in range(count):
        works.add(places[worker], places[issuer], run_date, f"Việc {n}")
    sources._SOURCES.clear()
    sources.register(works)
    time.sleep(max(0.0, moment - time.time()))
    sys.stdout.write(json.dumps(run_daily(run_date=run_date)))


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
