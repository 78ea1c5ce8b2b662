"""What every test gets: a PostgreSQL of its own making, a media folder of its own, no network email.

Each process that runs tests takes a slot and the database of that slot, so that several runs and the workers of one run
never meet.
"""

import datetime as dt
import gc
import itertools
import os
import time
from collections.abc import Iterator
from pathlib import Path
from string import ascii_lowercase, digits
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings as django_settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.db import connection
from django.test import Client, TransactionTestCase
from django.utils.crypto import get_random_string
from pytest_django import DjangoDbBlocker, Settings

from coopportal.embedded.copies import ensure_template, free_slot, state_of_files
from coopportal.middleware import SEEN, STARTED
from coopportal.schema import bring_up_to_date
from tests import emptying, searching

searching.load_profile()
# The whole run on another day: `TEST_DAY=2027-02-07 make test` is a Sunday in Tết. What other programs see of the clock
# stays as it is.
if TEST_DAY := os.environ.get("TEST_DAY"):
    ten_here = dt.datetime.fromisoformat(TEST_DAY).replace(hour=10, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    time_machine.travel(ten_here, tick=True).start()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Point the tests at the database of a free slot, made from the template of the present schema."""
    locks = Path(django_settings.VAR_DIR) / "test-slots"
    names = connection.settings_dict["TEST"]
    names["NAME"] = f"test_coopportal_{free_slot(locks)}"
    with django_db_blocker.unblock():
        state = state_of_files(Path(django_settings.BASE_DIR))
        names["TEMPLATE"] = ensure_template(connection, locks / "template.lock", "empty", state, bring_up_to_date)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Note what the new database holds; tests that commit leave that and nothing else."""
    with django_db_blocker.unblock():
        emptying.keep_rows()
    TransactionTestCase._fixture_teardown = emptying.empty  # type: ignore[method-assign]


@pytest.fixture(scope="session", autouse=True)
def _quick_sign_in() -> None:
    """Let `force_login` write the session alone, in one statement.

    What follows a real login (lock-outs, the day of the last one) is for the tests that log in with a password.
    """

    def force_login(client: Client, user: AbstractBaseUser, backend: str | None = None) -> None:
        now = int(time.time())
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = backend or django_settings.AUTHENTICATION_BACKENDS[-1]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session[STARTED] = session[SEEN] = now
        session._session_key = get_random_string(32, ascii_lowercase + digits)
        session.save(must_create=True)
        client.cookies[django_settings.SESSION_COOKIE_NAME] = session.session_key

    Client.force_login = force_login  # type: ignore[method-assign]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Widen the search where that was asked for; let each worker begin with its share of the slow tests."""
    searching.widen(items)
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    items[:] = _slow_first_in_each_part(items, workers)


def _slow_first_in_each_part(items: list[pytest.Item], parts: int) -> list[pytest.Item]:
    """Return the tests in the parts that the workers get at the start, in the sizes that `worksteal` gives them.

    What is stolen later comes from the end of a part: slow tests that all stood in the first would stay with one.
    """
    slow = [item for item in items if item.get_closest_marker("slow")]
    quick = [item for item in items if not item.get_closest_marker("slow")]
    ordered: list[pytest.Item] = []
    for part in range(parts):
        size = (len(items) - len(ordered)) // (parts - part)
        mine = slow[part::parts]
        ordered += mine + quick[: max(0, size - len(mine))]
        del quick[: max(0, size - len(mine))]
    return ordered + quick


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over all that stays to the end, and come seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


def pytest_unconfigure() -> None:
    """Give back in good order what the end of the process would drop in any: drawing libraries do not bear that."""
    gc.unfreeze()
    gc.collect()


@pytest.fixture(scope="session")
def _files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a new folder at each look; made by whoever writes into it."""
    base = tmp_path_factory.mktemp("files")
    return (base / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def _own_media(settings: Settings, _files: Iterator[Path]) -> None:
    """Files, keys and counts of one test are not seen by the next."""
    folder = next(_files)
    settings.MEDIA_ROOT = folder / "media"
    settings.SIGNING_KEYS_DIR = folder / "keys"
    cache.clear()


@pytest.fixture
def database_url(transactional_db: None) -> str:
    """Return the address of the test database, for tests that start processes of their own."""
    to = connection.settings_dict
    return f"postgres://{to['USER']}:{to['PASSWORD']}@{to['HOST']}:{to['PORT']}/{to['NAME']}"
