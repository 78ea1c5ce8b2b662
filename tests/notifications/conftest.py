"""A little province and a source of work that is registered for one test."""

import pytest

from notifications import sources
from tests.factories.organizations import World
from tests.notifications.sources import Works


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def works(monkeypatch):
    """The only source there is."""
    found = Works()
    monkeypatch.setattr(sources, "_SOURCES", {found.code: found})
    return found
