"""The body as people edit it: one flat list of blocks, a paragraph, numbered piece, table or appendix each.

What nests under what follows from the levels and from the words, as it does when a printed page is read
(`documents.reading.outline`), so that an edited tree is the one that reading its print would give.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from documents.official import tree as official
from documents.official.tree import Appendix, Node
from documents.reading.outline import takes_paragraphs

APPENDIX = "appendix"
LEVELS = {
    official.PARAGRAPH: "Đoạn văn",
    official.BASIS: "Căn cứ",
    official.PART: "Phần I",
    official.CHAPTER: "Chương I",
    official.HEADING: "Mục I.",
    official.ARTICLE: "Điều 1.",
    official.SECTION: "Khoản 1.",
    official.SUBSECTION: "Tiểu mục 1.1.",
    official.POINT: "Điểm a)",
    official.ITEM: "Gạch đầu dòng -",
    official.SUBITEM: "Dấu cộng +",
    official.TABLE: "Bảng",
    APPENDIX: "Phụ lục",
}
# Levels whose first words may be a title of their own, set off from the text.
TITLED = (
    official.PART, official.CHAPTER, official.HEADING, official.ARTICLE, official.SECTION, official.SUBSECTION,
    official.POINT, APPENDIX,
)  # fmt: skip
_RANK = {
    level: rank
    for rank, level in enumerate(
        (
            official.PART, official.CHAPTER, official.HEADING, official.ARTICLE, official.SECTION,
            official.SUBSECTION, official.POINT, official.ITEM, official.SUBITEM,
        )
    )
}  # fmt: skip
# Headings that are lettered stand above those in Roman figures (A. … I. …).
LETTERS = tuple("ABCDĐEGHKLM")
_CELLS = re.compile(r"(?<!\\)\|")


@dataclass
class Block:
    """One piece.

    A table has its rows in `text`, a row a line, cells parted by `|`; of an appendix `text` is the note.
    """

    level: str = official.PARAGRAPH
    number: str = ""
    title: str = ""
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to print."""
        return not (self.title.strip() or self.text.strip())


def to_blocks(body: Iterable[Node], appendices: Iterable[Appendix] = ()) -> list[Block]:
    """Return the body and then every appendix as blocks, in reading order."""
    blocks: list[Block] = []
    _flatten(body, blocks)
    for item in appendices:
        blocks.append(Block(APPENDIX, item.number or "", item.title or "", item.note or ""))
        _flatten(item.body, blocks)
    return blocks


def _flatten(nodes: Iterable[Node], blocks: list[Block]) -> None:
    for node in nodes:
        text = _as_text(node.rows) if node.level == official.TABLE else node.text or ""
        blocks.append(Block(node.level, node.number or "", node.title or "", text))
        _flatten(node.children, blocks)


def _as_text(rows: list[list[str]] | None) -> str:
    return "\n".join(" | ".join(cell.replace("|", "\\|") for cell in row) for row in rows or [])


def _as_rows(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.strip()]
    return [[cell.strip().replace("\\|", "|") for cell in _CELLS.split(line)] for line in lines]


def from_blocks(blocks: Iterable[Block]) -> tuple[list[Node], list[Appendix]]:
    """Return the body and the appendices; empty blocks fall out, each appendix has what follows it."""
    body: list[Block] = []
    appendices: list[tuple[Block, list[Block]]] = []
    for block in blocks:
        if block.level == APPENDIX:
            appendices.append((block, []))
        elif not block.is_empty:
            (appendices[-1][1] if appendices else body).append(block)
    return nest(body), [_appendix(head, inner) for head, inner in appendices if inner or not head.is_empty]


def _appendix(head: Block, inner: list[Block]) -> Appendix:
    return Appendix(head.number or None, head.title or None, head.text or None, nest(inner))


def nest(blocks: Iterable[Block]) -> list[Node]:
    """Return the blocks as nodes, each under what it belongs to."""
    roots: list[Node] = []
    stack: list[Node] = []
    for block in blocks:
        node = _node(block)
        if block.level in _RANK:
            while stack and _rank(stack[-1], stack) >= _rank(node, stack):
                stack.pop()
        elif block.level != official.TABLE:
            while stack and not takes_paragraphs(stack[-1], node.text or ""):
                stack.pop()
        (stack[-1].children if stack else roots).append(node)
        if block.level in _RANK:
            stack.append(node)
    return roots


def _rank(node: Node, stack: list[Node]) -> float:
    number = node.number or ""
    if node.level == official.HEADING and number in LETTERS:
        return _RANK[official.CHAPTER] + 0.5
    if node.level == official.SUBSECTION:
        return _RANK[node.level] + number.count(".") / 10
    if number.startswith("(") and any(_is_bare_section(above) for above in stack):
        return _RANK[official.SUBSECTION] + 0.9
    return _RANK[node.level]


def _is_bare_section(node: Node) -> bool:
    return node.level == official.SECTION and not (node.number or "").startswith("(")


def _node(block: Block) -> Node:
    if block.level == official.TABLE:
        return Node(official.TABLE, rows=_as_rows(block.text))
    text = " ".join(block.text.split())
    title = " ".join(block.title.split())
    return Node(block.level, block.number.strip() or None, title or None, text or None)


def kept(blocks: list[Block]) -> list[int]:
    """Return the indexes of the blocks that `from_blocks` keeps, in order."""
    indexes: list[int] = []
    for index, block in enumerate(blocks):
        last = index + 1 == len(blocks) or blocks[index + 1].level == APPENDIX
        if not block.is_empty or (block.level == APPENDIX and not last):
            indexes.append(index)
    return indexes


def places_of(body: list[Node], appendices: list[Appendix]) -> list[str]:
    """Return the path in the tree of every block of `to_blocks`, in the same order: `body[0].children[2]`."""
    places = list(_places(body, "body"))
    for number, item in enumerate(appendices):
        places += [f"appendices[{number}]", *_places(item.body, f"appendices[{number}].body")]
    return places


def _places(nodes: list[Node], where: str) -> Iterator[str]:
    for number, node in enumerate(nodes):
        yield f"{where}[{number}]"
        yield from _places(node.children, f"{where}[{number}].children")
