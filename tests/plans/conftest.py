"""A little province, and ways to sign in."""

import pytest
from django.test import Client

from tests.factories.organizations import World


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def as_():
    """Return a client signed in as one of the staff."""

    def sign_in(staff):
        client = Client()
        client.force_login(staff.user)
        return client

    return sign_in
