"""The layout of a .docx: styles, document defaults and theme resolved to what Word prints."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from documents.official.checking.layout.model import WORD, Layout, Line, Sheet, Type

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_EMU = 36000
_TWIP = 25.4 / 1440
_ALIGN = {"both": "justify", "distribute": "justify", "center": "center", "right": "right", "end": "right"}
_ON = {None, "1", "true", "on"}


def read(data: bytes) -> Layout:
    """Return the layout of a .docx; the caller has made sure that it is one (see `documents.reading`)."""
    import docx

    document = docx.Document(io.BytesIO(data))
    styles = Styles(document)
    lines: list[Line] = []
    breaks = False
    for element, cell in _paragraphs(document.element.body):
        found = _lines(element, cell, styles)
        found[0].new_page = found[0].new_page or breaks
        breaks = _ends_page(element)
        lines += found
    sheets = [_sheet(section, document) for section in document.sections]
    return Layout(WORD, [line for line in _with_rules(lines) if line.text], sheets, _pages(document))


def _paragraphs(body: Any) -> Iterator[tuple[Any, tuple[int, int, int] | None]]:
    """Yield the paragraphs in reading order with their table cell; nested tables count as their outer cell."""
    tables = 0
    for child in body.iterchildren():
        if child.tag == f"{_W}p":
            yield child, None
        elif child.tag == f"{_W}sdt":
            yield from ((p, None) for p in child.iter(f"{_W}p"))
        elif child.tag == f"{_W}tbl":
            for row, tr in enumerate(child.iter(f"{_W}tr")):
                for column, tc in enumerate(tr.iterchildren(f"{_W}tc")):
                    yield from ((p, (tables, row, column)) for p in tc.iter(f"{_W}p"))
            tables += 1


def _ends_page(element: Any) -> bool:
    """Tell whether a section that starts a new page ends with this paragraph."""
    section = element.find(f"{_W}pPr/{_W}sectPr")
    kind = section.find(f"{_W}type") if section is not None else None
    return section is not None and (kind is None or kind.get(f"{_W}val") != "continuous")


class Styles:
    """The style sheet: every property of a run or paragraph, looked up from itself to the document defaults."""

    def __init__(self, document: Any) -> None:
        root = document.styles.element
        self._styles = {s.get(f"{_W}styleId"): s for s in root.iterchildren(f"{_W}style")}
        self._default = next(
            (
                k
                for k, s in self._styles.items()
                if s.get(f"{_W}type") == "paragraph" and s.get(f"{_W}default") in {"1", "true"}
            ),
            None,
        )
        self._doc_run = root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")
        self._doc_paragraph = root.find(f"{_W}docDefaults/{_W}pPrDefault/{_W}pPr")
        self._theme = _theme_fonts(document)
        self.text_width = _text_width(document)

    def chain(self, style: str | None) -> list[Any]:
        """Return the style and its ancestors, nearest first; a circle of styles ends."""
        found: list[Any] = []
        while style in self._styles and self._styles[style] not in found:
            found.append(self._styles[style])
            based = found[-1].find(f"{_W}basedOn")
            style = based.get(f"{_W}val") if based is not None else None
        return found

    def paragraph(self, element: Any) -> list[Any]:
        """Return the paragraph's property elements, nearest first."""
        own = element.find(f"{_W}pPr")
        styles = self.chain(self.style_of(element))
        found = [own, *(s.find(f"{_W}pPr") for s in styles), self._doc_paragraph]
        return [f for f in found if f is not None]

    def style_of(self, element: Any) -> str | None:
        """Return the paragraph's style id, or that of the default paragraph style."""
        style = element.find(f"{_W}pPr/{_W}pStyle")
        return style.get(f"{_W}val") if style is not None else self._default

    def run(self, run: Any, paragraph: Any) -> list[Any]:
        """Return the run's property elements, nearest first: run, character style, paragraph style, defaults."""
        own = run.find(f"{_W}rPr")
        style = own.find(f"{_W}rStyle") if own is not None else None
        chains = [self.chain(style.get(f"{_W}val")) if style is not None else [], self.chain(self.style_of(paragraph))]
        found = [own, *(s.find(f"{_W}rPr") for chain in chains for s in chain), self._doc_run]
        return [f for f in found if f is not None]

    def font(self, properties: list[Any]) -> str:
        """Return the family, theme fonts resolved; Times New Roman is Word's own default."""
        for element in properties:
            fonts = element.find(f"{_W}rFonts")
            if fonts is None:
                continue
            theme = fonts.get(f"{_W}asciiTheme") or fonts.get(f"{_W}hAnsiTheme")
            name = self._theme.get((theme or "")[:5]) or fonts.get(f"{_W}ascii") or fonts.get(f"{_W}hAnsi")
            if name:
                return str(name)
        return "Times New Roman"


