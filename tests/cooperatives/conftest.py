"""A little province with a registry."""

import pytest

from tests.factories.organizations import World


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def as_(client):
    """Return a client signed in as one of the staff."""

    def sign_in(staff):
        client.force_login(staff.user)
        return client

    return sign_in
