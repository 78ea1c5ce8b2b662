"""What rooms above tell this one: which open work is due when. A room registers its source in `AppConfig.ready`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from notifications.models import ReminderEntry


@dataclass(frozen=True)
class Due:
    """Open work with a deadline.

    `organization_id` has to do it, `issuer_id` asked for it; `url` is a path inside the portal. `since` is the day on
    which the work was handed over, where the room knows it: steps that had passed by then are not made up.
    """

    object_id: int
    organization_id: int
    issuer_id: int
    title: str
    url: str
    due_on: dt.date
    since: dt.date | None = None


@runtime_checkable
class ReminderSource(Protocol):
    """A room's open work. `code` names it in the ledger for good, for example `plans.assignment`."""

    code: str

    def due_on_days(self, days: Collection[dt.date], today: dt.date) -> Iterable[Due]:
        """Return the open work whose deadline is one of `days`; nothing that is done, closed or stopped by `today`."""
        ...

    def changed_since(self, moment: dt.datetime, today: dt.date) -> Iterable[Due]:
        """Return the open work with a deadline that was handed over, moved or taken up again at `moment` or later."""
        ...

    def open_deadlines(self, ids: Collection[int]) -> dict[int, dt.date | None]:
        """Return the deadlines of those of the objects that are still to be done; of the others nobody is told more."""
        ...


_SOURCES: dict[str, ReminderSource] = {}


def register(source: ReminderSource) -> None:
    """Add a source, or put a new one in the place of another with the same code."""
    _SOURCES[source.code] = source


def unregister(code: str) -> None:
    """Take a source away again; used by tests."""
    _SOURCES.pop(code, None)


def registered() -> list[ReminderSource]:
    """Return all sources by code."""
    return [_SOURCES[code] for code in sorted(_SOURCES)]


def current(entries: Iterable[ReminderEntry]) -> set[int]:
    """Return the ids of the ledger's entries whose work is still to be done by the same deadline; a query a source."""
    by_source: dict[str, list[ReminderEntry]] = {}
    for entry in entries:
        by_source.setdefault(entry.source, []).append(entry)
    kept: set[int] = set()
    for code, some in by_source.items():
        source = _SOURCES.get(code)
        open_now = source.open_deadlines({entry.object_id for entry in some}) if source else {}
        kept |= {entry.pk for entry in some if open_now.get(entry.object_id) == entry.due_on}
    return kept


def is_current(entry: ReminderEntry) -> bool:
    """Tell whether the work of one entry is still to be done by the same deadline."""
    return entry.pk in current([entry])