def _text_width(document: Any) -> float:
    section = document.sections[0] if len(document.sections) else None
    lengths = (section.page_width, section.left_margin, section.right_margin) if section is not None else (None,)
    if any(length is None for length in lengths):
        return 160.0
    return float(lengths[0] - lengths[1] - lengths[2]) / _EMU


def _theme_fonts(document: Any) -> dict[str, str]:
    """Return the latin fonts of the theme by the first letters of their name: `major`, `minor`."""
    from lxml import etree

    for relation in document.part.rels.values():
        if relation.reltype.endswith("/theme") and not relation.is_external:
            root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            found = {k: root.find(f".//{_A}{k}Font/{_A}latin") for k in ("major", "minor")}
            return {k: e.get("typeface") for k, e in found.items() if e is not None and e.get("typeface")}
    return {}


def _value(properties: list[Any], tag: str, attribute: str = "val") -> str | None:
    for element in properties:
        child = element.find(f"{_W}{tag}")
        if child is not None and child.get(f"{_W}{attribute}") is not None:
            return str(child.get(f"{_W}{attribute}"))
    return None


def _flag(properties: list[Any], tag: str) -> bool:
    for element in properties:
        child = element.find(f"{_W}{tag}")
        if child is not None:
            return child.get(f"{_W}val") in _ON
    return False


def number(text: str | None) -> float | None:
    """Return the number in an attribute, None where it is none."""
    try:
        return float(text) if text is not None else None
    except ValueError:
        return None


def _type(run: Any, paragraph: Any, text: str, styles: Styles) -> Type:
    properties = styles.run(run, paragraph)
    size = number(_value(properties, "sz"))
    color = (_value(properties, "color") or "auto").upper()
    dark = color in {"AUTO", "000000"} or (re.fullmatch(r"[0-9A-F]{6}", color) and max(bytes.fromhex(color)) <= 64)
    underline = _value(properties, "u")
    caps = _flag(properties, "caps")
    return Type(
        text.upper() if caps else text, styles.font(properties), size / 2 if size else 10.0, _flag(properties, "b"),
        _flag(properties, "i"), None if dark else color, underline not in (None, "none"),
    )  # fmt: skip


def _lines(element: Any, cell: tuple[int, int, int] | None, styles: Styles) -> list[Line]:
    """Return the lines of a paragraph between its line breaks; the first carries the paragraph's own measures."""
    properties = styles.paragraph(element)
    lines = [_empty_line(element, properties, cell)]
    for run in element.iter(f"{_W}r"):
        for child in run.iterchildren():
            if child.tag in (f"{_W}br", f"{_W}cr") and child.get(f"{_W}type") != "page":
                lines.append(_empty_line(element, properties, cell, first=False))
            elif child.tag == f"{_W}br":
                lines[-1].new_page = True
            elif child.tag in (f"{_W}t", f"{_W}tab", f"{_W}noBreakHyphen"):
                text = {f"{_W}tab": " ", f"{_W}noBreakHyphen": "-"}.get(child.tag, child.text or "")
                lines[-1].types.append(_type(run, element, unicodedata.normalize("NFC", text), styles))
    for line in lines:
        line.text = " ".join("".join(t.text for t in line.types).split())
    border = _border(element, properties, styles.text_width)
    lines[-1].rule = _drawn_rule(element) if border is None else border
    return lines


