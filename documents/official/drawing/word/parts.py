"""Head, body, tables and sign-off in Word, from the same words and blocks as the HTML."""

from __future__ import annotations

from typing import Any

from documents.official.tree import Appendix, OfficialDocument, Signature, Slip

from .. import body, page, signoff, words
from ..flow import Block, finish, flow
from ..head import ADDRESSEE_INDENT
from ..metrics import balance, rule_length, text_width
from ..style import MOTTO, NATION, PAGE, SIZES, SPACES
from ..tables import Columns, is_short, measure
from .writer import SIGNATURE_ROOM_PT, Writer, element, shape


def head(writer: Writer, document: OfficialDocument) -> None:
    """Write the two-column head down to the stamps (ô 1–4, 5b, 10)."""
    subject = words.letter_subject_lines(document)
    stamps = [(words.clean(text).upper(), line) for text, line in _marks(document) if words.clean(text)]
    table = writer.columns(3 if subject or stamps else 2, SPACES.left_cell / PAGE.text_width)
    issuer(writer.within(table.cell(0, 0)), document)
    _nation(writer.within(table.cell(0, 1)))
    _line(writer.within(table.cell(1, 0)), "number", words.number_line(document))
    _line(writer.within(table.cell(1, 1)), "date", words.date_line(document))
    if len(table.rows) == 3:
        left = writer.within(table.cell(2, 0))
        if subject:
            left.paragraph("vv", *subject)
        for text, line in stamps:
            width, height = SPACES.stamps.get(text, (text_width(text, SIZES.stamp, bold=True) + 6, 8))
            left.stamp(text, width, height, line)


def _marks(document: OfficialDocument) -> tuple[tuple[str | None, str], ...]:
    """The stamps with the line around them: of secrecy a double one."""
    return (document.secrecy, "double"), (document.urgency, "single")


def _line(writer: Writer, role: str, text: str) -> None:
    if text:
        writer.paragraph(role, text)


def issuer(writer: Writer, document: OfficialDocument) -> None:
    """Write superior and issuer with the short line under them (ô 2)."""
    above = words.issuer_lines(document.parent_body, SIZES.parent, bold=False)
    own = words.issuer_lines(document.issuer, SIZES.issuer, bold=True)
    if above:
        writer.paragraph("parent", *above)
    if own:
        writer.paragraph("issuer", *own)
        writer.rule(rule_length(own, SIZES.issuer))


def _nation(writer: Writer) -> None:
    writer.paragraph("nation", NATION)
    writer.paragraph("motto", MOTTO)
    writer.rule(round(text_width(MOTTO, SIZES.motto, bold=True)))


def title(writer: Writer, document: OfficialDocument) -> None:
    """Write kind and subject with the short line under them (ô 5a)."""
    name, subject = words.title(document), words.subject_lines(document)
    if name:
        writer.paragraph("title", name)
    if subject:
        writer.paragraph("subject", *subject)
    if name or subject:
        writer.rule(rule_length(subject or [name], SIZES.subject), keep=True)
        writer.spacer(6)


def addressees(writer: Writer, document: OfficialDocument) -> None:
    """Write `Kính gửi` (ô 9a)."""
    from docx.shared import Mm

    names, before = words.addressee_lines(document), words.addressee_head(document)
    if len(names) == 1:
        writer.paragraph("to-one", f"{before} {names[0]}")
    elif names:
        writer.paragraph("to-head", before).paragraph_format.left_indent = Mm(SPACES.addressee_left)
        for name in names:
            writer.paragraph("to-item", name).paragraph_format.left_indent = Mm(ADDRESSEE_INDENT)
    if names:
        writer.spacer(6)


def blocks(writer: Writer, items: list[Block]) -> None:
    """Write the body's blocks."""
    for item in items:
        if item.rows:
            _table(writer, item)
            continue
        if item.role == "attached":
            writer.paragraph("attached", *body.attached_lines(item))
            continue
        made = writer.runs(item.role, item.runs)
        if item.keep:
            made.paragraph_format.keep_with_next = True


