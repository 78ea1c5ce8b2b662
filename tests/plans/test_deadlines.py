"""The first day of a recurring duty."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.deadlines import first_due, next_due


@pytest.mark.parametrize(
    ("recurrence", "today", "day"),
    [
        ("monthly:20", "2026-05-20", "2026-05-20"),
        ("monthly:20", "2026-05-21", "2026-06-20"),
        ("monthly:31", "2026-02-10", "2026-02-28"),
        ("monthly:30", "2028-02-10", "2028-02-29"),
        ("weekly:friday", "2026-05-20", "2026-05-22"),
        ("weekly:friday", "2026-05-22", "2026-05-22"),
        ("quarterly:25", "2026-05-20", "2026-06-25"),
        ("quarterly:25", "2026-12-26", "2027-03-25"),
        ("quarterly:31", "2026-06-01", "2026-06-30"),
        ("yearly:12-15", "2026-12-16", "2027-12-15"),
        ("yearly:02-29", "2026-01-01", "2026-02-28"),
    ],
)
def test_the_next_day_of_a_recurrence(recurrence, today, day):
    assert next_due(recurrence, dt.date.fromisoformat(today)) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    "recurrence", ["monthly", "quarterly:", "weekly:someday", "monthly:40", "yearly:13-01", "x:1", ""]
)
def test_a_recurrence_without_a_day_gives_none(recurrence):
    assert next_due(recurrence, dt.date(2026, 5, 20)) is None


some_days = st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1))


@given(number=st.integers(1, 31), today=some_days)
def test_a_monthly_day_is_never_past_and_at_most_a_month_off(number, today):
    day = next_due(f"monthly:{number}", today)
    assert today <= day < today + dt.timedelta(days=32)
    assert day.day == number or (day + dt.timedelta(days=1)).day == 1


@given(period=st.sampled_from(["weekly:monday", "quarterly:25", "yearly:06-30"]), today=some_days)
def test_asking_on_the_day_itself_gives_that_day(period, today):
    day = next_due(period, today)
    assert next_due(period, day) == day


@given(st.text(max_size=20), some_days)
def test_no_text_breaks_it(text, today):
    assert next_due(text, today) is None or next_due(text, today) >= today


def test_a_task_opens_with_its_own_day_or_the_first_of_its_recurrence():
    day, today = dt.date(2026, 6, 1), dt.date(2026, 5, 21)
    assert first_due(due_on=day, recurrence=None, today=today) == day
    assert first_due(due_on=day, recurrence="monthly:20", today=today) == dt.date(2026, 6, 20)
    assert first_due(due_on=day, recurrence="monthly", today=today) == day
    assert first_due(due_on=None, recurrence={"days": 3, "from": "receipt"}, today=today) is None
