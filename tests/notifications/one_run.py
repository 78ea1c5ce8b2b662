"""One process of the concurrency test: `python -m tests.notifications.one_run WORKER ISSUER COUNT DAY`.

Says when it is ready and waits for a line, so that all processes start together; runs the day and prints its counts.
"""

import datetime as dt
import json
import sys

import django

django.setup()

from notifications import sources  # noqa: E402
from notifications.services import run_daily  # noqa: E402
from organizations.models import Organization  # noqa: E402
from tests.notifications.sources import Works  # noqa: E402


def main(worker: int, issuer: int, count: int, day: str) -> None:
    """Run the day with `count` pieces of work that are due on it."""
    run_date = dt.date.fromisoformat(day)
    works = Works()
    places = Organization.objects.in_bulk([worker, issuer])
    for n in range(count):
        works.add(places[worker], places[issuer], run_date, f"Việc {n}")
    sources._SOURCES.clear()
    sources.register(works)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    sys.stdout.write(json.dumps(run_daily(run_date=run_date)))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
