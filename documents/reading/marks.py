"""The marks that number a body: Phần, Chương, I., Điều 1., 1., 1.1., a), -, + (Decree 30/2020, Annex I, II.6.e)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.official import tree
from documents.reading.letters import UPPER, fold

LETTERS = "abcdđeghiklmnopqrstuvxy"


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before a numbered piece: its level, its number as printed less closing sign, the words after it."""

    level: str
    number: str
    rest: str


_PART = re.compile(r"^phan\s+(thu\s+[a-z]+|[ivxlc]+|\d{1,2}|[a-d])\b\s*[.:\-)]?\s*")
_CHAPTER = re.compile(r"^chuong\s+([ivxlc]+|\d{1,2})\b\s*[.:\-]?\s*")
_SUBCHAPTER = re.compile(r"^((?:tieu\s+)?muc\s+\d{1,2})\b\s*[.:\-]?\s*(?=$|[^\s\d,;.)])")
_ARTICLE = re.compile(r"^dieu\s+(\d{1,3}[a-z]?)\s*(?:[.:]\s*|$)")
_ROMAN = re.compile(
    rf"^(X{{0,3}}(?:IX|IV|V?I{{1,3}}|V)|X{{1,3}})\s*(?:[.:)]|/(?=\s)|[-–](?=\s|[{UPPER}]{{2}}))\s*(?=\S)"
)
_CAPITAL = re.compile(r"^([A-HĐK-M])\s*[.)\-]\s+(?=\S)")
_DECIMAL = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,3})\s*(?:[.):]\s*|\s+)(?=[^\W\d]|[“\"(])")
_BRACKETS = re.compile(r"^(\(\s*(?:\d{1,2}|[a-zđ]|[ivx]{1,4})\s*\))\s*[:.]?\s*(?=\S)")
_NUMBER = re.compile(rf"^(\d{{1,3}})\s*(?:[.)]\s*|/\s+|[-–]\s+(?=[{UPPER}]))(?=[^\W\d]|[“\"(*]|\d{{1,3}}%)")
_POINT = re.compile(r"^([a-zđ])\s*(?:[)]\s*|[./]\s+)(?=\S)")
_DASH = re.compile(r"^([-–—•▪●■◦○·►➢✓✔❖♦⁃∙])[ \t]*(?=[^\s\-–—])")
_PLUS = re.compile(r"^(\+)\s*(?=\S)")

_SIMPLE = (
    (_BRACKETS, tree.SECTION),
    (_DECIMAL, tree.SUBSECTION),
    (_NUMBER, tree.SECTION),
    (_POINT, tree.POINT),
    (_DASH, tree.ITEM),
    (_PLUS, tree.SUBITEM),
)


def read_mark(text: str) -> Mark | None:
    """Return the mark that the text begins with, or None."""
    first = text[:1]
    if first.isalpha():
        return _word_mark(text)
    for pattern, level in _SIMPLE:
        match = pattern.match(text)
        if match:
            number = match.group(1).replace(" ", "")
            return Mark(level, "-" if level == tree.ITEM else number, text[match.end() :].strip())
    return None


def _word_mark(text: str) -> Mark | None:
    folded = fold(text[:40])
    for pattern, level in (
        (_PART, tree.PART),
        (_CHAPTER, tree.CHAPTER),
        (_ARTICLE, tree.ARTICLE),
        (_SUBCHAPTER, tree.HEADING),
    ):
        match = pattern.match(folded)
        if match and text[:1].isupper() and _stands_as_title(text, match.end(), level):
            start, end = match.span(1)
            return Mark(
                level,
                text[start:end].upper()
                if level in (tree.PART, tree.CHAPTER) and "thu" not in match.group(1)
                else text[start:end],
                text[match.end() :].strip(),
            )
    for pattern, level in ((_ROMAN, tree.HEADING), (_CAPITAL, tree.HEADING), (_POINT, tree.POINT)):
        match = pattern.match(text)
        if match:
            return Mark(level, match.group(1), text[match.end() :].strip())
    return None


def _stands_as_title(text: str, end: int, level: str) -> bool:
    """`Phần I`, `Chương II`, `Mục 1` open a title; in running text they are followed by small letters."""
    if level == tree.ARTICLE:
        return True
    rest = text[end:].lstrip()
    return not rest or rest[0].isupper() or rest[0] in '“"'


def follows(number: str, before: str | None) -> bool:
    """Tell whether a mark can come right after another of its style (2 after 1, đ after d, II after I)."""
    order = ordinal(number)
    if order is None:
        return True
    return order == 1 or (before is not None and order == (ordinal(before) or 0) + 1)


def ordinal(number: str) -> int | None:
    """Return the place of a mark in its sequence, the first being 1; None for dashes and words."""
    bare = number.strip("()").rsplit(".", 1)[-1]
    if bare.isdigit():
        return int(bare)
    if len(bare) == 1 and bare.islower() and bare in LETTERS:
        return LETTERS.index(bare) + 1
    return _roman(bare)


def _roman(text: str) -> int | None:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    if not text or any(c not in values for c in text):
        return None
    total = 0
    for here, after in zip(text, [*text[1:], ""], strict=True):
        total += -values[here] if after and values[after] > values[here] else values[here]
    return total


def to_roman(value: int) -> str:
    """Return the Roman numeral of a number from 1 to 89."""
    tens, ones = divmod(value, 10)
    units = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    return ("L" + "X" * (tens - 5) if tens >= 5 else "XL" if tens == 4 else "X" * tens) + units[ones]
