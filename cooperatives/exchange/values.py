"""Cells as values, as officials write them: days, numbers, amounts with or without their unit, codes with spaces."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from cooperatives.exchange.columns import Column
from cooperatives.exchange.files import Cell
from cooperatives.inputs import read_money, read_number
from cooperatives.validators import normal_phone, normal_tax_code, validate_phone, validate_tax_code
from coopportal.text import fold, nfc, one_line

_DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})")
_DAY_IN_WORDS = re.compile(r"ngay\s+(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_YEAR = re.compile(r"\d{4}")
_YES = {"x", "co", "yes", "true", "1", "dung", "v", "✓", "✔", "da", "roi"}
_NO = {"", "khong", "no", "false", "0", "sai", "-", "chua", "k"}
_UNKNOWN = {"", "-", "–", "…", "...", "khong co", "chua co", "chua ro", "k co", "khong", "ko", "n/a"}
_BROKEN = {"#n/a", "#ref!", "#value!", "#div/0!", "#name?", "#num!", "#null!"}
_MONTH = re.compile(r"(?:thang\s+)?(\d{1,2})\s*[/.-]\s*(\d{4})|thang\s+(\d{1,2})\s+nam\s+(\d{4})")
# Several telephone numbers or addresses in one cell.
_SEVERAL = re.compile(r"\s*[;/,\n]\s*|\s+-\s+|\s+hoac\s+|\s+và\s+")
_EXCEL_ZERO = dt.date(1899, 12, 30)
_COUNTED = re.compile(r"\s*(thành viên|người|lao động|tv|xã viên|hộ)\s*$", re.IGNORECASE)
_HECTARES = re.compile(r"(.*?)\s*(?:ha|héc ta|hecta)\.?", re.IGNORECASE)
LONGEST_TEXT = 4000


def is_blank(cell: Cell) -> bool:
    """Tell whether a cell says nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def read_cell(column: Column, cell: Cell, factor: int = 1) -> Any:
    """Return the value of a cell that is not blank; None for words such as `chưa có`.

    Raises ValidationError in Vietnamese that says what to write. `factor` makes a bare amount đồng.
    """
    if isinstance(cell, str) and fold(cell) in _BROKEN:
        raise ValidationError(f"Ô này là công thức bị lỗi ({cell.strip()}); hãy sửa công thức hoặc ghi giá trị.")
    if isinstance(cell, str) and column.type not in ("text", "yes_no", "choice") and fold(cell) in _UNKNOWN:
        return None
    if isinstance(cell, str) and fold(cell) in _UNKNOWN - {"khong", "ko"}:
        return None if column.type not in ("text", "yes_no") else ("" if column.type == "text" else False)
    return _READERS[column.type](column, cell, factor)


def _text(column: Column, cell: Cell, factor: int) -> str:
    words = _plain(cell)
    if column.name == "name" and words.startswith(("=", "@", "+")):
        raise ValidationError("Ô này chứa công thức; hãy chép rồi dán dạng giá trị.")
    if len(words) > LONGEST_TEXT:
        raise ValidationError(f"Nội dung quá dài ({len(words)} ký tự).")
    many = column.name in ("sectors", "note")
    return "\n".join(filter(None, map(one_line, words.splitlines()))) if many else one_line(words)


