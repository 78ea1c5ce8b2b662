"""Pages at the size of the demonstration province: queries and time, against the budgets (15 queries, 200 ms)."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from io import StringIO

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from bench import Row
from bench._databases import database, migrate
from coopportal.embedded.copies import SCHEMA_FILES

LISTS = (
    "documents:document_list", "plans:my_work", "plans:task_list", "plans:assignment_list", "plans:plan_list",
    "campaigns:campaign_list", "cooperatives:cooperative_list", "notifications:notification_list",
    "organizations:organization_list", "organizations:group_list",
)  # fmt: skip
PEOPLE = ("vanthu", "theodoitinh")
LIST_QUERIES, LIST_MILLISECONDS = 15, 200
VISITS = 5
DASHBOARD_QUERIES, DASHBOARD_MILLISECONDS = 20, 400
FILES = (*SCHEMA_FILES, "*/services/**/*.py", "*/services.py", "reports/demo/**/*.py", "reports/demo/**/*.txt")


def measure() -> Iterator[Row]:
    """Two rows a page and person: queries and milliseconds."""
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    with demonstration():
        for username in PEOPLE:
            yield from measure_pages(username)


def demonstration() -> AbstractContextManager[None]:
    """Return the block in which Django works on a copy of the demonstration province."""
    return database("demo", fill, FILES)


def fill() -> None:
    """Make the tables and the demonstration province."""
    migrate()
    call_command("load_demo", stdout=StringIO())


def measure_pages(username: str) -> Iterator[Row]:
    """Visit every list and the dashboard as `username`."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    for page in LISTS:
        yield from visit(client, page, username, LIST_QUERIES, LIST_MILLISECONDS)
    yield from visit(client, "reports:dashboard", username, DASHBOARD_QUERIES, DASHBOARD_MILLISECONDS)


def visit(client: Client, page: str, username: str, queries: int, milliseconds: float) -> Iterator[Row]:
    """Open one page a few times; the best counts. A page this person has no right to gives no row."""
    try:
        address = reverse(page)
    except NoReverseMatch:
        return
    times = []
    for _ in range(VISITS):
        started = time.perf_counter()
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        times.append((time.perf_counter() - started) * 1000)
    if answer.status_code == 200:
        yield Row(f"{address} as {username}", len(captured), queries, "queries", "budget")
        yield Row(f"{address} as {username}", min(times), milliseconds, "ms", "budget")
