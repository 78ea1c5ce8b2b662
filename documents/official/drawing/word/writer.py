"""Small tools over python-docx: paragraphs by role, lines, boxes, borderless and ruled tables."""

from __future__ import annotations

from typing import Any

from ..flow import Run
from ..style import SPACES
from .styles import STYLES

_TWIPS_PER_MM = 1440 / 25.4
_EIGHTHS_THIN, _EIGHTHS_RULE = "4", "6"


def twips(millimetres: float) -> str:
    """Return a length as Word writes it, twentieths of a point."""
    return str(round(millimetres * _TWIPS_PER_MM))


def element(tag: str, **attributes: str) -> Any:
    """Return a WordprocessingML element `w:tag` with `w:` attributes."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


class Writer:
    """Writes into a place (document or table cell); a cell's first empty paragraph is used, not left blank."""

    def __init__(self, word: Any, style_ids: dict[str, str], width: float, place: Any | None = None) -> None:
        self.word = word
        self.style_ids = style_ids
        self.width = width  # of the column that is written into, in mm
        self.place = place if place is not None else word
        self._spare = self.place.paragraphs[0] if place is not None else None

    def within(self, cell: Any) -> Writer:
        """Return a writer into a cell of the same document."""
        return Writer(self.word, self.style_ids, cell.width.mm, cell)

    def paragraph(self, role: str, *lines: str) -> Any:
        """Add a paragraph of the role's style; several lines are parted by line breaks."""
        made = self._new()
        made._p.get_or_add_pPr().style = self.style_ids[role]
        for i, line in enumerate(lines):
            run = made.add_run()
            if i:
                run.add_break()
            run.add_text(line)
        return made

    def runs(self, role: str, runs: list[Run]) -> Any:
        """Add a paragraph of runs, marking only what differs from the role's own face."""
        made = self.paragraph(role)
        for part in runs:
            run = made.add_run(part.text)
            if part.bold != STYLES[role].bold:
                run.bold = part.bold
            if part.italic != STYLES[role].italic:
                run.italic = part.italic
        return made

    def rule(self, length: float, *, keep: bool = False) -> None:
        """Add a centred line of `length` mm: the border of a paragraph that holds nothing."""
        from docx.enum.text import WD_LINE_SPACING
        from docx.shared import Mm, Pt

        made = self.paragraph("rule")
        layout = made.paragraph_format
        layout.left_indent = layout.right_indent = Mm(max((self.width - length) / 2, 0))
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)
        layout.keep_with_next = keep
        borders = element("pBdr")
        borders.append(element("bottom", val="single", sz=_EIGHTHS_RULE, space="0", color="000000"))
        insert_border(made, borders)

    def stamp(self, text: str, width: float, height: float, line: str) -> None:
        """Add boxed text of `width` × `height` mm, red, centred (Annex I, part I, III.2)."""
        from docx.shared import Mm, Pt

        self.spacer(4)
        made = self.paragraph("stamp", text)
        layout = made.paragraph_format
        layout.left_indent = layout.right_indent = Mm(max((self.width - width) / 2, 0))
        layout.space_before = Pt(2)
        boxed(made, height, line, "FF0000")

    def spacer(self, points: float, *, keep: bool = False) -> None:
        """Add empty room of so many points; with `keep` no page ends there."""
        from docx.enum.text import WD_LINE_SPACING
        from docx.shared import Pt

        layout = self.paragraph("rule").paragraph_format
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(points)
        layout.keep_with_next = keep

    def columns(self, rows: int, left: float) -> Any:
        """Add a table of two columns without borders or padding, the left one `left` of the width; no row splits."""
        table = add_table(self.place, rows, self.width)
        shape(table, [self.width * left, self.width * (1 - left)], border=False)
        return table

    def _new(self) -> Any:
        if self._spare is not None:
            made, self._spare = self._spare, None
            return made
        return self.place.add_paragraph()


def add_table(place: Any, rows: int, width: float) -> Any:
    """Add a table of two columns at the end of a document, a cell or a footer, which alone asks for its width."""
    from docx.section import _Footer
    from docx.shared import Mm

    more = {"width": Mm(width)} if isinstance(place, _Footer) else {}
    return place.add_table(rows=rows, cols=2, **more)


def boxed(made: Any, height: float, line: str, colour: str) -> None:
    """Draw a box `height` mm high around a paragraph, its letters in the middle."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Mm

    layout = made.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Mm(height)
    borders = element("pBdr")
    for side in ("top", "left", "bottom", "right"):
        borders.append(element(side, val=line, sz="8", space="0", color=colour))
    insert_border(made, borders)
    for run in made.runs:  # an exact line sets its letters on its lower part
        run._r.get_or_add_rPr().append(element("position", val="6"))


def insert_border(paragraph: Any, borders: Any) -> None:
    """Put paragraph borders at the place that the schema asks for: before spacing and indents."""
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def shape(table: Any, widths: list[float], *, border: bool) -> None:
    """Fix a table's column widths in mm, its borders and its cell padding."""
    from docx.shared import Mm

    table.autofit = False
    properties = table._tbl.tblPr
    for old in properties.findall(properties.tag.replace("tblPr", "tblW")):
        properties.remove(old)
    properties.append(element("tblW", w=twips(sum(widths)), type="dxa"))
    properties.append(_borders(border))
    properties.append(_padding(1.0 if border else 0.0))
    _order(properties)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table._tbl.tr_lst:
        row.get_or_add_trPr().append(element("cantSplit"))
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Mm(width)


def _borders(border: bool) -> Any:
    made = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        value = {"val": "single", "sz": _EIGHTHS_THIN, "space": "0", "color": "000000"} if border else {"val": "nil"}
        made.append(element(side, **value))
    return made


def _padding(millimetres: float) -> Any:
    made = element("tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        made.append(element(side, w=twips(millimetres), type="dxa"))
    return made


_TABLE_ORDER = ("tblStyle", "tblW", "jc", "tblCellSpacing", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar")


def _order(properties: Any) -> None:
    rank = {name: i for i, name in enumerate(_TABLE_ORDER)}
    children = sorted(properties, key=lambda child: rank.get(child.tag.rpartition("}")[2], len(rank)))
    for child in children:
        properties.remove(child)
    properties.extend(children)


SIGNATURE_ROOM_PT = SPACES.signature_room / 25.4 * 72
