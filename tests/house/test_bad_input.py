"""What no page expects, given to every page: the answer is never a fault of the portal.

The addresses are those of the access tests, the forms those that stand on the pages; so a new page is held unasked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import count
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from django.urls import Resolver404, resolve, reverse
from lxml import html

from tests.access.rows import arguments, walked_names
from tests.access.test_matrix import MATRIX, Walker, _drawn_before, _known_person, drawings, signed_in  # noqa: F401
from tests.factories.organizations import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("_known_person", "_drawn_before")]

# One of each class: no text, much text, no number, too great ones, no day, the first and the last of days.
WORDS = ["\x00", "x" * 4000, "²", "9" * 30, "9" * 5000, "-1", "1e999", "NaN", "31/02/2026", "0001-01-01", "9999-12-31"]
BY_TYPE = {
    "number": ["NaN", "1e999", "-1", "9" * 12],
    "date": ["9999-12-31", "31/02/2026", "0001-01-01"],
    "select": ["²", "9" * 30, "\x00"],
    "checkbox": ["²"],
    "hidden": ["²", "9" * 30, "\x00", "9" * 5000],
}
# What pages may be asked for beside the fields of the forms that stand on them.
ASKED = (
    "page q year month mine state kind organization unit cot htx voi can_cu tra_loi document plan name code pk under"
)
ROLES = ["clerk", "leader", "specialist", "contact", "administrator", "anonymous"]
Field = tuple[str, str]
ENGLISH = re.compile(r"[^<>]*(?:Ensure|not a valid|not allowed|is required|must be|already exists)[^<>]*")


def pages() -> Iterator[tuple[str, Walker]]:
    """Give each address that opens as a page, with one who may open it."""
    world = World()
    rows, matrix = arguments(world), json.loads(MATRIX.read_text("utf-8"))
    walkers = {role: Walker(signed_in(world, role)) for role in ROLES}
    for name in walked_names():
        role = next((role for role in ROLES if matrix[role][name]["get"] == 200), None)
        if role:
            yield reverse(name, kwargs=rows.get(name)), walkers[role]


def forms(page: Any, address: str) -> Iterator[tuple[str, str, list[Field]]]:
    """Give method, address and fields (name and type) of each form on a page that leads into the portal."""
    if page.streaming or "html" not in page.headers["Content-Type"] or not page.content.strip():
        return
    for form in html.fromstring(page.content.decode()).iter("form"):
        to = urlsplit(form.get("action") or address).path
        fields = [(f.get("name"), f.get("type") or f.tag) for f in form.iter("input", "select", "textarea")]
        try:
            resolve(to)
        except Resolver404:
            continue
        yield (form.get("method") or "get").lower(), to, [f for f in fields if f[0] and f[1] != "file"]


def poisoned(fields: list[Field], turn: int) -> dict[str, str]:
    """Return a wrong word for each field, another at each turn."""
    chosen = [(name, BY_TYPE.get(kind, WORDS)) for name, kind in fields]
    return {name: words[(turn + n) % len(words)] for n, (name, words) in enumerate(chosen)}


def answer_to_poison(address: str, walker: Walker, turn: int) -> Any:
    asked = poisoned([(name, "text") for name in ASKED.split()], turn)
    return walker.answer("get", f"{address}?{urlencode(asked)}")


def test_no_page_and_no_form_fails_on_what_it_is_given():
    failed, english, seen, turn = [], [], set(), count()
    for address, walker in pages():
        page = answer_to_poison(address, walker, next(turn))
        if page.status_code >= 500:
            failed.append(f"get {address}")
        if page.status_code != 200:
            page = walker.answer("get", address)
        for method, to, fields in forms(page, address):
            if (to, *fields) not in seen:
                seen.add((to, *fields))
                sent = poisoned(fields, next(turn))
                answer = walker.answer(method, to, sent)
                failed += [f"{method} {to} {sent}"[:2000]] if answer.status_code >= 500 else []
                english += ENGLISH.findall(answer.content.decode()) if answer.status_code == 422 else []
    assert failed == []
    assert english == []
    assert len(seen) > 100
