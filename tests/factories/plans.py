"""Documents with proposed tasks, tasks and assignments, as small as the models allow."""

from __future__ import annotations

import datetime as dt
from typing import Any

import factory

from documents.models import DocumentState, OfficialDocument, Part, ProposedParty, ProposedTask
from organizations.models import Organization, OrganizationGroup
from plans.models import ActionPlan, Assignment, Task
from tests.factories.organizations import OrganizationFactory, World


class TaskFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Task

    organization = factory.SubFactory(OrganizationFactory)
    text = factory.Sequence(lambda n: f"Rà soát hợp tác xã ngừng hoạt động, đợt {n}")


class AssignmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Assignment

    task = factory.SubFactory(TaskFactory)
    organization = factory.SubFactory(OrganizationFactory)
    part = Part.LEAD
    due_on = None
    original_due_on = factory.SelfAttribute("due_on")


class PlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ActionPlan

    organization = factory.SubFactory(OrganizationFactory)
    title = factory.Sequence(lambda n: f"Phát triển kinh tế tập thể, đợt {n}")
    year = 2026


def document_of(organization: Organization, **values: Any) -> OfficialDocument:
    """Return a draft with number and symbol."""
    head: dict[str, Any] = {
        "kind": "CV",
        "number": "516",
        "symbol": "UBND-KT",
        "issued_on": dt.date(2026, 4, 2),
        "subject": "tăng cường tuyên truyền Luật Hợp tác xã",
        "state": DocumentState.DRAFT,
    }
    return OfficialDocument.objects.create(organization=organization, **{**head, **values})


def propose(
    document: OfficialDocument,
    text: str,
    *leads: Organization | OrganizationGroup,
    joins: tuple[Organization | OrganizationGroup, ...] = (),
    **values: Any,
) -> ProposedTask:
    """Add a proposed task whose parties are matched to `leads` and `joins`."""
    order = document.proposed_tasks.count() + 1
    task = ProposedTask.objects.create(document=document, order=order, text=text, **values)
    for part, chosen in ((Part.LEAD, leads), (Part.COORDINATING, joins)):
        for one in chosen:
            meaning = {"group": one} if isinstance(one, OrganizationGroup) else {"organization": one}
            ProposedParty.objects.create(proposed_task=task, part=part, words=str(one), **meaning)
    return task


def work_of(world: World, organization: Organization | None = None, **values: Any) -> Assignment:
    """Return an assignment of xã Đông to `organization` (its Phòng Kinh tế)."""
    task = TaskFactory(organization=world.commune, due_on=values.get("due_on"))
    return AssignmentFactory(task=task, organization=organization or world.economy, **values)
