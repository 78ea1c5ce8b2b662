"""Deadlines as people write them, with citations and programme spans left out.

The conventions (what counts as a deadline, `trước ngày D` gives D) are those of the project's reading corpus.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from documents.official.tree import Deadline
from documents.reading.calendar_words import add_days, make_date, month_span, quarter_span, third_of_month
from documents.reading.letters import fold, squeeze

_WEEKDAYS = {
    "hai": "monday",
    "2": "monday",
    "ba": "tuesday",
    "3": "tuesday",
    "tu": "wednesday",
    "4": "wednesday",
    "nam": "thursday",
    "5": "thursday",
    "sau": "friday",
    "6": "friday",
    "bay": "saturday",
    "7": "saturday",
    "nhat": "sunday",
}
WEEKDAY_INDEX = {
    name: index
    for index, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "tu": 4,
}

_HOUR = r"(?:\d{1,2}\s*(?:h|g|gio)\s*(?:\d{2})?\s*(?:phut)?|\d{1,2}:\d{2})"
_CLOCK = rf"(?:(?:vao )?(?:luc )?{_HOUR}\s*,?\s*(?:phut)?\s*,?\s*)?"
_WD = r"(?:thu\s+(?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)"
_WEEKDAY = rf"(?:(?:sang|chieu)?\s*(?:ngay\s+)?\(?{_WD}\)?\s*,?\s*)?"
_YEAR = r"(?:19|20|21)\d{2}"


def _day(name: str, *, need_word: bool = False) -> str:
    """A day: `15/6/2026`, `15/6`, `15-6-2026`, `15 tháng 6 năm 2026`, `15 tháng 6`."""
    word = r"ngay\s+" if need_word else r"(?:ngay\s+)?"
    return (
        rf"{word}(?:mung\s+)?(?P<{name}d>\d{{1,2}})\s*(?:[/.-]\s*(?P<{name}m>\d{{1,"
        rf"2}})(?:\s*[/.-]\s*(?P<{name}y>{_YEAR})(?!\d))?(?![\d/])"
        rf"|\s*thang\s*(?P<{name}n>\d{{1,2}})(?:\s*(?:,\s*)?nam\s*(?P<{name}z>{_YEAR}))?(?!\d))"
    )


_LATEST = (
    r"(?:(?:cham|muon|tre) nhat(?: la)?(?: vao| den| truoc| het| trong)*|khong (?:qua|cham hon|muon "
    r"hon)|truoc va trong|truoc|den het|het|xong truoc|xong)"
)
_PREFIX = (
    r"(?:(?:(?:phai |can )?hoan thanh(?: xong)?|hoan tat|xong|thoi (?:han|gian)(?: (?:hoan thanh|thuc "
    r"hien|gui|bao cao))?(?: la)?\s*:?|du kien|cao diem(?: la)?|bat dau)\s+)?"
)
_FINISH = r"(?:dinh ky\s+)?"
_EVERY = r"(?:hang|moi)"
_PERIODS = {"ngay": "daily", "tuan": "weekly", "thang": "monthly", "quy": "quarterly", "nam": "yearly"}


@dataclass(frozen=True)
class Context:
    """What a deadline's reading depends on: the document's date, and the year that a day without one takes."""

    date: date | None = None
    year: int | None = None


Maker = Callable[[re.Match[str], str, Context], Deadline | list[Deadline] | None]


def _date_of(
    match: re.Match[str], name: str, context: Context, *, after: date | None = None, year: int | None = None
) -> date | None:
    day, month = match.group(name + "d"), match.group(name + "m") or match.group(name + "n")
    printed = match.group(name + "y") or match.group(name + "z")
    chosen = int(printed) if printed else year or context.year
    if not day or not month or not chosen:
        return None
    return make_date(int(day), int(month), chosen)


def _year_of(match: re.Match[str], name: str) -> int | None:
    printed = match.group(name + "y") or match.group(name + "z")
    return int(printed) if printed else None


def _span(kind: str, span: tuple[date, date] | None, text: str) -> Deadline | None:
    return Deadline(text, kind, span[0].isoformat(), span[1].isoformat()) if span else None


# --- makers, one a form ------------------------------------------------------------------------------


def _range(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    last_year = _year_of(match, "b")
    first = _date_of(match, "a", context, year=last_year)
    last = _date_of(match, "b", context, year=_year_of(match, "a"))
    if first is None or last is None or first > last:
        return None
    return Deadline(text, "period", first.isoformat(), last.isoformat())


def _day_range(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    """`từ ngày 10 đến ngày 15/6/2026`, `ngày 10-12/6/2026`."""
    last = _date_of(match, "b", context)
    first = make_date(int(match.group("first")), last.month, last.year) if last else None
    if first is None or last is None or first >= last:
        return None
    return Deadline(text, "period", first.isoformat(), last.isoformat())


def _from_now(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    last = _date_of(match, "b", context)
    if last is None:
        return None
    return Deadline(text, "period", context.date.isoformat() if context.date else None, last.isoformat())


def _until(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    last = _date_of(match, "b", context)
    return Deadline(text, "date", None, last.isoformat()) if last else None


def _until_weak(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    """`đến ngày D` alone tells as often how things stood; only a day to come binds."""
    made = _until(match, text, context)
    return None if made and context.date and (made.end or "") < context.date.isoformat() else made


def _event(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    day = _date_of(match, "b", context)
    return Deadline(text, "date", day.isoformat(), day.isoformat()) if day else None


def _since(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    first = _date_of(match, "b", context)
    return Deadline(text, "period", first.isoformat(), None) if first else None


def _months(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    year = int(match.group("y")) if match.group("y") else context.year
    if year is None:
        return None
    first, last = int(match.group("m")), int(match.group("to") or match.group("m"))
    if first > last:
        return None
    return _span("month" if first == last else "period", month_span(first, year, last), text)


def _until_month(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    year = int(match.group("y")) if match.group("y") else context.year
    span = month_span(int(match.group("m")), year) if year else None
    return Deadline(text, "month", None, span[1].isoformat()) if span else None


def _third(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    year = int(match.group("y")) if match.group("y") else context.year
    third = {"dau": "thuong", "giua": "trung", "cuoi": "ha"}.get(match.group("third"), match.group("third"))
    return (
        _span("period", third_of_month(third, int(match.group("m")), year), text)
        if year and 1 <= int(match.group("m")) <= 12
        else None
    )


def _quarter(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    year = int(match.group("y")) if match.group("y") else context.year
    first, last = _ROMAN.get(match.group("q")), _ROMAN.get(match.group("to") or match.group("q"))
    if year is None or first is None or last is None or first > last:
        return None
    if first == last:
        return _span("quarter", quarter_span(first, year), text)
    return _span("period", month_span(first * 3 - 2, year, last * 3), text)


# `6 tháng đầu năm` names a span that is reported on, unless a word makes it a time to work in.
_BOUND_HALF = re.compile(
    r"(?:trong|hoan thanh|xong|thuc hien|het)\s+(?:trong\s+|cac\s+)?0?\d{1,2} thang (?:dau|cuoi) nam(?:\s+\d{4})?$"
)


def _half(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    year = int(match.group("y")) if match.group("y") else context.year
    count, side = int(match.group("n")), match.group("side")
    if year is None or not 1 <= count <= 11 or not _BOUND_HALF.search(match.string[: match.end()][-60:]):
        return None
    return _span("period", month_span(1, year, count) if side == "dau" else month_span(13 - count, year, 12), text)


def _year(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    printed = match.group("y")
    year = int(printed) if printed else context.year
    return _span("year", month_span(1, year, 12), text) if year else None


def _until_year(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    span = month_span(1, int(match.group("y")), 12)
    return Deadline(text, "year", None, span[1].isoformat()) if span else None


def _year_end(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    printed = match.group("y")
    year = int(printed) if printed else context.year
    if year is None:
        return None
    first, last = {"cuoi": (10, 12), "dau": (1, 3), "giua": (6, 7)}[match.group("side")]
    return _span("period", month_span(first, year, last), text)


def _recurring_day(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    """`trước ngày 20 hằng tháng`, `ngày 15 của tháng cuối quý`."""
    day = int(match.group("day"))
    if not 1 <= day <= 31:
        return None
    period = match.groupdict().get("period") or ""
    unit = "quarterly" if "quy" in period else "yearly" if "nam" in period else "monthly"
    return Deadline(text, "recurring", recurrence=f"{unit}:{day}")


def _two_days(match: re.Match[str], text: str, context: Context) -> list[Deadline]:
    """`ngày 15 và ngày 30 hằng tháng`."""
    days = [int(match.group(name)) for name in ("first", "second")]
    return [Deadline(text, "recurring", recurrence=f"monthly:{day}") for day in days if 1 <= day <= 31]


def _yearly(match: re.Match[str], text: str, context: Context) -> list[Deadline]:
    """`trước ngày 15/12 hằng năm`, `trước ngày 15/6 và 15/12 hằng năm`."""
    found = []
    for name in ("a", "b"):
        groups = match.groupdict()
        if name + "d" not in groups or not groups[name + "d"]:
            continue
        day, month = int(groups[name + "d"]), int(groups[name + "m"] or groups[name + "n"])
        if make_date(day, month, 2024):
            found.append(Deadline(text, "recurring", recurrence=f"yearly:{month:02d}-{day:02d}"))
    return found


def _weekly(match: re.Match[str], text: str, context: Context) -> Deadline:
    word = match.group("wd")
    name = "nhat" if word.startswith("chu") else word.split()[-1]
    return Deadline(text, "recurring", recurrence=f"weekly:{_WEEKDAYS[name]}")


def _periodic(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    words = match.group("list")
    units = [
        u for u in ("nam", "quy", "thang", "tuan", "ngay") if re.search(rf"\b{u}\b", re.sub(r"\d+ thang", "", words))
    ]
    halves = re.search(r"\b0?6 thang\b", words)
    if not units and not halves:
        return None
    if not units or (halves and units == ["nam"] and "nam" not in words):
        return Deadline(text, "recurring", recurrence="halfyearly:")
    return Deadline(text, "recurring", recurrence=_PERIODS[units[0]] + ":")


_UNITS = {"ngay": "day", "ngay lam viec": "working_day", "thang": "month", "gio": "hour", "h": "hour", "tuan": "day"}


def _relative(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    count = int(match.group("n"))
    unit = "working_day" if "lam viec" in match.group("unit") else _UNITS[match.group("unit").strip()]
    count *= 7 if match.group("unit").strip() == "tuan" else 1
    base = _base_of(match)
    known = base in ("signing", "issue") and context.date is not None
    end = add_days(context.date, count, unit) if known and context.date else None
    return Deadline(
        text, "relative", None, end.isoformat() if end else None, {"days": count, "from": base, "unit": unit}
    )


_KNOWN_BASES = ("signing", "issue", "receipt", "event")


def _base_of(match: re.Match[str]) -> str:
    base = squeeze(match.groupdict().get("base") or "").strip(" .,;")
    if re.match(
        r"(?:ngay\s+)?(?:van ban|ke hoach|quyet dinh|cong van|thong bao|chi thi)?\s*(?:nay\s+)?(?:duoc\s+)?ky\b", base
    ):
        return "signing"
    if re.match(r"(?:ngay\s+)?(?:duoc\s+)?ban hanh", base):
        return "issue"
    if re.match(r"(?:ngay\s+)?(?:khi\s+)?nhan (?:duoc)?", base):
        return "receipt"
    return base or "event"


def _at_once(match: re.Match[str], text: str, context: Context) -> Deadline:
    return Deadline(text, "relative", None, None, {"days": 0, "from": _base_of(match), "unit": "day"})


def _bare_periodic(match: re.Match[str], text: str, context: Context) -> Deadline:
    return Deadline(text, "relative", None, None, {"days": None, "from": None, "unit": None})


# --- the forms, the more telling first ---------------------------------------------------------------

_TO = r"\s*(?:-|den)\s*(?:het\s+|truoc\s+)?"
_NEEDLES: dict[Maker, tuple[str, ...]] = {
    _weekly: ("tuan",),
    _yearly: (" nam",),
    _recurring_day: ("thang", "quy"),
    _two_days: ("thang",),
    _from_now: ("nay",),
    _range: ("/", "-", "thang"),
    _day_range: ("/", "-", "thang"),
    _until: ("/", "-", ".", "thang"),
    _until_weak: ("/", "-", ".", "thang"),
    _event: ("/", "-", ".", "thang"),
    _third: ("tuan", "dau", "giua", "cuoi"),
    _until_month: ("thang",),
    _months: ("thang",),
    _quarter: ("quy",),
    _half: ("thang",),
    _year: ("nam",),
    _until_year: ("nam",),
    _year_end: ("nam",),
    _relative: ("tu", "sau"),
    _at_once: ("ngay sau",),
    _periodic: ("dinh ky", "hang ", "moi "),
    _bare_periodic: ("dinh ky",),
}
_FORMS: list[tuple[re.Pattern[str], Maker, tuple[str, ...]]] = [
    (re.compile(pattern), maker, _NEEDLES[maker])
    for pattern, maker in (
        (
            rf"(?:dinh ky\s+)?(?:{_EVERY}\s+tuan\s*[,(]?\s*)?(?:truoc|vao|cham nhat(?: la| "
            rf"vao)?)?\s*{_CLOCK}(?:(?:sang|chieu)\s+)?(?:ngay\s+)?(?P<wd>{_WD})\s*,"
            rf"?\s*(?:cua\s+)?{_EVERY}\s+tuan",
            _weekly,
        ),
        (
            rf"(?:dinh ky\s+)?{_EVERY}\s+tuan\s*[,(]?\s*\(?\s*(?:[^.;:,\d]{{0,60}}?\s(?=truoc|vao|cham "
            rf"nhat))?(?:truoc|vao|cham nhat(?: la| vao)?)?\s*{_CLOCK}(?:(?:sang|"
            rf"chieu)\s+)?(?:ngay\s+)?(?P<wd>{_WD})",
            _weekly,
        ),
        (
            rf"(?:{_FINISH}{_LATEST}|vao)\s*{_CLOCK}{_day('a')}\s*(?:,|va|;|"
            rf"hoac)\s*(?:truoc\s+)?{_day('b')}\s*(?:cua\s+)?(?:{_EVERY}\s+nam|trong nam)(?!\s*{_YEAR})",
            _yearly,
        ),
        (rf"(?:{_FINISH}{_LATEST}|vao)\s*{_CLOCK}{_day('b')}\s*,?\s*(?:cua\s+)?{_EVERY}\s+nam\b", _yearly),
        (
            rf"(?:dinh ky\s+)?{_EVERY}\s+nam\s*[,(]?\s*\(?\s*(?:{_LATEST})\s*{_CLOCK}(?:ngay\s+)?(?P<bd>\d{{1,"
            rf"2}})\s*(?:/\s*(?P<bm>\d{{1,2}})(?![\d/])|\s*thang\s*(?P<bn>\d{{1,2}}))(?!\s*/|\s*nam\s*\d)",
            _yearly,
        ),
        (
            rf"(?:{_LATEST}\s+|vao\s+)?(?:cac\s+)?ngay\s+(?P<first>\d{{1,2}})\s*(?:va|,"
            rf")\s*(?:ngay\s+)?(?P<second>\d{{1,2}})\s+{_EVERY}\s+thang",
            _two_days,
        ),
        (
            rf"(?:{_FINISH}{_LATEST}|vao|tu)\s*{_CLOCK}(?:ngay\s+)?(?P<day>\d{{1,2}})\s*,"
            rf"?\s*(?:cua\s+)?(?P<period>(?:thang\s+)?(?:cuoi|dau|dau tien|cuoi "
            rf"cung)(?:\s+(?:cua\s+)?(?:{_EVERY}\s+)?)?quy(?:\s+sau)?)\b",
            _recurring_day,
        ),
        (
            rf"(?:{_FINISH}{_LATEST}|vao)\s*{_CLOCK}(?:ngay\s+)?(?P<day>\d{{1,2}})\s*,"
            rf"?\s*(?:cua\s+)?(?P<period>{_EVERY}\s+(?:thang|quy)|thang (?:sau|ke tiep|lien ke|tiep theo))\b",
            _recurring_day,
        ),
        (
            rf"(?:dinh ky\s+)?(?P<period>{_EVERY}\s+(?:thang|quy))\s*[,(]?\s*\(?\s*(?:{_LATEST}|"
            rf"vao)\s*{_CLOCK}(?:ngay\s+)(?P<day>\d{{1,2}})(?!\s*[/.-]?\s*\d|\s*thang\s*\d)",
            _recurring_day,
        ),
        (rf"(?:{_PREFIX})(?:tu\s+nay|ke tu nay)\s+(?:den|toi)\s+(?:het\s+)?{_day('b')}", _from_now),
        (rf"{_PREFIX}(?:tu\s+)?{_CLOCK}{_day('a')}{_TO}{_CLOCK}{_day('b')}", _range),
        (
            rf"{_PREFIX}(?:tu\s+|tu ngay\s+|trong (?:cac|hai|02|03|2|3)?\s*ngay\s+|ngay\s+|cac "
            rf"ngay\s+)(?P<first>\d{{1,2}})\s*(?:-|den(?: het)?|va)\s*(?:ngay\s+)?{_day('b')}",
            _day_range,
        ),
        (rf"{_PREFIX}{_FINISH}{_LATEST}\s*{_CLOCK}{_WEEKDAY}{_day('b')}", _until),
        (rf"{_PREFIX}(?:den|toi)\s+{_CLOCK}{_day('b', need_word=True)}", _until_weak),
        (
            rf"(?:du kien|to chuc|khai mac|thoi gian(?: to chuc| thuc hien)?\s*:|vao|bat dau)\s*(?:vao\s+|"
            rf"tu\s+)?{_CLOCK}(?:(?:buoi )?(?:sang|chieu|toi),? )?{_WEEKDAY}{_day('b')}",
            _event,
        ),
        (rf"{_HOUR}\s*,?\s*(?:phut)?\s*,?\s*{_WEEKDAY}(?:sang|chieu|toi)?\s*{_day('b', need_word=True)}", _event),
        (rf"{_PREFIX}(?:trong|ngay trong)\s+{_day('b', need_word=True)}", _until),
        (
            rf"{_PREFIX}{_LATEST}\s*(?:trong\s+|cuoi\s+)?thang\s*(?P<m>\d{{1,2}})(?:\s*(?:/|nam|"
            rf"-)\s*(?P<y>{_YEAR}))?(?!\d|/)",
            _until_month,
        ),
        (
            rf"(?P<third>thuong|trung|ha) tuan(?:\s+cua)?\s+thang\s*(?P<m>\d{{1,2}})(?:\s*(?:/|nam|"
            rf"-)\s*(?P<y>{_YEAR}))?",
            _third,
        ),
        (rf"(?P<third>dau|giua|cuoi)\s+thang\s*(?P<m>\d{{1,2}})(?:\s*(?:/|nam|-)\s*(?P<y>{_YEAR}))?(?!\d|/)", _third),
        (
            rf"{_PREFIX}(?:(?:trong|vao|tu)\s+)?(?:cac\s+)?thang\s*(?P<m>\d{{1,2}})\s*(?:-|den|va|,"
            rf")\s*(?:het\s+)?(?:thang\s*)?(?P<to>\d{{1,2}})\s*(?:/|nam|-)\s*(?P<y>{_YEAR})",
            _months,
        ),
        (
            rf"{_PREFIX}(?:trong|vao|xong)\s+thang\s*(?P<m>\d{{1,2}})(?P<to>)?(?:\s*(?:/|nam|"
            rf"-)\s*(?P<y>{_YEAR}))?(?!\d|/|-)",
            _months,
        ),
        (
            rf"(?:hoan thanh|cao diem|du kien|thoi gian(?: (?:hoan thanh|thuc hien|to chuc))?\s*:|"
            rf"xong)\s*(?:trong\s+|vao\s+)?thang\s*(?P<m>\d{{1,2}})(?P<to>)?(?:\s*(?:/|nam|"
            rf"-)\s*(?P<y>{_YEAR}))?(?!\d|/|-)",
            _months,
        ),
        (
            rf"{_PREFIX}(?:(?:{_LATEST}|trong|vao|tu|du kien)\s+)*quy\s+(?P<q>i{{1,3}}v?|iv|[1-4])(?:\s*(?:-|"
            rf"den|va|,)\s*(?:het\s+)?(?:quy\s+)?(?P<to>i{{1,3}}v?|iv|[1-4]))?\b(?:\s*(?:/|nam|"
            rf"-)\s*(?P<y>{_YEAR}))?",
            _quarter,
        ),
        (rf"{_PREFIX}(?:trong\s+)?0?(?P<n>\d{{1,2}}) thang (?P<side>dau|cuoi) nam(?:\s+(?P<y>{_YEAR}))?", _half),
        (rf"{_PREFIX}(?:trong|ca)\s+nam\s+(?P<y>{_YEAR})(?!\s*[-/\d])", _year),
        (
            rf"{_PREFIX}(?:den het|het|truoc|xong truoc|cham nhat(?: la| trong| "
            rf"den)?)\s+(?:cuoi\s+)?nam\s+(?P<y>{_YEAR})(?!\s*[-/\d])",
            _until_year,
        ),
        (rf"\bca nam(?P<y>)\b(?!\s*{_YEAR}|\s*\()", _year),
        (rf"(?:vao|truoc|trong)?\s*(?P<side>cuoi|giua|dau)\s+nam\s+(?P<y>{_YEAR})(?!\s*[-/\d])", _year_end),
        (
            rf"(?:hoan thanh|xong|vao|trong|truoc|du kien)\s+(?P<side>cuoi|giua|dau)\s+nam(?P<y>)\b(?!\s*{_YEAR})",
            _year_end,
        ),
        (
            r"(?:(?:trong|sau)\s+)?(?:thoi han\s+|thoi gian\s+|vong\s+|toi da\s+|cham nhat\s+(?:la\s+|sau\s+|"
            r"trong\s+)?|khong qua\s+|it nhat\s+|qua\s+|truoc\s+)*(?P<n>\d{1,3})\s*(?:\([^)]{1,20}\)\s*)?"
            r"(?P<unit>ngay lam viec|ngay|thang|tuan|gio|h)\b,?\s*(?:lam viec\s*,?\s*)?(?:ke tu|tinh tu|sau|"
            r"tu)\s+(?:ngay\s+|thoi diem\s+|khi\s+|luc\s+)*(?P<base>[^.;:,\n]{2,70})(?!\w)",
            _relative,
        ),
        (r"ngay sau (?:khi\s+)?(?P<base>[^.;:,\n]{3,80})(?!\w)", _at_once),
        (
            rf"(?<!bao cao )dinh ky\s+(?P<list>(?:(?:,|va|hoac|;)?\s*(?:(?:{_EVERY}\s+)?(?:ngay|tuan|thang|quy|"
            rf"nam)\b|0?[369] thang|giua nhiem ky|mot nam)\s*)+)",
            _periodic,
        ),
        (
            rf"\b(?P<list>{_EVERY}\s+(?:tuan|thang|quy|nam)(?:\s*(?:,|va)\s*(?:{_EVERY}\s+)?(?:tuan|thang|quy|"
            rf"nam)\b)*)",
            _periodic,
        ),
        (r"(?P<list>dinh ky) (?:bao cao|tong hop|gui)", _bare_periodic),
    )
]
# A cheap test: text without any of these words holds no deadline.
_HINT = re.compile(
    r"\d{1,2}\s?[/.-]\s?\d|\bthang\s?\d|\bnam \d{4}|\bquy [i\d]|(?:\bhang|\bmoi) (?:ngay|tuan|thang|"
    r"quy|nam)\b|\bdinh ky\b|\bngay sau\b|"
    r"\bca nam\b|(?:\bcuoi|\bdau|\bgiua) nam\b|\b(?:cuoi|dau) quy\b|\bthang (?:sau|ke tiep|lien ke|tiep theo)\b|"
    r"\d\s?(?:\([^)]{1,20}\)\s?)?(?:ngay|gio|h|tuan|thang)\b,?\s?(?:lam viec,?\s?)?(?:ke tu|tinh tu|"
    r"sau|tu|truoc|khi|dau|cuoi)|\d\s?(?:ngay|h),"
)
_REACH = 100
# What stands before a date that is no deadline: a citation, an anniversary, a past fact, an effect date.
_NOT_BEFORE = re.compile(
    r"(?:\btinh den(?: het)?(?: thoi diem)?(?: ngay)?|\b(?:vao )?hoi|so lieu (?:den|tinh den)|hieu "
    r"luc(?: thi hanh)?(?: ke)? tu(?: ngay)?|co hieu luc|giai doan(?: tu)?|nhiem ky|thoi ky|khoa|ky "
    r"niem(?: lan thu \d+)?(?: \d+ nam)?"
    r"|lan thu \w+|da (?:duoc )?(?:hoan thanh|ban hanh|to chuc|thuc hien)[^.;]{0,30}|\bluy ke(?: "
    r"den)?|cung ky|so voi|sinh ngay|cap ngay|noi cap|vao so|tu nam \d{4} den|ap dung tu(?: ngay)?|ke "
    r"tu ngay thanh lap|\bthanh lap)\s*[(:,]?\s*$"
)
_FORECAST = re.compile(r"\b(?:ban tin|du bao)\b[^.]*$")
# Words that make a date a limit, whatever is cited before it.
_BOUND = re.compile(r"(?:truoc|cham|muon|xong|het|den het|hoan thanh|du kien|khong|tu |cao diem)")
_CITED = re.compile(
    r"(?:\b(?:so:?\s*)?\d*[\w.]*\s?[/-]\s?[\w&./-]*[a-z][\w&./-]*|(?P<act>\b(?:nghi quyet|quyet dinh|"
    r"cong van|ke hoach|thong bao|chi thi|luat|nghi dinh|thong tu|ket luan|to trinh|bao cao|bien ban|"
    r"thong tri|huong dan|chuong trinh|hop dong|giay chung nhan|dang ky)(?: so)?[^.;:]{0,60}?))\s*(?:,"
    r"|\()?\s*(?:ky |ban hanh |cap )?(?:ngay)?\s*$"
)


def find_deadlines(text: str, context: Context, *, where: str | None = None) -> list[Deadline]:
    """Return the deadlines of a text in order, each with the words that say it.

    `context` gives the document's date and year; a form that needs a year none is known for is left out.
    """
    return [replace(deadline, where=where) for deadline in _found(text, context)]


@lru_cache(maxsize=2048)
def _found(text: str, context: Context) -> tuple[Deadline, ...]:
    folded = fold(text)
    taken: list[tuple[int, int, list[Deadline]]] = []
    for low, high in _windows(folded):
        near = folded[low:high]
        for pattern, maker, needles in _FORMS:
            if any(needle in near for needle in needles):
                for match in pattern.finditer(folded, low, high):
                    _take(text, folded, match, maker, context, taken)
    return tuple(deadline for _, _, many in taken for deadline in many)


def _windows(folded: str) -> list[tuple[int, int]]:
    """Return the stretches of a text around the words that every deadline has one of."""
    windows: list[tuple[int, int]] = []
    for match in _HINT.finditer(folded):
        low = max(0, match.start() - _REACH)
        low = folded.rfind(" ", 0, low) + 1 if low else 0
        high = folded.find(" ", min(len(folded), match.end() + _REACH))
        high = len(folded) if high < 0 else high
        if windows and low <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(high, windows[-1][1]))
        else:
            windows.append((low, high))
    return windows


def _take(
    text: str,
    folded: str,
    match: re.Match[str],
    maker: Maker,
    context: Context,
    taken: list[tuple[int, int, list[Deadline]]],
) -> None:
    start, end = _trimmed(folded, match)
    place = bisect_left(taken, start, key=lambda item: item[0])
    meets = (place < len(taken) and taken[place][0] < end) or (place > 0 and taken[place - 1][1] > start)
    if meets or _is_no_deadline(text, folded, start, end, maker):
        return
    made = maker(match, squeeze(text[start:end]), context)
    if made:
        many = made if isinstance(made, list) else [made]
        taken.insert(place, (start, end, [_with_base(deadline, text, match) for deadline in many]))


def _with_base(deadline: Deadline, text: str, match: re.Match[str]) -> Deadline:
    """Give a relative deadline the words of its base as they are printed, where it is none of the known ones."""
    if isinstance(deadline.recurrence, dict) and deadline.recurrence["from"] not in (*_KNOWN_BASES, None):
        deadline.recurrence["from"] = squeeze(text[match.start("base") : match.end("base")])
    return deadline


def _trimmed(folded: str, match: re.Match[str]) -> tuple[int, int]:
    start, end = match.span()
    while start < end and folded[start] in " ,;(":
        start += 1
    while end > start and folded[end - 1] in " ,;(":
        end -= 1
    return start, end


def _is_no_deadline(text: str, folded: str, start: int, end: int, maker: Maker) -> bool:
    before = folded[max(0, start - 90) : start]
    if start and folded[start - 1].isalnum():
        return True
    if _NOT_BEFORE.search(before) or text[max(0, start - 5) : start].lower() == "tính ":
        return True
    if maker is _periodic and not folded[start:end].startswith("dinh ky") and not _reports(folded, start):
        return True
    if (
        maker in (_range, _event, _day_range, _until, _until_weak)
        and not _BOUND.match(folded, start)
        and _is_cited(text, start, before)
    ):
        return True
    if maker in (_range, _event, _day_range, _until_weak) and _FORECAST.search(before):
        return True
    if maker is _range and _is_anniversary(folded, start, end):
        return True
    return maker in (_year, _until_year, _quarter, _months) and bool(
        re.search(r"\b(?:ke hoach|chuong trinh|du toan|nghi quyet|de an)\s*$", before)
    )


def _is_cited(text: str, start: int, before: str) -> bool:
    """Tell whether the words before a date cite an act: its number, or its kind with a capital."""
    match = _CITED.search(before)
    if match is None:
        return False
    return match.group("act") is None or text[start - len(before) + match.start()].isupper()


def _reports(folded: str, start: int) -> bool:
    """`hằng quý` binds where the clause reports or gathers; `chế độ báo cáo hằng tuần` only names the rule."""
    clause = re.split(r"[.;:]", folded[:start])[-1]
    return bool(re.search(r"\b(?:bao cao|tong hop|gui|so ket|kiem tra|danh gia)\b", clause)) and "che do" not in clause


def _is_anniversary(folded: str, start: int, end: int) -> bool:
    """`(11/4/1946 - 11/4/2024)`: a span of decades is history, not time to work in."""
    years = [int(year) for year in re.findall(_YEAR, folded[start:end])]
    return len(years) == 2 and years[1] - years[0] > 6
