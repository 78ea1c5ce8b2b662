"""Place and date of issue (Decree 30/2020, Annex I, II.4)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from documents.official.checking.clauses import DATE
from documents.official.checking.context import Context
from documents.official.checking.letters import capitalized, fold, is_capitals
from documents.official.checking.registry import ERROR, INFO, Hit, rule
from documents.official.checking.wording import named, wording_rule

_WRITTEN = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.I)
_FIGURES = re.compile(r"\b(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})\b")
_PLACE_NOUN = re.compile(r"(tỉnh|huyện|xã|phường|thị trấn|thị xã|quận|thành phố|tp\.?)\s+(.+)", re.I)
_NEEDS_CITY = {"ho chi minh": "Thành phố Hồ Chí Minh"}
_NO_PLACE = {"BB"}


def written_date(text: str | None) -> tuple[int, int, int] | None:
    """Return (day, month, year) of `ngày … tháng … năm …`, whether or not that day exists; None where it is not so."""
    match = _WRITTEN.search(text or "")
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def form(day: int, month: int, year: int) -> str:
    """Return the date as the decree writes it: days below 10 and months 1 and 2 with a leading 0."""
    return f"ngày {day:02d} tháng {f'{month:02d}' if month < 3 else month} năm {year}"


def _exists(day: int, month: int, year: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


@rule("place.missing", what="Có địa danh trước ngày tháng năm", clause=DATE)
def place_missing(context: Context) -> Iterator[Hit]:
    if not context.document.place and context.document.kind not in _NO_PLACE:
        yield Hit("place", "Thiếu địa danh ghi trên văn bản.", "Ghi tên đơn vị hành chính nơi cơ quan đóng trụ sở.")


def _written_place(text: str) -> str:
    text = text.rstrip(" ,.;:") or text
    full = _NEEDS_CITY.get(fold(text))
    if full:
        return full
    return capitalized(text.title()) if is_capitals(text) and len(text) > 3 else capitalized(text)


wording_rule(
    "place.form",
    _written_place,
    what="Địa danh viết in thường, chữ cái đầu viết hoa, không kèm dấu câu",
    clause=DATE,
    message="Địa danh ghi chưa đúng: “{found}”.",
    mend="Ghi “{wanted}”.",
    pick=named("place"),
)


@rule(
    "place.common_noun",
    what="Địa danh chỉ kèm danh từ chung khi tên là số, tên người hoặc sự kiện",
    clause=DATE,
    severity=INFO,
)
def place_common_noun(context: Context) -> Iterator[Hit]:
    place = (context.document.place or "").rstrip(" ,.;:")
    match = _PLACE_NOUN.fullmatch(place)
    if place.isdecimal():
        yield Hit(
            "place",
            f"Địa danh “{place}” là chữ số nhưng thiếu danh từ chung.",
            f"Ghi “Phường {place}”, “Quận {place}”.",
        )
    elif match and not match[2][:1].isdigit() and fold(match[2]) not in _NEEDS_CITY:
        yield Hit(
            "place",
            f"Địa danh “{place}” kèm danh từ chung “{match[1]}”.",
            f"Chỉ ghi “{match[2]}”, trừ khi tên đó là tên người hoặc sự kiện lịch sử.",
        )


@rule("date.missing", what="Văn bản đã có số phải có đủ ngày, tháng, năm", clause=DATE)
def date_missing(context: Context) -> Iterator[Hit]:
    document = context.document
    if document.date or written_date(document.date_text) or document.kind in _NO_PLACE:
        return
    if document.number:
        yield Hit("date", "Văn bản đã có số nhưng chưa đủ ngày, tháng, năm ban hành.", "Ghi ngày ký ban hành.")
    else:
        yield Hit("date", "Ngày, tháng, năm ban hành còn để trống.", "Ghi ngày khi ban hành.", INFO)


@rule("date.form", what="Thời gian viết đầy đủ “ngày … tháng … năm …”", clause=DATE, severity=ERROR)
def date_form(context: Context) -> Iterator[Hit]:
    match = _FIGURES.search(context.document.date_text or "")
    if match:
        day, month, year = (int(g) for g in match.groups())
        yield Hit("date_text", f"Thời gian ban hành ghi bằng số: “{match[0]}”.", f"Ghi “{form(day, month, year)}”.")


def _padded(text: str) -> str:
    return _WRITTEN.sub(lambda m: capital(m[0], form(int(m[1]), int(m[2]), int(m[3]))), text)


def capital(model: str, text: str) -> str:
    """Return `text` with the first letter in the case of the model's."""
    return capitalized(text) if model[:1].isupper() else text


wording_rule(
    "date.padding",
    _padded,
    what="Ngày nhỏ hơn 10 và tháng 1, 2 có số 0 ở trước; các tháng khác thì không",
    clause=DATE,
    severity=ERROR,
    message="Ngày tháng ghi chưa đúng quy cách: “{found}”.",
    mend="Ghi “{wanted}”.",
    pick=named("date_text"),
)


@rule("date.invalid", what="Ngày ban hành là ngày có thật", clause=DATE, severity=ERROR)
def date_invalid(context: Context) -> Iterator[Hit]:
    parts = written_date(context.document.date_text)
    if parts and not _exists(*parts):
        yield Hit("date_text", f"Không có {form(*parts)}.", "Ghi lại ngày ban hành.")
    elif context.document.date and context.date is None:
        yield Hit("date", f"“{context.document.date}” không phải là ngày.", "Ghi lại ngày ban hành.")


@rule("date.mismatch", what="Ngày in trên văn bản khớp với ngày trong dữ liệu", clause=DATE, severity=ERROR)
def date_mismatch(context: Context) -> Iterator[Hit]:
    parts, date = written_date(context.document.date_text), context.date
    if parts and date and _exists(*parts) and parts != (date.day, date.month, date.year):
        yield Hit("date_text", f"Ngày in “{form(*parts)}” khác ngày ban hành {date:%d/%m/%Y}.", "Sửa cho khớp nhau.")


@rule("date.future", what="Ngày ban hành không ở sau hôm nay", clause=DATE)
def date_future(context: Context) -> Iterator[Hit]:
    today, date = context.surroundings.today, context.date
    if today and date and date > today:
        yield Hit("date", f"Ngày ban hành {date:%d/%m/%Y} ở sau hôm nay ({today:%d/%m/%Y}).", "Kiểm tra lại ngày.")
