"""What every test gets: a PostgreSQL of its own making, a media folder of its own, no network email.

Each process that runs tests takes a slot and the database of that slot, so that several runs and the workers of one run
never meet.
"""

from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker, Settings

from coopportal.embedded.copies import ensure_template, free_slot, state_of_files


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Point the tests at the database of a free slot, made from the template of the present schema."""
    locks = Path(django_settings.VAR_DIR) / "test-slots"
    names = connection.settings_dict["TEST"]
    names["NAME"] = f"test_coopportal_{free_slot(locks)}"
    with django_db_blocker.unblock():
        state = state_of_files(Path(django_settings.BASE_DIR))
        names["TEMPLATE"] = ensure_template(connection, locks / "template.lock", "empty", state, _migrate)


def _migrate() -> None:
    call_command("migrate", run_syncdb=True, verbosity=0, interactive=False)


@pytest.fixture(autouse=True)
def _own_media(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Files, keys and counts of one test are not seen by the next."""
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")
    cache.clear()
    settings.SIGNING_KEYS_DIR = tmp_path_factory.mktemp("keys")


@pytest.fixture
def database_url(transactional_db: None) -> str:
    """Return the address of the test database, for tests that start processes of their own."""
    to = connection.settings_dict
    return f"postgres://{to['USER']}:{to['PASSWORD']}@{to['HOST']}:{to['PORT']}/{to['NAME']}"