def _table(writer: Writer, item: Block) -> None:
    from docx.table import _Cell

    columns = measure(item.rows)
    writer.spacer(SPACES.paragraph_gap_pt)
    table = writer.word.add_table(rows=len(item.rows), cols=len(columns.percents))
    shape(table, [writer.width * share / 100 for share in columns.percents], border=True)
    table._tbl.tr_lst[0].get_or_add_trPr().append(element("tblHeader"))
    for i, (row, texts) in enumerate(zip(table._tbl.tr_lst, item.rows, strict=True)):
        cells = [_Cell(cell, table) for cell in row.tc_lst]
        _fill_row(writer, cells, texts, columns, head=not i)


def _fill_row(writer: Writer, cells: list[Any], texts: list[str], columns: Columns, *, head: bool) -> None:
    from docx.enum.table import WD_ALIGN_VERTICAL
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    for cell, text in zip(cells, texts, strict=True):
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        made = writer.within(cell).paragraph("cell-head" if head else "cell", text)
        if is_short(text) and not head:
            made.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if columns.size != SIZES.table_steps[0]:
            made.runs[0].font.size = Pt(columns.size)


def confirmation(writer: Writer, document: OfficialDocument) -> None:
    """Write the block in which the place of a leave confirms it (form 1.10), with its room."""
    above = words.confirmation_lines(document)
    if not above:
        return
    writer.spacer(12, keep=True)
    table = writer.columns(1, SPACES.signature_left_cell / PAGE.text_width)
    left = writer.within(table.cell(0, 0))
    left.paragraph("confirms", *above)
    left.paragraph("if-needed", words.IF_NEEDED)
    left.spacer(SIGNATURE_ROOM_PT)


def sign_off(writer: Writer, document: OfficialDocument, drafter: str | None = None) -> None:
    """Write `Nơi nhận` and the signature block side by side (ô 7, 9b); a second signature stands left (form 1.9)."""
    if not (document.recipients or drafter or document.signature or document.co_signature):
        return
    writer.spacer(10, keep=True)
    table = writer.columns(1, 1 / 2 if document.co_signature else SPACES.signature_left_cell / PAGE.text_width)
    left, right = (writer.within(table.cell(0, i)) for i in (0, 1))
    signature(right, document.signature)
    lines = words.recipient_lines(document.recipients) + ([words.clean(drafter)] if drafter else [])
    if document.co_signature:
        signature(left, document.co_signature)
        writer.spacer(SPACES.paragraph_gap_pt)
        recipients(writer, lines)
        return
    beside = len(lines) if len(lines) <= signoff.LONGEST else signoff.BESIDE
    recipients(left, lines[:beside])
    for line in lines[beside:]:
        writer.paragraph("recipient", line)


def signature(writer: Writer, item: Signature | None) -> None:
    """Write authority and title, room for signature and seal, and the name (ô 7a–7c, 8)."""
    from docx.shared import Pt

    for line in words.signature_lines(item):
        writer.paragraph("authority", line)
    writer.paragraph("signer", words.signer(item)).paragraph_format.space_before = Pt(SIGNATURE_ROOM_PT)


def recipients(writer: Writer, lines: list[str]) -> None:
    """Write the `Nơi nhận` lines (ô 9b)."""
    if any(line.startswith("-") for line in lines):
        writer.paragraph("recipients-head", "Nơi nhận:")
    for line in lines:
        writer.paragraph("recipient", line)


def appendix(writer: Writer, item: Appendix) -> None:
    """Write one phụ lục (Annex I, part I, III.1)."""
    writer.paragraph("appendix-number", page.appendix_mark(item))
    name = balance(words.clean(item.title), PAGE.text_width - 10, SIZES.title, bold=True)
    if name:
        writer.paragraph("appendix-title", *name)
    note = page.appendix_note(item)
    if note:
        writer.paragraph("appendix-note", *note)
    blocks(writer, finish(flow(item.body)))


def slip(writer: Writer, item: Slip) -> None:
    """Write the phiếu trình bound to the document."""
    writer.paragraph("title", page.SLIP_TITLE)
    blocks(writer, page.slip_blocks(item))
