"""Turning an audit code and its data into a Vietnamese sentence, when it is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from audit.models import AuditEntry

_SENTENCES: dict[str, str] = {}


def register(sentences: Mapping[str, str]) -> None:
    """Add a room's sentences: `{"plans.task.closed": "đã kết thúc “{label}”"}`; keys of `data` may be named."""
    _SENTENCES.update(sentences)


def sentence(entry: AuditEntry) -> str:
    """Return the whole sentence, `<người> <đã làm gì>`; an unknown code shows itself rather than hiding the act."""
    pattern = _SENTENCES.get(entry.code, "đã thực hiện “" + entry.code + "” trên “{label}”")
    values = defaultdict(lambda: "…", {**entry.data, "label": entry.object_label})
    return f"{entry.actor_name} {pattern.format_map(values)}"
