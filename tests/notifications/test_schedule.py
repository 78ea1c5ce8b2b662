"""On which day a reminder falls: the ladder, days off, and that nothing is made twice or late."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notifications.agenda import Agenda
from notifications.schedule import Ladder, candidate_days, day_of, newest_step
from organizations.calendar import WorkingCalendar

CALENDAR = WorkingCalendar(own={})
DAYS = st.dates(dt.date(2025, 6, 1), dt.date(2027, 6, 30))
LADDERS = st.builds(
    Ladder,
    before=st.frozensets(st.integers(1, 60), max_size=4).map(tuple),
    on_the_day=st.booleans(),
    after=st.frozensets(st.integers(1, 30), max_size=3).map(tuple),
    repeat_every=st.sampled_from([0, 3, 7, 14]),
)
ONE_DAY = dt.timedelta(days=1)


def day(text):
    return dt.datetime.strptime(text, "%d/%m/%Y").date()


def test_the_usual_ladder():
    assert Ladder().steps[:8] == (-7, -3, -1, 0, 1, 8, 15, 22)


@pytest.mark.parametrize(
    ("step", "due_on", "made_on"),
    [
        (-1, "20/05/2026", "19/05/2026"),
        (-3, "20/05/2026", "15/05/2026"),  # the 17th is a Sunday
        (0, "17/05/2026", "15/05/2026"),  # due on a Sunday: told on the Friday before
        (1, "15/05/2026", "18/05/2026"),  # late on a Saturday: told on Monday
        (-1, "23/02/2026", "13/02/2026"),  # the first Monday after Tết: told before the holidays
        (0, "24/11/2026", "23/11/2026"),  # Ngày Văn hóa Việt Nam
        (-1, "24/08/2026", "22/08/2026"),  # a Saturday that is worked
    ],
)
def test_steps_avoid_days_off(step, due_on, made_on):
    assert day_of(step, day(due_on), CALENDAR) == day(made_on)


def test_steps_that_fall_on_one_day_become_the_newest():
    """Due on a Monday: three days and one day before are both told on Friday; one telling is enough."""
    monday, friday = day("18/05/2026"), day("15/05/2026")
    assert newest_step(monday, friday, Ladder(), CALENDAR) == -1


def test_nothing_before_the_first_step():
    assert newest_step(day("20/05/2026"), day("12/05/2026"), Ladder(), CALENDAR) is None
    assert newest_step(day("20/05/2026"), day("13/05/2026"), Ladder(), CALENDAR) == -7


@given(DAYS, DAYS, LADDERS)
def test_the_newest_step_that_has_come_is_found(due_on, run_date, ladder):
    come = [step for step in ladder.steps if day_of(step, due_on, CALENDAR) <= run_date]
    assert newest_step(due_on, run_date, ladder, CALENDAR) == (max(come) if come else None)


@given(DAYS, LADDERS, st.sets(st.integers(-70, 60), min_size=1))
def test_whatever_days_the_sweep_runs_each_step_is_made_once_and_in_order(due_on, ladder, offsets):
    """Runs on any set of days make a rising row of steps, and end with the newest that has come."""
    made = []
    for run_date in sorted(due_on + n * ONE_DAY for n in offsets):
        step = newest_step(due_on, run_date, ladder, CALENDAR)
        if step is not None and step > max(made, default=-999):
            made.append(step)
        assert step is None or made[-1] == step
    assert made == sorted(set(made))


@given(DAYS, DAYS, LADDERS)
def test_the_days_that_are_asked_for_hold_every_deadline_with_a_step(due_on, run_date, ladder):
    if newest_step(due_on, run_date, ladder, CALENDAR) is not None and (run_date - due_on).days < 3 * 366:
        assert due_on in candidate_days(run_date)


@given(DAYS, LADDERS)
def test_every_step_falls_on_a_working_day(due_on, ladder):
    assert all(CALENDAR.is_working(day_of(step, due_on, CALENDAR)) for step in ladder.steps[:12])


def test_a_ladder_says_itself_in_words():
    assert Ladder().words == "trước hạn 7, 3, 1 ngày; đúng ngày đến hạn; quá hạn 1 ngày; rồi cứ 7 ngày một lần"
    assert Ladder(before=(), on_the_day=False, after=(), repeat_every=3).words == "quá hạn thì cứ 3 ngày một lần"


@settings(max_examples=8)
@given(DAYS, st.integers(0, 30), LADDERS)
def test_a_run_looks_at_just_the_deadlines_with_a_step_since_the_last(last, gap, ladder):
    run_date = last + gap * ONE_DAY
    looked_at = set(Agenda(run_date, CALENDAR).days([ladder], last))
    for due_on in candidate_days(run_date)[30:]:
        now, then = (newest_step(due_on, day, ladder, CALENDAR) for day in (run_date, last))
        assert (due_on in looked_at) == (now != then)


def test_a_usual_day_looks_at_the_deadlines_of_its_own_steps_alone():
    monday, tuesday = day("18/05/2026"), day("19/05/2026")
    ladder = Ladder(repeat_every=0)
    assert Agenda(tuesday, CALENDAR).days([ladder], monday) == [tuesday + n * ONE_DAY for n in (-1, 0, 1, 3, 7)]
    assert Agenda(tuesday, CALENDAR).days([ladder], None) == candidate_days(tuesday)
    assert Agenda(tuesday, CALENDAR).days([ladder], tuesday) == []
