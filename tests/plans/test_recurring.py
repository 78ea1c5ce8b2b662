"""Recurring duties open by themselves, once, judged by the working calendar."""

import datetime as dt

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.models import AuditEntry
from audit.sentences import sentence
from notifications.models import Notification
from organizations.calendar import WorkingCalendar
from organizations.models import CalendarException
from plans import services
from plans.deadlines import next_due, opens_on
from plans.judging import Judge
from plans.models import Assignment, DayOff, WorkRule
from plans.status import Status
from plans.tasks import open_periods
from tests.factories.plans import work_of
from tests.plans.test_work import HERE

pytestmark = pytest.mark.django_db


def day(text):
    return dt.date.fromisoformat(text)


def duty(world, recurrence="monthly:20", at="2026-03-02"):
    return services.create_task(
        organization=world.commune,
        text="Báo cáo tình hình hợp tác xã",
        leads=[world.economy],
        coordinators=[world.villages[0]],
        recurrence=recurrence,
        by=world.clerk,
        at=dt.datetime.combine(day(at), dt.time(9), HERE),
    )


def periods(task):
    return sorted(set(task.assignments.values_list("period_on", flat=True)))


def test_the_next_period_opens_when_the_last_has_ended(world):
    task = duty(world)
    assert services.open_periods(today=day("2026-03-20")) == 0
    assert services.open_periods(today=day("2026-03-21")) == 1
    task.refresh_from_db()
    assert (task.due_on, task.period_on) == (day("2026-04-20"), day("2026-04-20"))
    assert periods(task) == [day("2026-03-20"), day("2026-04-20")]
    new = task.assignments.filter(period_on=task.period_on)
    assert {(a.organization, a.part) for a in new} == {(world.economy, "lead"), (world.villages[0], "coordinating")}
    told = Notification.objects.filter(code="plans.task.period_opened")
    assert {one.recipient for one in told} == {world.contact, world.village_contact}
    assert sentence(AuditEntry.objects.latest("id")).endswith("cho 2 cơ quan")


def test_a_second_run_opens_nothing_and_a_long_rest_opens_only_what_runs(world):
    task = duty(world)
    assert services.open_periods(today=day("2026-07-05")) == 1
    assert services.open_periods(today=day("2026-07-05")) == 0
    assert services.open_periods(today=day("2026-06-01")) == 0
    assert periods(task) == [day("2026-03-20"), day("2026-07-20")]


def test_an_older_period_stays_open_and_late_beside_the_new_one(world):
    task = duty(world)
    services.open_periods(today=day("2026-03-21"))
    first, second = task.assignments.filter(organization=world.economy).order_by("period_on")
    assert first.status_on(day("2026-03-23")) == Status.OVERDUE
    assert second.status_on(day("2026-03-23")) == Status.NOT_RECEIVED


def test_closed_and_stopped_duties_and_agencies_that_left_get_no_new_period(world):
    ended, stopped, left = duty(world), duty(world), duty(world)
    services.close_task(task=ended, by=world.leader)
    services.stop_task(task=stopped, reason="Thay thế", by=world.leader)
    gone = left.assignments.get(organization=world.villages[0])
    services.stop_assignment(assignment=gone, reason="Không đúng thẩm quyền", by=world.leader)
    assert services.open_periods(today=day("2026-03-21")) == 1
    assert [a.organization for a in left.assignments.filter(period_on=day("2026-04-20"))] == [world.economy]


def test_the_day_off_moves_by_the_issuers_rule(world):
    task = duty(world, "monthly:21")
    part = task.assignments.get(organization=world.economy)
    # 21/3/2026 is a Saturday.
    assert (part.due_on, part.last_day) == (day("2026-03-21"), day("2026-03-23"))
    assert part.status_on(day("2026-03-23")) == Status.NOT_RECEIVED
    services.save_rule(organization=world.commune, day_off=DayOff.BEFORE, return_days=3, by=world.leader)
    part.refresh_from_db()
    assert part.last_day == day("2026-03-20")
    services.save_rule(organization=world.commune, day_off=DayOff.EXACT, return_days=3, by=world.leader)
    part.refresh_from_db()
    assert part.last_day == day("2026-03-21")
    assert WorkRule.objects.count() == 1
    assert Judge().rule_of(world.economy).return_days == 3
    assert Judge().rule_of(world.province).return_days == 5