def _empty_line(element: Any, properties: list[Any], cell: tuple[int, int, int] | None, *, first: bool = True) -> Line:
    line = Line("", cell=cell, continues=not first)
    line.align = _ALIGN.get(_value(properties, "jc") or "left", "left")
    line.new_page = first and _flag(properties, "pageBreakBefore")
    left = number(_value(properties, "ind", "left") or _value(properties, "ind", "start")) or 0
    hanging = number(_value(properties, "ind", "hanging"))
    shift = -hanging if hanging else number(_value(properties, "ind", "firstLine")) or 0
    line.indent = (left + shift) * _TWIP
    if any(child.tag == f"{_W}tab" for run in list(element.iter(f"{_W}r"))[:1] for child in run.iterchildren()):
        line.indent = max(line.indent, 12.7)
    line.before = (number(_value(properties, "spacing", "before")) or 0) / 20
    line.after = (number(_value(properties, "spacing", "after")) or 0) / 20
    line.spacing = _spacing(properties)
    return line


def _spacing(properties: list[Any]) -> float | None:
    """Return the line spacing as a multiple of single; None where it is given in points."""
    if _value(properties, "spacing", "lineRule") in {"exact", "atLeast"}:
        return None
    line = number(_value(properties, "spacing", "line"))
    return line / 240 if line else 1.0


def _border(element: Any, properties: list[Any], text_width: float) -> float | None:
    """Return the length in mm of the paragraph's bottom border, between its indents; None where it has none."""
    border = element.find(f"{_W}pPr/{_W}pBdr/{_W}bottom")
    if border is None or border.get(f"{_W}val") in (None, "nil", "none"):
        return None
    sides = sum(number(_value(properties, "ind", side)) or 0 for side in ("left", "right"))
    return max(0.0, (_cell_width(element) or text_width) - sides * _TWIP)


def _cell_width(element: Any) -> float | None:
    cell = next((a for a in element.iterancestors() if a.tag == f"{_W}tc"), None)
    width = cell.find(f"{_W}tcPr/{_W}tcW") if cell is not None else None
    twips = number(width.get(f"{_W}w")) if width is not None and width.get(f"{_W}type") == "dxa" else None
    return twips * _TWIP if twips else None


def _drawn_rule(element: Any) -> float | None:
    """Return the length in mm of a line drawn in the paragraph (DrawingML or VML)."""
    for drawing in element.iter(f"{_WP}anchor", f"{_WP}inline"):
        extent = drawing.find(f"{_WP}extent")
        if extent is not None and (number(extent.get("cy")) or 0) < 2 * _EMU and (number(extent.get("cx")) or 0) > 0:
            return (number(extent.get("cx")) or 0) / _EMU
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


def _sheet(section: Any, document: Any) -> Sheet:
    lengths = (section.page_width, section.page_height, section.top_margin, section.bottom_margin, section.left_margin,
               section.right_margin)  # fmt: skip
    width, height, *margins = (length / _EMU if length is not None else None for length in lengths)
    sheet = Sheet(width or 0, height or 0, *margins)
    if section.gutter and sheet.left is not None:
        sheet.left += section.gutter / _EMU
    sheet.first_differs = section.different_first_page_header_footer
    sheet.has_table = bool(document.tables)
    in_header, in_footer = (_has_page_field(part._element) for part in (section.header, section.footer))
    sheet.number = "top" if in_header else "bottom" if in_footer else None
    return sheet


def _has_page_field(element: Any) -> bool:
    fields = [e.get(f"{_W}instr") or "" for e in element.iter(f"{_W}fldSimple")]
    fields += [e.text or "" for e in element.iter(f"{_W}instrText")]
    return any(re.search(r"\bPAGE\b", text) for text in fields)


def _pages(document: Any) -> int | None:
    """Return the number of pages that the program which saved the file counted, None where it did not say."""
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/docProps/app.xml":
            match = re.search(rb"<Pages>(\d+)</Pages>", part.blob)
            return int(match[1]) if match else None
    return None
