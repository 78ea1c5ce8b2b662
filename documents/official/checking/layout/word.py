"""The layout of a .docx: styles, document defaults and theme resolved to what Word prints."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from documents.official import margins
from documents.official.checking.layout.model import WORD, Layout, Line, Sheet, Type
from documents.official.checking.layout.word_styles import EMU, Styles, W, flag, number, value

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_TWIP = 25.4 / 1440
_ALIGN = {"both": "justify", "distribute": "justify", "center": "center", "right": "right", "end": "right"}


def read(data: bytes) -> Layout:
    """Return the layout of a .docx; the caller has made sure that it is one (see `documents.reading`)."""
    import docx

    document = docx.Document(io.BytesIO(data))
    styles = Styles(document)
    lines: list[Line] = []
    breaks = False
    for element, cell in _paragraphs(document.element.body):
        found = _lines(element, cell, styles)
        if margins.is_drafter(found[0].text) or (margins.is_top(found[0].text) and _is_framed(element, lines)):
            continue
        found[0].new_page = found[0].new_page or breaks
        breaks = _ends_page(element)
        lines += found
    sheets = [_sheet(section, document) for section in document.sections]
    printed = [line for line in _with_rules(lines) if line.text]
    return Layout(WORD, _without_copy(printed), sheets, _pages(document))


def _is_framed(element: Any, before: list[Line]) -> bool:
    """Tell whether a paragraph stands in the top margin: in a frame, or over all other words."""
    return not any(line.text for line in before) or element.find(f"{W}pPr/{W}framePr") is not None


def _without_copy(lines: list[Line]) -> list[Line]:
    """Leave out the block of a paper copy: the table that names the copy and what comes after it."""
    for line in lines:
        if line.cell and line.cell[0] and not line.cell[1] and margins.begins_copy(line.text):
            table = line.cell[0]
            return lines[: next(i for i, one in enumerate(lines) if one.cell and one.cell[0] == table)]
    return lines


def _paragraphs(body: Any) -> Iterator[tuple[Any, tuple[int, int, int] | None]]:
    """Yield the paragraphs in reading order with their table cell; nested tables count as their outer cell."""
    tables = 0
    for child in body.iterchildren():
        if child.tag == f"{W}p":
            yield child, None
        elif child.tag == f"{W}sdt":
            yield from ((p, None) for p in child.iter(f"{W}p"))
        elif child.tag == f"{W}tbl":
            for row, tr in enumerate(child.iter(f"{W}tr")):
                for column, tc in enumerate(tr.iterchildren(f"{W}tc")):
                    yield from ((p, (tables, row, column)) for p in tc.iter(f"{W}p"))
            tables += 1


def _ends_page(element: Any) -> bool:
    """Tell whether a section that starts a new page ends with this paragraph."""
    section = element.find(f"{W}pPr/{W}sectPr")
    kind = section.find(f"{W}type") if section is not None else None
    return section is not None and (kind is None or kind.get(f"{W}val") != "continuous")


def _type(run: Any, paragraph: Any, text: str, styles: Styles) -> Type:
    properties = styles.run(run, paragraph)
    size = number(value(properties, "sz"))
    color = (value(properties, "color") or "auto").upper()
    dark = color in {"AUTO", "000000"} or (re.fullmatch(r"[0-9A-F]{6}", color) and max(bytes.fromhex(color)) <= 64)
    underline = value(properties, "u")
    caps = flag(properties, "caps")
    return Type(
        text.upper() if caps else text, styles.font(properties), size / 2 if size else 10.0, flag(properties, "b"),
        flag(properties, "i"), None if dark else color, underline not in (None, "none"),
    )  # fmt: skip


def _lines(element: Any, cell: tuple[int, int, int] | None, styles: Styles) -> list[Line]:
    """Return the lines of a paragraph between its line breaks; the first carries the paragraph's own measures."""
    properties = styles.paragraph(element)
    lines = [_empty_line(element, properties, cell)]
    for run in element.iter(f"{W}r"):
        for child in run.iterchildren():
            if child.tag in (f"{W}br", f"{W}cr") and child.get(f"{W}type") != "page":
                lines.append(_empty_line(element, properties, cell, first=False))
            elif child.tag == f"{W}br":
                lines[-1].new_page = True
            elif child.tag in (f"{W}t", f"{W}tab", f"{W}noBreakHyphen"):
                text = {f"{W}tab": " ", f"{W}noBreakHyphen": "-"}.get(child.tag, child.text or "")
                lines[-1].types.append(_type(run, element, unicodedata.normalize("NFC", text), styles))
    for line in lines:
        line.text = " ".join("".join(t.text for t in line.types).split())
    border = _border(element, properties, styles.text_width)
    lines[-1].rule = _drawn_rule(element) if border is None else border
    return lines


