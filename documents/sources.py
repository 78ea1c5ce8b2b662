"""The text beside the review: which of its lines stand behind which field or task."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from coopportal.text import fold

# Fewer letters than this are found by chance.
_SHORTEST = 8
_ENOUGH = 60


@dataclass
class Block:
    """Lines of the text; those behind an item carry its anchor."""

    lines: list[str] = field(default_factory=list)
    anchor: str = ""


@dataclass
class Source:
    """The text in blocks, and the anchor to jump to for each item that was found."""

    blocks: list[Block]
    anchors: dict[str, str]


def locate(text: str, wanted: Mapping[str, str]) -> Source:
    """Cut the text into blocks so that each of `wanted` (name → words, in the order of the text) can be jumped to.

    Marks, case, punctuation and line breaks do not matter. Items that share lines share an anchor; what is not found
    gets none. Cost grows with the length of the text times the number of items at most.
    """
    lines = text.splitlines()
    letters, starts = _letters_of(lines)
    owner: dict[int, str] = {}
    anchors: dict[str, str] = {}
    reached = 0
    for name, words in wanted.items():
        span = _find(letters, _bare(words), reached)
        if span is None:
            continue
        reached = span[0]
        first, last = (bisect_right(starts, at) - 1 for at in span)
        anchors[name] = owner.get(first) or f"nguon-{first + 1}"
        for number in range(first, last + 1):
            owner.setdefault(number, anchors[name])
    return Source(_blocks(lines, owner), anchors)


def _bare(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())


def _letters_of(lines: list[str]) -> tuple[str, list[int]]:
    """Return the letters of all lines in one string, and where in it each line starts."""
    bare = [_bare(line) for line in lines]
    starts, at = [], 0
    for piece in bare:
        starts.append(at)
        at += len(piece)
    return "".join(bare), starts


def _find(letters: str, words: str, start: int) -> tuple[int, int] | None:
    """Return the first and last letter of the words, after `start` where they are there, else anywhere."""
    if len(words) < _SHORTEST:
        return None
    for needle in (words, words[:_ENOUGH], words[: _ENOUGH // 2]):
        for begin in (start, 0):
            at = letters.find(needle, begin)
            if at >= 0:
                return at, at + len(needle) - 1
    return None


def _blocks(lines: list[str], owner: dict[int, str]) -> list[Block]:
    """Group the lines by owner; an anchor is an id of the page, so its second block goes without."""
    blocks: list[Block] = []
    before, seen = None, {""}
    for number, line in enumerate(lines):
        anchor = owner.get(number, "")
        if anchor != before:
            blocks.append(Block(anchor="" if anchor in seen else anchor))
            seen.add(anchor)
        blocks[-1].lines.append(line)
        before = anchor
    return blocks