def _plain(cell: Cell) -> str:
    """Return a cell as text; 200170098.0 of Excel is 200170098."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime | dt.date):
        return f"{cell:%d/%m/%Y}"
    # An apostrophe at the front is how Excel is told that a number is text.
    return nfc(str(cell)).strip().removeprefix("'").strip()


def left_over(column: Column, cell: Cell) -> list[str]:
    """Return what to tell of a cell that holds several numbers or addresses, of which the first is taken."""
    if column.type not in ("phone", "email") or not isinstance(cell, str):
        return []
    rest = [part for part in _SEVERAL.split(_plain(cell)) if part][1:]
    return [f"{column.label}: lấy số đầu; còn {', '.join(rest)}, hãy ghi vào Ghi chú nếu cần."] if rest else []


def _first(cell: Cell) -> str:
    return next((part for part in _SEVERAL.split(_plain(cell)) if part), "")


def _code(column: Column, cell: Cell, factor: int) -> str:
    code = normal_tax_code(_plain(cell))
    # Excel drops the zeros at the front of what it takes for a number.
    code = code.zfill(10) if code.isdigit() and 8 <= len(code) < 10 and not isinstance(cell, str) else code
    validate_tax_code(code)
    return code


def _phone(column: Column, cell: Cell, factor: int) -> str:
    number = _first(cell)
    number = f"0{number}" if not isinstance(cell, str) and len(number) in (9, 10) and number[0] != "0" else number
    validate_phone(number)
    return normal_phone(number)


def _email(column: Column, cell: Cell, factor: int) -> str:
    address = _first(cell)
    try:
        validate_email(address)
    except ValidationError:
        raise ValidationError("Địa chỉ thư điện tử không đúng, ví dụ: htx.lamson@gmail.com.") from None
    return address


def _number(cell: Cell, message: str) -> Decimal:
    if isinstance(cell, bool | dt.date | dt.time | dt.timedelta):
        raise ValidationError(message)
    try:
        number = Decimal(repr(cell)) if isinstance(cell, int | float) else read_number(_vietnamese(str(cell)))
    except (ValueError, ArithmeticError):
        raise ValidationError(message) from None
    if number < 0:
        raise ValidationError(message)
    return number


def _vietnamese(number: str) -> str:
    """Return a number with the thousands parted by points; `1,250,000` can only be meant that way."""
    plain = number.strip().replace("\u00a0", " ").removeprefix("'")
    return plain.replace(",", ".") if re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}", plain) else plain


def _count(column: Column, cell: Cell, factor: int) -> int:
    message = "Ghi một số nguyên không âm, ví dụ: 1.234."
    number = _number(_COUNTED.sub("", nfc(cell)) if isinstance(cell, str) else cell, message)
    if number != number.to_integral_value() or number > 2_147_483_647:
        raise ValidationError(message)
    return int(number)


def _money(column: Column, cell: Cell, factor: int) -> Decimal:
    message = "Ghi số tiền, ví dụ: 1.500.000.000; hoặc 1,5 tỷ; 320 triệu."
    cell = re.sub(r"(?i)\s*tr\.?(?:đ|d)?\s*$", " triệu", cell) if isinstance(cell, str) else cell
    if isinstance(cell, str) and re.search(r"[^\d.,\s]", cell):
        try:
            amount = read_money(nfc(cell))
        except (ValueError, ArithmeticError):
            raise ValidationError(message) from None
    else:
        amount = _number(cell, message) * factor
    if amount > Decimal(10**17):
        raise ValidationError("Số này quá lớn; hãy xem lại đơn vị tính của cột.")
    return amount.quantize(Decimal(1))


def _area(column: Column, cell: Cell, factor: int) -> Decimal:
    message = "Ghi số mét vuông, ví dụ: 1.250,5; hoặc 2,5 ha."
    hectares = _HECTARES.fullmatch(nfc(cell).strip()) if isinstance(cell, str) else None
    if hectares:
        return (_number(hectares[1], message) * 10_000).quantize(Decimal("0.1"))
    plain = re.sub(r"\s*m(?:2|²)\s*$", "", cell) if isinstance(cell, str) else cell
    number = _number(plain, message) * (factor if plain is cell else 1)
    if number > Decimal(10**12):
        raise ValidationError("Số này quá lớn; hãy kiểm tra lại.")
    return number.quantize(Decimal("0.1"))


def _date(column: Column, cell: Cell, factor: int) -> dt.date:
    if isinstance(cell, dt.datetime):
        return _sensible(cell.date())
    if isinstance(cell, dt.date):
        return _sensible(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _from_number(cell)
    return _sensible(_from_words(str(cell).strip()))


def _from_number(cell: float) -> dt.date:
    """A year stands for its first day; else Excel counts days from the end of 1899."""
    if 1900 <= cell <= 2100 and float(cell).is_integer():
        return dt.date(int(cell), 1, 1)
    if not 10_000 <= cell <= 80_000:
        raise ValidationError(_DAY_MESSAGE)
    return _sensible(_EXCEL_ZERO + dt.timedelta(days=int(cell)))


_DAY_MESSAGE = "Ghi ngày theo dạng ngày/tháng/năm, ví dụ: 05/04/2026."


def _from_words(words: str) -> dt.date:
    found = _DAY.fullmatch(words) or _DAY_IN_WORDS.fullmatch(fold(words))
    by_month = _MONTH.fullmatch(fold(words))
    iso = _ISO.fullmatch(words)
    try:
        if iso:
            return dt.date(*map(int, iso.groups()[:3]))
        if found:
            day, month, year = map(int, found.groups())
            return dt.date(year if year > 99 else 2000 + year if year < 60 else 1900 + year, month, day)
        if by_month:
            of_year, whole = (int(part) for part in by_month.groups() if part)
            return dt.date(whole, of_year, 1)
        if _YEAR.fullmatch(words):
            return dt.date(int(words), 1, 1)
    except ValueError:
        raise ValidationError(f"Không có ngày {words}; {_DAY_MESSAGE[0].lower()}{_DAY_MESSAGE[1:]}") from None
    raise ValidationError(_DAY_MESSAGE)


def _sensible(day: dt.date) -> dt.date:
    if not 1930 <= day.year <= 2100:
        raise ValidationError(f"Năm {day.year} không hợp lý; {_DAY_MESSAGE[0].lower()}{_DAY_MESSAGE[1:]}")
    return day


def _choice(column: Column, cell: Cell, factor: int) -> str:
    words = fold(_plain(cell))
    options = [(value, fold(str(label))) for value, label in column.choices]
    exact = [value for value, label in options if words in (label, value)]
    near = exact or [value for value, test in _SYNONYMS.get(column.name, ()) if re.search(test, words)]
    near = near or [value for value, label in sorted(options, key=lambda o: -len(o[1])) if _one_in_other(words, label)]
    if not near:
        listed = "; ".join(str(label) for _, label in column.choices)
        raise ValidationError(f"“{_plain(cell)}” không có trong danh sách: {listed}.")
    return near[0]


def _one_in_other(words: str, label: str) -> bool:
    """Tell whether one stands within the other as whole words."""
    return bool(words and label) and (f" {words} " in f" {label} " or f" {label} " in f" {words} ")


# What people write for the law's words; the first that fits counts.
_SYNONYMS: dict[str, tuple[tuple[str, str], ...]] = {
    "kind": (
        ("union", r"lien hiep|\blh"), ("group", r"to hop tac|\btht\b"), ("credit_fund", r"quy tin dung|\bqtd"),
        ("cooperative", r"hop tac xa|\bhtx\b"),
    ),
    "field": (
        ("credit", r"tin dung|tai chinh|ngan hang"), ("agriculture", r"nong|lam|thuy san|chan nuoi|trong trot|diem"),
        ("construction", r"xay dung"), ("transport", r"van tai|giao thong"),
        ("environment", r"moi truong|nuoc sach|rac"), ("industry", r"cong nghiep|tieu thu|thu cong|\bttcn\b|\bcn\b"),
        ("trade", r"thuong mai|dich vu|\btmdv\b|du lich|cho\b"), ("other", r"khac|tong hop"),
    ),
    "status": (
        ("ended", r"da giai the|cham dut|da pha san"), ("dissolving", r"giai the|sap nhap|hop nhat|bi chia"),
        ("bankruptcy", r"pha san"), ("suspended", r"tam ngung|tam dung"), ("revoked", r"thu hoi"),
        ("not_at_address", r"khong (con )?hoat dong|ngung hoat dong|ngung han|da ngung"),
        ("active", r"hoat dong|\bdang\b|binh thuong"),
    ),
    "governance": (("compact", r"rut gon"), ("full", r"day du")),
}  # fmt: skip


def _yes_no(column: Column, cell: Cell, factor: int) -> bool | str:
    words = fold(_plain(cell))
    if words not in _YES | _NO:
        raise ValidationError("Ghi “có” hoặc “không” (hoặc đánh dấu x).")
    if column.is_extra:
        return "yes" if words in _YES else "no"
    return words in _YES


def _as_it_is(column: Column, cell: Cell, factor: int) -> str:
    return _plain(cell)


_READERS: dict[str, Callable[[Column, Cell, int], Any]] = {
    "id": _as_it_is, "version": _as_it_is, "unit": _as_it_is, "old_place": _as_it_is, "text": _text, "code": _code,
    "phone": _phone, "email": _email, "count": _count, "money": _money, "area": _area, "date": _date,
    "choice": _choice, "yes_no": _yes_no,
}  # fmt: skip
