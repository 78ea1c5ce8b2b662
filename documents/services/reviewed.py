"""What a review hands over: plain values, from the reader's tree or from the form."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from documents.models import DueKind, Part, ProposedParty, ProposedTask
from documents.recurrence import Rule
from organizations.models import Organization, OrganizationGroup


@dataclass(frozen=True)
class ReviewedParty:
    """One agency of a task: the words of the text, and what they mean (an organization, a group, or nothing yet)."""

    words: str = ""
    part: str = Part.LEAD
    organization: Organization | None = None
    group: OrganizationGroup | None = None

    def row(self, task: ProposedTask, order: int) -> ProposedParty:
        """Return the unsaved row."""
        return ProposedParty(
            proposed_task=task,
            order=order,
            part=self.part,
            words=self.words[:500],
            organization=self.organization,
            group=self.group,
        )


@dataclass(frozen=True)
class ReviewedTask:
    """One task; `id` is the row it corrects, None for a new one. Days are calendar days in Vietnam, both inclusive."""

    text: str
    id: int | None = None
    included: bool = True
    where: str = ""
    due_text: str = ""
    due_kind: str = ""
    starts_on: dt.date | None = None
    due_on: dt.date | None = None
    recurrence: Rule = None
    parties: list[ReviewedParty] = field(default_factory=list)

    def fill(self, row: ProposedTask, order: int) -> ProposedTask:
        """Write these values into a row, not saved yet; the kind of the limit follows from what is given."""
        row.order, row.text, row.included = order, self.text, self.included
        row.where = self.where[:120]
        row.due_text, row.due_kind = self.due_text[:500], self._kind()
        row.starts_on, row.due_on, row.recurrence = self.starts_on, self.due_on, self.recurrence
        row.agency_words = [party.words for party in self.parties if party.words]
        return row

    def _kind(self) -> str:
        if isinstance(self.recurrence, str) and self.recurrence:
            return DueKind.RECURRING
        if isinstance(self.recurrence, dict):
            return DueKind.RELATIVE
        if not self.due_kind and self.due_on:
            return DueKind.PERIOD if self.starts_on else DueKind.DATE
        return self.due_kind
