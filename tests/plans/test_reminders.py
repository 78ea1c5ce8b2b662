"""What the reminders are told of this room."""

import datetime as dt

import pytest

from notifications.sources import Due, registered
from plans.reminders import AssignmentReminders
from plans.transitions import Stage
from tests.factories.plans import AssignmentFactory, TaskFactory, work_of
from tests.plans.test_work import DUE, MORNING, STAGES

pytestmark = pytest.mark.django_db


def test_the_source_is_registered():
    assert "plans.assignment" in {source.code for source in registered()}


def test_open_work_due_on_the_days_asked_for_and_nothing_else(world):
    rows = {stage: work_of(world, due_on=DUE, assigned_at=MORNING, **values) for stage, values in STAGES.items()}
    work_of(world, due_on=DUE + dt.timedelta(days=1))
    work_of(world)
    found = list(AssignmentReminders().due_on_days([DUE, DUE + dt.timedelta(days=3)], today=DUE))
    still = {rows[s].pk for s in (Stage.NOT_RECEIVED, Stage.RECEIVED, Stage.IN_PROGRESS)}
    assert {due.object_id for due in found} == still
    first = rows[Stage.NOT_RECEIVED]
    assert found[0] == Due(
        object_id=first.pk,
        organization_id=world.economy.pk,
        issuer_id=world.commune.pk,
        title=first.task.text,
        url=f"/phan-cong/{first.pk}/",
        due_on=DUE,
        since=MORNING.date(),
    )


def test_the_extended_deadline_counts(world):
    assignment = AssignmentFactory(
        task=TaskFactory(organization=world.commune), due_on=DUE, original_due_on=dt.date(2026, 5, 1)
    )
    assert [due.object_id for due in AssignmentReminders().due_on_days([DUE], today=DUE)] == [assignment.pk]
    assert not list(AssignmentReminders().due_on_days([dt.date(2026, 5, 1)], today=DUE))


def test_one_query_for_any_number(world, django_assert_num_queries):
    for _ in range(20):
        work_of(world, due_on=DUE)
    with django_assert_num_queries(1):
        assert len(list(AssignmentReminders().due_on_days([DUE], today=DUE))) == 20


def test_a_long_text_is_cut_for_the_title(world):
    task = TaskFactory(organization=world.commune, text="Rà soát " * 200)
    AssignmentFactory(task=task, due_on=DUE)
    (due,) = AssignmentReminders().due_on_days([DUE], today=DUE)
    assert len(due.title) == 200
    assert due.title.endswith("…")
