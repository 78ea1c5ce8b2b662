"""What the commands of every room take and refuse in the same words."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

from django.core.management.base import CommandError

_YEARS = range(1945, 2201)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: "không có tệp hoặc thư mục này",
    PermissionError: "không có quyền",
    IsADirectoryError: "đây là một thư mục",
    NotADirectoryError: "đường dẫn đi qua một tệp, không phải thư mục",
    FileExistsError: "đã có một tệp mang tên này",
}


def day_of(said: str | dt.date) -> dt.date:
    """Return the day that `said` (yyyy-mm-dd, or a day already) names; raise CommandError with an example else."""
    if isinstance(said, dt.date):
        return said
    try:
        found = dt.date.fromisoformat(said.strip()) if _DAY.fullmatch(said.strip()) else None
    except ValueError:
        found = None
    if found is None or found.year not in _YEARS:
        raise CommandError(f"“{said[:40]}” không phải là ngày; hãy viết theo dạng 2026-05-20.")
    return found


def reason_of(error: OSError) -> str:
    """Return in Vietnamese why a file was not opened or written."""
    return _REASONS.get(type(error), error.strerror or "lỗi đọc ghi")


def lines_of(path: Path) -> io.StringIO:
    """Return a text file's lines; raise CommandError where it cannot be opened or is no UTF-8."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return io.StringIO(file.read(), newline="")
    except OSError as error:
        raise CommandError(f"Không đọc được tệp {path}: {reason_of(error)}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"Tệp {path} không phải văn bản UTF-8; hãy lưu lại với bảng mã UTF-8.") from error
