"""Uploaded sheets as rows of cells: .xlsx and .csv, within limits, with a reason where one is refused."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from cooperatives.exchange.broken import broken_cells
from coopportal import files
from coopportal.sheets import plain_text
from coopportal.text import nfc
from documents.reading.legacy import converter_for

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
MOST_ROWS = 20_000
MOST_COLUMNS = 200
_DELIMITERS = ";,\t|"
_SEP = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
# Signs without width that come along from web pages and Zalo.
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
CSV_ENDINGS = (".csv", ".txt")


@dataclass(frozen=True)
class Sheet:
    """The rows of one sheet; `first` is the number that the first of them has in the file."""

    name: str
    rows: list[list[Cell]]
    first: int = 1


def check(upload: UploadedFile) -> str:
    """Return the clean name of a sheet that may be read; raise ValidationError for any other file, with the reason."""
    name = files.clean_name(upload.name or "")
    ending = PurePosixPath(name).suffix.lower()
    if ending in CSV_ENDINGS:
        files.check_size(upload, name)
        return name
    if ending != ".xlsx":
        raise ValidationError(
            f"Không nhận tệp “{name}”; hãy gửi bảng tính Excel (.xlsx) hoặc .csv. Tệp .xls hãy mở và lưu thành .xlsx.",
            code="type",
        )
    return files.check(upload).name


def read_sheet(data: bytes, name: str) -> Sheet:
    """Return the largest sheet of the file, text in NFC and Unicode. Raises ValidationError with the reason."""
    ending = PurePosixPath(name).suffix.lower()
    sheet = _read_csv(data) if ending in CSV_ENDINGS else _read_xlsx(data)
    if not any(_has_something(row) for row in sheet.rows):
        raise ValidationError("Bảng tính không có dòng nào; hãy kiểm tra lại tệp.", code="empty")
    return Sheet(sheet.name, _to_unicode(sheet.rows), sheet.first)


def _read_xlsx(data: bytes) -> Sheet:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        raise ValidationError("Tệp Excel bị hỏng hoặc có mật khẩu; hãy mở, lưu lại rồi gửi.", code="damaged") from error
    if not sheets:
        raise ValidationError("Tệp Excel không có trang tính nào.", code="empty")
    best = max(sheets, key=lambda sheet: sheet.total_height * sheet.total_width)
    _check_size(best.total_height, best.total_width)
    rows: list[list[Cell]] = [list(row) for row in best.to_python(skip_empty_area=False)]
    for at, column, words in broken_cells(data, best.name):
        if at < len(rows) and column < len(rows[at]):
            rows[at][column] = words
    return Sheet(best.name, rows)


def _check_size(rows: int, columns: int) -> None:
    if rows > MOST_ROWS:
        told = f"{rows:,}".replace(",", ".")
        most = f"{MOST_ROWS:,}".replace(",", ".")
        raise ValidationError(f"Bảng có {told} dòng; mỗi lần nhập tối đa {most} dòng, hãy tách tệp.", code="long")
    if columns > MOST_COLUMNS:
        raise ValidationError(f"Bảng có {columns} cột; tối đa {MOST_COLUMNS} cột, hãy xóa cột thừa.", code="wide")


def _read_csv(data: bytes) -> Sheet:
    text = _decoded(data)
    if "\x00" in text:
        raise ValidationError("Tệp này không phải là bảng .csv; hãy lưu lại dạng CSV UTF-8 rồi gửi.", code="content")
    delimiter, text = _delimiter(text)
    rows: list[list[Cell]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append([plain_text(cell.strip()) for cell in row])
            _check_size(len(rows), len(row))
    except csv.Error as error:
        raise ValidationError("Tệp .csv bị lỗi dấu nháy hoặc dòng; hãy lưu lại rồi gửi.", code="damaged") from error
    return Sheet("CSV", rows)


def _delimiter(text: str) -> tuple[str, str]:
    """Return what parts the cells, and the text without the line by which Excel is told so (`sep=;`).

    It is the sign that stands in most of the first lines equally often, outside of quotes.
    """
    told = _SEP.match(text)
    if told:
        return told[1], text[told.end() :]
    lines = [line for line in _QUOTED.sub("", text[:20_000]).splitlines()[:40] if line.strip()]
    counts = {sign: Counter(n for line in lines if (n := line.count(sign))) for sign in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda sign: max((times * n**0.5 for n, times in counts[sign].items()), default=0))
    return best, text


def _decoded(data: bytes) -> str:
    """Return the text: by its byte order mark, as UTF-8, else letter by letter (old encodings are turned later)."""
    for mark, codec in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            return data.decode(codec, "replace").lstrip("\ufeff")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _to_unicode(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return the rows with text in NFC; a sheet in TCVN3 or VNI is turned as a whole, a cell alone tells too little."""
    sample = "\n".join(cell for row in rows[:400] for cell in row if isinstance(cell, str))
    turn = converter_for(sample)
    return [
        [nfc(turn(cell)).translate(_UNSEEN).strip() if isinstance(cell, str) else cell for cell in row] for row in rows
    ]


def _has_something(row: list[Cell]) -> bool:
    return any(cell not in (None, "") for cell in row)
