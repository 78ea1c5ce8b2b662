"""Which row of a sheet is its heading, and which column of it means what: under titles, merged and dirty headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from cooperatives.exchange.columns import Column, bare, headings_of
from cooperatives.exchange.files import Cell, Sheet
from coopportal.text import fold, one_line

# A title of a report stands above its table; further down there is data.
_LOOK_AT = 40
# Between the words of a merged heading and those of the one below it.
BETWEEN = " – "
_UNITS = {"ty": 10**9, "trieu": 10**6, "tr": 10**6, "nghin": 10**3, "ngan": 10**3}
# Bare `ngân` is a bank and bare `ty` a company: these two count only before `đồng` or in brackets.
_UNIT = re.compile(
    r"\b(ty|trieu|nghin|ngan)\s*(?:dong|vnd|d)\b|\(\s*(?:dvt\s*:?\s*)?(ty|trieu|nghin|ngan)\s*\)|\b(trieu|nghin)\b|\b(tr)\.?d\b"
)
_FOR_ALL = re.compile(r"(?:don vi(?: tinh)?|dvt)\s*:?\s*(.*)")
_HECTARES = re.compile(r"\b(?:ha|hec ?ta)\b")


@dataclass(frozen=True)
class Found:
    """One column of the file: `at` counts from 0; `name` is the column it means, blank where that is not known.

    `factor` is what its amounts are multiplied by to be đồng, 1 where the heading says nothing.
    """

    at: int
    heading: str
    name: str
    factor: int = 1


@dataclass(frozen=True)
class Heading:
    """The columns of the file, and the index of the first row under the heading."""

    columns: tuple[Found, ...]
    data_from: int

    @property
    def names(self) -> set[str]:
        """The columns that were recognised."""
        return {found.name for found in self.columns if found.name}


def find_heading(sheet: Sheet, columns: list[Column]) -> Heading:
    """Return the heading whose columns are recognised best; one without any where none is."""
    known = headings_of(columns)
    best = Heading((), 0)
    for at in range(min(_LOOK_AT, len(sheet.rows))):
        for depth in (1, 2, 3):
            found = Heading(tuple(_columns(_joined(sheet.rows[at : at + depth]), known, columns)), at + depth)
            # Of two that mean as much and end on the same row, the lower one has no title above it.
            lower = len(found.names) == len(best.names) and found.data_from == best.data_from and best.columns
            if len(found.names) > len(best.names) or lower:
                best = found
    named = _with_unit_of_title(sheet, best, columns)
    return Heading(named, _after_numbers(sheet, best.data_from))


def _with_unit_of_title(sheet: Sheet, heading: Heading, columns: list[Column]) -> tuple[Found, ...]:
    """Give the amounts the unit that stands above the table (`ĐVT: triệu đồng`), where their own heading says none."""
    said = (
        _FOR_ALL.search(fold(cell)) for row in sheet.rows[: heading.data_from] for cell in row if isinstance(cell, str)
    )
    factor = next((size for found in said if found and (size := _factor(found[1])) > 1), 1)
    money = {column.name for column in columns if column.type == "money"}
    bare = {one for one in heading.columns if one.name in money and one.factor == 1 and "dong" not in fold(one.heading)}
    return tuple(replace(one, factor=factor) if one in bare else one for one in heading.columns)


def _joined(rows: list[list[Cell]]) -> list[str]:
    """Return the heading of each column: a merged cell above speaks for those below it and to its right."""
    width = max((len(row) for row in rows), default=0)
    parts: list[list[str]] = [[] for _ in range(width)]
    for depth, row in enumerate(rows):
        words = [one_line(str(cell)) if isinstance(cell, str) else "" for cell in row] + [""] * (width - len(row))
        below = rows[depth + 1] if depth + 1 < len(rows) else []
        spread = ""
        for at in range(width):
            has_below = at < len(below) and isinstance(below[at], str) and below[at] != ""
            spread = words[at] or (spread if has_below and not _starts_anew(rows, depth, at) else "")
            if spread:
                parts[at].append(spread)
    return [BETWEEN.join(dict.fromkeys(words)) for words in parts]


def _starts_anew(rows: list[list[Cell]], depth: int, at: int) -> bool:
    """A column whose heading begins higher up is no part of the merged cell to its left."""
    return any(at < len(row) and row[at] not in (None, "") for row in rows[:depth])


def _columns(headings: list[str], known: dict[str, str], columns: list[Column]) -> list[Found]:
    types = {column.name: column.type for column in columns}
    taken: set[str] = set()
    found = []
    for at, heading in enumerate(headings):
        name = _meaning(heading, known)
        name = "" if name in taken else name
        taken.add(name)
        factor = _factor(heading) if types.get(name) == "money" else 1
        if types.get(name) == "area" and _HECTARES.search(fold(heading)):
            factor = 10_000
        found.append(Found(at, heading, name, factor))
    return found


def _meaning(heading: str, known: dict[str, str]) -> str:
    """The whole heading, or its last words where a merged heading stands before them, or the words before a remark.

    A merged heading is read both ways round: `Vốn – Tổng` is `tổng vốn`.
    """
    parts = heading.split(BETWEEN)
    if found := known.get(bare(heading)):
        return found
    words = _without_units(heading)
    around = " ".join(_without_units(" ".join(reversed(parts))))
    if len(parts) > 1 and (found := known.get(around)):
        return found
    for start in range(len(words)):
        if found := known.get(" ".join(words[start:])):
            return found
    for end in range(len(words) - 1, 1, -1):
        if found := known.get(" ".join(words[:end])):
            return found
    return ""


def _without_units(heading: str) -> list[str]:
    words = bare(heading).split()
    return [word for word in words if word not in _UNITS and word not in {"dong", "vnd", "m2", "ha"}] or words


def _factor(heading: str) -> int:
    unit = _UNIT.search(fold(heading))
    return _UNITS[next(word for word in unit.groups() if word)] if unit else 1


def _after_numbers(sheet: Sheet, at: int) -> int:
    """Pass over the row that counts the columns: (1) (2) (3) …, A B 1 2 3."""
    if at >= len(sheet.rows):
        return at
    cells = [str(cell).strip("() .") for cell in sheet.rows[at] if cell not in (None, "")]
    counted = sum((cell.removesuffix(".0").isdigit() and len(cell) <= 4) or len(cell) == 1 for cell in cells)
    return at + 1 if len(cells) > 2 and counted == len(cells) else at
