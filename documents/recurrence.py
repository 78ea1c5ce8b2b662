"""Recurring and relative time limits: between the tree's codes and the words that people read and type."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Any

from coopportal.text import fold

Rule = str | dict[str, Any] | None

SAMPLES = "hằng tháng, ngày 20; hằng tuần, thứ sáu; hằng quý, ngày 25; hằng năm, ngày 15/12; 15 ngày kể từ ngày ký"
_WEEKDAYS = {
    "monday": "thứ hai", "tuesday": "thứ ba", "wednesday": "thứ tư", "thursday": "thứ năm", "friday": "thứ sáu",
    "saturday": "thứ bảy", "sunday": "chủ nhật",
}  # fmt: skip
_SPAN = {
    "weekly": "hằng tuần", "monthly": "hằng tháng", "quarterly": "hằng quý", "half_yearly": "6 tháng một lần",
    "yearly": "hằng năm",
}  # fmt: skip
_SPAN_CODES = {
    "tuan": "weekly", "thang": "monthly", "quy": "quarterly", "6 thang": "half_yearly", "nua nam": "half_yearly",
    "nam": "yearly",
}  # fmt: skip
_UNITS = {"day": "ngày", "working_day": "ngày làm việc", "month": "tháng", "hour": "giờ"}
_BASES = {"signing": "ngày ký", "receipt": "ngày nhận"}
_PERIODIC = re.compile(
    r"(?:dinh ky )?(?:(?:hang|moi) (?=\w)|(?=6 thang|nua nam))(tuan|thang|quy|6 thang|nua nam|nam)(?: mot lan)?"
    r"(?:[, ]+(?:vao |truoc )?(.+))?"
)
# "trước ngày 20 hằng tháng" says the same the other way round.
_DAY_FIRST = re.compile(r"(?:dinh ky )?(?:vao |truoc )?(.+?),? (?:hang|moi) (tuan|thang|quy|6 thang|nua nam|nam)")
_RELATIVE = re.compile(
    r"(?:trong )?(?:vong )?(\d{1,3}) (ngay lam viec|ngay|thang|gio),? (?:ke )?tu (?:ngay |khi )?(ky|nhan).*"
)
_FOLDED_WEEKDAYS = {fold(words): code for code, words in _WEEKDAYS.items()} | {
    f"thu {n}": code for n, code in enumerate(_WEEKDAYS, start=2) if n < 8
}


def words_of(rule: Rule) -> str:
    """Return the rule in Vietnamese words (`hằng tháng, ngày 20`); an unknown code as it is, nothing for None."""
    if isinstance(rule, dict):
        unit, base = (
            _UNITS.get(str(rule.get("unit")), "ngày"),
            _BASES.get(str(rule.get("from")), str(rule.get("from") or "")),
        )
        return f"{rule.get('days', '')} {unit} kể từ {base}".strip()
    span, _, day = (rule or "").partition(":")
    if span not in _SPAN:
        return rule or ""
    return f"{_SPAN[span]}, {_day_words(span, day)}" if day else _SPAN[span]


def _day_words(span: str, day: str) -> str:
    if span == "weekly":
        return _WEEKDAYS.get(day, day)
    if span == "yearly" and "-" in day:
        month, _, number = day.partition("-")
        return f"ngày {number}/{month}"
    return f"ngày {day}"


def rule_of(words: str) -> Rule:
    """Return the rule that the words say (marks and case do not matter), None for blank.

    Raises ValueError where they say none; SAMPLES shows what is understood.
    """
    text = fold(words).strip(" .;")
    if not text:
        return None
    if relative := _RELATIVE.fullmatch(text):
        units = {fold(name): code for code, name in _UNITS.items()}
        base = "signing" if relative[3] == "ky" else "receipt"
        return {"days": int(relative[1]), "from": base, "unit": units[relative[2]]}
    if day_first := _DAY_FIRST.fullmatch(text):
        text = f"hang {day_first[2]}, {day_first[1]}"
    periodic = _PERIODIC.fullmatch(text)
    if not periodic:
        raise ValueError(words)
    span = _SPAN_CODES[periodic[1]]
    return f"{span}:{_day_code(span, periodic[2])}" if periodic[2] else span


def _day_code(span: str, words: str) -> str:
    if span == "weekly":
        if words not in _FOLDED_WEEKDAYS:
            raise ValueError(words)
        return _FOLDED_WEEKDAYS[words]
    if span == "yearly":
        return _month_and_day(words)
    day = re.fullmatch(r"(?:ngay )?(\d{1,2})", words)
    if not day or not 1 <= int(day[1]) <= 31:
        raise ValueError(words)
    return str(int(day[1]))


def _month_and_day(words: str) -> str:
    found = re.fullmatch(r"(?:ngay )?(\d{1,2})(?:/| thang )(\d{1,2})", words)
    if not found:
        raise ValueError(words)
    day, month = int(found[1]), int(found[2])
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(2024, month)[1]):
        raise ValueError(words)
    return f"{month:02d}-{day:02d}"


def day_of_relative(rule: Rule, signed_on: dt.date | None) -> dt.date | None:
    """Return the last day of a limit counted in days or months from signing; None where base or unit gives no day here.

    Working days need the calendar and are left to `organizations.calendar.WorkingCalendar`.
    """
    if not isinstance(rule, dict) or rule.get("from") != "signing" or signed_on is None:
        return None
    count = int(rule.get("days") or 0)
    try:
        if rule.get("unit") == "day":
            return signed_on + dt.timedelta(days=count)
        return _months_later(signed_on, count) if rule.get("unit") == "month" else None
    except (OverflowError, ValueError):
        return None


def _months_later(day: dt.date, count: int) -> dt.date:
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
