"""A source of work for tests: what a room above would register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from notifications.sources import Due
from organizations.models import Organization


@dataclass
class Works:
    """Open work by id; `close` takes one away as a room does with closed work."""

    code: str = "tests.work"
    open: dict[int, Due] = field(default_factory=dict)
    asked: list[int] = field(default_factory=list)
    changed: set[int] = field(default_factory=set)

    def add(
        self,
        worker: Organization,
        issuer: Organization,
        due_on: dt.date,
        title: str = "Rà soát, phân loại HTX",
        **more: dt.date,
    ) -> Due:
        """Add open work."""
        pk = len(self.open) + 1
        self.open[pk] = Due(pk, worker.pk, issuer.pk, title, f"/nhiem-vu/{pk}/", due_on, **more)
        self.changed.add(pk)
        return self.open[pk]

    def move(self, due: Due, due_on: dt.date) -> Due:
        """Give it another deadline."""
        self.open[due.object_id] = replace(due, due_on=due_on)
        self.changed.add(due.object_id)
        return self.open[due.object_id]

    def close(self, due: Due) -> None:
        """Close it."""
        del self.open[due.object_id]

    def due_on_days(self, days: Collection[dt.date], today: dt.date) -> Iterable[Due]:
        """Answer as the protocol says."""
        wanted = set(days)
        self.asked.append(len(wanted))
        return [due for due in self.open.values() if due.due_on in wanted]

    def changed_since(self, moment: dt.datetime, today: dt.date) -> Iterable[Due]:
        """Answer with what was added or moved since the last asking."""
        changed, self.changed = self.changed, set()
        return [due for pk, due in self.open.items() if pk in changed]

    def open_deadlines(self, ids: Collection[int]) -> dict[int, dt.date | None]:
        """Answer as the protocol says."""
        return {pk: self.open[pk].due_on for pk in ids if pk in self.open}
