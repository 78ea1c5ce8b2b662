"""Who is reminded of an organization's work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from notifications.models import Audience
from notifications.schedule import Ladder
from organizations.models import Organization, Role, Staff

_BY_WEIGHT = {Audience.WORKER: 0, Audience.LEADER: 1, Audience.ASSIGNER: 2}
Told = dict[int, Audience]


class People:
    """The people on duty today, by organization and role: one query for each `learn`, none when asked."""

    def __init__(self, organizations: Iterable[Organization] = ()) -> None:
        self._by_place: dict[int, dict[str, list[int]]] = {}
        self.learn(organizations)

    def learn(self, organizations: Iterable[Organization]) -> None:
        """Find the people of these organizations and of those above them, where they are not known yet."""
        places = {pk for organization in organizations for pk in organization.ancestor_ids} - self._by_place.keys()
        if not places:
            return
        self._by_place.update({place: defaultdict(list) for place in places})
        on_duty = Staff.objects.on_duty().filter(organization__in=places).order_by("pk")
        for pk, place, role in on_duty.values_list("pk", "organization_id", "role"):
            self._by_place[place][role].append(pk)

    def told(self, *, worker: Organization, assigner: Organization, step: int, ladder: Ladder) -> Told:
        """Return who is told at `step` (days from the deadline), each with the weightiest reason.

        The contacts of the organization; where it has none its leaders, then its clerks and specialists. From
        `leaders_from` days late its leaders too, or those of the nearest office above; from `assigner_from` days late,
        and always where the organization has nobody, the specialists and leaders of whoever asked for the work.
        """
        told: Told = {}
        hands = self._hands(worker)
        _add(told, hands, Audience.WORKER)
        if step >= ladder.leaders_from:
            _add(told, self._leaders(worker), Audience.LEADER)
        if step >= ladder.assigner_from or not hands:
            _add(told, self._of(assigner, Role.SPECIALIST, Role.LEADER), Audience.ASSIGNER)
        return told

    def _of(self, organization: Organization, *roles: str) -> list[int]:
        place = self._by_place.get(organization.pk, {})
        return [pk for role in roles for pk in place.get(role, [])]

    def _hands(self, organization: Organization) -> list[int]:
        for roles in ((Role.CONTACT,), (Role.LEADER,), (Role.CLERK, Role.SPECIALIST)):
            if found := self._of(organization, *roles):
                return found
        return []

    def _leaders(self, organization: Organization) -> list[int]:
        """The office's own leaders; a room or village has none and answers to the committee above, not the province."""
        for pk in reversed(organization.ancestor_ids):
            if pk == organization.ancestor_ids[0] and pk != organization.pk:
                break
            if found := self._by_place.get(pk, {}).get(Role.LEADER):
                return found
        return []


def _add(told: Told, people: Iterable[int], audience: Audience) -> None:
    for pk in people:
        if pk not in told or _BY_WEIGHT[audience] < _BY_WEIGHT[told[pk]]:
            told[pk] = audience
