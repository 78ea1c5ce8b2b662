"""Whether dates, deadlines and tasks agree with one another."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from documents.official.checking.context import Context, iso
from documents.official.checking.letters import fold
from documents.official.checking.registry import ERROR, INFO, Hit, rule
from documents.official.checking.wording import excerpt

DATE = (
    r"(?P<d>\d{1,2})\s*(?:[/.\-]|\s*tháng\s*)\s*(?P<m>\d{1,2})"
    r"(?:\s*(?:[/.\-]|,?\s*năm\s*)\s*(?P<y>\d{4}))?(?!\s*[/\-]?\d)"
)
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WORDS = {fold(w): i for i, w in enumerate(_WEEKDAYS)} | {f"thu {n}": n - 2 for n in range(2, 8)}
_DAY_WORD = r"(?P<w>thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật)"
_DAY_PARTS = ("hứ ", "hật", "HỨ ", "HẬT")  # of thứ, chủ nhật: a quick look
_DAY_BEFORE = re.compile(rf"{_DAY_WORD}\s*[,(]?\s*(?:ngày\s*)?{DATE}", re.I)
_DAY_AFTER = re.compile(rf"ngày\s*{DATE}\s*[,(–-]*\s*\(?{_DAY_WORD}\b", re.I)
_FULL_DATE = re.compile(
    r"\bngày\s*(\d{1,2})\s*(?:/|-|\.|\s*tháng\s*)\s*(\d{1,2})\s*(?:/|-|\.|\s*năm\s*)\s*(\d{4})\b", re.I
)


def real_date(day: int, month: int, year: int) -> dt.date | None:
    """Return the day, None where there is no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


@rule("date.weekday", what="Thứ trong tuần khớp với ngày", clause=None)
def weekday(context: Context) -> Iterator[Hit]:
    for block in context.prose:
        for pattern in (_DAY_BEFORE, _DAY_AFTER) if any(part in block.text for part in _DAY_PARTS) else ():
            for match in pattern.finditer(block.text):
                year = int(match["y"]) if match["y"] else (context.date.year if context.date else 0)
                day = real_date(int(match["d"]), int(match["m"]), year)
                said = _WORDS[" ".join(fold(match["w"]).split())]
                if day and day.weekday() != said:
                    yield Hit(
                        block.where,
                        f"Ngày {day:%d/%m/%Y} là {_WEEKDAYS[day.weekday()]}, không phải {match['w']}.",
                        "Sửa thứ hoặc ngày cho khớp.",
                    )


@rule("date.impossible", what="Ngày nêu trong nội dung là ngày có thật", clause=None, severity=ERROR)
def impossible(context: Context) -> Iterator[Hit]:
    for block in context.prose:
        for match in _FULL_DATE.finditer(block.text):
            if real_date(*(int(g) for g in match.groups())) is None:
                yield Hit(block.where, f"Không có ngày “{match[0]}”.", "Sửa lại ngày.")


# `6 tháng đầu năm` is what a report speaks of as often as when it is due; only a day, month or quarter is told.
_SAYS_WHEN = re.compile(r"\d\s*[/.-]\s*\d|\bngày\s+\d|\btháng\s+\d|\bquý\s", re.I)


@rule("deadline.before_date", what="Thời hạn không ở trước ngày ban hành", clause=None)
def before_date(context: Context) -> Iterator[Hit]:
    for index, deadline in enumerate(context.document.deadlines):
        end = iso(deadline.end)
        if context.date and end and end < context.date and _SAYS_WHEN.search(deadline.text):
            yield Hit(
                f"deadlines[{index}]",
                f"Thời hạn “{deadline.text}” ({end:%d/%m/%Y}) ở trước ngày ban hành {context.date:%d/%m/%Y}.",
                "Kiểm tra lại thời hạn hoặc ngày ban hành.",
            )


@rule("deadline.reversed", what="Thời hạn có ngày bắt đầu không sau ngày kết thúc", clause=None, severity=ERROR)
def reversed_period(context: Context) -> Iterator[Hit]:
    for index, deadline in enumerate(context.document.deadlines):
        start, end = iso(deadline.start), iso(deadline.end)
        if start and end and end < start:
            yield Hit(
                f"deadlines[{index}]", f"Thời hạn “{deadline.text}” kết thúc trước khi bắt đầu.", "Sửa lại thời hạn."
            )


@rule("assignment.no_task", what="Cơ quan được nêu tên có nhiệm vụ", clause=None)
def no_task(context: Context) -> Iterator[Hit]:
    for index, assignment in enumerate(context.document.assignments):
        if assignment.agencies and not any(item.text.strip() for item in assignment.items):
            agencies = excerpt(", ".join(assignment.agencies))
            yield Hit(f"assignments[{index}]", f"{agencies}: chưa có nhiệm vụ nào.", "Ghi nhiệm vụ hoặc bỏ mục này.")


@rule("assignment.no_agency", what="Nhiệm vụ có cơ quan thực hiện", clause=None)
def no_agency(context: Context) -> Iterator[Hit]:
    for index, assignment in enumerate(context.document.assignments):
        for place, item in enumerate(assignment.items):
            if not assignment.agencies and not item.lead:
                yield Hit(
                    f"assignments[{index}].items[{place}]",
                    f"Nhiệm vụ “{excerpt(item.text)}” chưa có cơ quan thực hiện.",
                    "Ghi cơ quan chủ trì.",
                )


@rule(
    "slip.date", what="Ngày của phiếu trình không sau ngày ban hành và không quá xa ngày đó", clause=None, severity=INFO
)
def slip_date(context: Context) -> Iterator[Hit]:
    slip = context.document.slip
    day = iso(slip.date) if slip else None
    if day and context.date and (day > context.date or (context.date - day).days > 366):
        yield Hit(
            "slip.date",
            f"Phiếu trình ngày {day:%d/%m/%Y} không hợp với văn bản ngày {context.date:%d/%m/%Y}.",
            "Kiểm tra lại ngày của phiếu trình.",
        )