def _empty_line(element: Any, properties: list[Any], cell: tuple[int, int, int] | None, *, first: bool = True) -> Line:
    line = Line("", cell=cell, continues=not first)
    line.align = _ALIGN.get(value(properties, "jc") or "left", "left")
    line.new_page = first and flag(properties, "pageBreakBefore")
    left = number(value(properties, "ind", "left") or value(properties, "ind", "start")) or 0
    hanging = number(value(properties, "ind", "hanging"))
    shift = -hanging if hanging else number(value(properties, "ind", "firstLine")) or 0
    line.indent = (left + shift) * _TWIP
    if any(child.tag == f"{W}tab" for run in list(element.iter(f"{W}r"))[:1] for child in run.iterchildren()):
        line.indent = max(line.indent, 12.7)
    line.before = (number(value(properties, "spacing", "before")) or 0) / 20
    line.after = (number(value(properties, "spacing", "after")) or 0) / 20
    line.spacing = _spacing(properties)
    return line


def _spacing(properties: list[Any]) -> float | None:
    """Return the line spacing as a multiple of single; None where it is given in points."""
    if value(properties, "spacing", "lineRule") in {"exact", "atLeast"}:
        return None
    line = number(value(properties, "spacing", "line"))
    return line / 240 if line else 1.0


def _border(element: Any, properties: list[Any], text_width: float) -> float | None:
    """Return the length in mm of the paragraph's bottom border, between its indents; None where it has none."""
    border = element.find(f"{W}pPr/{W}pBdr/{W}bottom")
    if border is None or border.get(f"{W}val") in (None, "nil", "none"):
        return None
    # LibreOffice names the sides by the direction of writing.
    named = (("left", "start"), ("right", "end"))
    sides = sum(number(value(properties, "ind", a) or value(properties, "ind", b)) or 0 for a, b in named)
    return max(0.0, (_cell_width(element) or text_width) - sides * _TWIP)


def _cell_width(element: Any) -> float | None:
    cell = next((a for a in element.iterancestors() if a.tag == f"{W}tc"), None)
    width = cell.find(f"{W}tcPr/{W}tcW") if cell is not None else None
    twips = number(width.get(f"{W}w")) if width is not None and width.get(f"{W}type") == "dxa" else None
    return twips * _TWIP if twips else None


def _drawn_rule(element: Any) -> float | None:
    """Return the length in mm of a line drawn in the paragraph (DrawingML or VML)."""
    for drawing in element.iter(f"{_WP}anchor", f"{_WP}inline"):
        extent = drawing.find(f"{_WP}extent")
        if extent is not None and (number(extent.get("cy")) or 0) < 2 * EMU and (number(extent.get("cx")) or 0) > 0:
            return (number(extent.get("cx")) or 0) / EMU
    for line in element.iter("{urn:schemas-microsoft-com:vml}line"):
        ends = [number(re.sub(r"pt$", "", (line.get(k) or "").split(",")[0])) for k in ("from", "to")]
        if ends[0] is not None and ends[1] is not None:
            return abs(ends[1] - ends[0]) * 25.4 / 72
        return 0.0
    return None


def _with_rules(lines: list[Line]) -> list[Line]:
    """Give the ruled line of an empty paragraph to the text above it in the same cell."""
    above: Line | None = None
    for line in lines:
        if line.text:
            above = line
        elif above is not None:
            if line.rule is not None and above.cell == line.cell and above.rule is None:
                above.rule = line.rule
            above = above if above.cell == line.cell else None
        if line.new_page and not line.text:
            _mark_next(lines, line)
    return lines


def _mark_next(lines: list[Line], empty: Line) -> None:
    following = lines[next(i for i, line in enumerate(lines) if line is empty) + 1 :]
    nearest = next((line for line in following if line.text), None)
    if nearest is not None:
        nearest.new_page = True


def _mm(length: Any) -> float | None:
    return None if length is None else float(length) / EMU


def _sheet(section: Any, document: Any) -> Sheet:
    sheet = Sheet(_mm(section.page_width) or 0, _mm(section.page_height) or 0)
    sheet.top, sheet.bottom = _mm(section.top_margin), _mm(section.bottom_margin)
    sheet.left, sheet.right = _mm(section.left_margin), _mm(section.right_margin)
    if section.gutter and sheet.left is not None:
        sheet.left += section.gutter / EMU
    sheet.first_differs = section.different_first_page_header_footer
    sheet.has_table = bool(document.tables)
    in_header, in_footer = (_has_page_field(part._element) for part in (section.header, section.footer))
    sheet.number = "top" if in_header else "bottom" if in_footer else None
    return sheet


def _has_page_field(element: Any) -> bool:
    fields = [e.get(f"{W}instr") or "" for e in element.iter(f"{W}fldSimple")]
    fields += [e.text or "" for e in element.iter(f"{W}instrText")]
    return any(re.search(r"\bPAGE\b", text) for text in fields)


def _pages(document: Any) -> int | None:
    """Return the number of pages that the program which saved the file counted, None where it did not say."""
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/docProps/app.xml":
            match = re.search(rb"<Pages>(\d+)</Pages>", part.blob)
            return int(match[1]) if match else None
    return None
