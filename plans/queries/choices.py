"""Who can be given a task by hand, and what it can hang under."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from documents.models import DocumentState, OfficialDocument
from organizations.models import Organization, OrganizationGroup, OrganizationKind, Staff
from plans.models import ActionPlan, Task

MOST_DOCUMENTS = 100
Chosen = Organization | OrganizationGroup


@dataclass(frozen=True)
class Choice:
    """One row of the choice: `key` is what the form sends (`o12`, `g3`)."""

    key: str
    label: str
    what: Chosen


class ChoiceSet:
    """The organizations and groups that a person may give work to (two queries); anything else is refused."""

    def __init__(self, sections: list[tuple[str, list[Choice]]]) -> None:
        self.sections = sections
        self._by_key = {choice.key: choice for _, choices in sections for choice in choices}

    def pick(self, keys: Iterable[str]) -> list[Chosen]:
        """Return what the keys stand for. Raises KeyError for a key that is not on offer."""
        return [self._by_key[key].what for key in keys]

    def __contains__(self, key: str) -> bool:
        return key in self._by_key

    def label(self, key: str) -> str:
        """Return the name behind a key."""
        return self._by_key[key].label


def assignable(staff: Staff) -> ChoiceSet:
    """Return the own organization's groups, those directly under it by kind, and itself."""
    own = staff.organization
    groups = OrganizationGroup.objects.visible_to(staff).filter(owner__in=own.ancestor_ids).select_related("owner")
    sections = [("Nhóm", [Choice(f"g{g.pk}", g.name, g) for g in groups.order_by("name")])]
    below = Organization.objects.active().filter(parent=own).order_by("name")
    by_kind: dict[str, list[Choice]] = {}
    for organization in below:
        choice = Choice(f"o{organization.pk}", organization.name, organization)
        by_kind.setdefault(organization.kind, []).append(choice)
    sections += [(kind.label, by_kind[kind]) for kind in OrganizationKind if kind in by_kind]
    sections.append(("Cơ quan tôi", [Choice(f"o{own.pk}", own.name, own)]))
    return ChoiceSet([(title, choices) for title, choices in sections if choices])


def own_plans(staff: Staff) -> QuerySet[ActionPlan]:
    """Return the plans of the own organization, newest first."""
    return ActionPlan.objects.filter(organization=staff.organization_id).order_by("-year", "-pk")


def own_documents(staff: Staff, *, also: int | None = None) -> QuerySet[OfficialDocument]:
    """Return the newest documents of the own organization that tasks can hang under, and the one with the id `also`."""
    own = OfficialDocument.objects.visible_to(staff).filter(organization=staff.organization_id)
    running = own.exclude(state=DocumentState.CLOSED)
    newest = list(running.order_by("-issued_on", "-pk").values_list("pk", flat=True)[:MOST_DOCUMENTS])
    found = running.filter(pk__in=[*newest, also] if also else newest)
    return found.defer("tree", "source_text", "source_search").order_by("-issued_on", "-pk")


def own_open_tasks(staff: Staff, task: Task) -> QuerySet[Task]:
    """Return the tasks of the own organization that `task` may wait for: the newest open ones, and those it waits for.

    Those of the same plan or document come first, since tasks mostly wait for their neighbours.
    """
    own = Task.objects.filter(organization=staff.organization_id).exclude(pk=task.pk)
    near = Q(plan=task.plan_id) if task.plan_id else Q(document=task.document_id) if task.document_id else Q(pk__in=[])
    running = own.filter(closed_at__isnull=True, stopped_at__isnull=True)
    newest = list(running.order_by("-pk").values_list("pk", flat=True)[:MOST_DOCUMENTS])
    close_by = list(running.filter(near).order_by("pk").values_list("pk", flat=True)[:MOST_DOCUMENTS])
    kept = list(task.blockers.values_list("pk", flat=True))
    return own.filter(pk__in={*newest, *close_by, *kept}).order_by("-plan", "-document", "pk")


def agencies_to_hand_to(staff: Staff) -> QuerySet[Organization]:
    """Return the organizations right under the own one, to give returned work to."""
    return Organization.objects.active().filter(parent=staff.organization).order_by("name")
