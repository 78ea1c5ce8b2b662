"""Finding the deadlines of a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache

from documents.official.tree import Deadline
from documents.reading.deadlines.exclusions import is_no_deadline
from documents.reading.deadlines.forms import FORMS, NEEDLES
from documents.reading.deadlines.makers import Context, Maker
from documents.reading.deadlines.words import KNOWN_BASES
from documents.reading.letters import fold, squeeze

# A cheap test: text without any of these words holds no deadline.
_HINT = re.compile(
    r"\d{1,2}\s?[/.-]\s?\d|\bthang\s?\d|\bnam \d{4}|\bquy [i\d]|(?:\bhang|\bmoi) (?:ngay|tuan|thang|"
    r"quy|nam)\b|\bdinh ky\b|\bngay sau\b|"
    r"\bca nam\b|\bngay cuoi thang\b|\d cua thang\b|"
    r"(?:\bcuoi|\bdau|\bgiua) nam\b|\b(?:cuoi|dau) quy\b|\bthang (?:sau|ke tiep|lien ke|tiep theo)\b|"
    r"\d\s?(?:\([^)]{1,20}\)\s?)?(?:ngay|gio|h|tuan|thang)\b,?\s?(?:lam viec,?\s?)?(?:ke tu|tinh tu|"
    r"sau|tu|truoc|khi|dau|cuoi)|\d\s?(?:ngay|h),"
)

_REACH = 100


def find_deadlines(text: str, context: Context, *, where: str | None = None) -> list[Deadline]:
    """Return the deadlines of a text in order, each with the words that say it.

    `context` gives the document's date and year; a form that needs a year none is known for is left out.
    """
    return [replace(deadline, where=where) for deadline in _found(text, context)]


@lru_cache(maxsize=16384)
def _found(text: str, context: Context) -> tuple[Deadline, ...]:
    folded = fold(text)
    taken: list[tuple[int, int, list[Deadline]]] = []
    for low, high in _windows(folded):
        near = folded[low:high]
        present = {needle for needle in NEEDLES if needle in near}
        for pattern, maker, needles in FORMS:
            if not present.isdisjoint(needles):
                for match in pattern.finditer(folded, low, high):
                    _take(text, folded, match, maker, context, taken)
    return tuple(deadline for _, _, many in taken for deadline in many)


def _windows(folded: str) -> list[tuple[int, int]]:
    """Return the stretches of a text around the words that every deadline has one of."""
    windows: list[tuple[int, int]] = []
    for match in _HINT.finditer(folded):
        low = max(0, match.start() - _REACH)
        low = folded.rfind(" ", 0, low) + 1 if low else 0
        high = folded.find(" ", min(len(folded), match.end() + _REACH))
        high = len(folded) if high < 0 else high
        if windows and low <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(high, windows[-1][1]))
        else:
            windows.append((low, high))
    return windows


def _take(
    text: str,
    folded: str,
    match: re.Match[str],
    maker: Maker,
    context: Context,
    taken: list[tuple[int, int, list[Deadline]]],
) -> None:
    start, end = _trimmed(folded, match)
    if text.startswith("quả ", start):  # folded like `quá 15 ngày`
        start += 4
    place = bisect_left(taken, start, key=lambda item: item[0])
    meets = (place < len(taken) and taken[place][0] < end) or (place > 0 and taken[place - 1][1] > start)
    if meets or is_no_deadline(text, folded, start, end, maker):
        return
    made = maker(match, squeeze(text[start:end]), context)
    if made:
        many = made if isinstance(made, list) else [made]
        taken.insert(place, (start, end, [_with_base(deadline, text, match) for deadline in many]))


def _with_base(deadline: Deadline, text: str, match: re.Match[str]) -> Deadline:
    """Give a relative deadline the words of its base as they are printed, where it is none of the known ones."""
    if isinstance(deadline.recurrence, dict) and deadline.recurrence["from"] not in (*KNOWN_BASES, None):
        deadline.recurrence["from"] = squeeze(text[match.start("base") : match.end("base")])
    return deadline


def _trimmed(folded: str, match: re.Match[str]) -> tuple[int, int]:
    start, end = match.span()
    while start < end and folded[start] in " ,;(":
        start += 1
    while end > start and folded[end - 1] in " ,;(":
        end -= 1
    return start, end
