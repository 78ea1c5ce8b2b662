"""The HTML of a document: its words, its classes, and what must never be in it."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from documents.official import drawing
from documents.official.drawing.stylesheet import screen_css
from documents.official.tree import Node, OfficialDocument

from .helpers import SAMPLE_NAMES, letter, load


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_fragment_has_no_inline_style_script_or_foreign_address(name: str) -> None:
    fragment = drawing.screen_html(load(name))
    assert not re.search(r"\sstyle=|<script|<style|javascript:|https?://|\son\w+=|<link|<img", fragment)
    classes = {one for value in re.findall(r'class="([^"]*)"', fragment) for one in value.split()}
    assert all(one == "od" or one.startswith("od-") for one in classes)


def test_screen_sheet_on_disk_is_the_one_that_is_made() -> None:
    path = settings.BASE_DIR / "static" / "css" / "official-document.css"
    assert path.read_text(encoding="utf-8") == screen_css(), (
        "run: python -m documents.official.drawing static/css/official-document.css"
    )


def test_every_class_of_the_samples_is_styled() -> None:
    known = set(re.findall(r"\.(od[\w-]*)", screen_css()))
    structural = {"od-urgency", "od-secrecy", "od-keep", "od-document", "od-appendix", "od-slip", "od-second"}
    for name in SAMPLE_NAMES:
        classes = {
            one for value in re.findall(r'class="([^"]*)"', drawing.screen_html(load(name))) for one in value.split()
        }
        assert classes - known - structural == set()


def test_page_for_print_and_page_for_screen_have_the_same_body() -> None:
    document = load("kh-tinh")
    bodies = [
        html[html.index("<body") :]
        for html in (drawing.render_html(document), drawing.render_html(document, for_screen=True))
    ]
    assert bodies[0] == bodies[1]
    assert "@page" in drawing.render_html(document)
    assert "@page" not in drawing.render_html(document, for_screen=True)


def test_draft_is_marked_on_screen_and_on_paper() -> None:
    assert 'class="od od-draft"' in drawing.screen_html(letter(), draft=True)
    assert "asset:du-thao.svg" in drawing.render_html(letter(), draft=True)
    assert "asset:" not in drawing.render_html(letter())


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_escaped_wherever_it_stands(first: str, second: str) -> None:
    evil = f"{first}<i id=x>{second}&"
    document = letter(subject=evil, issuer=evil, addressees=[evil, evil], recipients=[evil], symbol=evil, place=evil)
    document.body = [Node(level, "1", evil, evil) for level in ("section", "part", "item", "article")]
    assert "<i id=x>" not in drawing.screen_html(document)
    assert "<i id=x>" not in drawing.render_html(document)


def test_empty_tree_is_drawn_as_an_empty_form() -> None:
    html = drawing.screen_html(OfficialDocument())
    assert "Số:" in html
    assert "Kính gửi" not in html
    assert "Nơi nhận" not in html
    assert "./." not in html


def test_tables_head_cells_are_headers_of_columns() -> None:
    html = drawing.screen_html(letter(body=[Node("table", rows=[["TT", "Tên"], ["1"], ["2", "b"]])]))
    assert html.count('<th scope="col">') == 2
    assert '<td class="od-short">1</td><td></td>' in html
