"""Measuring a table: type size, columns' shares, and whether it needs the paper on its side.

The decree lets a paper with wide tables lie on its side (Annex I, part I, I.2); before that the type shrinks a little.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from .flow import Block
from .metrics import text_width
from .style import PAGE, SIZES

_PADDING = 2.4
_SHORT = 12
_COMFORT = 22.0  # mm: about two words side by side


@dataclass(frozen=True)
class Columns:
    """How a table is set: type size in pt, each column's share in per cent (sum 100), landscape or not."""

    size: float
    percents: list[int]
    landscape: bool


def measure(rows: list[list[str]]) -> Columns:
    """Choose paper and type size at which every column has room for a few words; failing that, at which no word breaks.

    Upright paper comes first, then the largest type.
    """
    for room in (_COMFORT, 0.0):
        for landscape in (False, True):
            width = PAGE.landscape_text_width if landscape else PAGE.text_width
            for size in SIZES.table_steps:
                least = [math.ceil(part / width * 100) for part in _least(rows, size, room)]
                if sum(least) <= 100:
                    return Columns(size, _shared(rows, least, size, width), landscape)
    smallest = SIZES.table_steps[-1]
    return Columns(smallest, _squeezed(_least(rows, smallest)), True)


def is_landscape(blocks: list[Block]) -> bool:
    """Say whether any table among the blocks needs the paper on its side."""
    return any(measure(block.rows).landscape for block in blocks if block.rows)


def is_short(cell: str) -> bool:
    """Say whether a cell holds an ordinal, a figure or a date, which is centred."""
    return bool(cell) and len(cell) <= _SHORT and not any(letter.isalpha() for letter in cell)


def _columns(rows: list[list[str]]) -> list[list[str]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _least(rows: list[list[str]], size: float, room: float = 0.0) -> list[float]:
    """Each column's longest word in mm, or `room` where its text has more; padding included, the head bold."""
    widths = []
    for head, *cells in _columns(rows):
        longest = max((text_width(word, size, bold=True) for word in head.split()), default=0.0)
        longest = max([longest, *(text_width(word, size) for cell in cells for word in cell.split())])
        if room > longest:
            longest = max(longest, min(room, max((text_width(cell, size) for cell in cells), default=0.0)))
        widths.append(longest + _PADDING)
    return widths


def _shared(rows: list[list[str]], least: list[int], size: float, width: float) -> list[int]:
    """Give the free per cents to the columns with more text than their longest word, damped by a square root."""
    whole = [max(text_width(cell, size) for cell in column) / width * 100 for column in _columns(rows)]
    wish = [max(text - low, 0) ** 0.5 for text, low in zip(whole, least, strict=True)]
    if not any(wish):
        wish = [1.0] * len(least)
    return [low + extra for low, extra in zip(least, _apportion(wish, 100 - sum(least)), strict=True)]


def _squeezed(least: list[float]) -> list[int]:
    """Share the width of a table that fits nowhere by its words; no column is nothing (of up to 100 columns)."""
    spare = max(100 - len(least), 0)
    return [1 + extra for extra in _apportion(least, spare)]


def _apportion(shares: list[float], total: int) -> list[int]:
    """Split a whole number by shares, by largest remainder."""
    exact = [share / sum(shares) * total for share in shares]
    parts = [int(part) for part in exact]
    by_rest = sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])
    for i in by_rest[: total - sum(parts)]:
        parts[i] += 1
    return parts
