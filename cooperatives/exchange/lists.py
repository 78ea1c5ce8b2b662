"""Lists of the registry as sheets: difficulties, a year's collecting, what has to be settled."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import Any

from cooperatives.models import FiguresState
from cooperatives.models.cooperative import DEBT_KINDS
from cooperatives.models.figures import FIGURES, MONEY_FIELDS
from coopportal.sheets import safe_cell, safe_text

XLSX, CSV = "xlsx", "csv"


@dataclass(frozen=True)
class ExportColumn:
    """One column of an exported list; `value` gives text, a number, a day or nothing."""

    label: str
    value: Callable[[Any], Any]
    width: int = 16
    is_money: bool = False


def _words(name: str) -> Callable[[Any], str]:
    return lambda row: str(getattr(row, name) or "")


def _yes(name: str) -> Callable[[Any], str]:
    return lambda row: "có" if getattr(row, name) else "không"


DIFFICULTIES = (
    ExportColumn("Tóm tắt", lambda d: d.title, 40),
    ExportColumn("Loại", lambda d: d.get_kind_display(), 24),
    ExportColumn("Nội dung, đề xuất", lambda d: d.text, 50),
    ExportColumn("Hợp tác xã", lambda d: d.cooperative.name if d.cooperative else "", 36),
    ExportColumn("Xã, phường", _words("unit"), 22),
    ExportColumn("Nguồn", lambda d: d.get_source_display(), 22),
    ExportColumn("Người nêu", lambda d: ", ".join(w for w in (str(d.raiser or ""), d.raiser_words) if w), 26),
    ExportColumn("Ngày nêu", lambda d: d.raised_on),
    ExportColumn("Đã chờ (ngày)", lambda d: d.age()),
    ExportColumn("Cơ quan giải quyết", _words("agency"), 30),
    ExportColumn("Hạn trả lời", lambda d: d.due_on),
    ExportColumn("Tình trạng", lambda d: "Quá hạn trả lời" if d.is_late() else d.get_state_display(), 20),
    ExportColumn("Trả lời", lambda d: d.answer, 50),
)
_WHO = (
    ExportColumn("Mã hồ sơ", lambda c: c.pk, 12),
    ExportColumn("Tên", lambda c: c.name, 42),
    ExportColumn("Mã số thuế", lambda c: c.code),
    ExportColumn("Loại hình", lambda c: c.get_kind_display(), 20),
    ExportColumn("Xã, phường", _words("unit"), 22),
)


def _figure(name: str) -> Callable[[Any], Any]:
    return lambda sheet: getattr(sheet.of_year[0], name) if sheet.of_year else None


def _state(sheet: Any) -> str:
    return str(FiguresState(sheet.figures_state).label) if sheet.figures_state else "Chưa có số liệu"


# Sheets of `queries.collecting`, each with its figures of the year as the list `of_year`.
COLLECTING = (
    *_WHO,
    ExportColumn("Tình trạng số liệu", _state, 20),
    ExportColumn("Người đại diện", lambda c: c.representative_name, 26),
    ExportColumn("Điện thoại", lambda c: c.representative_phone or c.phone),
    *(
        ExportColumn(label[:1].upper() + label[1:], _figure(name), 18, name in MONEY_FIELDS)
        for name, label in FIGURES.items()
    ),
)
# Sheets of `queries.settling`.
SETTLING = (
    *_WHO,
    ExportColumn("Trạng thái", lambda c: c.status_label, 24),
    ExportColumn("Yếu kém", _yes("is_weak")),
    ExportColumn("Chưa chuyển đổi", _yes("is_untransformed")),
    ExportColumn("Việc phải giải quyết", lambda c: c.items),
    ExportColumn("Đã xong", lambda c: c.done),
    *(ExportColumn(label[:1].upper() + label[1:], attrgetter(name), 18, True) for name, label in DEBT_KINDS.items()),
)


def list_file(title: str, columns: Sequence[ExportColumn], rows: Iterable[Any], form: str) -> bytes:
    """Return a list as .xlsx or .csv; no text in it is ever a formula."""
    lines = ([column.value(row) for column in columns] for row in rows)
    return csv_file(columns, lines) if form == CSV else _xlsx(title, columns, lines)


def csv_file(columns: Sequence[Any], lines: Iterable[Sequence[Any]]) -> bytes:
    """Return lines under the columns' labels as .csv the way Excel in Vietnamese opens it: UTF-8, parted by `;`."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([column.label for column in columns])
    writer.writerows([_csv_cell(value) for value in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def _csv_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, int | float | Decimal):
        return str(value).replace(".", ",")
    return safe_text(str(value))


def _xlsx(title: str, columns: Sequence[ExportColumn], lines: Iterable[Sequence[Any]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    page = book.create_sheet(title[:31])
    for at, column in enumerate(columns, 1):
        page.column_dimensions[get_column_letter(at)].width = column.width
    page.freeze_panes = "B2"
    heads = [safe_cell(page, column.label) for column in columns]
    for cell in heads:
        cell.font = Font(name="Times New Roman", bold=True)
    page.append(heads)
    for line in lines:
        page.append([_xlsx_cell(page, column, value) for column, value in zip(columns, line, strict=True)])
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}1"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _xlsx_cell(page: Any, column: ExportColumn, value: Any) -> Any:
    if value is None or value == "":
        return None
    cell = safe_cell(page, value)
    if column.is_money:
        cell.number_format = "#,##0"
    return cell
