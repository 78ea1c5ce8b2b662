"""The registry's list at the size of the country, beside Django admin's changelist of the same table and search."""

from collections.abc import Callable, Iterator

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import Row, milliseconds, side_by_side
from bench._databases import database, migrate
from coopportal.embedded.copies import SCHEMA_FILES

FILES = (*SCHEMA_FILES, "reports/generating/*.py", "reports/demo/registry.py")
SEARCHES = ("lam son", "0912", "nguyen van hung", "rau an toan dong tam 12")
PEOPLE = ("vanthu.bench", "theodoi.bench")
QUERIES = 15


def measure() -> Iterator[Row]:
    """Queries of our list, and its time beside the admin's, for a commune's clerk and a province's monitor."""
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    with database("nation", fill, FILES):
        admin = signed_in("admin.bench")
        for username in PEOPLE:
            client = signed_in(username)
            yield Row(f"registry of the nation as {username}", queries(client), QUERIES, "queries", "budget")
            yield Row(f"registry, no search, as {username}", milliseconds(opened(client)), 200, "ms", "budget")
            by_capital = opened(client, order="-charter_capital")
            yield Row(f"registry by charter capital, as {username}", milliseconds(by_capital), 200, "ms", "budget")
            for words in SEARCHES:
                ours, theirs = side_by_side(opened(client, words), opened_admin(admin, words), times=3)
                yield Row(f"search “{words}” as {username}", ours, theirs, "ms", "Django admin's changelist")


def fill() -> None:
    """Make the tables and the country's registry."""
    migrate()
    call_command("generate", scale="nation")


def signed_in(username: str) -> Client:
    """Return a client signed in as `username`."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    return client


def opened(client: Client, words: str = "", order: str = "") -> Callable[[], object]:
    """Return the work of opening our list."""
    return lambda: client.get("/hop-tac-xa/", {"q": words, "sap": order})


def opened_admin(client: Client, words: str) -> Callable[[], object]:
    """Return the work of opening the admin's list of the same table with the same search."""
    return lambda: client.get("/quan-tri/cooperatives/cooperative/", {"q": words})


def queries(client: Client) -> int:
    """Return how many queries our list takes, searched and filtered."""
    with CaptureQueriesContext(connection) as captured:
        asked = {"q": "lam son", "status": "active", "kind": "group", "sap": "-charter_capital"}
        answer = client.get("/hop-tac-xa/", asked)
    if answer.status_code != 200:
        raise RuntimeError(f"the list answered {answer.status_code}")
    return len(captured)
