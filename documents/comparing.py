"""Two versions of a text side by side, word by word."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

# Above so many words on both sides a changed passage is shown as a whole: the words have little in common then.
_MOST_WORDS = 4000


@dataclass(frozen=True)
class Piece:
    """Some words that stayed (`kind` "same"), went ("del") or came ("ins")."""

    kind: str
    text: str


@dataclass(frozen=True)
class ComparedLine:
    """One paragraph of the comparison."""

    pieces: list[Piece]

    @property
    def changed(self) -> bool:
        """Tell whether anything in it differs."""
        return any(piece.kind != "same" for piece in self.pieces)


@dataclass(frozen=True)
class Comparison:
    """The paragraphs in order, and how many words went and came."""

    lines: list[ComparedLine]
    gone: int
    come: int

    @property
    def same(self) -> bool:
        """Tell whether the two are alike."""
        return not (self.gone or self.come)


def compare(before: list[str], after: list[str]) -> Comparison:
    """Return what changed between two texts given as paragraphs: paragraphs are matched first, then their words."""
    lines = list(_lines(before, after))
    pieces = [piece for line in lines for piece in line.pieces]
    gone, come = (sum(len(p.text.split()) for p in pieces if p.kind == kind) for kind in ("del", "ins"))
    return Comparison(lines, gone, come)


def _lines(before: list[str], after: list[str]) -> Iterator[ComparedLine]:
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            yield from (ComparedLine([Piece("same", line)]) for line in before[a1:a2])
        else:
            yield from _changed(before[a1:a2], after[b1:b2])


def _changed(before: list[str], after: list[str]) -> Iterator[ComparedLine]:
    """Pair changed paragraphs that have most of their words in common, in order; the rest went or came whole."""
    pairs = _pairs(before, after)
    at = 0
    for index, line in enumerate(before):
        partner = pairs.get(index)
        if partner is None:
            yield ComparedLine([Piece("del", line)])
            continue
        yield from (ComparedLine([Piece("ins", new)]) for new in after[at:partner])
        yield ComparedLine(list(_words(line, after[partner])))
        at = partner + 1
    yield from (ComparedLine([Piece("ins", new)]) for new in after[at:])


def _pairs(before: list[str], after: list[str]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    start = 0
    for index, line in enumerate(before):
        likely = [(_likeness(line, after[i]), -i) for i in range(start, min(len(after), start + 8))]
        best = max(likely, default=(0.0, 0))
        if best[0] >= 0.4:
            pairs[index] = -best[1]
            start = pairs[index] + 1
    return pairs


def _likeness(one: str, other: str) -> float:
    mine, theirs = one.split(), other.split()
    common = len(set(mine) & set(theirs))
    return 2 * common / (len(set(mine)) + len(set(theirs))) if mine or theirs else 1.0


def _words(before: str, after: str) -> Iterator[Piece]:
    old, new = before.split(), after.split()
    if len(old) + len(new) > _MOST_WORDS:
        yield from (Piece("del", before), Piece("ins", after))
        return
    for tag, a1, a2, b1, b2 in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", " ".join(old[a1:a2]))
            continue
        if a1 < a2:
            yield Piece("del", " ".join(old[a1:a2]))
        if b1 < b2:
            yield Piece("ins", " ".join(new[b1:b2]))
