"""Dates that are no deadlines: citations, anniversaries, spans of programmes, what is told of the past."""

from __future__ import annotations

import re

from documents.reading.deadlines.makers import (
    Maker,
    day_range,
    day_to_come,
    event,
    half,
    months,
    periodic,
    quarter,
    range,
    until,
    until_weak,
    until_year,
    year,
    year_end,
)
from documents.reading.deadlines.words import YEAR

# What stands before a date that is no deadline: a citation, an anniversary, a past fact, an effect date.
_NOT_BEFORE = re.compile(
    r"(?:\btinh den(?: het)?(?: thoi diem)?(?: ngay)?|\bvao hoi|so lieu (?:den|tinh den)|hieu "
    r"luc(?: thi hanh)?(?: ke)? tu(?: ngay)?|co hieu luc|giai doan(?: tu)?|(?<!dai hoi )nhiem ky|thoi ky|ky "
    r"niem(?: lan thu \d+)?(?: \d+ nam)?"
    r"|\b(?:dip|nghi) (?:nghi )?(?:le|tet)"
    r"|lan thu \w+|da (?:duoc )?(?:hoan thanh|ban hanh|to chuc|thuc hien)[^.;]{0,30}|"
    r"\bchot(?: so lieu)?(?: den)?(?: het)?(?: ngay)?|\bluy ke(?: den)?|"
    r"cung ky|so voi|sinh ngay|han giao|cap ngay|noi cap|vao so|tu nam \d{4} den|ap dung tu(?: ngay)?|ke "
    r"tu ngay thanh lap)\s*[(:,]?\s*$"
)
_FOUNDED = re.compile(r"(?<!hoan thanh )(?<!viec )\bthanh lap\s*[(:,]?\s*$")
# A quarter behind these words is the span that is told of.
_TOLD_SPAN = re.compile(
    r"\b(?:ket qua|bao cao|so lieu|tinh hinh|nhiem vu|phuong huong|ke hoach|hop|giao ban|hoi nghi|phien|so ket|"
    r"cua|luong|so voi|cong tac)\s*$"
)

_DONE_BEFORE = re.compile(r"\bda (?!giao|duoc giao)(?:\w+ ){1,3}$")
_BINDS_SPAN = re.compile(
    r"(?:^|[(:;,/-]|"
    r"\b(?:hoan thanh|thoi gian|du kien|thuc hien|xong|trong|vao|tu|la|va|den|cham nhat))\s*$"
)
# What is told of a quarter or month that has gone: `trong quý I/2026 đã thành lập …`.
_DONE = re.compile(r"[\s,)]*(?:\w+ ){0,3}da (?!giao|duoc giao|neu|de ra|ban hanh|phe duyet|ky ket)")
_SPAN_BEFORE = re.compile(r"\b(?:giai doan|nhiem ky|thoi ky)\b[^.;]{0,40}$")

_FORECAST = re.compile(r"\b(?:ban tin|du bao)\b[^.]*$")

# Words that make a date a limit, whatever is cited before it.
_BOUND = re.compile(r"(?:truoc|cham|muon|xong|het|den het|hoan thanh|du kien|khong|tu |cao diem)")

_CITED = re.compile(
    r"(?:\b(?:so:?\s*)?\d*[\w.]*\s?[/-]\s?[\w&./-]*[a-z][\w&./-]*|(?P<act>\b(?:nghi quyet|quyet dinh|"
    r"cong van|ke hoach|thong bao|chi thi|luat|nghi dinh|thong tu|ket luan|to trinh|bao cao|bien ban|"
    r"thong tri|huong dan|chuong trinh|hop dong|giay chung nhan|dang ky)(?: so)?[^.;:()]{0,60}?))\s*(?:,"
    r"|\()?\s*(?:ky |ban hanh |cap )?(?:ngay)?\s*$"
)


def is_no_deadline(text: str, folded: str, start: int, end: int, maker: Maker) -> bool:
    before = folded[max(0, start - 90) : start]
    if start and folded[start - 1].isalnum():
        return True
    if _FOUNDED.search(before):
        return True
    if maker is quarter and folded.startswith("quy", start) and _TOLD_SPAN.search(before):
        return True
    if maker is quarter and folded.startswith("quy", start) and not _BINDS_SPAN.search(before):
        return True
    if maker in (quarter, months, year) and _DONE_BEFORE.search(before):
        return True
    if maker is year and re.search(r"\d{4}\s*\($", before) and folded.startswith(")", end):
        return True  # `trước ngày 05/12/2027 (cả năm)` says what the report is of
    if re.match(r"[^();]{0,12}\bqua han\b", folded[end : end + 40]):  # told of what is late
        return True
    if maker in (until_weak, day_to_come) and _SPAN_BEFORE.search(before):
        return True
    if maker is year_end and before.rstrip().endswith("thang"):  # `6 tháng cuối năm 2026`
        return True
    if maker in (quarter, months) and re.match(r"\s+(?:hang|moi) nam\b", folded[end : end + 12]):
        return True
    if maker in (quarter, months, year, half) and _DONE.match(folded, end):
        return True
    if _NOT_BEFORE.search(before) or text[max(0, start - 5) : start].lower() == "tính ":
        return True
    if maker is periodic and not folded[start:end].startswith("dinh ky") and not _reports(folded, start):
        return True
    if (
        maker in (range, event, day_range, day_to_come, until, until_weak)
        and not _BOUND.match(folded, start)
        and _is_cited(text, start, before)
    ):
        return True
    if maker in (range, event, day_range, day_to_come, until_weak) and _FORECAST.search(before):
        return True
    if maker is range and _is_anniversary(folded, start, end):
        return True
    bound = re.match(r"(?:trong|xong|truoc|het|hoan thanh)\b", folded[start : start + 12])
    return (
        maker in (year, until_year, quarter, months)
        and not bound
        and bool(re.search(r"\b(?:ke hoach|chuong trinh|du toan|nghi quyet|de an)\s*$", before))
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
    years = [int(year) for year in re.findall(YEAR, folded[start:end])]
    return len(years) == 2 and years[1] - years[0] > 6
