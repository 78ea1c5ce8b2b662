"""The geometry of the timeline."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from campaigns.models import Activity, Campaign
from campaigns.timeline import LABELS, LEAST_BAR, MOST_MONTHS, RIGHT, timeline_of, when_of

TODAY = dt.date(2026, 4, 10)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))


def draw(*days, **campaign):
    activities = [
        Activity(number=str(n), title=f"Việc {n}", starts_on=s, ends_on=e) for n, (s, e) in enumerate(days, 1)
    ]
    return timeline_of(Campaign(**campaign), activities, today=TODAY)


def test_nothing_dated_no_picture():
    assert draw((None, None)) is None


def test_whole_months_bars_points_and_limits():
    line = draw(
        (dt.date(2026, 4, 6), dt.date(2026, 4, 6)),
        (dt.date(2026, 4, 1), dt.date(2026, 5, 31)),
        (None, dt.date(2026, 5, 20)),
        (None, None),
    )
    assert [(m.label, m.year) for m in line.months] == [("T4", "2026"), ("T5", "")]
    assert [b.kind for b in line.bars] == ["point", "bar", "limit"]
    assert (line.bars[1].x, line.bars[1].x + line.bars[1].width) == (LABELS, RIGHT)
    assert (line.undated, line.peak) == (1, None)
    assert LABELS < line.today < RIGHT


def test_the_peak_widens_the_picture_and_is_shaded():
    peak = {"peak_starts_on": dt.date(2026, 6, 1), "peak_ends_on": dt.date(2026, 6, 30)}
    line = draw((dt.date(2026, 5, 6), None), **peak)
    assert [m.label for m in line.months] == ["T5", "T6"]
    assert line.peak == (line.months[1].x, line.months[1].width)
    assert line.today is None, "today lies before the picture"


@given(st.lists(st.tuples(st.none() | DAYS, st.none() | DAYS), max_size=12), st.none() | DAYS, st.none() | DAYS)
def test_everything_lies_inside_the_picture(pairs, peak_start, peak_end):
    ordered = [(s, e) if not (s and e) or s <= e else (e, s) for s, e in pairs]
    line = draw(*ordered, peak_starts_on=peak_start, peak_ends_on=peak_end)
    if line is None:
        assert all(s is None and e is None for s, e in ordered)
        return
    assert len(line.months) <= MOST_MONTHS
    assert len(line.bars) + line.undated == len(ordered)
    for bar in line.bars:
        assert bar.width >= LEAST_BAR
        assert LABELS <= bar.x <= RIGHT
        assert bar.x + bar.width <= RIGHT + LEAST_BAR
        assert isinstance(bar.x, int)
    assert sum(m.width for m in line.months) == RIGHT - LABELS


def test_days_in_words():
    one, two = dt.date(2026, 4, 6), dt.date(2026, 5, 1)
    shown = [
        when_of(Activity(starts_on=s, ends_on=e))
        for s, e in ((one, one), (one, two), (None, two), (one, None), (None, None))
    ]
    assert shown == ["06/04/2026", "06/04/2026 – 01/05/2026", "đến 01/05/2026", "từ 06/04/2026", ""]
