"""What a file looks like, whatever its format: sheets, printed lines with their type, and ruled lines.

Lengths are millimetres, type sizes and gaps points. What a format does not tell is None, and rules then say nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

PDF = "pdf"
WORD = "docx"
TEXT = "txt"


@dataclass
class Type:
    """A stretch of text in one type: family, size in points, bold, italic, colour as RRGGBB (None: black)."""

    text: str
    font: str | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    color: str | None = None
    underlined: bool = False


@dataclass
class Line:
    """One printed line (PDF) or one paragraph between line breaks (Word), in reading order.

    `x0`, `x1`, `top`, `bottom` are millimetres from the paper's left and upper edge. `cell` is (table, row, column).
    `rule` is the length of the ruled line right below; `new_page` says that a page begins here.
    """

    text: str
    types: list[Type] = field(default_factory=list)
    page: int = 0
    x0: float | None = None
    x1: float | None = None
    top: float | None = None
    bottom: float | None = None
    align: str | None = None
    indent: float | None = None
    before: float | None = None
    after: float | None = None
    spacing: float | None = None
    cell: tuple[int, int, int] | None = None
    rule: float | None = None
    new_page: bool = False
    continues: bool = False
    part: str | None = None

    def most(self, name: str) -> object:
        """Return the value of a type's attribute that most letters of this line have, None for an unknown."""
        counts: Counter[object] = Counter()
        for piece in self.types:
            counts[getattr(piece, name)] += len(piece.text.replace(" ", ""))
        return counts.most_common(1)[0][0] if counts else None


@dataclass
class Sheet:
    """A page (PDF) or a section (Word): paper, margins, where its page number stands, whether it holds a table."""

    width: float
    height: float
    top: float | None = None
    bottom: float | None = None
    left: float | None = None
    right: float | None = None
    number: str | None = None  # top, bottom or None
    number_line: Line | None = None
    first_differs: bool | None = None
    has_table: bool = False

    @property
    def is_landscape(self) -> bool:
        """Tell whether the paper lies on its side."""
        return self.width > self.height


@dataclass
class Layout:
    """The whole file. `pages` is the number of pages where the format tells it."""

    source: str
    lines: list[Line]
    sheets: list[Sheet] = field(default_factory=list)
    pages: int | None = None

    def part(self, *names: str) -> list[Line]:
        """Return the lines of these parts, in reading order."""
        return [line for line in self.lines if line.part in names]