def test_a_day_off_by_decree_moves_the_deadlines_at_once(world):
    part = work_of(world, due_on=day("2026-05-20"))
    decree = CalendarException.objects.create(day=day("2026-05-20"), is_working=False, reason="Quyết định")
    part.refresh_from_db()
    assert part.last_day == day("2026-05-21")
    decree.day = day("2026-05-22")
    decree.save()
    part.refresh_from_db()
    assert part.last_day == day("2026-05-20")
    services.extend_deadline(assignment=part, new_due_on=day("2026-05-22"), reason="x", by=world.leader, at=AT)
    part.refresh_from_db()
    assert part.last_day == day("2026-05-25")
    decree.delete()
    part.refresh_from_db()
    assert part.last_day == day("2026-05-22")


AT = dt.datetime(2026, 5, 18, 9, tzinfo=HERE)


@settings(max_examples=60)
@given(due=st.dates(day("2026-01-01"), day("2027-12-31")), rule=st.sampled_from(DayOff.values))
def test_the_day_that_judges_is_worked_and_nearest(world_judge, due, rule):
    judge, issuer = world_judge
    judge._rules = {issuer.pk: type(judge.rule_of(issuer))(rule, 5)}
    moved = judge.moved(due, issuer)
    if judge.calendar.is_working(due) or rule == DayOff.EXACT:
        assert moved is None
    else:
        step = 1 if rule == DayOff.AFTER else -1
        passed = [due + dt.timedelta(days=step * n) for n in range(abs((moved - due).days))]
        assert judge.calendar.is_working(moved) and not any(map(judge.calendar.is_working, passed))


@pytest.fixture
def world_judge(world):
    return Judge(), world.commune


@settings(max_examples=80)
@given(
    rule=st.sampled_from(["weekly:friday", "monthly:31", "quarterly:25", "half_yearly:15", "yearly:12-15"]),
    today=st.dates(day("2026-01-01"), day("2028-12-31")),
)
def test_there_is_always_one_period_to_come_and_it_opens_before_its_day(rule, today):
    period = next_due(rule, today)
    assert opens_on(rule, period) < period
    if rule.startswith(("weekly", "monthly")):
        assert opens_on(rule, period) <= today


@time_machine.travel(dt.datetime(2026, 3, 21, 0, 30, tzinfo=HERE), tick=False)
def test_the_nightly_task_judges_and_opens(world):
    task = duty(world)
    Assignment.objects.update(moved_due_on=day("2026-03-30"))
    assert open_periods() == 1
    assert open_periods() == 0
    assert not task.assignments.filter(moved_due_on=day("2026-03-30")).exists()
    assert WorkingCalendar().is_working(day("2026-03-20"))


def test_a_new_agency_joins_the_present_period(world):
    task = duty(world)
    services.open_periods(today=day("2026-03-21"))
    services.add_parties(task=task, coordinators=[world.culture], by=world.clerk)
    assert task.assignments.get(organization=world.culture).period_on == day("2026-04-20")


def test_a_duty_from_the_form(world, as_):
    data = {"text": "Báo cáo", "leads": [f"o{world.economy.pk}"], "recurrence": "trước ngày 20 hằng tháng"}
    page = as_(world.clerk)
    assert page.post("/nhiem-vu/giao/", {**data, "due_on": "20/06/2026"}).status_code == 422
    assert page.post("/nhiem-vu/giao/", {**data, "recurrence": "khi nào rảnh"}).status_code == 422
    assert page.post("/nhiem-vu/giao/", data).status_code == 302
    part = Assignment.objects.get()
    assert part.task.recurrence == "monthly:20" and part.due_on == part.period_on and part.due_on.day == 20
