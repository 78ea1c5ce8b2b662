"""How well work is done: by agency, plan, document or month; every number with the list that holds its rows."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Func, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, TruncMonth

from coopportal import display
from documents.models import OfficialDocument
from organizations.calendar import WorkingCalendar
from organizations.models import Organization, Staff
from plans.models import ActionPlan, Assignment
from plans.status import DONE_IN_FIRST_TIME, EXTENDED_DEADLINE, OPEN, Status
from reports import links
from reports.periods import Period
from reports.queries.figures import Figure
from reports.queries.work import assignments

AGENCY, PLAN, DOCUMENT, MONTH = "agency", "plan", "document", "month"
GROUPINGS = [(AGENCY, "Cơ quan"), (PLAN, "Kế hoạch"), (DOCUMENT, "Văn bản"), (MONTH, "Tháng đến hạn")]
MOST_LINES = 200


@dataclass
class _Count:
    """What is counted of one group."""

    statuses: Counter[str] = field(default_factory=Counter)
    extended: int = 0
    first: int = 0
    delays: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Line:
    """One group. `delay` is the mean of the working days by which late work came late; None where none did."""

    label: str
    total: Figure
    on_time: Figure
    late: Figure
    open: Figure
    overdue: Figure
    extended: Figure
    first: Figure
    delay: float | None
    agency: int | None = None

    @property
    def judged(self) -> int:
        """What can be said to be on time or not: done, or overdue."""
        return self.on_time.value + self.late.value + self.overdue.value

    @property
    def rate(self) -> str:
        """Done on time, of all that is judged, as a percentage; a dash where nothing is."""
        return display.percent(self.on_time.value, self.judged)

    @property
    def delay_words(self) -> str:
        """The mean delay as Vietnamese write numbers; a dash where nothing came late."""
        return "–" if self.delay is None else display.number(self.delay, 1)

    @property
    def order(self) -> tuple[float, int, float, str]:
        """The best first: by the share on time, then by what is overdue, then by the mean delay."""
        share = self.on_time.value / self.judged if self.judged else -1.0
        return (-share, self.overdue.value, self.delay or 0.0, self.label)


@dataclass(frozen=True)
class Statistics:
    """The lines, and their sum (of all lines, also of those that are not shown)."""

    lines: list[Line]
    whole: Line
    is_cut: bool


def statistics(staff: Staff, *, root: Organization, period: Period, by: str, today: dt.date) -> Statistics:
    """Return the statistics of the work under `root` that the person sees and that is due in the period.

    Five queries at any size. What a merged agency did is counted with the one that took over.
    """
    found = _grouped(assignments(staff, root, period), root, by)
    counts = _counts(found, today)
    whole = _sum(counts.values())
    filters = _filters(period)
    named = {key: (label, given) for key, label, given in _names(staff, root, by, counts)}
    lines = [
        _line(label, counts[key], {**filters, "organization": root.pk, **given})
        for key, (label, given) in named.items()
        if key in counts
    ]
    ranked = sorted(lines, key=lambda line: line.order) if by != MONTH else lines
    total = _line("Tổng cộng", whole, {**filters, "organization": root.pk})
    return Statistics(ranked[:MOST_LINES], total, len(ranked) > MOST_LINES)


def _grouped(found: QuerySet[Assignment], root: Organization, by: str) -> QuerySet[Any]:
    if by == PLAN:
        return found.annotate(key=Coalesce("task__plan_id", 0)).order_by()
    if by == DOCUMENT:
        return found.annotate(key=Coalesce("task__document_id", 0)).order_by()
    if by == MONTH:
        return found.annotate(key=TruncMonth("due_on")).order_by()
    path = Coalesce("organization__merged_into__path", "organization__path")
    part = Func(path, Value("/"), Value(root.depth + 3), function="SPLIT_PART", output_field=TextField())
    return found.annotate(key=part).order_by()


def _counts(found: QuerySet[Any], today: dt.date) -> dict[Any, _Count]:
    counts: dict[Any, _Count] = defaultdict(_Count)
    for key, status, n in found.with_status(today).values_list("key", "status").annotate(n=Count("pk")):  # type: ignore[attr-defined]
        counts[key].statuses[status] += n
    for key, n in found.filter(EXTENDED_DEADLINE).values_list("key").annotate(n=Count("pk")):
        counts[key].extended += n
    for key, n in found.filter(DONE_IN_FIRST_TIME).values_list("key").annotate(n=Count("pk")):
        counts[key].first += n
    late = found.of_status([Status.DONE_LATE], today).values_list("key", "last_day", "finished_on")  # type: ignore[attr-defined]
    calendar = WorkingCalendar()
    known: dict[tuple[dt.date, dt.date], int] = {}
    for key, last_day, finished_on, n in late.annotate(n=Count("pk")):
        days = (last_day, finished_on)
        if days not in known:
            known[days] = calendar.between(*days)
        counts[key].delays.append((known[days], n))
    return dict(counts)


def _sum(counts: Any) -> _Count:
    whole = _Count()
    for one in counts:
        whole.statuses += one.statuses
        whole.extended += one.extended
        whole.first += one.first
        whole.delays += one.delays
    return whole


def _names(
    staff: Staff, root: Organization, by: str, counts: Mapping[Any, _Count]
) -> list[tuple[Any, str, dict[str, Any]]]:
    """Return key, label and the filters that lead to the rows of each group that has a name."""
    if by == MONTH:
        months = sorted(day for day in counts if day)
        return [(day, f"Tháng {day:%m/%Y}", {"due_from": day, "due_to": _last(day)}) for day in months]
    if by == AGENCY:
        below = Organization.objects.filter(pk__in=[int(key) for key in counts if key])
        return [(str(one.pk), str(one), {"organization": one.pk}) for one in below]
    if by == PLAN:
        plans = ActionPlan.objects.visible_to(staff).filter(pk__in=[key for key in counts if key])
        return [(one.pk, f"{one.title} ({one.year})", {"plan": one.pk}) for one in plans]
    papers = OfficialDocument.objects.filter(pk__in=[key for key in counts if key])
    light = papers.only("kind", "number", "symbol", "subject")
    return [
        (one.pk, f"{one.get_kind_display()} {one.full_number}: {one.subject}", {"document": one.pk}) for one in light
    ]


def _last(month: dt.date) -> dt.date:
    return (month + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def _filters(period: Period) -> dict[str, Any]:
    return {"due_from": period.since, "due_to": period.until}


def _line(label: str, count: _Count, filters: dict[str, Any]) -> Line:
    def figure(value: int, **more: Any) -> Figure:
        return Figure(value, links.assignments(**{**filters, **more}))

    late_rows = sum(n for _, n in count.delays)
    delay = sum(days * n for days, n in count.delays) / late_rows if late_rows else None
    statuses = count.statuses
    return Line(
        label=label,
        total=figure(statuses.total()),
        on_time=figure(statuses[Status.DONE_ON_TIME], status=Status.DONE_ON_TIME.value),
        late=figure(statuses[Status.DONE_LATE], status=Status.DONE_LATE.value),
        open=figure(sum(statuses[one] for one in OPEN), status="open"),
        overdue=figure(statuses[Status.OVERDUE], status=Status.OVERDUE.value),
        extended=figure(count.extended, extended=1),
        first=figure(count.first, first=1),
        delay=delay,
        agency=filters.get("organization") if "plan" not in filters and "document" not in filters else None,
    )


HEAD = (
    "TT", "Tên", "Được giao", "Đúng hạn", "Xong trễ", "Chưa xong", "Trong đó quá hạn", "Được gia hạn",
    "Đúng hạn ban đầu", "Trễ bình quân (ngày làm việc)", "Tỷ lệ đúng hạn",
)  # fmt: skip


def table_of(found: Statistics) -> list[Sequence[str | int | float | None]]:
    """Return the lines and their sum as rows under HEAD, for sheets and papers."""
    rows: list[Sequence[str | int | float | None]] = []
    for n, line in enumerate([*found.lines, found.whole], 1):
        place = str(n) if line is not found.whole else ""
        figures = (line.total, line.on_time, line.late, line.open, line.overdue, line.extended, line.first)
        delay = None if line.delay is None else round(line.delay, 1)
        rows.append([place, line.label, *(figure.value for figure in figures), delay, line.rate])
    return rows
