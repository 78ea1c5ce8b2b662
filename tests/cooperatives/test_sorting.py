"""The registry's list by a column's order and by the province's own fields; saved, exported, within its budget."""

from decimal import Decimal

import pytest
from django.urls import reverse

from cooperatives.models import ExtraField, SavedView
from tests.factories.cooperatives import CooperativeFactory

LIST = "cooperatives:cooperative_list"


@pytest.fixture
def sheets(world):
    province = world.commune.unit.parent
    for key, kind, choices in (
        ("nam", "number", []),
        ("hang", "choice", ["A", "B"]),
        ("ghi", "text", []),
        ("ngay", "date", []),
    ):
        ExtraField.objects.create(province=province, key=key, label=f"Ô {key}", type=kind, choices=choices)
    rows = (
        ("HTX An", 500, {"nam": 9, "hang": "A", "ghi": "Vùng trồng", "ngay": "2024-05-01"}),
        ("HTX Bình", None, {"nam": 10, "hang": "B", "ngay": "2025-05-01"}),
        ("HTX Cúc", 2000, {"nam": None}),
    )
    for name, capital, extra in rows:
        CooperativeFactory(
            unit=world.commune.unit, name=name, charter_capital=capital and Decimal(capital), extra=extra, code=""
        )


@pytest.fixture
def names(world, as_):
    client = as_(world.clerk)

    def asked(**query):
        return [sheet.name[-3:].strip() for sheet in client.get(reverse(LIST), query).context["object_list"]]

    return asked


def test_a_column_orders_the_list_both_ways_and_what_is_unknown_comes_last(sheets, names):
    assert names() == ["An", "ình", "Cúc"]
    assert names(sap="-name") == ["Cúc", "ình", "An"]
    assert names(sap="charter_capital") == ["An", "Cúc", "ình"]
    assert names(sap="-charter_capital") == ["Cúc", "An", "ình"]
    assert names(sap="x.nam") == ["An", "ình", "Cúc"]
    assert names(sap="-x.nam") == ["ình", "An", "Cúc"]
    assert names(sap="x.la; drop table") == names(sap="-code") == names()


def test_the_provinces_own_fields_filter_the_list(sheets, names):
    assert names(**{"x.hang": "A"}) == ["An"]
    assert names(**{"x.hang": "-"}) == ["Cúc"]
    assert names(**{"x.nam.tu": "10"}) == ["ình"]
    assert names(**{"x.nam.tu": "9", "x.nam.den": "9"}) == ["An"]
    assert names(**{"x.ghi": "vùng"}) == names(**{"x.ghi": "VUNG"}) == ["An"]
    assert names(**{"x.ghi": "vừng%"}) == []
    assert names(**{"x.ngay.tu": "01/01/2025"}) == ["ình"]
    assert names(**{"x.hang": "Z"}) == names()
    assert names(**{"x.nam.tu": "nhiều"}) == names()


def test_order_and_filters_stay_in_the_address_the_saved_list_and_the_export(sheets, world, as_):
    client = as_(world.clerk)
    query = {"sap": "-x.nam", "x.nam.tu": "1", "cot": ["code", "x.nam"]}
    page = client.get(reverse(LIST), query)
    text = page.content.decode()
    assert (
        'aria-sort="descending"' in text and 'name="sap" value="-x.nam"' in text and 'name="cot" value="x.nam"' in text
    )
    assert "sap=x.nam" in text and "sap=code" in text
    saved = {"name": "Theo năm", "query": page.wsgi_request.GET.urlencode()}
    client.post(reverse("cooperatives:view_save"), saved)
    again = client.get(SavedView.objects.get().address).context
    assert [sheet.name for sheet in again["object_list"]] == ["HTX Bình", "HTX An"]
    assert client.get(reverse("cooperatives:registry_export"), query).status_code == 200


def test_the_list_keeps_its_budget(sheets, world, as_, django_assert_max_num_queries):
    client = as_(world.clerk)
    with django_assert_max_num_queries(15):
        client.get(reverse(LIST), {"sap": "-x.nam", "x.hang": "A", "q": "htx"})
