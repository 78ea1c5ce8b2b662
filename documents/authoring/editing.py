"""What the buttons of the editor do to the blocks: move, add, remove, put bases in, write tasks out in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from documents.authoring.blocks import APPENDIX, LEVELS, Block
from documents.authoring.numbering import renumber
from documents.authoring.tasks import compose
from documents.official import tree as official

MOST_BLOCKS = 600


def rearranged(blocks: list[Block], action: str) -> tuple[list[Block], int] | None:
    """Return the blocks after `up:3`, `down:3`, `remove:3`, `after:3` or `add:LEVEL`, and which one to look at then.

    The blocks are numbered anew. None where the action is none of these or its block is not there.
    """
    name, _, rest = action.partition(":")
    if name == "add" and rest in LEVELS:
        return _inserted(blocks, len(blocks), rest)
    if not (rest.isascii() and rest.isdigit() and int(rest) < len(blocks)):
        return None
    at = int(rest)
    if name == "after":
        return _inserted(blocks, at + 1, _next_level(blocks[at].level))
    if name == "remove":
        return renumber([*blocks[:at], *blocks[at + 1 :]]), max(at - 1, 0)
    to = {"up": at - 1, "down": at + 1}.get(name)
    if to is None:
        return None
    if not 0 <= to < len(blocks):
        return blocks, at
    moved = list(blocks)
    moved[at], moved[to] = moved[to], moved[at]
    return renumber(moved), to


def _inserted(blocks: list[Block], at: int, level: str) -> tuple[list[Block], int]:
    if len(blocks) >= MOST_BLOCKS:
        return blocks, len(blocks) - 1
    return renumber([*blocks[:at], Block(level), *blocks[at:]]), at


def _next_level(level: str) -> str:
    """What follows a piece is most often another of its kind; under a heading, running text."""
    if level in (official.PART, official.CHAPTER, official.HEADING, APPENDIX, official.TABLE):
        return official.PARAGRAPH
    return level


def with_bases(blocks: list[Block], bases: Iterable[str]) -> list[Block]:
    """Return the blocks with the bases put after those that are there, none twice, closed by `;` and the last by `.`"""
    have = {_bare(block.text) for block in blocks if block.level == official.BASIS}
    new = [Block(official.BASIS, text=text) for text in bases if _bare(text) not in have]
    at = 1 + max((i for i, block in enumerate(blocks) if block.level == official.BASIS), default=-1)
    made = [*blocks[:at], *new, *blocks[at:]]
    own = [block for block in made if block.level == official.BASIS]
    for number, block in enumerate(own, 1):
        block.text = block.text.rstrip(" ;.,") + ("." if number == len(own) else ";")
    return made


def _bare(text: str) -> str:
    return " ".join(text.lower().split()).rstrip(" ;.,")


def with_task(block: Block, *, lead: str, coordinators: Iterable[str], due_on: dt.date | None) -> Block:
    """Return the block with agencies and deadline in its words; a numbered heading takes the lead as its title."""
    heads = block.level in (official.SECTION, official.HEADING) and lead and not block.title and not block.text.strip()
    if heads:
        return Block(block.level, block.number, lead)
    text = compose(block.text, lead=lead, coordinators=coordinators, due_on=due_on)
    return Block(block.level, block.number, block.title, text)
