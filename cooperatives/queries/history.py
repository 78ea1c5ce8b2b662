"""The history of a sheet: who changed which field, when, from what to what, and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_datetime

from audit.models import AuditEntry
from cooperatives.models import Cooperative, MergedSheet
from cooperatives.models.rows import SheetRow
from cooperatives.showing import label_of


@dataclass(frozen=True)
class HistoryLine:
    """One act on a sheet with the fields it changed (label, before, after), and the reason that was given."""

    entry: AuditEntry
    changes: list[tuple[str, str, str]]
    why: str = ""


def sheet_history(cooperative: Cooperative, *, limit: int = 30) -> list[HistoryLine]:
    """Return the newest acts on a sheet, and on sheets that were merged into it; one query."""
    merged = MergedSheet.objects.filter(cooperative=cooperative).values("old_id")
    own = AuditEntry.objects.filter(object_type=Cooperative._meta.label_lower)
    found = own.filter(object_id=cooperative.pk) | own.filter(object_id__in=merged)
    return [_line(entry) for entry in found.order_by("-id")[:limit]]


def _line(entry: AuditEntry) -> HistoryLine:
    changed = entry.data.get("changed", {})
    model, labels = entry.data.get("model", ""), entry.data.get("labels", {})
    words = [(labels.get(name) or label_of(name, model), old, new) for name, (old, new) in changed.items()]
    return HistoryLine(entry, words, entry.data.get("why", ""))


@dataclass(frozen=True)
class Meanwhile:
    """What others made of one field since a page was opened: from, to, and who did it last."""

    before: str
    now: str
    by: str
    at: dt.datetime


def changes_since(cooperative: Cooperative, since: dt.datetime, row: SheetRow | None = None) -> dict[str, Meanwhile]:
    """Return the fields of the sheet (or of one of its rows) that were changed after `since`, by name; one query."""
    entries = AuditEntry.objects.filter(
        object_type=Cooperative._meta.label_lower, object_id=cooperative.pk, at__gt=since
    )
    found: dict[str, Meanwhile] = {}
    for entry in entries.order_by("id"):
        if _is_newer(entry.data, since) and entry.data.get("row_id") == (row.pk if row else None):
            _take_in(found, entry)
    return found


def _is_newer(data: dict[str, Any], since: dt.datetime) -> bool:
    version = parse_datetime(data.get("version") or "")
    return version is not None and version > since


def _take_in(found: dict[str, Meanwhile], entry: AuditEntry) -> None:
    for name, (old, new) in entry.data.get("changed", {}).items():
        first = found[name].before if name in found else old
        found[name] = Meanwhile(first, new, entry.actor_name, entry.at)
