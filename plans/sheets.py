"""A table as an Excel sheet that officials can go on working with."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any

Cell = str | int | float | dt.date | None
# What XML 1.0 cannot hold.
_UNFIT = {n: None for n in range(32) if n not in (9, 10, 13)}


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
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, Side

    cell = WriteOnlyCell(sheet, value.translate(_UNFIT)[:32_000] if isinstance(value, str) else value)
    cell.font = Font(name="Times New Roman", size=size, bold=bold)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in ("=", "+", "-", "@", "\t", "\r")
    elif isinstance(value, dt.date):
        cell.number_format = "dd/mm/yyyy"
    if framed:
        line = Side(style="thin")
        cell.border = Border(line, line, line, line)
        cell.alignment = Alignment(wrap_text=True, vertical="center" if bold else "top")
    return cell
