"""The registry as an Excel sheet that can be edited and taken in again, and the empty one to fill in."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator
from typing import Any

from cooperatives.exchange.columns import EXTRA_PREFIX, Column
from cooperatives.exchange.lists import csv_file
from cooperatives.models import Cooperative
from cooperatives.validators import national_phone
from coopportal.sheets import safe_cell
from coopportal.text import fold

_HEAD_FILL, _KEY_FILL = "DCE6F1", "EEEEEE"
GUIDE = (
    "Mỗi dòng một đơn vị; không đổi tên cột. Cột có nền xám do cổng ghi, đừng sửa.",
    "Ngày ghi 05/04/2026; số tiền ghi bằng đồng, hoặc ghi kèm đơn vị: 1,5 tỷ; 320 triệu.",
    "Mã số thuế 10 chữ số. Xã, phường ghi tên hiện nay; tên cũ được nhận ra và hỏi lại khi cần.",
    "Cột có hoặc không: ghi “có”, “không”, hoặc đánh dấu x.",
    "Bảng xuất từ cổng: ô để trống nghĩa là xóa giá trị. Bảng tự lập: ô để trống thì giữ nguyên.",
    "Nhập lại ở trang Hợp tác xã, nút Nhập từ Excel; cổng cho xem trước từng dòng, chưa ghi gì khi chưa xác nhận.",
)


def cell_value(sheet: Cooperative, column: Column, ambiguous: set[str]) -> Any:
    """Return a field as the cell holds it: what reading the cell gives back."""
    if column.name == "id":
        return sheet.pk
    if column.name == "version":
        return sheet.updated_at.isoformat()
    if column.type == "unit":
        return sheet.unit.code if fold(sheet.unit.name) in ambiguous else sheet.unit.name
    value = sheet.extra.get(column.name.removeprefix(EXTRA_PREFIX)) if column.is_extra else getattr(sheet, column.name)
    return _in_words(column, value)


def _in_words(column: Column, value: Any) -> Any:
    if value in (None, ""):
        return None
    if column.type == "yes_no":
        return "có" if value in (True, "yes") else "không"
    if column.type == "choice" and not column.is_extra:
        return str(dict(column.choices).get(value, value))
    if column.type == "date" and isinstance(value, str):
        return dt.date.fromisoformat(value)
    if column.type == "phone":
        return national_phone(value) or value
    return int(value) if column.type == "money" else float(value) if column.type == "area" else value


def registry_xlsx(columns: list[Column], sheets: Iterable[Cooperative], ambiguous: set[str]) -> bytes:
    """Return the sheets as .xlsx, a row each; memory does not grow with the number of rows."""
    rows = ([cell_value(sheet, column, ambiguous) for column in columns] for sheet in sheets)
    return _book(columns, rows)


def registry_csv(columns: list[Column], sheets: Iterable[Cooperative], ambiguous: set[str]) -> bytes:
    """Return the sheets as .csv that can be taken in again."""
    return csv_file(columns, ([cell_value(sheet, column, ambiguous) for column in columns] for sheet in sheets))


def template_xlsx(columns: list[Column], sample: list[Any]) -> bytes:
    """Return the empty sheet with one row as a sample; the columns that the portal writes are left out."""
    return _book(columns, [sample])


def _book(columns: list[Column], rows: Iterable[list[Any]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    page = book.create_sheet("Hợp tác xã")
    for at, column in enumerate(columns, 1):
        page.column_dimensions[get_column_letter(at)].width = column.width
    page.freeze_panes = "D2"
    page.append(list(_heading(page, columns)))
    for row in rows:
        page.append(list(_cells(page, columns, row)))
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}1"
    guide = book.create_sheet("Hướng dẫn")
    guide.column_dimensions["A"].width = 110
    for line in GUIDE:
        guide.append([line])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _heading(page: Any, columns: list[Column]) -> Iterator[Any]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill

    font, wrap = Font(name="Times New Roman", bold=True), Alignment(wrap_text=True, vertical="center")
    fills = {key: PatternFill("solid", start_color=key) for key in (_HEAD_FILL, _KEY_FILL)}
    for column in columns:
        cell = WriteOnlyCell(page, column.label)
        cell.font, cell.alignment = font, wrap
        cell.fill = fills[_KEY_FILL if column.type in ("id", "version") else _HEAD_FILL]
        yield cell


def _cells(page: Any, columns: list[Column], row: list[Any]) -> Iterator[Any]:
    """A blank is no cell at all; plain numbers need none of their own, amounts show their thousands."""
    for column, value in zip(columns, row, strict=True):
        if value in (None, ""):
            yield None
        elif column.type == "money":
            cell = safe_cell(page, value)
            cell.number_format = "#,##0"
            yield cell
        else:
            yield safe_cell(page, value) if isinstance(value, str | dt.date) else value
