"""From the tree to proposed tasks: each task with its agencies matched and the time limit that counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from coopportal.text import one_line
from documents.models import DueKind, Part
from documents.official.tree import Deadline, OfficialDocument
from documents.recurrence import day_of_relative
from documents.services.reviewed import ReviewedParty, ReviewedTask
from organizations.calendar import WorkingCalendar
from organizations.models import Organization
from organizations.queries import AgencyMatcher

# A review of more tasks than this is a table to be imported, not a page to be read.
MOST_TASKS = 500
_BY_WEIGHT = list(DueKind.values)


def propose_tasks(tree: OfficialDocument, issuer: Organization) -> list[ReviewedTask]:
    """Return the tasks of the tree in its order, agencies matched in the issuer's neighbourhood (three queries)."""
    matcher, calendar, signed_on = AgencyMatcher(issuer), WorkingCalendar(), day(tree.date)
    return [
        _task(where, text, lead, coordinators, deadlines, matcher, calendar, signed_on)
        for where, text, lead, coordinators, deadlines in _items(tree)
    ][:MOST_TASKS]


def _items(tree: OfficialDocument) -> Iterator[tuple[str, str, list[str], list[str], list[Deadline]]]:
    for a, assignment in enumerate(tree.assignments):
        for i, item in enumerate(assignment.items):
            if one_line(item.text):
                lead = item.lead or assignment.agencies
                yield f"assignments[{a}].items[{i}]", item.text, lead, item.coordinators, item.deadlines
    for i, item in enumerate(tree.table_tasks):
        if one_line(item.text):
            yield f"table_tasks[{i}]", item.text, item.lead, item.coordinators, item.deadlines


def _task(
    where: str,
    text: str,
    lead: list[str],
    coordinators: list[str],
    deadlines: list[Deadline],
    matcher: AgencyMatcher,
    calendar: WorkingCalendar,
    signed_on: dt.date | None,
) -> ReviewedTask:
    due = main_deadline(deadlines)
    starts_on, due_on = _days(due, signed_on, calendar) if due else (None, None)
    return ReviewedTask(
        text=one_line(text),
        where=where,
        due_text=one_line("; ".join(dict.fromkeys(d.text for d in deadlines))),
        due_kind=due.kind if due and due.kind in DueKind.values else "",
        starts_on=starts_on,
        due_on=due_on,
        recurrence=due.recurrence if due else None,
        parties=[*_parties(lead, Part.LEAD, matcher), *_parties(coordinators, Part.COORDINATING, matcher)],
    )


def _parties(words: Iterable[str], part: str, matcher: AgencyMatcher) -> Iterator[ReviewedParty]:
    for name in dict.fromkeys(one_line(w) for w in words if one_line(w)):
        best = matcher.best(name)
        yield ReviewedParty(name, part, best.organization if best else None, best.group if best else None)


def main_deadline(deadlines: list[Deadline]) -> Deadline | None:
    """Return the limit that counts for a task with several: a day before a span, a span before a recurrence."""
    ranked = sorted(deadlines, key=lambda d: (_weight(d), d.end or "9999"))
    return ranked[0] if ranked else None


def _weight(deadline: Deadline) -> int:
    return _BY_WEIGHT.index(deadline.kind) if deadline.kind in _BY_WEIGHT else len(_BY_WEIGHT)


def _days(due: Deadline, signed_on: dt.date | None, calendar: WorkingCalendar) -> tuple[dt.date | None, dt.date | None]:
    # The tree counts working days without holidays, as it is read without the portal; here the calendar knows them.
    start, end = day(due.start), resolve(due.recurrence, signed_on, calendar) or day(due.end)
    return (None if start and end and start > end else start), end


def resolve(rule: object, signed_on: dt.date | None, calendar: WorkingCalendar) -> dt.date | None:
    """Return the day of a limit counted from signing, working days after the own calendar; None where it gives none."""
    if not isinstance(rule, dict) or signed_on is None:
        return None
    if rule.get("unit") == "working_day" and rule.get("from") in ("signing", "issue"):
        return calendar.add(signed_on, min(int(rule.get("days") or 0), 1000))
    return day_of_relative(rule, signed_on)


def day(text: str | None) -> dt.date | None:
    """Return an ISO day as a date; None for anything else."""
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        return None
