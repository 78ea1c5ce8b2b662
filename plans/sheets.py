"""A table as an Excel sheet that officials can go on working with."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any

from coopportal.sheets import safe_cell

Cell = str | int | float | dt.date | None


def table_xlsx(*, title: str, note: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a sheet with title, note, head and rows; days are days, numbers numbers, and no text is ever a formula."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Bảng")
    for n, words in enumerate(head, 1):
        sheet.column_dimensions[get_column_letter(n)].width = (
            45 if len(words) > 7 and n == 2 else max(8, len(words) + 3)
        )
    sheet.freeze_panes = "A5"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.append([_cell(sheet, title, bold=True, size=14)])
    sheet.append([_cell(sheet, note)])
    sheet.append([])
    sheet.append([_cell(sheet, words, bold=True, framed=True) for words in head])
    for row in rows:
        sheet.append([_cell(sheet, value, framed=True) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: Cell, *, bold: bool = False, size: int = 11, framed: bool = False) -> Any:
    from openpyxl.styles import Alignment, Border, Font, Side

    cell = safe_cell(sheet, value)
    cell.font = Font(name="Times New Roman", size=size, bold=bold)
    if framed:
        line = Side(style="thin")
        cell.border = Border(line, line, line, line)
        cell.alignment = Alignment(wrap_text=True, vertical="center" if bold else "top")
    return cell
