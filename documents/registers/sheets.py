"""A register as a sheet: days are days, numbers are numbers, and no text is ever a formula."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from copy import copy
from typing import TYPE_CHECKING, Any

from coopportal.sheets import safe_cell

from .columns import Register, Row, Value, Volume

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet


def register_xlsx(register: Register, volume: Volume) -> bytes:
    """Return the sheet: whose register on top, the decree's columns, a line a row; written row by row."""
    head = [(volume.organization.upper(), 12), (f"{register.title.upper()} NĂM {volume.year}", 14)]
    return sheet_of(register, head, ["; ".join(volume.continues)], volume.rows)


def sheet_of(
    register: Register,
    head: Sequence[tuple[str, int]],
    about: Sequence[str],
    rows: Iterable[Row],
    *,
    upright: bool = False,
) -> bytes:
    """Return a sheet of the register's columns under bold lines (text, size) and plain ones; `upright` for print."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(register.title[:31])
    _shape(sheet, register, len(head) + len(about) + 1, upright=upright)
    for text, size in head:
        sheet.append([_cell(sheet, text, bold=True, size=size)])
    for line in about:
        sheet.append([_plain(sheet, line)])
    sheet.append([_cell(sheet, column.head, bold=True, head=True) for column in register.columns])
    for cells in _lines(sheet, rows):
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _shape(sheet: WriteOnlyWorksheet, register: Register, heads: int, *, upright: bool) -> None:
    from openpyxl.utils import get_column_letter

    for n, column in enumerate(register.columns, 1):
        sheet.column_dimensions[get_column_letter(n)].width = max(9, column.width * 0.55)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "portrait" if upright else "landscape", 9
    sheet.freeze_panes = f"A{heads + 1}"
    sheet.print_title_rows = f"{heads}:{heads}"


def _lines(sheet: WriteOnlyWorksheet, rows: Iterable[Row]) -> Iterable[list[Any]]:
    # A style that is set anew on each of a hundred thousand cells takes ten seconds; one that is shared, one.
    day = dt.date(2000, 1, 1)
    shared = {
        (is_day, struck): _cell(sheet, day if is_day else "", struck=struck)._style
        for is_day in (False, True)
        for struck in (False, True)
    }
    for row in rows:
        cells = [safe_cell(sheet, value) for value in row.cells]
        last = len(cells) - 1
        for n, (cell, value) in enumerate(zip(cells, row.cells, strict=True)):
            quoted = cell.quotePrefix
            # The note says why a line was struck out.
            cell._style = shared[isinstance(value, dt.date), row.cancelled and n < last]
            if quoted:
                cell._style = copy(cell._style)
                cell.quotePrefix = True
        yield cells


def _plain(sheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    from openpyxl.styles import Font

    cell = safe_cell(sheet, text or None)
    cell.font = Font(name="Times New Roman", size=11, italic=True)
    return cell


def _cell(
    sheet: WriteOnlyWorksheet,
    value: Value,
    *,
    bold: bool = False,
    head: bool = False,
    size: int = 11,
    struck: bool = False,
) -> WriteOnlyCell:
    from openpyxl.styles import Alignment, Border, Font, Side

    cell = safe_cell(sheet, value)
    cell.font = Font(name="Times New Roman", size=size, bold=bold, strike=struck)
    cell.alignment = Alignment(wrap_text=head or not bold, vertical="center" if head else "top")
    if head or not bold:
        thin = Side(style="thin")
        cell.border = Border(thin, thin, thin, thin)
    return cell
