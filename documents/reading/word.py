"""Lines of a .docx: paragraphs in order, automatic numbering written out, layout tables laid open, data tables kept."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from documents.official import margins
from documents.reading.errors import UnreadableFile
from documents.reading.letters import clean_letters, fold, squeeze
from documents.reading.lines import Line, make_line
from documents.reading.word_numbering import Numbering
from documents.reading.word_styles import Styles

MAX_ENTRIES = 4000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 400
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LAYOUT = re.compile(
    r"cong hoa xa hoi chu nghia|doc lap\s*-\s*tu do|noi nhan\s*:|^\s*so\s*:|kinh gui\s*:|(?:^|"
    r"\n)\s*(?:tm|kt|tl|tuq)\.\s|(?:^|\n)so\s?:.*/"
)
_SIGNING = re.compile(
    r"^(?:q\. |pho )?(?:chu tich|giam doc|truong phong|chanh van phong|thu ky|chu tri|chu toa|dai "
    r"dien|truong ban|bi thu)"
)


def lines_of_word(data: bytes, *, filename: str = "") -> list[Line]:
    """Return the lines of a Word file; raises UnreadableFile for what is no Word file, unsafe or broken."""
    check_package(data, filename=filename)
    import docx

    try:
        word = docx.Document(io.BytesIO(data))
        lines = _Reader(word).run()
    except UnreadableFile:
        raise
    except Exception as error:  # a damaged package fails anywhere below python-docx and lxml
        raise UnreadableFile("broken_word") from error
    if not lines:
        raise UnreadableFile("empty")
    return lines


def check_package(data: bytes, *, filename: str = "") -> None:
    """Refuse packages that are no Word file, carry macros, or would unpack to much more than a document holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise UnreadableFile("broken_word") from error
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(len(data), 50_000):
        raise UnreadableFile("bomb")
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableFile("encrypted_word")
    if "word/document.xml" not in names:
        is_office = "[Content_Types].xml" in names or "mimetype" in names
        raise UnreadableFile(
            "not_word" if filename.lower().endswith(".docx") else "unknown_type" if is_office else "archive"
        )
    if any(name.endswith("vbaProject.bin") for name in names):
        raise UnreadableFile("macro_word")


class _CopyBegins(Exception):
    """The block of a paper copy begins: what follows is the copier's."""


class _Reader:
    def __init__(self, word: Any) -> None:
        self.body = word.element.body
        self.styles = Styles(word)
        self.numbering = Numbering(word, self.styles)
        self.lines: list[Line] = []
        self.gap = 0

    def run(self) -> list[Line]:
        with suppress(_CopyBegins):
            self._blocks(self.body)
        return self.lines

    def _blocks(self, parent: Any) -> None:
        for element in parent:
            if element.tag == _W + "p":
                self._paragraph(element)
            elif element.tag == _W + "tbl":
                self._table(element)
            elif element.tag == _W + "sdt":
                content = element.find(_W + "sdtContent")
                if content is not None:
                    self._blocks(content)
            elif element.tag in (_W + "ins", _W + "customXml", _W + "smartTag"):
                self._blocks(element)

    def _paragraph(self, element: Any) -> None:
        text = clean_letters("".join(_pieces(element)))
        if margins.is_drafter(text.strip()) or (margins.is_top(text.strip()) and self._is_above(element)):
            return
        label = self.numbering.label(element) if text.strip() else ""
        parts = [part for part in (f"{label} {text}" if label else text).split("\n") if part.strip()]
        if not parts:
            self.gap += 1
        for index, part in enumerate(parts):
            line = make_line(part, blank=self.gap if not index else 0, starts=True if not index else None)
            line.bold, line.centered = self.styles.looks(element)
            line.bold_words = self.styles.bold_words(element) if len(parts) == 1 else None
            self.lines.append(line)
            self.gap = 0
        for box in element.iter(_W + "txbxContent"):
            if not _inside(box, _FALLBACK, element):
                self._blocks(box)

    def _is_above(self, element: Any) -> bool:
        """In a frame, as our own files have it, or before any other word."""
        return not self.lines or element.find(f"{_W}pPr/{_W}framePr") is not None

    def _table(self, element: Any) -> None:
        rows = [list(_cells(row)) for row in element.iter(_W + "tr") if _parent_table(row) is element]
        texts = [[_cell_text(cell) for cell in row] for row in rows]
        if not any(text.strip() for row in texts for text in row):
            return
        if _is_layout(texts):
            if self.lines and any(margins.begins_copy(clean_letters(text).strip()) for text in texts[0]):
                raise _CopyBegins
            for row in rows:
                for cell in row:
                    self.gap += 1
                    self._blocks(cell)
            self.gap += 1
            return
        table = _squared(element, rows)
        self.lines.append(Line(text=" ".join(cell for row in table for cell in row), rows=table, blank=self.gap))
        self.gap = 0


def _pieces(element: Any) -> Iterator[str]:
    """Yield the text of a paragraph as it is seen: no deleted text, no field codes, no text of boxes in it."""
    for child in element:
        tag = child.tag
        if tag in (
            _W + "del",
            _W + "moveFrom",
            _W + "instrText",
            _W + "pPr",
            _W + "rPr",
            _W + "txbxContent",
            _FALLBACK,
        ):
            continue
        if tag == _W + "t":
            yield child.text or ""
        elif tag in (_W + "tab", _W + "ptab"):
            yield "\t"
        elif tag in (_W + "br", _W + "cr"):
            yield "\n"
        elif tag == _W + "noBreakHyphen":
            yield "-"
        elif tag == _W + "sym":
            yield "•"
        elif isinstance(tag, str):
            yield from _pieces(child)


def _inside(element: Any, tag: str, stop: Any) -> bool:
    parent = element.getparent()
    while parent is not None and parent is not stop:
        if parent.tag == tag:
            return True
        parent = parent.getparent()
    return False


def _parent_table(row: Any) -> Any:
    parent = row.getparent()
    while parent is not None and parent.tag != _W + "tbl":
        parent = parent.getparent()
    return parent


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == _W + "tc":
            yield child
        elif child.tag == _W + "sdt":
            yield from child.iter(_W + "tc")


def _cell_text(cell: Any) -> str:
    return "\n".join("".join(_pieces(p)) for p in cell.iter(_W + "p"))


def _is_layout(texts: list[list[str]]) -> bool:
    """A table that only sets head or sign-off in columns."""
    folded = [fold(clean_letters(text)).strip() for row in texts for text in row if text.strip()]
    if any(_LAYOUT.search(text) for text in folded):
        return len(texts) <= 8
    if len(folded) == 1:
        return True
    return len(texts) <= 5 and any(_SIGNING.match(text) for text in folded) and len(texts[0]) <= 3


def _squared(element: Any, rows: list[list[Any]]) -> list[list[str]]:
    """Return the cells as text, merged ones once, every row as wide as the widest."""
    table: list[list[str]] = []
    for row in rows:
        cells: list[str] = []
        for cell in row:
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            width = int(span.get(_W + "val") or 1) if span is not None else 1
            merged = cell.find(f"{_W}tcPr/{_W}vMerge")
            goes_on = merged is not None and merged.get(_W + "val") != "restart"
            cells += ["" if goes_on else squeeze(clean_letters(_cell_text(cell)))] + [""] * (min(width, 60) - 1)
        table.append(cells)
    wide = max(len(row) for row in table)
    return [row + [""] * (wide - len(row)) for row in table if any(row)]
