"""Papers whose head was lost on the way: copied from a page of the web, or with the name of the kind cut off."""

from __future__ import annotations

import re

from documents.official.kinds import LETTER
from documents.reading.head.model import Head
from documents.reading.head.patterns import ABOUT, ADDRESS, NATION, OPENING, dated, numbered
from documents.reading.head.pieces import URGENCY, take_date
from documents.reading.head.title import kind_named, title_of
from documents.reading.letters import fold, is_capitals, squeeze
from documents.reading.lines import Line
from documents.reading.marks import read_mark
from documents.reading.places import opens_body

_REACH = 12
_LONGEST = 300
_LINES = 5
_SHORT = 70
# What a decision does, where its subject stands without the kind's name over it.
_ACT = re.compile(
    r"^(?:ban hanh|ve viec|ve |v/v|phe duyet|quy dinh|cong bo|thanh lap|kien toan|giao |sua doi|bai bo|huong dan|"
    r"dieu chinh|cong nhan|bo sung|thu hoi|cho phep|tang cuong)"
)


def read_bare(lines: list[Line], head: Head) -> int:
    """Read the title that stands alone over a paper without a head; return the index of the first line after it.

    0 where the paper has a head or no such title.
    """
    end = _title_end(lines)
    if not end or any(_of_a_head(line) for line in lines[end:_REACH]) or any(map(numbered, lines[:end])):
        return 0
    text = squeeze(" ".join(line.text for line in lines[:end]))
    kind, rest = kind_named(text)
    if kind is None and not ABOUT.match(fold(text)) and not _addressed(lines, end):
        return 0
    head.kind, head.titled = kind, kind is not None
    rest = squeeze(take_date(rest, head).replace("\ue001", " "))
    head.place = None
    if fold(rest) in URGENCY:
        head.urgency, rest = URGENCY[fold(rest)], ""
    about = re.match(r"v\s?[/.]\s?v\b\s*[:.]?\s*", fold(rest))
    head.subject = (rest[about.end() :] if about else rest).strip(" .;,:") or None
    return end


def _of_a_head(line: Line) -> bool:
    short = len(line.text) < _SHORT and not line.text.endswith((".", ";", ","))
    short = short and not read_mark(line.text) and not OPENING.match(line.folded)
    return bool(NATION.match(line.folded) and len(line.text) < _SHORT) or (
        short and bool(numbered(line) or dated(line.folded))
    )


def _title_end(lines: list[Line]) -> int:
    """Return how many of the first lines are a title: they end without a full stop, before a gap or an opening."""
    if not lines or title_of(lines[0], lines, 0) or (is_capitals(lines[0].text) and opens_body(lines[0].text)):
        return 0
    for index, line in enumerate(lines[: _LINES + 1]):
        fresh = index and (line.blank or ADDRESS.match(line.folded) or OPENING.match(line.folded))
        if fresh:
            before = lines[index - 1].text
            return 0 if before.endswith((".", ";", ":", ",")) else index
        if line.rows is not None or read_mark(line.text) or ADDRESS.match(line.folded) or len(line.text) > _LONGEST:
            return 0
    return 0


def _addressed(lines: list[Line], end: int) -> bool:
    return end < len(lines) and bool(ADDRESS.match(lines[end].folded))


def untitled_subject(names: list[str], head: Head) -> list[str]:
    """Take the subject of a decision whose kind's name is lost out of the lines in capitals; return the bodies' lines.

    What stands under it names who decides: it completes the body over it or says it again.
    """
    start = next((n for n, name in enumerate(names) if is_capitals(name) and _ACT.match(fold(name))), None)
    if start is None or head.kind in (None, LETTER) or head.subject:
        return names
    end = next((n for n in range(start + 1, len(names)) if opens_body(names[n])), len(names))
    head.subject = squeeze(" ".join(names[start:end])).strip(" .;,:")
    above, below = names[:start], squeeze(" ".join(names[end:]))
    whole = squeeze(" ".join(above))
    return [below] if whole and fold(below).startswith(fold(whole)) else above
