"""Acts that a document cites, tied to the documents that the portal holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from documents.models import DocumentState, OfficialDocument
from documents.official.numbering import joined
from documents.official.tree import Reference
from documents.queries import cited_by
from documents.reading import read_text
from tests.factories.documents import DocumentFactory, tree_of
from tests.factories.organizations import World

MARCH = dt.date(2026, 3, 9)


@pytest.fixture
def citing(world: World) -> OfficialDocument:
    return DocumentFactory(organization=world.commune)


@pytest.fixture
def plan(world: World) -> OfficialDocument:
    office = {"organization": world.commune, "issuer_name": "ỦY BAN NHÂN DÂN XÃ THANH MIỆN"}
    return DocumentFactory(**office, kind="KH", number="05", symbol="KH-UBND", issued_on=MARCH)


@pytest.mark.parametrize(
    ("cited", "tied"),
    [
        (Reference("KH", "5", "KH-UBND", "2026-03-09", "UBND xã"), True),
        (Reference("KH", "05", "kh-ubnd"), True),
        (Reference(None, "05", "KH-UBND", None, "Ủy ban nhân dân xã Thanh Miện"), True),
        (Reference("KH", "05", "KH-UBND", "2025-03-09"), False),
        (Reference("KH", "05", "KH-UBND", None, "UBND tỉnh Hải Dương"), False),
        (Reference("QĐ", "05", "KH-UBND"), False),
        (Reference("KH", "15", "KH-UBND"), False),
        (Reference("L", date="2026-03-09"), False),
    ],
)
def test_number_symbol_kind_day_and_issuer_must_agree(
    cited: Reference, tied: bool, citing: OfficialDocument, plan: OfficialDocument, world: World
) -> None:
    assert cited_by([cited], citing, world.leader)[0].document == (plan if tied else None)


def test_two_that_fit_tie_to_none_and_what_one_may_not_see_is_not_named(
    citing: OfficialDocument, plan: OfficialDocument, world: World
) -> None:
    cited = Reference("KH", "05", "KH-UBND")
    DocumentFactory(organization=world.economy, kind="KH", number="05", symbol="KH-UBND")
    assert cited_by([cited], citing, world.leader)[0].document is None
    hidden = DocumentFactory(organization=world.neighbour, kind="KH", number="77", symbol="KH-UBND")
    assert hidden.state == DocumentState.ACTIVE
    assert cited_by([Reference("KH", "77", "KH-UBND")], citing, world.leader)[0].document is None


def test_many_citations_cost_one_query(citing: OfficialDocument, world: World, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        found = cited_by([Reference("KH", str(n), "KH-UBND") for n in range(40)], citing, world.leader)
    assert len(found) == 40
    with django_assert_num_queries(0):
        cited_by([Reference("L", date="2026-03-09")], citing, world.leader)


def test_page_links_what_it_cites(plan: OfficialDocument, world: World, sign_in: Callable[..., Client]) -> None:
    tree = tree_of(references=[Reference("KH", "05", "KH-UBND", "2026-03-09"), Reference("NQ", "20", "NQ/TW")])
    page = sign_in(world.leader).get(
        reverse("documents:document_detail", args=[DocumentFactory(organization=world.commune, tree=tree).pk])
    )
    html = page.content.decode()
    assert f'<a href="{plan.get_absolute_url()}">Kế hoạch 05/KH-UBND, ngày 09/03/2026</a>' in html
    assert "<li>Nghị quyết 20-NQ/TW</li>" in html


@pytest.mark.parametrize(
    ("number", "symbol", "printed"),
    [
        ("22", "KH/ĐU", "22-KH/ĐU"),
        ("20", "NQ/TW", "20-NQ/TW"),
        ("12", "CTr/TĐTN-TNNT", "12-CTr/TĐTN-TNNT"),
        ("15", "2025/QĐ-UBND", "15/2025/QĐ-UBND"),
        ("125", "KH-UBND", "125/KH-UBND"),
        ("12", "KH/UBND", "12/KH/UBND"),
        ("31", "2018/QH14", "31/2018/QH14"),
        ("7", "", "7"),
    ],
)
def test_party_joins_number_and_kind_by_a_hyphen(number: str, symbol: str, printed: str) -> None:
    assert joined(number, symbol) == printed


def test_paper_of_the_party_is_drawn_with_its_own_number() -> None:
    from documents.official.drawing.words import number_line

    tree = read_text(
        "ĐẢNG ỦY XÃ AN HÒA\n*\nSố 22-KH/ĐU\n\nKẾ HOẠCH\nhọc tập nghị quyết\n\nĐảng ủy xã ban hành kế hoạch."
    )
    assert (tree.number, tree.symbol, number_line(tree)) == ("22", "KH/ĐU", "Số: 22-KH/ĐU")
    assert read_text(f"ĐẢNG ỦY XÃ AN HÒA\n{number_line(tree)}\nKẾ HOẠCH\nhọc tập").symbol == tree.symbol
