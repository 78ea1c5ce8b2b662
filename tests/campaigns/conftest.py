"""A little province with a plan that tells of a campaign."""

import pytest

from documents.models import DocumentState
from documents.official.tree import to_dict
from documents.reading import read_text
from tests.campaigns.sample import PLAN
from tests.factories.documents import DocumentFactory
from tests.factories.organizations import World


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def plan(world):
    """Return the sample plan, held by the commune and in force."""
    tree = to_dict(read_text(PLAN))
    return DocumentFactory(
        organization=world.commune,
        kind="KH",
        number="48",
        symbol="KH-UBND",
        subject=tree["subject"],
        tree=tree,
        state=DocumentState.ACTIVE,
    )


@pytest.fixture
def as_(client):
    """Return a client signed in as one of the staff."""

    def sign_in(staff):
        client.force_login(staff.user)
        return client

    return sign_in
