"""Sheets for the tests of taking in and giving out."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile


def xlsx(rows: Sequence[Sequence[Any]], merged: Sequence[str] = ()) -> bytes:
    """Return a workbook with one sheet of these rows."""
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    for row in rows:
        page.append(list(row))
    for area in merged:
        page.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(rows: Sequence[Sequence[Any]] | bytes, name: str = "htx.xlsx", merged: Sequence[str] = ()) -> Any:
    """Return an uploaded file with these rows, or these bytes."""
    return SimpleUploadedFile(name, rows if isinstance(rows, bytes) else xlsx(rows, merged))
