"""Numbers of the pieces: Phần I, Chương I, I., Điều 1., 1., 1.1., a), (Decree 30/2020, Annex I, part I, II.6)."""

from __future__ import annotations

from collections import Counter

from documents.authoring.blocks import APPENDIX, LETTERS, Block
from documents.official import tree as official

_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ORDER = (
    official.PART, official.CHAPTER, official.HEADING, official.ARTICLE, official.SECTION, official.SUBSECTION,
    official.POINT,
)  # fmt: skip
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
          (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
# Articles and chapters run on through what stands above them; everything else begins anew under each heading.
_RUNS_ON = {official.ARTICLE}
_LETTERED = "lettered"


def renumber(blocks: list[Block]) -> list[Block]:
    """Number the blocks in place, in their order, and return them. Marks of lists are set; running text loses its own.

    Sections that are numbered in brackets keep their style; one appendix alone has no number.
    """
    counts: Counter[str] = Counter()
    several = sum(block.level == APPENDIX for block in blocks) > 1
    for block in blocks:
        if block.level == APPENDIX:
            appendix = counts[APPENDIX] + 1
            counts.clear()
            counts[APPENDIX] = appendix
            block.number = roman(appendix) if several else ""
        elif block.level in _ORDER:
            _count(block, counts)
        else:
            block.number = {official.ITEM: "-", official.SUBITEM: "+"}.get(block.level, "")
    return blocks


def _count(block: Block, counts: Counter[str]) -> None:
    for below in _ORDER[_ORDER.index(block.level) + 1 :]:
        if below not in _RUNS_ON or block.level == official.PART:
            counts[below] = 0
    counts[block.level] += 1
    number = _printed(block.level, counts)
    if block.level == official.HEADING and block.number in LETTERS:
        counts[_LETTERED] += 1
        counts[block.level] = 0
        number = LETTERS[min(counts[_LETTERED], len(LETTERS)) - 1]
    block.number = f"({number})" if block.level == official.SECTION and block.number.startswith("(") else number


def _printed(level: str, counts: Counter[str]) -> str:
    count = counts[level]
    if level in (official.PART, official.CHAPTER, official.HEADING):
        return roman(count)
    if level == official.POINT:
        return letter(count)
    return f"{counts[official.SECTION] or 1}.{count}" if level == official.SUBSECTION else str(count)


def roman(number: int) -> str:
    """Return a number of at least 1 in Roman figures."""
    text = ""
    for value, figures in _ROMAN:
        while number >= value:
            text, number = text + figures, number - value
    return text


def letter(number: int) -> str:
    """Return the letter of the n-th point in the Vietnamese order (a, b, c, d, đ, e, …); after y it goes on with a1."""
    turn, at = divmod(number - 1, len(_LETTERS))
    return _LETTERS[at] + (str(turn) if turn else "")
