"""The body as a flat run of blocks: what is printed, in which part of the decree's table of styles.

`flow` turns nodes into blocks that HTML and Word draw alike; `finish` puts the closing `./.` where it belongs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from documents.official import tree
from documents.official.tree import Node

from .words import clean, with_room

_CLOSED = re.compile(r"[\s.;,/]*$")
_ATTACHED = re.compile(r"^\((?:Ban hành )?[Kk]èm theo .*\)$")
_CENTRED_MAX = 150
_ONE_LINE = 85


@dataclass
class Run:
    """A stretch of text in one face."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass
class Block:
    """One paragraph or table of the body.

    `role` names its style (paragraph, basis, centred, attached, part, part-title, heading, article, section, point,
    item, table, end); `keep` asks that no page ends between it and the next one.
    """

    role: str
    runs: list[Run] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    keep: bool = False

    @property
    def text(self) -> str:
        """The words of the block, without faces."""
        return "".join(run.text for run in self.runs)


def mark(node: Node) -> str:
    """Return a node's number as it is printed: `Phần I`, `Chương II`, `Điều 1.`, `I.`, `3.1.`, `(1)`, `a)`, `-`."""
    number = clean(node.number)
    if not number:
        return ""
    word = {tree.PART: "Phần", tree.CHAPTER: "Chương", tree.ARTICLE: "Điều"}.get(node.level)
    if word:
        number = number if number.startswith(word) else f"{word} {number}"
        return f"{number}." if node.level == tree.ARTICLE else number
    if number.startswith("(") or node.level in (tree.ITEM, tree.SUBITEM):
        return number
    return f"{number})" if node.level == tree.POINT else f"{number}."


def flow(nodes: list[Node]) -> list[Block]:
    """Return the blocks of the nodes and of all that is nested in them, in reading order."""
    blocks: list[Block] = []
    _walk(nodes, blocks)
    _end_bases(blocks)
    return blocks


def _walk(nodes: list[Node], blocks: list[Block]) -> None:
    for node in nodes:
        start = len(blocks)
        blocks.extend(_own(node))
        _walk(node.children, blocks)
        if len(blocks) > start + 1 and (node.title or _leads_in(node)):
            blocks[start].keep = True


def _leads_in(node: Node) -> bool:
    return bool(node.text) and clean(node.text).endswith(":")


def _own(node: Node) -> Iterator[Block]:
    if node.level == tree.TABLE:
        if node.rows:
            yield Block("table", rows=_square(node.rows))
        return
    if node.level in (tree.PART, tree.CHAPTER):
        yield from _division(node)
        return
    runs = _runs(node)
    if runs:
        yield Block(_role(node), runs)


def _division(node: Node) -> Iterator[Block]:
    if node.number:
        yield Block("part", [Run(mark(node), bold=True)], keep=True)
    if node.title:
        yield Block("part-title", [Run(clean(node.title), bold=True)], keep=True)
    if node.text:
        yield Block("paragraph", [Run(clean(node.text))])


def _role(node: Node) -> str:
    if node.level not in (tree.PARAGRAPH, tree.BASIS):
        return {tree.SUBSECTION: "section", tree.SUBITEM: "item"}.get(node.level, node.level)
    text = clean(node.text or node.title)
    if node.number or node.level == tree.BASIS:
        return node.level
    if _ATTACHED.match(text):
        return "attached"
    letters = [letter for letter in text if letter.isalpha()]
    is_cry = bool(letters) and text == text.upper() and len(text) <= _CENTRED_MAX and len(letters) > 3
    return "centred" if is_cry else "paragraph"


def _runs(node: Node) -> list[Run]:
    number, title, text = mark(node), clean(node.title), clean(node.text)
    role = _role(node)
    if role == "attached":
        return [Run(with_room(text or title), italic=True)]
    bold_title = role in ("heading", "article", "section", "centred", "paragraph") or not text
    if role in ("point", "item"):
        bold_title = False
    italic = role in ("basis", "attached")
    bold_number = role in ("heading", "article") or (role == "section" and bool(title))
    head = f"{title}:" if title and text else title
    runs = [
        Run(number, bold=bold_number, italic=italic),
        Run(head, bold=bold_title and not italic, italic=italic),
        Run(text, bold=role in ("centred", "heading"), italic=italic),
    ]
    return _joined([run for run in runs if run.text])


def _joined(runs: list[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in runs:
        if merged and (merged[-1].bold, merged[-1].italic) == (run.bold, run.italic):
            merged[-1].text += f" {run.text}"
            continue
        if merged:
            merged[-1].text += " "
        merged.append(Run(run.text, run.bold, run.italic))
    return merged


def _square(rows: list[list[str]]) -> list[list[str]]:
    width = max(len(row) for row in rows)
    return [[clean(cell) for cell in row] + [""] * (width - len(row)) for row in rows] if width else []


def _end_bases(blocks: list[Block]) -> None:
    """End each basis with a semicolon and the last of a run with a point (Annex I, part I, II.6.b)."""
    for i, block in enumerate(blocks):
        after = blocks[i + 1] if i + 1 < len(blocks) else None
        if block.role == "basis" and block.text[-1:] not in (":", ";", "."):
            last = after is None or after.role != "basis"
            block.runs[-1].text = block.runs[-1].text.rstrip(",") + ("." if last else ";")


def finish(blocks: list[Block], closing: str | None = None, *, signed: bool = False) -> list[Block]:
    """Add the closing paragraph and the `./.` that ends the content (Annex III); keep the end with a signature."""
    if closing and clean(closing):
        blocks = [*blocks, Block("paragraph", [Run(clean(closing))])]
    if not blocks:
        return blocks
    if blocks[-1].runs:
        last = blocks[-1].runs[-1]
        last.text = _CLOSED.sub("", last.text) + "./."
    else:
        blocks[-1].keep = True
        blocks = [*blocks, Block("end", [Run("./.")])]
    if signed:
        _keep_end(blocks)
    return blocks


def _keep_end(blocks: list[Block]) -> None:
    lines = 0
    for block in reversed(blocks):
        if lines >= 2 or block.role == "table":
            return
        block.keep = True
        lines += 1 + len(block.text) // _ONE_LINE
