"""A mend before it is made: the words as they stand and as they would be."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from documents.official.checking import places
from documents.official.checking.registry import get
from documents.official.tree import Finding, OfficialDocument, to_dict

_AROUND = 4  # so many words stand on either side of what changes


def preview_mend(document: OfficialDocument, finding: Finding) -> tuple[str, str]:
    """Return the words around a safe mend, before and after; two empty ones where the rule has none or changes nothing.

    The tree given is not changed.
    """
    known = get(finding.rule)
    if not known or not known.fix:
        return "", ""
    mended = places.copied(document)
    known.fix(mended, finding.where)
    before, after = _words(document), _words(mended)
    head = _same(before, after)
    tail = _same(before[head:][::-1], after[head:][::-1])
    if before == after:
        return "", ""
    return _shown(before, head, len(before) - tail), _shown(after, head, len(after) - tail)


def _words(document: OfficialDocument) -> list[str]:
    """The printed words in order; an empty one parts two texts, so that words of neighbours do not run together."""
    data = to_dict(document)
    texts = [text for name in places.PRINTED for text in _texts(data[name])]
    return [word for text in texts for word in ("", *text.split(" "))]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _same(one: list[str], other: list[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _shown(words: list[str], start: int, end: int) -> str:
    """The words from `start` to `end` with a few of the same text around them."""
    left, right = start, end
    while left > 0 and words[left - 1] and start - left < _AROUND:
        left -= 1
    while right < len(words) and words[right] and right - end < _AROUND:
        right += 1
    cut = words[left:right]
    before = "… " if left > 0 and words[left - 1] else ""
    after = " …" if right < len(words) and words[right] else ""
    return f"{before}{' '.join(word or '/' for word in cut).strip(' /')}{after}"
