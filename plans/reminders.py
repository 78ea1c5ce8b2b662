"""What reminders know of this room: open assignments by their deadline.

The deadline is the last day that is on time: one on a day off that the rule moves is spoken of by its new day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import cast

from django.urls import reverse

from documents.models import DocumentState
from notifications.sources import Due
from plans.models import Assignment
from plans.models.assignment import AssignmentQuerySet
from plans.status import day_of

TITLE_LENGTH = 200


class AssignmentReminders:
    """Assignments that an agency still has to do; what waits for acceptance, is closed or stopped is left in peace."""

    code = "plans.assignment"

    def due_on_days(self, days: Collection[dt.date], today: dt.date) -> Iterator[Due]:
        """Yield the open assignments due on one of `days`, in one query."""
        return _due(_alive().filter(last_day__in=set(days)))

    def changed_since(self, moment: dt.datetime, today: dt.date) -> Iterator[Due]:
        """Yield the open assignments with a deadline that were written at `moment` or later, in one query."""
        return _due(_alive().filter(last_day__isnull=False, updated_at__gte=moment))

    def open_deadlines(self, ids: Collection[int]) -> dict[int, dt.date | None]:
        """Return the deadlines of those of the assignments that the agency still has to do."""
        return dict(_alive().filter(pk__in=ids).values_list("pk", "last_day"))


def _alive() -> AssignmentQuerySet:
    """What an agency still has to do; what a recalled document asked for is asked for no longer."""
    return Assignment.objects.still_to_do().exclude(task__document__state=DocumentState.RECALLED)


def _due(assignments: AssignmentQuerySet) -> Iterator[Due]:
    values = assignments.order_by("pk").values_list(
        "pk", "organization_id", "task__organization_id", "task__text", "last_day", "assigned_at"
    )
    for pk, agency, issuer, text, due_on, assigned_at in values.iterator(chunk_size=2000):
        yield Due(
            object_id=pk,
            organization_id=agency,
            issuer_id=issuer,
            title=text if len(text) <= TITLE_LENGTH else f"{text[: TITLE_LENGTH - 1].rstrip()}…",
            url=reverse("plans:assignment_detail", args=[pk]),
            due_on=cast(dt.date, due_on),
            since=day_of(assigned_at),
        )
