"""What the tree rules look at: the document cleaned of encoding noise, and its texts with their places."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from documents.official.checking import places
from documents.official.tree import Node, OfficialDocument

TITLE = "title"
TEXT = "text"
CELL = "cell"


@dataclass(frozen=True)
class Surroundings:
    """What is known besides the tree.

    `today` sets future dates apart; `electronic` says whether the document is issued as a file (True) or on paper
    (False); `neighbours` are (number, date) pairs of the same register, against which the order is checked.
    """

    today: dt.date | None = None
    electronic: bool | None = None
    neighbours: tuple[tuple[int, dt.date], ...] = ()


@dataclass(frozen=True)
class Block:
    """One piece of running text: where it stands, what it is, and the node it belongs to (None outside the body)."""

    where: str
    role: str
    text: str
    node: Node | None = None
    appendix: bool = False


@dataclass
class Context:
    """A document under check. `raw` is as given; `document` is NFC with single spaces, so that rules need not care."""

    raw: OfficialDocument
    surroundings: Surroundings = field(default_factory=Surroundings)
    kept: dict[str, Any] = field(default_factory=dict)  # what several rules share

    @cached_property
    def document(self) -> OfficialDocument:
        """The cleaned copy; the raw tree itself where nothing was to clean."""
        dirty = any(tidy(text) != text for _, text in self.raw_strings)
        return places.mapped(self.raw, tidy) if dirty else self.raw

    @cached_property
    def raw_strings(self) -> list[tuple[str, str]]:
        """Every printed string as given, with its place."""
        return list(places.strings(self.raw))

    @cached_property
    def strings(self) -> list[tuple[str, str]]:
        """Every printed string of the cleaned copy with its place."""
        return self.raw_strings if self.document is self.raw else list(places.strings(self.document))

    @cached_property
    def nodes(self) -> list[tuple[str, Node]]:
        """Nodes of the main body with their paths, in reading order."""
        return list(places.nodes(self.document.body, "body"))

    @cached_property
    def all_nodes(self) -> list[tuple[str, Node]]:
        """Nodes of the body and of every appendix."""
        return list(places.all_nodes(self.document))

    @cached_property
    def prose(self) -> list[Block]:
        """Running text of body, closing and appendices, in reading order."""
        return list(self._prose())

    def _prose(self) -> Iterator[Block]:
        for where, node in self.nodes:
            yield from _node_blocks(where, node, appendix=False)
        if self.document.closing:
            yield Block("closing", TEXT, self.document.closing)
        for where, node in self.all_nodes[len(self.nodes) :]:
            yield from _node_blocks(where, node, appendix=True)

    @cached_property
    def main_text(self) -> str:
        """The words of body and closing in one string, for rules that ask whether something is said at all."""
        return "\n".join(b.text for b in self.prose if not b.appendix)

    @cached_property
    def prose_strings(self) -> list[tuple[str, str]]:
        """The running text and the subject with their places: what most rules of wording look at."""
        subject = [("subject", self.document.subject)] if self.document.subject else []
        return subject + [(block.where, block.text) for block in self.prose]

    @cached_property
    def prose_text(self) -> str:
        """The same in one string, for a quick look before the careful one."""
        return "\n".join(text for _, text in self.prose_strings)

    @cached_property
    def small_letters(self) -> str:
        """Every printed string in small letters, one a line."""
        return "\n".join(text for _, text in self.strings).lower()

    @cached_property
    def date(self) -> dt.date | None:
        """The date of the document, None where it is blank or no date."""
        return iso(self.document.date)


def tidy(text: str) -> str:
    """Return the text in NFC with one space between words and none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def iso(text: str | None) -> dt.date | None:
    """Return an ISO date as a date, None for anything else."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except (ValueError, TypeError):
        return None


def _node_blocks(where: str, node: Node, *, appendix: bool) -> Iterator[Block]:
    if node.title:
        yield Block(where, TITLE, node.title, node, appendix)
    if node.text:
        yield Block(where, TEXT, node.text, node, appendix)
    for row in node.rows or []:
        for cell in row if isinstance(row, list) else []:
            if isinstance(cell, str) and cell:
                yield Block(where, CELL, cell, node, appendix)
