"""One truth table: Python and SQL give the same answer, judged by days in Vietnam."""

import datetime as dt
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.models import Assignment, Task
from plans.status import DONE, OPEN, Status, status_of, task_status_of
from tests.factories.organizations import OrganizationFactory
from tests.factories.plans import AssignmentFactory, TaskFactory

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
TODAY = dt.date(2026, 5, 20)
NAMES = ("received_at", "started_at", "completed_at", "closed_at", "stopped_at")


def here(day, hour=9, minute=0, second=0):
    return dt.datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=HERE)


def work(due_on=None, moved_due_on=None, original_due_on=None, **moments):
    days = {"due_on": due_on, "moved_due_on": moved_due_on, "original_due_on": original_due_on or due_on}
    return SimpleNamespace(**days, **{name: moments.get(name) for name in NAMES})


YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)
SOME = here(dt.date(2026, 5, 1))


@pytest.mark.parametrize(
    ("due_on", "moments", "status"),
    [
        (None, {}, Status.NOT_RECEIVED),
        (TODAY, {}, Status.NOT_RECEIVED),
        (TOMORROW, {"received_at": SOME}, Status.RECEIVED),
        (TODAY, {"received_at": SOME, "started_at": SOME}, Status.IN_PROGRESS),
        (YESTERDAY, {}, Status.OVERDUE),
        (YESTERDAY, {"received_at": SOME, "started_at": SOME}, Status.OVERDUE),
        (YESTERDAY, {"completed_at": SOME}, Status.WAITING),
        (None, {"completed_at": SOME}, Status.WAITING),
        (TODAY, {"completed_at": here(TODAY), "closed_at": here(TOMORROW)}, Status.DONE_ON_TIME),
        (YESTERDAY, {"completed_at": here(TODAY), "closed_at": here(TODAY)}, Status.DONE_LATE),
        (YESTERDAY, {"closed_at": here(TODAY)}, Status.DONE_LATE),
        (None, {"closed_at": here(TODAY)}, Status.DONE_ON_TIME),
        (TOMORROW, {"received_at": SOME, "original_due_on": TODAY}, Status.EXTENDED),
        (TOMORROW, {"received_at": SOME, "started_at": SOME, "original_due_on": TODAY}, Status.EXTENDED),
        (TOMORROW, {"original_due_on": TODAY}, Status.NOT_RECEIVED),
        (YESTERDAY, {"moved_due_on": TODAY}, Status.NOT_RECEIVED),
        (TODAY, {"moved_due_on": YESTERDAY}, Status.OVERDUE),
        (YESTERDAY, {"moved_due_on": TODAY, "closed_at": here(TODAY)}, Status.DONE_ON_TIME),
        (YESTERDAY, {"stopped_at": here(TODAY)}, Status.STOPPED),
        (YESTERDAY, {"completed_at": SOME, "stopped_at": here(TODAY)}, Status.STOPPED),
    ],
)
def test_the_truth_table(due_on, moments, status):
    assert status_of(work(due_on, **moments), TODAY) == status


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        (here(TODAY, 23, 59, 59), Status.DONE_ON_TIME),
        (here(TOMORROW, 0, 0, 1), Status.DONE_LATE),
        # The same moments as the server's clock in UTC tells them.
        (dt.datetime(2026, 5, 20, 16, 59, 59, tzinfo=dt.UTC), Status.DONE_ON_TIME),
        (dt.datetime(2026, 5, 20, 17, 0, 1, tzinfo=dt.UTC), Status.DONE_LATE),
    ],
)
@pytest.mark.django_db
def test_on_time_is_by_the_day_in_vietnam(moment, status):
    done = AssignmentFactory(due_on=TODAY, completed_at=moment, closed_at=here(dt.date(2026, 6, 30)))
    assert done.status_on(TODAY) == status
    assert Assignment.objects.with_status(TODAY).get().status == status


days = st.dates(dt.date(2026, 5, 18), dt.date(2026, 5, 22))
moments = st.datetimes(dt.datetime(2026, 5, 18), dt.datetime(2026, 5, 23), timezones=st.just(dt.UTC))


@st.composite
def assignments(draw):
    """Columns of an assignment that the database accepts."""
    values = {name: draw(st.none() | moments) for name in NAMES}
    if values["closed_at"] and values["stopped_at"]:
        values[draw(st.sampled_from(["closed_at", "stopped_at"]))] = None
    if values["started_at"]:
        values["received_at"] = values["received_at"] or values["started_at"]
    due_on = draw(st.none() | days)
    if due_on:
        values["original_due_on"] = draw(st.none() | st.just(due_on) | st.dates(dt.date(2026, 5, 10), due_on))
        values["moved_due_on"] = draw(st.none() | days)
    return {**values, "due_on": due_on}


@pytest.mark.django_db
@settings(max_examples=25)
@given(rows=st.lists(assignments(), min_size=1, max_size=6), stopped=st.none() | moments, today=days)
def test_sql_and_python_agree_on_assignments_and_their_task(rows, stopped, today):
    task = TaskFactory(stopped_at=stopped)
    agencies = [OrganizationFactory() for _ in rows]
    for agency, values in zip(agencies, rows, strict=True):
        Assignment.objects.create(task=task, organization=agency, **values)
    for found in Assignment.objects.filter(task=task).with_status(today):
        assert found.status == found.status_on(today)
        assert narrowed_to(Assignment.objects.filter(pk=found.pk), today) == [found.status]
    found = Task.objects.with_status(today).get(pk=task.pk)
    assert found.status == found.status_on(today)
    assert narrowed_to(Task.objects.filter(pk=task.pk), today) == [found.status]
    for several in (OPEN, DONE):
        assert Task.objects.filter(pk=task.pk).of_status(several, today).exists() == (found.status in several)


def narrowed_to(rows, today):
    """Return the statuses by which a list can be narrowed so that `rows` stay in it."""
    return [status for status in Status if rows.of_status([status], today).exists()]


def test_a_task_is_as_bad_as_its_worst_open_part():
    done, late, waiting = Status.DONE_ON_TIME, Status.OVERDUE, Status.WAITING
    assert task_status_of({done, late, waiting}, stopped=False) == late
    assert task_status_of({done, waiting}, stopped=False) == waiting
    assert task_status_of({done, Status.NOT_RECEIVED}, stopped=False) == Status.NOT_RECEIVED
    assert task_status_of({done, Status.DONE_LATE}, stopped=False) == Status.DONE_LATE
    assert task_status_of({done, Status.STOPPED}, stopped=False) == done
    assert task_status_of({Status.STOPPED}, stopped=False) == Status.STOPPED
    assert task_status_of({done}, stopped=True) == Status.STOPPED
    assert task_status_of(set(), stopped=False) == Status.NOT_RECEIVED


@pytest.mark.django_db
def test_a_list_narrowed_by_status_goes_by_an_index():
    agencies = [OrganizationFactory() for _ in range(4)]
    tasks = Task.objects.bulk_create(Task(organization=agencies[0], text=f"Việc {n}") for n in range(300))
    Assignment.objects.bulk_create(
        Assignment(
            task=task, organization=agency, due_on=TODAY + dt.timedelta(days=n % 200 - 20), original_due_on=TODAY
        )
        for n, task in enumerate(tasks)
        for agency in agencies
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE plans_assignment")
    rows = Assignment.objects.filter(organization=agencies[1]).of_status(["overdue"], TODAY).order_by()
    assert "assignment_to_do" in rows.explain()
