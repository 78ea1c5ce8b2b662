"""Counting assignments by unit and status."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict

from django.db.models import Count, Func, QuerySet, TextField, Value
from django.db.models.functions import Coalesce

from organizations.models import Organization, Staff
from plans.models import Assignment
from plans.status import OPEN, Status
from reports import links
from reports.periods import Period
from reports.queries.figures import Figure, WorkFigures

OWN = 0
LONGEST_OVERDUE = 10
Standing = Counter[str]


def assignments(staff: Staff, root: Organization, period: Period) -> QuerySet[Assignment]:
    """Return the assignments under `root` that the person sees and that are due in the period."""
    found = Assignment.objects.visible_to(staff).filter(organization__in=Organization.objects.answering_to(root.path))
    bounds = {"due_on__gte": period.since, "due_on__lte": period.until}
    return found.filter(**{name: day for name, day in bounds.items() if day})


def standing_by_branch(staff: Staff, root: Organization, period: Period, today: dt.date) -> dict[int, Standing]:
    """Return how many assignments have which status, by the unit right under `root` (OWN for its own); one query."""
    # A path is `/3/17/45/`: its first part is empty, the root's own id is part `depth + 2`.
    branch = Func(
        Coalesce("organization__merged_into__path", "organization__path"),
        Value("/"),
        Value(root.depth + 3),
        function="SPLIT_PART",
        output_field=TextField(),
    )
    rows = assignments(staff, root, period).with_status(today).annotate(branch=branch).order_by()  # type: ignore[attr-defined]
    counts: dict[int, Standing] = defaultdict(Counter)
    for part, status, count in rows.values_list("branch", "status").annotate(n=Count("pk")):
        counts[int(part or OWN)][status] += count
    return counts


def work_figures(organization: Organization, standing: Standing, period: Period) -> WorkFigures:
    """Return the counts of a unit with their links."""

    def figure(status: str, *counted: Status) -> Figure:
        url = links.tasks(organization=organization.pk, status=status, period=period)
        return Figure(sum(standing[one] for one in counted), url)

    return WorkFigures(
        total=figure("", *Status),
        on_time=figure(Status.DONE_ON_TIME, Status.DONE_ON_TIME),
        late=figure(Status.DONE_LATE, Status.DONE_LATE),
        open=figure("open", *OPEN),
        overdue=figure(Status.OVERDUE, Status.OVERDUE),
        waiting=figure(Status.WAITING, Status.WAITING),
        stopped=figure(Status.STOPPED, Status.STOPPED),
    )


def longest_overdue(staff: Staff, root: Organization, period: Period, today: dt.date) -> list[Assignment]:
    """Return the work that has been overdue longest, at most ten; one query."""
    late = assignments(staff, root, period).of_status([Status.OVERDUE], today)  # type: ignore[attr-defined]
    rows = late.select_related("organization", "task").order_by("last_day", "pk")[:LONGEST_OVERDUE]
    found = list(rows)
    for one in found:
        one.late_words = f"Quá hạn {(today - one.last_day).days} ngày"
    return found
