"""Which ladder holds for an organization: its own rule, else that of the nearest one above, else the portal's."""

from __future__ import annotations

from notifications.models import ReminderRule
from notifications.quiet import QuietHours
from notifications.schedule import Ladder
from organizations.models import Organization


class RuleBook:
    """All rules as they stand now: one query at making, none when asked."""

    def __init__(self) -> None:
        rules = list(ReminderRule.objects.all())
        self._rules = {rule.organization_id: rule.ladder() for rule in rules}
        self._quiet = {rule.organization_id: rule.quiet() for rule in rules}
        self._default = Ladder()

    @property
    def ladders(self) -> set[Ladder]:
        """Every ladder that holds for somebody."""
        return {self._default, *self._rules.values()}

    @property
    def state(self) -> str:
        """The rules as a text that changes with them."""
        return "; ".join(f"{pk} {ladder}" for pk, ladder in sorted(self._rules.items()))

    def origin_of(self, organization: Organization) -> int | None:
        """Return the id of the organization whose rule holds for `organization`; None for the portal's own."""
        return next((pk for pk in reversed(organization.ancestor_ids) if pk in self._rules), None)

    def ladder_of(self, organization: Organization) -> Ladder:
        """Return the ladder for work of `organization`."""
        origin = self.origin_of(organization)
        return self._default if origin is None else self._rules[origin]

    def quiet_of(self, organization: Organization) -> QuietHours:
        """Return the hours in which people of `organization` are left alone."""
        origin = self.origin_of(organization)
        return QuietHours() if origin is None else self._quiet[origin]
