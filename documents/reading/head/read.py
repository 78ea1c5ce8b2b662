"""Reading the head from the first lines of a document."""

from __future__ import annotations

import re

from documents.official.kinds import KINDS, LETTER
from documents.reading.head.bare import read_bare, untitled_subject
from documents.reading.head.model import Head
from documents.reading.head.patterns import ABOUT, ADDRESS, DATE, MOTTO, NATION, OPENING, dated, numbered
from documents.reading.head.pieces import cut_known
from documents.reading.head.title import is_other_title, read_title, title_of
from documents.reading.letters import fold, is_capitals
from documents.reading.lines import Line
from documents.reading.marks import read_mark
from documents.reading.places import joint_issuers, split_bodies

SCAN_LIMIT = 90
_BANNER = re.compile(r"doan (?:tncs|thanh nien cong san) ho chi minh$")


def read_head(lines: list[Line]) -> Head:
    """Read the head from the first lines of a document."""
    head = Head()
    head.end = read_bare(lines, head)
    if head.end:
        head.kind = head.kind or LETTER
        return head
    stop = _find_stop(lines)
    rest = cut_known(lines[:stop], head)
    if stop == len(lines) or not title_of(lines[stop], lines, stop):
        head.kind = kind_of_symbol(head.symbol)
    _read_bodies(rest, head)
    head.end = stop
    if stop < len(lines):
        read_title(lines, stop, head)
    if head.kind is None:
        head.kind = kind_of_symbol(head.symbol)
    if head.kind is None and not head.other_title and (head.symbol or head.subject or _addressed(lines, head.end)):
        head.kind = LETTER
    return head


def _addressed(lines: list[Line], end: int) -> bool:
    return end < len(lines) and bool(ADDRESS.match(lines[end].folded))


def kind_of_symbol(symbol: str | None) -> str | None:
    """Return the kind that a symbol names (`KH-UBND`, `2026/QĐ-UBND`, the Party's `KH/ĐU`), or None."""
    pieces = [piece for piece in re.split(r"[-/.]", symbol or "") if not piece.isdigit()]
    for piece in pieces[:1]:
        for code in KINDS:
            if piece == code or (len(code) > 2 and piece.upper() == code.upper()):
                return code
    return None


def _find_stop(lines: list[Line]) -> int:
    """Return the index of the title line, of `Kính gửi`, or of the first line that is no part of a head."""
    for index, line in enumerate(lines[:SCAN_LIMIT]):
        if ADDRESS.match(line.folded) or title_of(line, lines, index) or is_other_title(line):
            return index
        if line.rows is not None or (index > 2 and (_is_running_text(line) or line.folded.startswith("can cu "))):
            break
    return _first_foreign(lines)


def _is_running_text(line: Line) -> bool:
    mark = read_mark(line.text)
    return (mark is not None and mark.level != "item" and not DATE.search(line.folded)) or len(line.text) > 200


def _first_foreign(lines: list[Line]) -> int:
    """Where neither title nor addressee is there: the head ends with the last line that is surely a head's."""
    last = 0
    about = False
    for index, line in enumerate(lines[:25]):
        folded = line.folded
        if _is_running_text(line) and not NATION.search(folded):
            break
        if NATION.search(folded) or MOTTO.search(folded) or dated(folded) or numbered(line):
            last, about = index + 1, False
        elif ABOUT.match(folded):
            last, about = index + 1, True
        elif (
            is_capitals(line.text)
            and index < 8
            and split_bodies([line.text])[0:1]
            and line.text.split()[0] not in ("TM.", "KT.")
        ) or (about and not line.blank and not OPENING.match(folded)):
            last = index + 1
        elif OPENING.match(folded):
            break
    return last


def _read_bodies(rest: list[Line], head: Head) -> None:
    names = untitled_subject([line.text for line in rest if not line.text.startswith("(")], head)
    bodies = [body.strip(" -*.,;") for body in split_bodies(names)]
    head.bodies = joint_issuers(list(dict.fromkeys(_without_banner(bodies))), head.symbol)


def _without_banner(bodies: list[str]) -> list[str]:
    """The Youth Union prints its own name where the State prints the national heading: right of the issuer."""
    if len(bodies) < 2:
        return bodies
    banner = _BANNER.search(fold(bodies[-1]))
    last = bodies[-1][: banner.start()] if banner else bodies[-1]
    return [*bodies[:-1], last.strip()] if last.strip() else bodies[:-1]
