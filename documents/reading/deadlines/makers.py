"""From a matched form to the deadline it says, one maker a form."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from documents.official.tree import Deadline
from documents.reading.calendar_words import add_days, make_date, month_span, quarter_span, third_of_month
from documents.reading.deadlines.words import PERIODS, ROMAN, UNITS, WEEKDAYS
from documents.reading.letters import fold, squeeze


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


def range(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    last_year = _year_of(match, "b")
    first = _date_of(match, "a", context, year=last_year)
    last = _date_of(match, "b", context, year=_year_of(match, "a"))
    if first is None or last is None or first > last:
        return None
    return Deadline(text, "period", first.isoformat(), last.isoformat())


def day_range(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    """`từ ngày 10 đến ngày 15/6/2026`, `ngày 10-12/6/2026`."""
    last = _date_of(match, "b", context)
    first = make_date(int(match.group("first")), last.month, last.year) if last else None
    if first is None or last is None or first >= last:
        return None
    return Deadline(text, "period", first.isoformat(), last.isoformat())


def from_now(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    last = _date_of(match, "b", context)
    if last is None:
        return None
    return Deadline(text, "period", context.date.isoformat() if context.date else None, last.isoformat())


def until(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    last = _date_of(match, "b", context)
    return Deadline(text, "date", None, last.isoformat()) if last else None


def until_weak(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    """`đến ngày D` alone tells as often how things stood; only a day to come binds."""
    made = until(match, text, context)
    return None if made and context.date and (made.end or "") < context.date.isoformat() else made


def day_to_come(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    """A bare `ngày D` behind the paper's own day: what is cited has always a day before it."""
    made = event(match, text, context) if _year_of(match, "b") else None
    if made is None or context.date is None or (made.end or "") <= context.date.isoformat():
        return None
    made.start = None if text.lower().startswith(("đến", "tới")) else made.start
    return made


