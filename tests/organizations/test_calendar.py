"""Working days: weekends, Tết, swapped Saturdays, own exceptions."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations.calendar import WorkingCalendar
from organizations.models import CalendarException

DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2027, 12, 31))
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (dt.date(2026, 2, 17), False),  # the first day of Tết Bính Ngọ
        (dt.date(2026, 9, 2), False),
        (dt.date(2026, 8, 22), True),  # a Saturday worked in exchange for 31/8
        (dt.date(2026, 11, 24), False),  # Ngày Văn hóa Việt Nam
        (dt.date(2026, 11, 23), True),
        (dt.date(2026, 11, 21), False),
    ],
)
def test_the_national_calendar(day, working):
    assert WorkingCalendar().is_working(day) is working


def test_an_own_exception_wins():
    CalendarException.objects.create(day=dt.date(2026, 11, 23), is_working=False, reason="Nghỉ bão")
    calendar = WorkingCalendar()
    assert not calendar.is_working(dt.date(2026, 11, 23))
    assert calendar.on_or_before(dt.date(2026, 11, 23)) == dt.date(2026, 11, 20)


BARE = WorkingCalendar(own={})


@given(DAYS, st.integers(1, 40))
def test_going_forward_and_back_meets_again(day, count):
    calendar = BARE
    there = calendar.add(day, count)
    assert calendar.is_working(there)
    assert calendar.between(day, there) == count
    assert calendar.add(there, -count) <= calendar.on_or_before(day)


@given(DAYS, DAYS, st.integers(0, 20))
def test_later_days_give_later_deadlines(one, other, count):
    calendar = BARE
    early, late = sorted((one, other))
    assert calendar.add(early, count) <= calendar.add(late, count)
