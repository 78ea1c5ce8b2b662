"""Indicators: shared out, reported by unit and period, rolled up, drawn."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import AuditEntry
from audit.sentences import sentence
from documents.official.tree import Indicator as Read
from plans import services
from plans.charts import chart_of, plain
from plans.models import Indicator, IndicatorActual
from plans.queries import board_of
from tests.factories.documents import DocumentFactory, tree_of
from tests.factories.plans import PlanFactory

pytestmark = pytest.mark.django_db
Q1, Q2 = dt.date(2026, 3, 31), dt.date(2026, 6, 30)


@pytest.fixture
def indicator(world):
    plan = PlanFactory(organization=world.commune)
    shares = {village: Decimal(n) for village, n in zip(world.villages, (2, 3, 5), strict=True)}
    return services.save_indicator(
        indicator=Indicator(plan=plan), shares=shares, by=world.clerk, name="HTX thành lập mới", unit="HTX",
        target=Decimal(10), baseline=Decimal(42),
    )  # fmt: skip


def report(indicator, organization, period, value, by):
    return services.record_actual(
        indicator=indicator, organization=organization, period_on=period, value=Decimal(value), by=by
    )


def board(indicator):
    return board_of(Indicator.objects.select_related("plan").get(pk=indicator.pk))


def test_units_report_and_the_plan_adds_up(world, indicator):
    report(indicator, world.villages[0], Q1, 1, world.village_contact)
    report(indicator, world.villages[0], Q2, 2, world.village_contact)
    report(indicator, world.villages[1], Q2, 0, world.clerk)
    found = board(indicator)
    assert [line.values[:2] for line in found.lines] == [[1, 2], [None, 0], [None, None]]
    assert (found.actual, found.so_far[:3], found.rate) == (3, [1, 3, None], "30,0%")
    assert found.lines[0].rate == "150,0%" and not found.is_reached


def test_the_newest_figure_counts_where_it_is_a_standing(world, indicator):
    Indicator.objects.update(reckoning="last")
    report(indicator, world.villages[0], Q1, 5, world.clerk)
    report(indicator, world.villages[0], Q2, 4, world.clerk)
    report(indicator, world.villages[1], Q1, 2, world.clerk)
    assert (board(indicator).actual, board(indicator).so_far[:2]) == (6, [7, 6])


def test_a_correction_replaces_and_the_trail_keeps_both(world, indicator):
    for value in (3, 4):
        report(indicator, world.villages[0], Q1, value, world.village_contact)
    assert IndicatorActual.objects.get().value == 4
    entry = AuditEntry.objects.latest("id")
    assert entry.data["before"] == "3,00" and "4,00" in sentence(entry)


def test_what_is_below_a_unit_counts_for_it(world):
    plan = PlanFactory(organization=world.province)
    indicator = services.save_indicator(
        indicator=Indicator(plan=plan), shares={world.commune: Decimal(7)}, by=world.clerk, name="Người được tập huấn",
        unit="người", target=Decimal(7),
    )  # fmt: skip
    report(indicator, world.villages[0], Q1, 3, world.village_contact)
    report(indicator, world.commune, Q1, 4, world.clerk)
    (line,) = board(indicator).lines
    assert (line.organization, line.actual) == (world.commune, 7)
    assert board(indicator).is_reached


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"period_on": dt.date(2026, 3, 30)}, "period_on"),
        ({"value": Decimal(-1)}, "value"),
        ({"by": "neighbour_clerk"}, "organization"),
        ({"by": "contact"}, "organization"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(world, indicator, values, field):
    given = {"organization": world.villages[0], "period_on": Q1, "value": Decimal(1), "by": "clerk", **values}
    with pytest.raises(ValidationError) as refused:
        services.record_actual(indicator=indicator, **{**given, "by": getattr(world, given["by"])})
    assert list(refused.value.message_dict) == [field]


def test_shares_that_do_not_add_up_are_refused(world, indicator):
    with pytest.raises(ValidationError, match="khác chỉ tiêu chung"):
        services.save_indicator(indicator=indicator, shares={world.villages[0]: Decimal(3)}, by=world.clerk)
    services.save_indicator(indicator=indicator, shares={world.villages[0]: None}, by=world.clerk)
    assert indicator.shares.count() == 1


def test_the_drawing_holds_whole_numbers_and_says_itself(world, indicator, as_):
    report(indicator, world.villages[0], Q1, 3, world.clerk)
    chart = chart_of(board(indicator))
    assert [(bar.planned, bar.done, bar.is_reached) for bar in chart.bars[:2]] == [(460, 138, False), (92, 138, True)]
    assert [plain(Decimal(v)) for v in ("1234.50", "12", "0.25")] == ["1.234,5", "12", "0,25"]
    page = as_(world.leader).get(reverse("plans:indicator_detail", args=[indicator.pk])).content.decode()
    assert "<svg" in page and "style=" not in page[page.index("<main") :] and "3 / 10 HTX (30,0%)" in page


def test_indicators_from_the_pages(world, as_):
    plan = PlanFactory(organization=world.commune)
    url = reverse("plans:indicator_create", args=[plan.pk])
    village = world.villages[0].pk
    data = {"name": "HTX mới", "unit": "HTX", "target": "1.200,5", "span": "quarter", "reckoning": "sum"}
    data |= {f"unit_{village}": "1.200,5"}
    assert as_(world.contact).get(url).status_code == 403
    assert as_(world.neighbour_clerk).get(url).status_code == 404
    assert as_(world.clerk).post(url, {**data, "target": "mười"}).status_code == 422
    assert as_(world.clerk).post(url, data).status_code == 302
    indicator = Indicator.objects.get()
    assert indicator.target == Decimal("1200.5") and indicator.shares.get().organization_id == village
    page = reverse("plans:indicator_detail", args=[indicator.pk])
    figures = {"organization": village, "period_on": "2026-03-31", "value": "600,25"}
    assert as_(world.contact).post(page, figures).status_code in {403, 404}
    assert as_(world.village_contact).post(page, {**figures, "period_on": "x"}).status_code in {404, 422}
    assert as_(world.clerk).post(page, figures).status_code == 302
    assert "50,0%" in as_(world.leader).get(reverse("plans:plan_detail", args=[plan.pk])).content.decode()
    update = reverse("plans:indicator_update", args=[indicator.pk])
    assert 'value="1.200,5"' in as_(world.clerk).get(update).content.decode()


def test_targets_are_taken_from_the_document_once(world, as_):
    tree = tree_of(kind="KH", indicators=[Read("thành lập mới 05 HTX", 5.0, None, "HTX"), Read("phấn đấu tăng", None)])
    plan = PlanFactory(
        organization=world.commune, document=DocumentFactory(organization=world.commune, kind="KH", tree=tree)
    )
    page = as_(world.clerk).get(reverse("plans:plan_detail", args=[plan.pk])).content.decode()
    assert "Lấy 1 chỉ tiêu từ văn bản" in page
    for count in (1, 1):
        as_(world.clerk).post(reverse("plans:take_indicators", args=[plan.pk]))
        assert plan.indicators.count() == count
    assert (plan.indicators.get().name, plan.indicators.get().target) == ("thành lập mới 05 HTX", 5)
