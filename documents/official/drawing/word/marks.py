"""What stands around the words in Word as on the PDF: corner, stamp of circulation, foot with QR code, a copy's block.

They stand in frames and in the first page's footer, so that the words below begin where they begin without them.
"""

from __future__ import annotations

import io
from typing import Any

from documents.official.kinds import COPIES
from documents.official.tree import OfficialDocument

from .. import foot, words
from ..copies import CopyStamp, Marks, Verification
from ..metrics import text_width
from ..style import PAGE, SIZES, SPACES
from . import parts
from .writer import Writer, boxed, element, insert_border, twips

_CORNER_TOP, _CIRCULATION_TOP = 2.0, 10.1  # mm from the paper's edge, as on the PDF
_BLACK = "000000"
_FOOT_DISTANCE, _QR_GAP = 3.0, 2.5


def corner(writer: Writer, document: OfficialDocument, marks: Marks) -> None:
    """Write the 10 pt lines at the top right (ô 14) and the stamp of circulation; too many lines stand in the text."""
    lines, fits = foot.corner_lines(document.digital_signatures, marks)
    for text in lines:
        made = writer.paragraph("digital", text)
        if fits:
            _frame(made, PAGE.text_width, _CORNER_TOP)
    _circulation(writer, marks)
    if marks.circulation or (lines and fits):
        writer.spacer(1)  # a frame hangs on a paragraph, and the head is a table


def _circulation(writer: Writer, marks: Marks) -> None:
    """Write XEM XONG TRẢ LẠI or LƯU HÀNH NỘI BỘ in its box over the head's right (ô 11)."""
    text = words.clean(marks.circulation).upper()
    if not text:
        return
    made = writer.paragraph("circulation", text)
    boxed(made, 8, "single", _BLACK)
    _frame(made, text_width(text, SIZES.stamp, bold=True) + 5, _CIRCULATION_TOP)


def _frame(paragraph: Any, width: float, top: float) -> None:
    """Take a paragraph out of the text to the right margin, so many mm below the paper's edge."""
    place = {"hAnchor": "margin", "xAlign": "right", "vAnchor": "page", "y": twips(top), "wrap": "around"}
    frame = element("framePr", w=twips(width), hSpace="0", vSpace="0", **place)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(frame, *_AFTER_FRAME)


_AFTER_FRAME = (
    *("w:widowControl", "w:numPr", "w:suppressLineNumbers", "w:pBdr", "w:shd", "w:tabs", "w:suppressAutoHyphens"),
    *("w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr"),
)


def page_foot(writer: Writer, section: Any, marks: Marks) -> None:
    """Write address and QR code into the footer of page 1 (ô 13)."""
    from docx.shared import Mm

    address, check = words.clean(marks.contact), marks.verification
    if not address and not check:
        return
    section.footer_distance = Mm(_FOOT_DISTANCE)
    at = Writer(writer.word, writer.style_ids, PAGE.text_width, section.first_page_footer)
    if address:
        _line(at)
    if not check:
        at.paragraph("foot", address)
        return
    _beside_code(at, address, check)
    at.place.add_paragraph()._p.get_or_add_pPr().style = at.style_ids["rule"]


def _line(writer: Writer) -> None:
    """A line over the whole width of the text."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Pt

    layout = (made := writer.paragraph("rule")).paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)
    borders = element("pBdr")
    borders.append(element("bottom", val="single", sz="6", space="0", color=_BLACK))
    insert_border(made, borders)


def _beside_code(writer: Writer, address: str, check: Verification) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    if not address:
        writer.spacer(1)
    table = writer.columns(1, (SPACES.qr + _QR_GAP) / PAGE.text_width)
    left, right = (writer.within(table.cell(0, i)) for i in (0, 1))
    picture = left.paragraph("check").add_run().add_picture(io.BytesIO(foot.qr_png(check.address)), Mm(SPACES.qr))
    picture._inline.docPr.set("descr", foot.QR_WORDS)
    for side in ("distT", "distB", "distL", "distR"):  # without them LibreOffice keeps 3 mm around it
        picture._inline.set(side, "0")
    if address:
        right.paragraph("foot", address).alignment = WD_ALIGN_PARAGRAPH.LEFT
    for line in check.lines:
        right.paragraph("check", words.clean(line))


def copy_block(writer: Writer, stamp: CopyStamp) -> None:
    """Write the block of a paper copy under its full-width line (Annex I, part II; form 3.1); no page splits it."""
    before = len(writer.word.element.body)
    as_document = OfficialDocument(
        number=stamp.number, symbol=stamp.symbol, place=stamp.place, date=stamp.date,
        parent_body=stamp.parent_body, issuer=stamp.issuer, signature=stamp.signature, recipients=stamp.recipients,
    )  # fmt: skip
    writer.spacer(12)
    _line(writer)
    writer.spacer(8)
    table = writer.columns(2, SPACES.left_cell / PAGE.text_width)
    parts.issuer(writer.within(table.cell(0, 0)), as_document)
    writer.within(table.cell(0, 1)).paragraph("copy-name", COPIES[stamp.kind].title)
    writer.within(table.cell(1, 0)).paragraph("number", words.number_line(as_document))
    writer.within(table.cell(1, 1)).paragraph("date", words.date_line(as_document))
    _keep(writer.word, before)
    parts.sign_off(writer, as_document)


def _keep(word: Any, start: int) -> None:
    """Let no page end between what was written from the body's element `start` on and what comes next."""
    from docx.text.paragraph import Paragraph

    for part in list(word.element.body)[max(start - 1, 0) :]:
        for paragraph in part.iter(*_PARAGRAPHS):
            Paragraph(paragraph, word).paragraph_format.keep_with_next = True


_PARAGRAPHS = ("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p",)
