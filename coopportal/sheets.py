"""Cells of Excel sheets that the portal writes: days are days, and no text is ever a formula."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell

# What Excel would begin to reckon with, here or after an edit.
_COMPUTES = ("=", "+", "-", "@", "\t", "\r")
# What XML 1.0 cannot hold.
_UNFIT = {n: None for n in range(32) if n not in (9, 10, 13)}
LONGEST = 32_000


def safe_cell(sheet: Any, value: Any) -> WriteOnlyCell:
    """Return a cell of a write-only sheet: text is told to be text and cut to what fits, a day is dd/mm/yyyy."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value.translate(_UNFIT)[:LONGEST] if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_COMPUTES)
    elif isinstance(value, dt.date):
        cell.number_format = "dd/mm/yyyy"
    return cell


def safe_text(value: str) -> str:
    """Return text for a cell of a .csv, which cannot say that it is text: what would compute gets a mark before it."""
    kept = value.translate(_UNFIT)[:LONGEST]
    return f"'{kept}" if kept.startswith(_COMPUTES) else kept


def plain_text(value: str) -> str:
    """Return what a cell of a .csv held before `safe_text` marked it."""
    return value[1:] if value.startswith("'") and value[1:].startswith(_COMPUTES) else value
