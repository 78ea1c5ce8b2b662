"""The daily sweep at 10⁴, 10⁵ and 10⁶ open assignments: its cost follows what is due, not what exists.

The same 500 assignments are due that day whatever stands beside them; at the end 50,000 of the million are.
"""

import datetime as dt
import resource
import time
from collections.abc import Iterator

from django.db import connection

from bench import Row
from bench._databases import database

YESTERDAY, DAY = dt.date(2026, 5, 19), dt.date(2026, 5, 20)
DUE, MANY = 500, 50_000
SIZES = (10_000, 100_000, 1_000_000)
# The budgets of issue and quality pages: seconds and megabytes on two cores.
SECONDS, MEGABYTES = 60.0, 500.0
QUERIES = 15

PEOPLE = """
INSERT INTO auth_user (username, password, first_name, last_name, email, is_superuser, is_staff, is_active, date_joined)
SELECT 'nguoi-' || o.id, '!', 'Nguyễn', 'Văn ' || o.id, '', false, false, true, now() FROM organizations_organization o;
INSERT INTO organizations_staff (user_id, organization_id, role, title, starts_on, created_at, updated_at)
SELECT u.id, o.id, CASE WHEN o.depth = 1 THEN 'leader' ELSE 'contact' END, 'Trưởng phòng', '2020-01-01', now(), now()
FROM organizations_organization o JOIN auth_user u ON u.username = 'nguoi-' || o.id WHERE o.depth > 0;
"""
# Due on a day that has no step that day: far ahead of it.
WORK = """
INSERT INTO plans_task (organization_id, text, number, clause, product, due_text, search_text, assigned_at, created_at,
                        updated_at)
SELECT %(commune)s, 'Rà soát hợp tác xã ngừng hoạt động', '', '', '', '', '', at, at, at
FROM (SELECT timestamptz '2026-01-05 08:00+07' AS at) moment, generate_series(1, %(tasks)s);
INSERT INTO plans_assignment (task_id, organization_id, part, due_on, original_due_on, assigned_at, created_at,
                              updated_at)
SELECT t.id, o.id, 'lead', day, day, at, at, at
FROM plans_task t
CROSS JOIN LATERAL (SELECT timestamptz '2026-01-05 08:00+07' AS at,
                    date '2026-05-20' + 100 + (t.id %% 300)::int AS day) facts
JOIN organizations_organization o ON o.depth = 2
WHERE t.id > %(after)s;
"""
DUE_NOW = """
UPDATE plans_assignment SET due_on = %(day)s
WHERE id IN (SELECT id FROM plans_assignment WHERE due_on > %(day)s ORDER BY id DESC LIMIT %(count)s)
"""


def measure() -> Iterator[Row]:
    """A row a size with what the smallest took as its baseline; then the day of 50,000 against its budgets."""
    with database("empty"):
        _offices()
        first = None
        have = 0
        for size in SIZES:
            _grow(size - have)
            if not have:
                _day(DUE)  # the first run of a process pays for what it imports
            have = size
            seconds = _day(DUE)
            first = first or seconds
            yield Row(f"sweep, {DUE} due of {size:,} open", seconds, first, "s", f"{DUE} due of {SIZES[0]:,} open")
        yield from _lists(have)
        yield Row(f"sweep, {MANY:,} due of {have:,} open", _day(MANY), SECONDS, "s", "budget")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        yield Row("memory of the process after it", peak, MEGABYTES, "MB", "budget")


def _offices() -> None:
    """A province, a commune, a hundred offices with a head each."""
    from organizations.models import AdministrativeUnit, Organization, OrganizationKind, UnitLevel

    unit = AdministrativeUnit.objects.create(level=UnitLevel.PROVINCE, code="99", name="Tỉnh Đo", kind="tỉnh")
    common = {"unit": unit, "kind": OrganizationKind.COMMITTEE}
    province = Organization.objects.create(code="P", name="Ủy ban nhân dân tỉnh Đo", **common)
    commune = Organization.objects.create(code="C", name="Ủy ban nhân dân xã Đo", parent=province, **common)
    for n in range(100):
        Organization.objects.create(code=f"O{n}", name=f"Phòng {n}", parent=commune, **common)
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE)


def _lists(count: int) -> Iterator[Row]:
    """Queries of the lists that a busy person opens, for the head of the office that handed all the work out."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from organizations.models import Organization

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    client = Client()
    client.force_login(get_user_model().objects.get(username=f"nguoi-{Organization.objects.get(code='C').pk}"))
    for name in ("plans:my_work", "plans:task_list", "plans:assignment_list"):
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(reverse(name))
        if answer.status_code != 200:
            raise RuntimeError(f"{name} answered {answer.status_code}")
        yield Row(f"{reverse(name)} at {count:,} open", len(captured), QUERIES, "queries", "budget")


def _grow(count: int) -> None:
    from organizations.models import Organization
    from plans.models import Task

    newest = Task.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    commune = Organization.objects.get(code="C").pk
    with connection.cursor() as cursor:
        for statement in WORK.split(";\n")[:2]:
            cursor.execute(statement, {"commune": commune, "tasks": count // 100, "after": newest})
        cursor.execute("VACUUM ANALYZE plans_assignment")


def _day(count: int) -> float:
    """Make `count` assignments due on the day after yesterday's sweep; return the seconds of the day's sweep."""
    from notifications.models import Notification, ReminderEntry, SweepRun
    from notifications.services import sweep

    Notification.objects.all().delete()
    ReminderEntry.objects.all().delete()
    SweepRun.objects.all().delete()
    zone = dt.timezone(dt.timedelta(hours=7))
    sweep(run_date=YESTERDAY, at=dt.datetime.combine(YESTERDAY, dt.time(7, 30), tzinfo=zone))
    with connection.cursor() as cursor:
        cursor.execute(DUE_NOW, {"day": DAY, "count": count})
        cursor.execute("ANALYZE plans_assignment")
    started = time.perf_counter()
    run = sweep(run_date=DAY, at=dt.datetime.combine(DAY, dt.time(7, 30), tzinfo=zone))
    seconds = time.perf_counter() - started
    if run.counts["reminders"] != count:
        raise RuntimeError(f"the sweep made {run.counts['reminders']} reminders of {count}")
    _put_off()
    return seconds


def _put_off() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE plans_assignment SET due_on = due_on + 200 WHERE due_on = %s", [DAY])
