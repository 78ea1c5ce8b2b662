"""Cells that a person mended on the page: the uploaded file stays as it is, its rows are read with other words."""

from __future__ import annotations

from cooperatives.exchange.comparing import as_typed
from cooperatives.exchange.files import Sheet
from cooperatives.models import SheetImport


def put_in(job: SheetImport, sheet: Sheet) -> dict[int, list[str]]:
    """Put what was mended into the rows of `sheet`; return what to say of it, by the row's number in the file."""
    said: dict[int, list[str]] = {}
    headings = {one["at"]: one["heading"] for one in job.columns}
    for number, cells in ((int(n), cells) for n, cells in job.mended.items()):
        row = sheet.rows[number - sheet.first]
        for at, words in ((int(at), words) for at, words in cells.items()):
            row += [None] * (at + 1 - len(row))
            was, row[at] = as_typed(row[at]), words
            if was != words:
                note = f"Đã sửa trên trang này: {headings.get(at, '')} “{was}” → “{words}”."
                said.setdefault(number, []).append(note)
    return said
