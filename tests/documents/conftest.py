"""What the tests of this room share."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from documents.models import OfficialDocument
from documents.services import import_document
from organizations.models import Staff
from tests.documents.pages import Page
from tests.documents.samples import LETTER
from tests.factories.organizations import World


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def sign_in() -> Callable[[Staff], Client]:
    """Return a browser in which the person is signed in."""

    def client_of(staff: Staff) -> Client:
        client = Client()
        client.force_login(staff.user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return client_of


@pytest.fixture
def letter(world: World) -> OfficialDocument:
    """The letter of xã Đông, as the clerk imported it."""
    return import_document(data=None, filename="", text=LETTER, organization=world.commune, by=world.clerk)


@pytest.fixture
def page(letter: OfficialDocument, world: World, sign_in: Callable[..., Client]) -> Page:
    return Page(sign_in(world.clerk), letter)
