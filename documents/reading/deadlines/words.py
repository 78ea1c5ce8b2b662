"""The pieces that the forms of deadlines are made of: days, hours, words of limit."""

from __future__ import annotations

WEEKDAYS = {
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

ROMAN = {
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

HOUR = r"(?:\d{1,2}\s*(?:h|g|gio)\s*(?:\d{2}\s?['’′]?)?\s*(?:phut)?|\d{1,2}:\d{2})"

CLOCK = rf"(?:(?:vao )?(?:luc )?{HOUR}\s*,?\s*(?:phut)?\s*,?\s*)?"

WD = r"(?:thu\s+(?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)"

WEEKDAY = rf"(?:(?:sang|chieu)?\s*(?:ngay\s+)?\(?{WD}\)?\s*,?\s*\(?)?"

YEAR = r"(?:19|20|21)\d{2}"


def day(name: str, *, need_word: bool = False) -> str:
    """A day: `15/6/2026`, `15/6`, `15-6-2026`, `15 tháng 6 năm 2026`, `15 tháng 6`."""
    word = r"ngay\s+" if need_word else r"(?:ngay\s+)?"
    return (
        rf"{word}(?:mung\s+)?(?P<{name}d>\d{{1,2}})\s*(?:[/.-]\s*(?P<{name}m>\d{{1,"
        rf"2}})(?:\s*[/.-]\s*(?P<{name}y>{YEAR})(?!\d))?(?![\d/])"
        rf"|\s*thang\s*(?P<{name}n>\d{{1,2}})(?:\s*(?:,\s*)?nam\s*(?P<{name}z>{YEAR}))?(?!\d))"
    )


LATEST = (
    r"(?:(?:cham|muon|tre) nhat(?: la)?(?: vao| den| truoc| het| trong)*|khong (?:qua|cham hon|muon "
    r"hon)|truoc va trong|truoc|den het|het|xong truoc|xong)"
)

PREFIX = (
    r"(?:(?:(?:phai |can )?hoan thanh(?: xong)?|hoan tat|xong|thoi (?:han|gian)(?: (?:hoan thanh|thuc "
    r"hien|gui|bao cao))?(?: la)?\s*:?|du kien|cao diem(?: la)?|bat dau)\s+)?"
)

# What stands before a day in the label of a time limit: `Thời hạn hoàn thành: 30/6/2026`, `hạn chót ngày 25/3`.
LIMIT = (
    r"(?:(?:thoi han|\bhan|thoi gian hoan thanh|hoan thanh)"
    r"(?: (?:hoan thanh|thuc hien|gui|nop|bao cao|cuoi cung|cuoi|chot|chung))*"
    r"(?:\s*:\s*|\s+(?:la\s+|vao\s+)?(?:den\s+)?(?:ngay\s+)?))"
)

SLASHED = rf"\d{{1,2}}/\d{{1,2}}(?:/{YEAR})?"

LIST = rf"(?P<list>{SLASHED}(?:\s*(?:,|;|va)\s*(?:va\s+)?(?:ngay\s+)?{SLASHED})+)"

FINISH = r"(?:dinh ky\s+)?"

EVERY = r"(?:hang|moi)"

PERIODS = {"ngay": "daily", "tuan": "weekly", "thang": "monthly", "quy": "quarterly", "nam": "yearly"}

UNITS = {"ngay": "day", "ngay lam viec": "working_day", "thang": "month", "gio": "hour", "h": "hour", "tuan": "day"}

KNOWN_BASES = ("signing", "issue", "receipt", "event")

TO = r"\s*(?:-|den)\s*(?:het\s+|truoc\s+)?"