def event(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    day = _date_of(match, "b", context)
    return Deadline(text, "date", day.isoformat(), day.isoformat()) if day else None


def _since(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    first = _date_of(match, "b", context)
    return Deadline(text, "period", first.isoformat(), None) if first else None


def months(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    year = int(match.group("y")) if match.group("y") else context.year
    if year is None:
        return None
    first, last = int(match.group("m")), int(match.group("to") or match.group("m"))
    if first > last:
        return None
    return _span("month" if first == last else "period", month_span(first, year, last), text)


def until_month(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    year = int(match.group("y")) if match.group("y") else context.year
    span = month_span(int(match.group("m")), year) if year else None
    if span and re.match(r"(?:hoan thanh\s+)?xong\s+(?:trong\s+)?thang", fold(text)):
        return _span("month", span, text)
    return Deadline(text, "month", None, span[1].isoformat()) if span else None


def until_month_from_now(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    """`từ nay đến hết tháng 12/2026`."""
    year = int(match.group("y")) if match.group("y") else context.year
    span = month_span(int(match.group("m")), year) if year else None
    start = context.date.isoformat() if context.date else None
    return Deadline(text, "period", start, span[1].isoformat()) if span else None


def third(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    year = int(match.group("y")) if match.group("y") else context.year
    third = {"dau": "thuong", "giua": "trung", "cuoi": "ha"}.get(match.group("third"), match.group("third"))
    return (
        _span("period", third_of_month(third, int(match.group("m")), year), text)
        if year and 1 <= int(match.group("m")) <= 12
        else None
    )


def quarter(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    year = int(match.group("y")) if match.group("y") else context.year
    first, last = ROMAN.get(match.group("q")), ROMAN.get(match.group("to") or match.group("q"))
    if year is None or first is None or last is None or first > last:
        return None
    if first == last:
        return _span("quarter", quarter_span(first, year), text)
    return _span("period", month_span(first * 3 - 2, year, last * 3), text)


# `6 tháng đầu năm` names a span that is reported on, unless a word makes it a time to work in.
_BOUND_HALF = re.compile(
    r"(?:(?:trong|hoan thanh|xong|thuc hien|het)\s+|(?:thoi gian|thoi han)[^.;:]{0,20}:\s*)"
    r"(?:trong\s+|cac\s+)?0?\d{1,2} thang (?:dau|cuoi) nam(?:\s+\d{4})?$"
)


def half(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    year = int(match.group("y")) if match.group("y") else context.year
    count, side = int(match.group("n")), match.group("side")
    if year is None or not 1 <= count <= 11 or not _BOUND_HALF.search(match.string[: match.end()][-60:]):
        return None
    return _span("period", month_span(1, year, count) if side == "dau" else month_span(13 - count, year, 12), text)


def year(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    printed = match.group("y")
    year = int(printed) if printed else context.year
    return _span("year", month_span(1, year, 12), text) if year else None


def until_year(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    span = month_span(1, int(match.group("y")), 12)
    return Deadline(text, "year", None, span[1].isoformat()) if span else None


def year_end(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    printed = match.group("y")
    year = int(printed) if printed else context.year
    if year is None:
        return None
    first, last = {"cuoi": (10, 12), "dau": (1, 3), "giua": (6, 7)}[match.group("side")]
    return _span("period", month_span(first, year, last), text)


def recurring_day(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    """`trước ngày 20 hằng tháng`, `ngày 15 của tháng cuối quý`."""
    day = int(match.group("day"))
    if not 1 <= day <= 31:
        return None
    period = match.groupdict().get("period") or ""
    unit = "quarterly" if "quy" in period else "yearly" if "nam" in period else "monthly"
    return Deadline(text, "recurring", recurrence=f"{unit}:{day}")


def two_days(match: re.Match[str], text: str, context: Context) -> list[Deadline]:
    """`ngày 15 và ngày 30 hằng tháng`."""
    days = [int(match.group(name)) for name in ("first", "second")]
    return [Deadline(text, "recurring", recurrence=f"monthly:{day}") for day in days if 1 <= day <= 31]


def yearly(match: re.Match[str], text: str, context: Context) -> list[Deadline]:
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


def weekly(match: re.Match[str], text: str, context: Context) -> Deadline:
    word = match.group("wd")
    name = "nhat" if word.startswith("chu") else word.split()[-1]
    return Deadline(text, "recurring", recurrence=f"weekly:{WEEKDAYS[name]}")


def periodic(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    words = match.group("list")
    units = [
        u for u in ("nam", "quy", "thang", "tuan", "ngay") if re.search(rf"\b{u}\b", re.sub(r"\d+ thang", "", words))
    ]
    halves = re.search(r"\b0?6 thang\b", words)
    if not units and not halves:
        return None
    if not units or (halves and units == ["nam"] and "nam" not in words):
        return Deadline(text, "recurring", recurrence="halfyearly:")
    return Deadline(text, "recurring", recurrence=PERIODS[units[0]] + ":")


def relative(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    count = int(match.group("n"))
    unit = "working_day" if "lam viec" in match.group("unit") else UNITS[match.group("unit").strip()]
    count *= 7 if match.group("unit").strip() == "tuan" else 1
    base = _base_of(match)
    known = base in ("signing", "issue") and context.date is not None
    end = add_days(context.date, count, unit) if known and context.date else None
    return Deadline(
        text, "relative", None, end.isoformat() if end else None, {"days": count, "from": base, "unit": unit}
    )


_ISSUED = re.compile(
    r"(?:ngay\s+)?(?:van ban|ke hoach|quyet dinh|cong van|thong bao|chi thi|huong dan)?\s*(?:nay\s+)?"
    r"(?:duoc\s+)?ban hanh"
)


def _base_of(match: re.Match[str]) -> str:
    base = squeeze(match.groupdict().get("base") or "").strip(" .,;")
    if re.match(
        r"(?:ngay\s+)?(?:van ban|ke hoach|quyet dinh|cong van|thong bao|chi thi)?\s*(?:nay\s+)?(?:duoc\s+)?ky\b", base
    ):
        return "signing"
    if _ISSUED.match(base):
        return "issue"
    if re.match(r"(?:ngay\s+)?(?:khi\s+)?nhan (?:duoc)?", base):
        return "receipt"
    return base or "event"


def ahead(match: re.Match[str], text: str, context: Context) -> Deadline | None:
    """`chậm nhất 10 ngày trước ngày khai mạc`: days before an event, told as a negative number."""
    made = relative(match, text, context)
    if made is None or not isinstance(made.recurrence, dict):
        return made
    made.end = None
    made.recurrence["days"] = -made.recurrence["days"]
    return made


def at_once(match: re.Match[str], text: str, context: Context) -> Deadline:
    return Deadline(text, "relative", None, None, {"days": 0, "from": _base_of(match), "unit": "day"})


def bare_periodic(match: re.Match[str], text: str, context: Context) -> Deadline:
    return Deadline(text, "relative", None, None, {"days": None, "from": None, "unit": None})
