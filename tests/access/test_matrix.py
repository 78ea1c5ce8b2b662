"""Every address, as every role, by every method: what it answers is written down in matrix.json.

`COOPPORTAL_WRITE_MATRIX=1` writes the file anew; look at the difference before it is committed. What no baseline may
change is asserted apart: strangers and neighbours get nothing, and who is not signed in gets the login page.
"""

from __future__ import annotations

import json
import os
import pickle
from collections.abc import Callable
from functools import partial
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.urls import reverse

from coopportal import urls
from documents.official import drawing
from organizations import access
from tests.access.rows import arguments, walked_names
from tests.drawing.helpers import letter
from tests.factories.organizations import World

MATRIX = Path(__file__).parent / "matrix.json"
PEOPLE = [
    "anonymous", "specialist", "clerk", "leader", "contact", "village_contact", "monitor", "administrator",
    "neighbour_clerk", "neighbour_contact", "outsider",
]  # fmt: skip
PUBLIC = {
    "organizations:login", "organizations:logout", "healthz", "documents:verify_start", "documents:verify",
    # a confirmation link is its own key: whoever holds it opens one cooperative's figures of one year
    "cooperatives:confirmation", "cooperatives:confirmation_difficulties", "cooperatives:difficulty_reading",
}  # fmt: skip
# What neighbours share by design: offices of the province and the committees can be looked up by everyone there.
# The registers' addresses open the own office's books.
SHARED = {
    "organizations:organization_detail", "documents:verify", "documents:register", "documents:register_file",
    "cooperatives:confirmation", "cooperatives:confirmation_difficulties", "cooperatives:difficulty_reading",
}  # fmt: skip
METHODS = ("get", "post")
pytestmark = pytest.mark.django_db


class _Undo(Exception):
    """Takes a request's changes back."""


class Walker:
    """Asks as one person, each time anew: what a request changes, the session included, is taken back."""

    handler = ClientHandler(enforce_csrf_checks=False)

    def __init__(self, cookies: SimpleCookie[str]) -> None:
        self.requests = RequestFactory()
        self.requests.cookies = cookies

    def ask(self, method: str, address: str) -> int:
        """Return the status of one request."""
        return self.answer(method, address).status_code

    def answer(self, method: str, address: str, data: Any = None) -> Any:
        """Return the answer to one request.

        Half of what a test's client does is notes on the templates of each page; nobody reads them here.
        """
        answer = None
        asked = getattr(self.requests, method)(address, data)
        try:
            with transaction.atomic():
                answer = self.handler(asked.environ)
                raise _Undo
        except _Undo:
            return answer


def walk(person: str) -> dict[str, dict[str, int]]:
    """Return what every address answers to `person`, by name and method."""
    world = World()
    rows = arguments(world)
    walker = Walker(signed_in(world, person))
    addresses = {name: reverse(name, kwargs=rows.get(name)) for name in walked_names()}
    return {name: {method: walker.ask(method, address) for method in METHODS} for name, address in addresses.items()}


def signed_in(world: World, person: str) -> SimpleCookie[str]:
    """Return the cookies of a session of `person`."""
    client = Client()
    if person != "anonymous":
        client.force_login(world.people()[person].user)
    return client.cookies


@pytest.fixture
def _bare_refusals(monkeypatch):
    """Most answers are refusals; their status alone is looked at here, their pages are the next test's."""
    for status in (403, 404):
        bare = partial(HttpResponse, status=status)
        monkeypatch.setattr(urls, f"handler{status}", lambda *_args, bare=bare, **_kwargs: bare(), raising=False)


def _read_once(read: Callable[..., Any], by: Callable[..., Any]) -> Callable[..., Any]:
    """Return `read` that remembers; each answer is a copy of its own."""
    kept: dict[Any, bytes] = {}

    def known(*args: Any) -> Any:
        key = by(*args)
        if key not in kept:
            kept[key] = pickle.dumps(read(*args))
        return pickle.loads(kept[key])  # noqa: S301 (our own)

    return known


@pytest.fixture
def _known_person(monkeypatch):
    """Who asks is read once a walk, since every request finds the same rows: reading anew was half of a refusal."""
    monkeypatch.setattr(ModelBackend, "get_user", _read_once(ModelBackend.get_user, by=lambda _backend, pk: pk))
    monkeypatch.setattr(access, "_term_of", _read_once(access._term_of, by=lambda pk: pk))
    monkeypatch.setattr(SessionStore, "load", _read_once(SessionStore.load, by=lambda store: store.session_key))


@pytest.fixture(scope="session")
def drawings() -> dict[str, bytes]:
    """One page of each kind of file, really drawn."""
    tree = letter()
    return {name: getattr(drawing, name)(tree) for name in ("render_pdf", "render_docx")}


@pytest.fixture
def _drawn_before(monkeypatch, drawings):
    """Who may have a file is asked here, not what is in it."""
    for name, content in drawings.items():
        monkeypatch.setattr(drawing, name, lambda *_args, content=content, **_kwargs: content)


@pytest.mark.slow
@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.usefixtures("_bare_refusals", "_known_person", "_drawn_before")
def test_every_address_answers_each_role_as_written_down(person):
    answers = walk(person)
    if os.environ.get("COOPPORTAL_WRITE_MATRIX"):
        whole = json.loads(MATRIX.read_text("utf-8")) if MATRIX.exists() else {}
        MATRIX.write_text(json.dumps(whole | {person: answers}, indent=1, sort_keys=True) + "\n", "utf-8")
    assert answers == json.loads(MATRIX.read_text("utf-8"))[person]


@pytest.mark.parametrize("person", PEOPLE)
def test_refusals_have_pages_that_say_what_to_do(person):
    client = Client()
    client.cookies = signed_in(World(), person)
    missing = client.get("/khong-co-trang-nay/")
    assert missing.status_code == 404 and "Không tìm thấy trang này" in missing.content.decode()
    closed = client.get(reverse("organizations:staff_list"))
    if closed.status_code == 403:
        assert "Vai trò của bạn không mở được trang này" in closed.content.decode()
    else:
        assert person in {"anonymous", "administrator"} and closed.status_code in {200, 302}


def test_the_matrix_knows_every_address():
    matrix = json.loads(MATRIX.read_text("utf-8"))
    assert sorted(matrix) == sorted(PEOPLE)
    assert all(sorted(answers) == walked_names() for answers in matrix.values())


def test_who_is_not_signed_in_gets_the_login_page_or_nothing():
    matrix = json.loads(MATRIX.read_text("utf-8"))["anonymous"]
    closed = {name: answers for name, answers in matrix.items() if name not in PUBLIC}
    assert {status for answers in closed.values() for status in answers.values()} <= {302, 404, 405}


@pytest.mark.parametrize("person", ["neighbour_clerk", "neighbour_contact", "outsider"])
def test_anothers_rows_are_not_there(person):
    rows = arguments(World())
    matrix = json.loads(MATRIX.read_text("utf-8"))[person]
    opened = {name: matrix[name] for name in rows if name not in SHARED}
    assert {status for answers in opened.values() for status in answers.values()} <= {403, 404, 405}


def test_no_address_fails_for_anybody():
    matrix = json.loads(MATRIX.read_text("utf-8"))
    assert all(status < 500 for answers in matrix.values() for by in answers.values() for status in by.values())
