"""Paragraphs of the content as measured: where they start, how far lines stand apart, which lines fill the column."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from itertools import pairwise

from documents.official.checking.layout.model import PDF, WORD, Layout, Line
from documents.official.checking.letters import UPPER

_SINGLE = 1.15  # single spacing of Times New Roman, as a multiple of its size
_PT = 72 / 25.4


def _body(layout: Layout) -> list[Line]:
    return [line for line in layout.part("body") if line.align != "center"]


def body_starts(layout: Layout) -> list[float]:
    """Return by how many millimetres the first line of each paragraph of running text is indented."""
    if layout.source == WORD:
        return [line.indent for line in _body(layout) if line.indent is not None and not line.continues]
    if layout.source != PDF:
        return []
    edge = _left_edge(layout)
    if not _edge_is_touched(layout, edge):
        return []
    lines = _body(layout)
    starts = [b for a, b in zip([None, *lines], lines, strict=False) if a is None or _ends(a) or b.page != a.page]
    found = [(line.x0 or 0) - edge for line in starts if _begins(line)]
    return [i for i in found if i < 40]  # further right stand centred lines


def _edge_is_touched(layout: Layout, edge: float) -> bool:
    """Tell whether a line of text shows where the column begins; where none does, no indent can be measured."""
    parts = ("body", "basis", "recipients_label", "recipient")
    return any((line.x0 or 0) - edge < 1.5 for line in layout.lines if line.part in parts)


def _left_edge(layout: Layout) -> float:
    return min((s.left for s in layout.sheets if s.left is not None), default=30.0)


def _ends(line: Line) -> bool:
    return line.text[-1:] in ".;:"


def _begins(line: Line) -> bool:
    return bool(re.match(rf"[{UPPER}]|[-+–(]|\d+[.)]|[a-zđ]\)", line.text))


def line_pitch(layout: Layout) -> float | None:
    """Return the middle line spacing of the content as a multiple of single spacing, None where it is not known."""
    if layout.source == WORD:
        known = [line.spacing for line in _body(layout) if line.spacing is not None]
        return statistics.median(known) if known else None
    if layout.source != PDF:
        return None
    pitches = [
        ((b.bottom or 0) - (a.bottom or 0)) * _PT / (_SINGLE * float(size))
        for a, b in _inside(layout)
        if isinstance(size := a.most("size"), float | int) and size > 0 and a.most("size") == b.most("size")
    ]
    return statistics.median(pitches) if len(pitches) >= 4 else None


def _inside(layout: Layout) -> Iterator[tuple[Line, Line]]:
    """Yield pairs of lines of one paragraph: the second starts at the left edge, below the first."""
    edge = _left_edge(layout)
    lines = _body(layout)
    for a, b in pairwise(lines):
        if a.page == b.page and abs((b.x0 or 0) - edge) < 1.5 and not re.match(r"[-+–]\s|\d+\.|[a-zđ]\)", b.text):
            yield a, b


def inner_lines(layout: Layout) -> list[bool]:
    """Return for each line that ought to fill the column whether it does (PDF), or whether it is justified (Word)."""
    if layout.source == WORD:
        return [line.align == "justify" for line in _body(layout) if len(line.text) > 90]
    if layout.source != PDF:
        return []
    edges: dict[int, float] = {}
    for line in _body(layout):
        edges[line.page] = max(edges.get(line.page, 0), line.x1 or 0)
    return [(a.x1 or 0) > edges[a.page] - 1.2 for a, _ in _inside(layout)]
