"""An agency merged in mid-period."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from documents.signals import document_withdrawn
from organizations.models import OrganizationKind
from organizations.services import merge_organization
from plans import services
from plans.models import Assignment, Task
from plans.reminders import AssignmentReminders
from tests.factories.documents import DocumentFactory
from tests.factories.organizations import OrganizationFactory
from tests.factories.plans import AssignmentFactory, work_of
from tests.plans.test_work import DUE, MORNING

pytestmark = pytest.mark.django_db


def test_open_work_moves_and_what_was_done_stays_on_the_old_name(world, as_):
    done = work_of(world, due_on=DUE, completed_at=MORNING, closed_at=MORNING)
    running = work_of(world, due_on=DUE, received_at=MORNING)
    shared = work_of(world, due_on=DUE)
    AssignmentFactory(task=shared.task, organization=world.culture, due_on=DUE)
    duty = services.create_task(
        organization=world.commune, text="Báo cáo", leads=[world.economy], recurrence="monthly:20", by=world.clerk
    )
    merge_organization(organization=world.economy, into=world.culture, by=world.administrator)
    for row in (done, running, shared):
        row.refresh_from_db()
    assert (done.organization, running.organization, running.due_on) == (world.economy, world.culture, DUE)
    assert shared.stopped_at and Task.objects.get(pk=shared.task_id).is_open
    assert duty.assignments.get().organization == world.culture
    assert services.open_periods(today=duty.due_on + dt.timedelta(days=1)) == 1
    world.village_contact.organization = world.culture
    world.village_contact.save()
    client = as_(world.village_contact)
    found = client.get(reverse("plans:assignment_list") + f"?organization={world.culture.pk}&status=done")
    assert [row.pk for row in found.context["object_list"]] == [done.pk]
    board = as_(world.leader).get(reverse("reports:dashboard")).context["board"]
    rows = {row.organization: row.work.total.value for row in board.agencies}
    # done, running, its own and the stopped part of the shared one, two periods of the duty
    assert rows[world.culture] == 6 == Assignment.objects.count()


def test_tasks_that_the_merged_one_handed_out_go_over_too(world):
    mine = OrganizationFactory(parent=world.commune, unit=world.commune.unit, kind=OrganizationKind.DEPARTMENT)
    task = services.create_task(organization=mine, text="Việc", leads=[world.villages[0]], by=None)
    merge_organization(organization=mine, into=world.economy, by=None)
    task.refresh_from_db()
    assert task.organization == world.economy


def test_what_cannot_be_merged_says_why(world, as_):
    for into in (world.economy,):
        with pytest.raises(ValidationError):
            merge_organization(organization=world.economy, into=into, by=None)
    with pytest.raises(ValidationError, match="trực thuộc"):
        merge_organization(organization=world.commune, into=world.neighbour, by=None)
    merge_organization(organization=world.economy, into=world.culture, by=None)
    with pytest.raises(ValidationError):
        merge_organization(organization=world.villages[0], into=world.economy, by=None)
    merge_organization(organization=world.culture, into=world.villages[0], by=None)
    world.economy.refresh_from_db()
    assert world.economy.merged_into == world.villages[0]


def test_only_an_administrator_above_merges(world, as_):
    url = reverse("organizations:organization_merge", args=[world.economy.pk])
    assert as_(world.leader).get(url).status_code == 403
    client, typed = as_(world.administrator), {"on": "01/07/2026", "decree": "Quyết định 5/QĐ-UBND"}
    assert client.post(url, typed | {"into": world.economy.pk}).status_code == 422
    seen = client.post(url, typed | {"into": world.culture.pk})
    assert seen.status_code == 200
    mark = seen.context["form"].fingerprint
    assert client.post(url, typed | {"into": world.culture.pk, "confirm": mark}).status_code == 302
    world.economy.refresh_from_db()
    assert not world.economy.is_active
    page = as_(world.leader).get(reverse("organizations:organization_detail", args=[world.economy.pk]))
    assert "Đã hợp nhất vào" in page.content.decode()


def test_work_of_a_document_taken_back_is_stopped_and_not_reminded_of(world):
    """As `recall_document` and `settle_replaced` tell it; what was done stays done."""
    document = DocumentFactory(organization=world.commune)
    running, done = work_of(world, due_on=DUE), work_of(world, due_on=DUE, completed_at=MORNING, closed_at=MORNING)
    Task.objects.filter(pk__in=[running.task_id, done.task_id]).update(document=document)
    document_withdrawn.send(
        sender=type(document), document=document, reason="Ban hành nhầm", by=world.leader, at=MORNING
    )
    running.refresh_from_db()
    done.refresh_from_db()
    assert running.stopped_at == MORNING and done.stopped_at is None
    assert not list(AssignmentReminders().due_on_days([DUE], today=DUE))
