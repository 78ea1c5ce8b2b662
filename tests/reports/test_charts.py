"""Bars and periods: plain reckoning."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.charts import WIDTH, Row, Series, stacked
from reports.periods import choices, period_of

SERIES = (Series("Đúng hạn", "ok"), Series("Quá hạn", "bad"), Series("Đang làm", "info"))
ROWS = st.lists(st.tuples(*[st.integers(0, 10**6)] * 3), max_size=12)


@given(ROWS)
def test_bars_stay_in_the_drawing_and_no_value_disappears(values):
    chart = stacked("k", "T", SERIES, [Row("Xã", "", row) for row in values])
    for bar, row in zip(chart.bars, values, strict=True):
        assert [segment.value for segment in bar.segments] == [value for value in row if value]
        assert all(segment.width >= 1 for segment in bar.segments)
        assert sum(segment.width for segment in bar.segments) <= WIDTH
        ends = [segment.x + segment.width for segment in bar.segments]
        assert [segment.x for segment in bar.segments] == [0, *ends][: len(ends)]
        assert bar.figures_y < chart.height


def test_the_longest_bar_fills_the_width_and_half_of_it_half():
    chart = stacked("k", "T", SERIES, [Row("A", "", (100, 0, 0)), Row("B", "", (0, 50, 0))])
    widths = [bar.segments[0].width for bar in chart.bars]
    assert widths[0] >= WIDTH - 3
    assert abs(widths[0] - 2 * widths[1]) <= 1


def test_a_chart_says_itself_in_words():
    chart = stacked("k", "T", SERIES, [Row("Xã Đông", "", (3, 0, 1)), Row("Xã Tây", "", (1, 2, 0))])
    assert chart.description == (
        "2 dòng; tổng cộng: đúng hạn 4; quá hạn 2; đang làm 1. Số liệu đầy đủ ở bảng kèm theo."
    )
    assert chart.bars[0].title == "Xã Đông: đúng hạn 3, đang làm 1"


@pytest.mark.parametrize(
    ("key", "label", "since", "until"),
    [
        ("year", "Năm 2026", dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
        ("last_year", "Năm 2025", dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
        ("quarter", "Quý I/2026", dt.date(2026, 1, 1), dt.date(2026, 3, 31)),
        ("month", "Tháng 2/2026", dt.date(2026, 2, 1), dt.date(2026, 2, 28)),
        ("all", "Mọi thời hạn", None, None),
        ("custom", "Mọi thời hạn", None, None),
    ],
)
def test_periods(key, label, since, until):
    found = period_of(key, dt.date(2026, 2, 20))
    assert (found.label, found.since, found.until) == (label, since, until)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)))
def test_today_lies_in_its_month_quarter_and_year(today):
    for key in ("month", "quarter", "year"):
        found = period_of(key, today)
        assert found.since <= today <= found.until
    assert period_of("year", today).year == today.year
    assert period_of("quarter", today).year is None
    assert len({label for _, label in choices(today)}) == len(choices(today))


def test_open_ends_are_said():
    assert period_of("custom", dt.date(2026, 1, 1), until=dt.date(2026, 6, 30)).label == "Đến ngày 30/06/2026"
    both = period_of("custom", dt.date(2026, 1, 1), dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    assert both.label == "Từ ngày 01/01/2026 đến ngày 31/12/2026"
    assert both.year == 2026
