"""Telling the people whom an act concerns, in the portal at once and with their daily mail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import QuerySet
from django.urls import reverse

from documents.models import OfficialDocument
from notifications.services import notify
from organizations.access import OFFICE
from organizations.models import Staff
from plans.models import Assignment, ProgressReport, Task
from plans.rights import DOERS
from plans.status import today_here

SOURCE = "plans.assignment"
# People hear at once of new work, of work that comes back and of its acceptance; of the rest with the daily mail.
INSTANT = {"plans.assignment.accepted", "plans.assignment.returned"}


def doers_of(organization_ids: Collection[int]) -> QuerySet[Staff]:
    """Return the people on duty who receive and report for these organizations."""
    return Staff.objects.on_duty().filter(organization__in=organization_ids, role__in=DOERS)


def office_of(organization_id: int) -> QuerySet[Staff]:
    """Return the people on duty who accept and extend for this organization."""
    return Staff.objects.on_duty().filter(organization=organization_id, role__in=OFFICE)


def tell_document_assigned(document: OfficialDocument, agencies: Collection[int], at: dt.datetime) -> None:
    """Tell the agencies of a document that it gives them work: one message a person, however many tasks."""
    url = f"{reverse('plans:task_list')}?document={document.pk}"
    notify(
        recipients=doers_of(agencies),
        code="plans.document.assigned",
        title=f"Có nhiệm vụ mới từ {document_name(document)}",
        body=document.subject,
        url=url,
        urgent=True,
        at=at,
    )


def tell_task_assigned(task: Task, agencies: Collection[int], at: dt.datetime) -> None:
    """Tell agencies of one task that was handed to them."""
    due = f"Hạn: {task.due_on:%d/%m/%Y}." if task.due_on else "Văn bản không ghi hạn."
    notify(
        recipients=doers_of(agencies),
        code="plans.task.assigned",
        title=f"{task.organization} giao nhiệm vụ: {task}",
        body=due,
        url=reverse("plans:task_detail", args=[task.pk]),
        urgent=True,
        at=at,
    )


def tell_period_opened(task: Task, agencies: Collection[int], at: dt.datetime) -> None:
    """Tell agencies that the next period of a recurring duty has begun: with the daily mail, nobody is alarmed."""
    notify(
        recipients=doers_of(agencies),
        code="plans.task.period_opened",
        title=f"Nhiệm vụ định kỳ, kỳ mới đến hạn {task.due_on:%d/%m/%Y}: {task}",
        body=f"{task.organization} giao theo định kỳ.",
        url=reverse("plans:task_detail", args=[task.pk]),
        key=f"period-{task.pk}-{task.due_on:%Y%m%d}",
        at=at,
    )


def tell_agency(assignment: Assignment, *, code: str, title: str, body: str, at: dt.datetime) -> None:
    """Tell the people who do an assignment of an act of the assigner."""
    _tell(assignment, doers_of([assignment.organization_id]), code, title, body, at)


def tell_assigner(report: ProgressReport, *, code: str, title: str, at: dt.datetime) -> None:
    """Tell the assigner's office of a report that asks for acceptance."""
    assignment = report.assignment
    _tell(assignment, office_of(assignment.task.organization_id), code, title, report.text, at)


def remind_agency(assignment: Assignment, *, by: Staff) -> None:
    """Remind an agency's people of one assignment on a person's word: once a day, however often it is asked."""
    due = f"Hạn {assignment.due_on:%d/%m/%Y}." if assignment.due_on else "Văn bản không ghi hạn."
    notify(
        recipients=doers_of([assignment.organization_id]),
        code="plans.assignment.urged",
        title=f"{by.organization} nhắc: {assignment.task}",
        body=f"{due} Người nhắc: {by.full_name}, {by.title}.",
        url=reverse("plans:assignment_detail", args=[assignment.pk]),
        source=SOURCE,
        object_id=assignment.pk,
        key=f"urged-{assignment.pk}-{today_here():%Y%m%d}",
    )


def tell_office(assignment: Assignment, *, code: str, title: str, body: str, at: dt.datetime) -> None:
    """Tell the assigner's office of what an agency asks."""
    _tell(assignment, office_of(assignment.task.organization_id), code, title, body, at)


def tell_task_resumed(task: Task, agencies: Collection[int], at: dt.datetime) -> None:
    """Tell the agencies that a stopped task runs again."""
    notify(
        recipients=doers_of(agencies),
        code="plans.task.resumed",
        title=f"Tiếp tục thực hiện nhiệm vụ: {task}",
        url=reverse("plans:task_detail", args=[task.pk]),
        at=at,
    )


def _tell(assignment: Assignment, people: QuerySet[Staff], code: str, title: str, body: str, at: dt.datetime) -> None:
    notify(
        recipients=people,
        code=code,
        title=title,
        body=body,
        url=reverse("plans:assignment_detail", args=[assignment.pk]),
        source=SOURCE,
        object_id=assignment.pk,
        urgent=code in INSTANT,
        at=at,
    )


def document_name(document: OfficialDocument) -> str:
    """Return how one speaks of a document: `Công văn số 546/UBND-TC`; without number and symbol, its kind alone."""
    kind = document.get_kind_display() or "Văn bản"
    return f"{kind} số {document.full_number}" if document.full_number else kind


def tell_task_stopped(task: Task, agencies: Collection[int], reason: str, at: dt.datetime) -> None:
    """Tell the agencies that still had work to do in a task that it was stopped."""
    notify(
        recipients=doers_of(agencies),
        code="plans.task.stopped",
        title=f"Đã dừng nhiệm vụ: {task}",
        body=reason,
        url=reverse("plans:task_detail", args=[task.pk]),
        at=at,
    )
