"""Putting a task's agencies and deadline into words that read back as that task."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from documents.official.tree import Deadline, OfficialDocument

_ENDS = " .;,/"


def compose(text: str, *, lead: str = "", coordinators: Iterable[str] = (), due_on: dt.date | None = None) -> str:
    """Return the task in words: `Phòng Kinh tế chủ trì, phối hợp với các thôn rà soát …, hoàn thành trước ngày …`.

    What is not given is not said; a text without anything to add comes back as it is.
    """
    others = [name.strip() for name in coordinators if name.strip()]
    if not (lead.strip() or others or due_on):
        return text
    end = ";" if text.rstrip().endswith(";") else "."
    words = text.strip().rstrip(_ENDS)
    if lead.strip():
        joined = f", phối hợp với {_listed(others)}" if others else ""
        words = f"{lead.strip()} chủ trì{joined} {_lower_first(words)}"
    elif others:
        words = f"{words}, phối hợp với {_listed(others)}"
    if due_on:
        words = f"{words}, hoàn thành trước ngày {due_on.day:02d}/{due_on.month}/{due_on.year}"
    return words + end


def _listed(names: list[str]) -> str:
    return ", ".join(names)


def _lower_first(words: str) -> str:
    # An abbreviation (UBND, HTX) keeps its capitals.
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


@dataclass(frozen=True)
class FoundTask:
    """A task as the text is understood: who leads, who joins, until when."""

    text: str
    lead: list[str]
    coordinators: list[str]
    deadlines: list[Deadline]


def found_tasks(document: OfficialDocument) -> Iterator[FoundTask]:
    """Yield the tasks of a derived tree, those of tables last."""
    for assignment in document.assignments:
        for item in assignment.items:
            yield FoundTask(item.text, item.lead or assignment.agencies, item.coordinators, item.deadlines)
    for item in document.table_tasks:
        yield FoundTask(item.text, item.lead, item.coordinators, item.deadlines)
