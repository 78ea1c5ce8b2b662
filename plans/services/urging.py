"""Công văn đôn đốc: the letter to agencies whose work is overdue, drafted out of the rows themselves."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from documents.models import OfficialDocument
from documents.services.drafting import new_draft
from organizations.calendar import WorkingCalendar
from organizations.models import Organization, Staff
from organizations.services.directory import actor_of
from plans.models import Assignment
from plans.papers import urging_letter
from plans.status import Status, today_here

# A letter with more rows is no letter; the list itself is exported for that.
MOST_ROWS = 200


@transaction.atomic
def draft_urging(
    *, by: Staff, agency: Organization | None = None, ids: list[int] | None = None, today: dt.date | None = None
) -> OfficialDocument:
    """Draft the letter for what the person's organization gave out and is overdue: of one agency, of `ids`, or all.

    The draft goes the way of every draft: it is read, corrected, approved and signed. Raises ValidationError where
    nothing is overdue.
    """
    today = today or today_here()
    found = Assignment.objects.filter(task__organization=by.organization_id).of_status([Status.OVERDUE], today)
    if agency is not None:
        found = found.filter(organization__in=Organization.objects.answering_to(agency.path))
    if ids is not None:
        found = found.filter(pk__in=ids)
    light = found.select_related("organization", "task__document").defer(
        "task__document__tree", "task__document__source_text", "task__document__source_search"
    )
    rows = list(light.order_by("organization__path", "last_day", "pk")[:MOST_ROWS])
    if not rows:
        raise ValidationError("Không có nhiệm vụ nào do cơ quan mình giao đang quá hạn để đôn đốc.")
    issuer = Organization.objects.select_related("unit").get(pk=by.organization_id)
    letter = urging_letter(issuer=issuer, rows=rows, today=today, calendar=WorkingCalendar())
    note = f"danh sách {len(rows)} nhiệm vụ quá hạn"
    document = new_draft(organization=issuer, by=by, tree=letter, origin_note=note)
    agencies = len({row.organization_id for row in rows})
    record(code="plans.urging.drafted", obj=document, data={"count": len(rows), "agencies": agencies}, **actor_of(by))
    return document
