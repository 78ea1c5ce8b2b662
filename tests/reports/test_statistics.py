"""Statistics of work: every number is the count behind its link; delay counts working days; print and sheet agree."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from organizations.calendar import WorkingCalendar
from plans.models import Assignment
from plans.status import today_here
from reports.periods import Period
from reports.queries import statistics
from tests.factories.documents import DocumentFactory
from tests.factories.kept import made_once
from tests.factories.plans import PlanFactory
from tests.reports.conftest import give, make_busy
from tests.reports.test_dashboard import Figures, count_behind

pytestmark = pytest.mark.django_db
EVER = Period("Mọi thời hạn")


@pytest.fixture
def counted_world(world):
    """A busy world where some of the work hangs under plans and documents and some deadlines were moved."""
    made_once("counted", lambda: make_counted(world))
    return world


def make_counted(world):
    """Make what `counted_world` holds."""
    make_busy(world)
    plan, paper = PlanFactory(organization=world.commune), DocumentFactory(organization=world.commune)
    for n, row in enumerate(Assignment.objects.select_related("task").order_by("pk")):
        if n % 3 == 0 and row.task.organization_id == world.commune.pk:
            row.task.plan, row.task.document = plan, paper
            row.task.save()
        if n % 4 == 0 and row.due_on:
            row.original_due_on = row.due_on - dt.timedelta(days=10)
            row.save()


@pytest.mark.parametrize("by", ["agency", "plan", "document", "month"])
@pytest.mark.parametrize("who", ["monitor", "leader", "contact"])
def test_every_number_is_the_count_behind_its_link(counted_world, client, by, who):
    person = getattr(counted_world, who)
    client.force_login(person.user)
    for period in ({}, {"period": "year"}):
        page = client.get(reverse("reports:statistics"), {"by": by, **period})
        figures = dict(Figures(page.content.decode()).found)
        assert figures == {address: count_behind(address, person) for address in figures}
        found = page.context["found"]
        if by == "agency":
            assert found.whole.total.value >= sum(line.total.value for line in found.lines)
            assert list(found.lines) == sorted(found.lines, key=lambda line: line.order)


def test_delay_is_the_mean_of_working_days(world):
    calendar = WorkingCalendar()
    due = calendar.on_or_before(today_here() - dt.timedelta(days=60))
    for days in (1, 4):
        row = give(world.commune, world.economy, due, "late")
        done = calendar.add(due, days)
        row.completed_at = row.completed_at.replace(year=done.year, month=done.month, day=done.day)
        row.closed_at = row.completed_at
        row.save()
    give(world.commune, world.economy, due, "on_time")
    found = statistics(world.leader, root=world.commune, period=EVER, by="agency", today=today_here())
    (line,) = found.lines
    assert (line.delay, line.rate, line.delay_words) == (2.5, "33,3%", "2,5")


def test_print_and_sheet_hold_the_same_lines(counted_world, client):
    client.force_login(counted_world.leader.user)
    page = client.get(reverse("reports:statistics"))
    sheet = client.get(reverse("reports:statistics"), {"dang": "xlsx"})
    rows = list(load_workbook(io.BytesIO(sheet.content)).active.iter_rows(values_only=True))[4:]
    lines = [*page.context["found"].lines, page.context["found"].whole]
    assert [(row[1], row[2], row[6]) for row in rows] == [(x.label, x.total.value, x.overdue.value) for x in lines]
    paper = client.get(reverse("reports:statistics"), {"dang": "pdf"})
    assert paper["Content-Type"] == "application/pdf" and paper.content.startswith(b"%PDF")


def test_the_number_of_queries_is_fixed(counted_world, client, django_assert_max_num_queries):
    client.force_login(counted_world.monitor.user)
    client.get(reverse("reports:statistics"))
    with django_assert_max_num_queries(14):
        client.get(reverse("reports:statistics"))


def test_both_deadlines_are_in_the_statistics(world):
    """Done within the time that was given later is on time, and yet not within the first."""
    due = WorkingCalendar().on_or_before(today_here() - dt.timedelta(days=30))
    within, extended, never = (give(world.commune, world.economy, due, "on_time") for _ in range(3))
    extended.original_due_on = due - dt.timedelta(days=20)
    extended.save()
    never.original_due_on = due - dt.timedelta(days=1)
    never.save()
    give(world.commune, world.economy, due, "late")
    whole = statistics(world.leader, root=world.commune, period=EVER, by="agency", today=today_here()).whole
    assert (whole.on_time.value, whole.first.value, whole.extended.value) == (3, 2, 2)
    assert within.due_on == within.original_due_on
