"""The daily sweep: who is reminded of what, once."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.models import AuditEntry
from notifications.models import Audience, Notification, ReminderEntry, ReminderRule
from notifications.schedule import Ladder, newest_step
from notifications.services import run_daily, save_rule, sweep
from organizations.calendar import WorkingCalendar
from organizations.models import Role, Staff
from tests.factories.organizations import StaffFactory

pytestmark = pytest.mark.django_db

DUE = dt.date(2026, 5, 20)  # a Wednesday


def told():
    """Return who was told at which step."""
    return {(entry.recipient_id, entry.step) for entry in ReminderEntry.objects.all()}


def days(count):
    return dt.timedelta(days=count)


def test_the_day_before_a_deadline_the_contact_is_told_once(world, works):
    works.add(world.economy, world.commune, DUE)
    assert sweep(run_date=DUE - days(1)).counts == {"reminders": 1, "people": 1}
    assert sweep(run_date=DUE - days(1)).counts == {"reminders": 0, "people": 0}
    notification = Notification.objects.get()
    assert notification.recipient == world.contact
    assert notification.title == "Còn 1 ngày: Rà soát, phân loại HTX"
    assert notification.body == "Hạn 20/05/2026. Cơ quan thực hiện: Phòng Kinh tế."
    assert (notification.url, notification.source, notification.object_id) == ("/nhiem-vu/1/", "tests.work", 1)


def test_the_whole_ladder_day_by_day(world, works):
    works.add(world.economy, world.commune, DUE)
    for n in range(-10, 20):
        sweep(run_date=DUE + days(n))
    mine = ReminderEntry.objects.filter(recipient=world.contact).order_by("run_date")
    # Three days before is a Sunday, so it is told on Friday the 15th.
    assert [(e.step, e.run_date.day) for e in mine] == [
        (-7, 13),
        (-3, 15),
        (-1, 19),
        (0, 20),
        (1, 21),
        (8, 28),
        (15, 4),
    ]


def test_after_days_down_only_the_newest_step_is_made(world, works):
    works.add(world.economy, world.commune, DUE)
    sweep(run_date=DUE - days(7))
    sweep(run_date=DUE)
    assert told() == {(world.contact.pk, -7), (world.contact.pk, 0)}


def test_a_run_for_an_earlier_day_makes_nothing_stale(world, works):
    works.add(world.economy, world.commune, DUE)
    sweep(run_date=DUE)
    assert sweep(run_date=DUE - days(1)).counts["reminders"] == 0


def test_late_work_goes_to_the_leaders_and_then_to_whoever_asked(world, works):
    works.add(world.economy, world.commune, DUE)
    sweep(run_date=DUE)
    assert told() == {(world.contact.pk, 0)}
    sweep(run_date=DUE + days(1))
    # The office has no leader of its own: the commune's hears of it.
    assert told() == {(world.contact.pk, 0), (world.contact.pk, 1), (world.leader.pk, 1)}
    sweep(run_date=DUE + days(8))
    week_late = ReminderEntry.objects.filter(step=8)
    assert {(e.recipient_id, e.audience) for e in week_late} == {
        (world.contact.pk, Audience.WORKER),
        (world.leader.pk, Audience.LEADER),
        (world.specialist.pk, Audience.ASSIGNER),
    }
    headline = Notification.objects.get(recipient=world.specialist).title
    assert headline == "Quá hạn 8 ngày – Phòng Kinh tế: Rà soát, phân loại HTX"


def test_an_organization_without_contacts_is_reached_through_its_leaders(world, works):
    works.add(world.commune, world.province, DUE)
    sweep(run_date=DUE)
    assert told() == {(world.leader.pk, 0)}


def test_an_organization_with_nobody_is_chased_by_who_asked(world, works):
    works.add(world.villages[1], world.commune, DUE)
    sweep(run_date=DUE)
    assert told() == {(world.specialist.pk, 0), (world.leader.pk, 0)}


def test_people_whose_term_has_ended_are_left_alone(world, works):
    Staff.objects.filter(pk=world.contact.pk).update(ends_on=dt.date(2021, 1, 1))
    successor = StaffFactory(organization=world.economy, role=Role.CONTACT)
    works.add(world.economy, world.commune, DUE)
    sweep(run_date=DUE)
    assert told() == {(successor.pk, 0)}


def test_closed_work_is_not_reminded_of(world, works):
    closed = works.add(world.economy, world.commune, DUE)
    works.close(closed)
    assert sweep(run_date=DUE).counts["reminders"] == 0


def test_a_moved_deadline_starts_its_ladder_anew(world, works):
    works.add(world.economy, world.commune, DUE)
    sweep(run_date=DUE - days(1))
    works.open.clear()
    works.add(world.economy, world.commune, DUE + days(7))
    sweep(run_date=DUE + days(6))
    assert [e.due_on for e in ReminderEntry.objects.order_by("due_on")] == [DUE, DUE + days(7)]


@pytest.mark.parametrize(
    ("since", "run_date", "reminded"),
    [
        (DUE - days(2), DUE - days(2), False),  # three days before had passed when the work came
        (DUE - days(3), DUE - days(2), True),
        (DUE - days(2), DUE - days(1), True),
        (DUE + days(30), DUE - days(2), True),  # a run for a day before the work came into the portal
        (DUE + days(30), DUE + days(30), True),  # late already when it came
    ],
)
def test_what_had_passed_when_work_was_handed_over_is_not_said(world, works, since, run_date, reminded):
    works.add(world.economy, world.commune, DUE, since=since)
    assert bool(sweep(run_date=run_date).counts["reminders"]) is reminded


def test_work_of_friday_that_is_due_on_monday_is_warned_of(world, works):
    sunday = dt.date(2026, 5, 17)
    works.add(world.economy, world.commune, sunday + days(1), since=sunday)
    assert sweep(run_date=sunday).counts["reminders"] == 1


def test_the_own_rule_wins_over_that_of_the_office_above(world, works):
    save_rule(rule=ReminderRule(organization=world.commune, before=[2], after=[], repeat_every=0), by=None)
    works.add(world.economy, world.commune, DUE)
    assert sweep(run_date=DUE - days(7)).counts["reminders"] == 0
    assert sweep(run_date=DUE - days(2)).counts["reminders"] == 1
    save_rule(rule=ReminderRule(organization=world.economy, before=[10], after=[], repeat_every=0), by=None)
    works.open.clear()
    works.add(world.economy, world.commune, DUE + days(30))
    assert sweep(run_date=DUE + days(20)).counts["reminders"] == 1


def test_on_a_day_off_the_daily_task_rests_and_the_next_day_makes_it_up(world, works):
    sunday = dt.date(2026, 5, 17)
    works.add(world.economy, world.commune, sunday + days(1))
    assert run_daily(run_date=sunday, on_days_off=False)["reminders"] == 0
    assert not ReminderEntry.objects.exists()
    assert run_daily(run_date=sunday + days(1), on_days_off=False)["reminders"] == 1


def test_by_hand_a_day_off_makes_what_was_missed(world, works):
    sunday = dt.date(2026, 5, 17)
    works.add(world.economy, world.commune, sunday + days(1))
    counts = run_daily(run_date=sunday)
    assert (counts["working_day"], counts["reminders"], counts["emails"]) == (False, 1, 1)


def test_the_ledger_itself_refuses_a_second_row(world, works):
    works.add(world.economy, world.commune, DUE)
    sweep(run_date=DUE)
    entry = ReminderEntry.objects.get()
    entry.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save(force_insert=True)


def test_a_run_leaves_one_line_in_the_trail_and_an_idle_one_none(world, works):
    works.add(world.economy, world.commune, DUE)
    run_daily(run_date=DUE)
    run_daily(run_date=DUE)
    assert AuditEntry.objects.filter(code="notifications.sweep.ran").count() == 1


def test_the_number_of_queries_does_not_grow_with_the_work(world, works, django_assert_max_num_queries):
    for n in range(60):
        works.add(world.villages[n % 3], world.commune, DUE, f"Việc {n}")
    with django_assert_max_num_queries(15):
        assert sweep(run_date=DUE + days(8)).counts["reminders"] == 140


@settings(max_examples=15)
@given(
    dues=st.lists(st.integers(-20, 20), min_size=1, max_size=4),
    runs=st.lists(st.integers(-25, 25), min_size=1, max_size=6),
)
def test_whatever_runs_there_were_each_step_is_made_once_and_the_newest_is_made(world, works, dues, runs):
    calendar = WorkingCalendar()
    with transaction.atomic():
        works.open.clear()
        made = [works.add(world.economy, world.commune, DUE + days(n)) for n in dues]
        for n in runs:
            sweep(run_date=DUE + days(n))
        rows = list(ReminderEntry.objects.values_list("object_id", "recipient_id", "step"))
        assert len(rows) == len(set(rows))
        last = DUE + days(max(runs))
        for due in made:
            newest = newest_step(due.due_on, last, Ladder(), calendar)
            steps = {step for pk, person, step in rows if pk == due.object_id and person == world.contact.pk}
            assert max(steps, default=None) == newest
        transaction.set_rollback(True)
