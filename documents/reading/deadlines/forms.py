"""The forms in which people write deadlines, the more telling first."""

from __future__ import annotations

import re

from documents.reading.deadlines.makers import (
    Maker,
    ahead,
    at_once,
    bare_periodic,
    day_range,
    day_to_come,
    event,
    from_now,
    half,
    months,
    periodic,
    quarter,
    range,
    recurring_day,
    relative,
    third,
    two_days,
    until,
    until_month,
    until_month_from_now,
    until_weak,
    until_year,
    weekly,
    year,
    year_end,
    yearly,
)
from documents.reading.deadlines.series import days_of_years, months_across, several_days
from documents.reading.deadlines.words import (
    CLOCK,
    EVERY,
    FINISH,
    HOUR,
    LATEST,
    LIMIT,
    LIST,
    PREFIX,
    TO,
    WD,
    WEEKDAY,
    YEAR,
    day,
)

_NEEDLES: dict[Maker, tuple[str, ...]] = {
    weekly: ("tuan",),
    days_of_years: (" nam",),
    several_days: ("/",),
    months_across: ("thang",),
    yearly: (" nam",),
    recurring_day: ("thang", "quy"),
    two_days: ("thang",),
    from_now: ("nay",),
    until_month_from_now: ("nay",),
    range: ("/", "-", "thang"),
    day_range: ("/", "-", "thang"),
    until: ("/", "-", ".", "thang"),
    until_weak: ("/", "-", ".", "thang"),
    day_to_come: ("/", "-", ".", "thang"),
    event: ("/", "-", ".", "thang"),
    third: ("tuan", "dau", "giua", "cuoi"),
    until_month: ("thang",),
    months: ("thang",),
    quarter: ("quy",),
    half: ("thang",),
    year: ("nam",),
    until_year: ("nam",),
    year_end: ("nam",),
    relative: ("tu", "sau"),
    ahead: ("truoc",),
    at_once: ("ngay sau",),
    periodic: ("dinh ky", "hang ", "moi "),
    bare_periodic: ("dinh ky",),
}

# A window of text without any of a form's needles is not searched for it.
NEEDLES = sorted({needle for needles in _NEEDLES.values() for needle in needles})

FORMS: list[tuple[re.Pattern[str], Maker, tuple[str, ...]]] = [
    (re.compile(pattern), maker, _NEEDLES[maker])
    for pattern, maker in (
        (
            rf"(?:dinh ky\s+)?(?:{EVERY}\s+tuan\s*[,(]?\s*)?(?:truoc|vao|cham nhat(?: la| "
            rf"vao)?)?\s*{CLOCK}(?:(?:sang|chieu)\s+)?(?:ngay\s+)?(?P<wd>{WD})\s*,"
            rf"?\s*(?:cua\s+)?{EVERY}\s+tuan",
            weekly,
        ),
        (
            rf"(?:dinh ky\s+)?{EVERY}\s+tuan\s*[,(]?\s*\(?\s*(?:[^.;:\d]{{0,90}}?\s(?=truoc|vao|cham "
            rf"nhat))?(?:truoc|vao|cham nhat(?: la| vao)?)?\s*{CLOCK}(?:(?:sang|"
            rf"chieu)\s+)?(?:ngay\s+)?(?P<wd>{WD})",
            weekly,
        ),
        (
            rf"(?:{FINISH}{LATEST}|vao)\s*(?:cac\s+)?(?:ngay\s+)?{LIST}\s*(?:cua\s+)?{EVERY}\s+nam\b",
            days_of_years,
        ),
        (
            rf"(?:{FINISH}{LATEST}|vao)\s*{CLOCK}{day('a')}\s*(?:,|va|;|"
            rf"hoac)\s*(?:truoc\s+)?{day('b')}\s*(?:cua\s+)?(?:{EVERY}\s+nam|trong nam)(?!\s*{YEAR})",
            yearly,
        ),
        (
            rf"(?:{FINISH}{LATEST}|vao)\s*{CLOCK}{day('b')}\s*,?\s*(?:cua\s+)?"
            rf"(?:{EVERY}\s+nam|nam (?:sau|ke tiep|tiep theo|lien ke|ke sau))\b",
            yearly,
        ),
        (
            rf"(?:dinh ky\s+)?{EVERY}\s+nam\s*[,(]?\s*\(?\s*(?:{LATEST})\s*{CLOCK}(?:ngay\s+)?(?P<bd>\d{{1,"
            rf"2}})\s*(?:/\s*(?P<bm>\d{{1,2}})(?![\d/])|\s*thang\s*(?P<bn>\d{{1,2}}))(?!\s*/|\s*nam\s*\d)",
            yearly,
        ),
        (
            rf"(?:{LATEST}\s+|vao\s+)?(?:cac\s+)?ngay\s+(?P<first>\d{{1,2}})\s*(?:va|,"
            rf")\s*(?:ngay\s+)?(?P<second>\d{{1,2}})\s+{EVERY}\s+thang",
            two_days,
        ),
        (
            rf"(?:(?:dinh ky\s+)?{EVERY}\s+quy\s*,?\s+)?(?:{FINISH}{LATEST}|vao|tu)\s*{CLOCK}(?:ngay\s+)?"
            rf"(?P<day>\d{{1,2}})\s*,?\s*(?:cua\s+)?(?P<period>(?:thang\s+)?(?:cuoi|dau|dau tien|cuoi "
            rf"cung)(?:\s+(?:cua\s+)?(?:{EVERY}\s+)?)?quy(?:\s+sau)?)\b",
            recurring_day,
        ),
        (
            rf"(?:{FINISH}{LATEST}|vao|dinh ky(?=\s+ngay))\s*{CLOCK}(?:ngay\s+)?(?P<day>\d{{1,2}})\s*,"
            rf"?\s*(?:cua\s+)?(?P<period>{EVERY}\s+(?:thang|quy)|thang (?:sau|ke tiep|lien ke|tiep theo))\b",
            recurring_day,
        ),
        (
            rf"(?:dinh ky\s+)?(?P<period>{EVERY}\s+(?:thang|quy))\s*[,(]?\s*\(?\s*(?:{LATEST}|"
            rf"vao)\s*{CLOCK}(?:ngay\s+)(?P<day>\d{{1,2}})(?!\s*[/.-]?\s*\d|\s*thang\s*\d)",
            recurring_day,
        ),
        (
            rf"ngay\s+(?P<day>\d{{1,2}})\s+(?:cua\s+)?"
            rf"(?P<period>{EVERY}\s+thang|thang (?:cuoi|dau) (?:moi |hang )?quy)\b",
            recurring_day,
        ),
        (
            rf"(?:{LATEST}|vao)\s*{CLOCK}(?:ngay\s+)?(?P<day>\d{{1,2}})\s+cua\s+(?P<period>thang)\b"
            r"(?!\s*(?:\d|cuoi|dau|sau|tiep|ke|lien|nay|hai|ba|tu|giua))",
            recurring_day,
        ),
        (r"(?:vao\s+)?(?:cac\s+)?ngay\s+(?P<day>\d{1,2})\s*(?:va|,)\s*ngay cuoi thang(?P<period>)", recurring_day),
        (rf"(?:{PREFIX})(?:tu\s+nay|ke tu nay)\s+(?:den|toi)\s+(?:het\s+)?{day('b')}", from_now),
        (
            rf"(?:{PREFIX})(?:tu\s+nay|ke tu nay)\s+(?:den|toi)\s+(?:het\s+)?thang\s*(?P<m>\d{{1,2}})"
            rf"(?:\s*(?:/|nam)\s*(?P<y>{YEAR}))?(?!\d|/)",
            until_month_from_now,
        ),
        (
            rf"(?:trong\s+)?(?:cac\s+)?ngay\s+(?P<first>\d{{1,2}})(?:\s*,\s*\d{{1,2}})+\s*(?:,|va)\s*{day('b')}",
            day_range,
        ),
        (rf"{PREFIX}(?:tu\s+)?{CLOCK}{day('a')}{TO}{CLOCK}{day('b')}", range),
        (
            rf"{PREFIX}(?:tu\s+|tu ngay\s+|trong (?:cac|hai|02|03|2|3)?\s*ngay\s+|ngay\s+|cac "
            rf"ngay\s+)(?P<first>\d{{1,2}})\s*(?:-|den(?: het)?|va|,)\s*(?:ngay\s+)?{day('b')}",
            day_range,
        ),
        (rf"{PREFIX}{FINISH}{LATEST}\s*(?:cac\s+)?(?:ngay\s+)?{LIST}(?!\s*{EVERY}\s+nam)", several_days),
        (rf"{PREFIX}{FINISH}{LATEST}\s*{CLOCK}{WEEKDAY}{day('b')}", until),
        (rf"{LIMIT}{CLOCK}{WEEKDAY}{day('b')}", until),
        (rf"{PREFIX}(?:den|toi)\s+{CLOCK}{day('b', need_word=True)}", until_weak),
        (
            rf"(?:du kien|to chuc|khai mac|thoi gian(?: to chuc| thuc hien)?\s*:"
            rf"(?:[^.;:\d]{{0,20}}\d{{0,2}} (?:buoi|ngay),)?|vao|bat dau)\s*(?:vao\s+|tu\s+)?"
            rf"{CLOCK}(?:(?:buoi )?(?:sang|chieu|toi),? )?{WEEKDAY}{day('b')}",
            event,
        ),
        (rf"{HOUR}\s*,?\s*(?:phut)?\s*,?\s*{WEEKDAY}(?:sang|chieu|toi)?\s*{day('b', need_word=True)}", event),
        (rf"{PREFIX}(?:trong|ngay trong)\s+{day('b', need_word=True)}", until),
        (rf"(?<!tu )(?<!sau ){WEEKDAY}{day('b', need_word=True)}", day_to_come),
        (rf"(?<![-\d] )(?:den|toi)\s+(?:het\s+)?{day('b')}", day_to_come),
        (
            rf"{PREFIX}(?:tu\s+)?thang\s*(?P<m>\d{{1,2}})\s*(?:/|nam)\s*(?P<y>{YEAR})\s*(?:-|den)\s*(?:het\s+)?"
            rf"(?:thang\s*)?(?P<to>\d{{1,2}})\s*(?:/|nam)\s*(?P<z>{YEAR})",
            months_across,
        ),
        (
            rf"{PREFIX}{LATEST}\s*(?:trong\s+|cuoi\s+)?thang\s*(?P<m>\d{{1,2}})(?:\s*(?:/|nam|"
            rf"-)\s*(?P<y>{YEAR}))?(?!\d|/)",
            until_month,
        ),
        (
            rf"(?P<third>thuong|trung|ha) tuan(?:\s+cua)?\s+thang\s*(?P<m>\d{{1,2}})(?:\s*(?:/|nam|"
            rf"-)\s*(?P<y>{YEAR}))?",
            third,
        ),
        (rf"(?P<third>dau|giua|cuoi)\s+thang\s*(?P<m>\d{{1,2}})(?:\s*(?:/|nam|-)\s*(?P<y>{YEAR}))?(?!\d|/)", third),
        (
            rf"{PREFIX}(?:(?:trong|vao|tu)\s+)?(?:cac\s+)?thang\s*(?P<m>\d{{1,2}})\s*(?:-|den|va|,"
            rf")\s*(?:het\s+)?(?:thang\s*)?(?P<to>\d{{1,2}})\s*(?:/|nam|-)\s*(?P<y>{YEAR})",
            months,
        ),
        (
            rf"{PREFIX}(?:trong|vao|xong)\s+thang\s*(?P<m>\d{{1,2}})(?P<to>)?(?:\s*(?:/|nam|"
            rf"-)\s*(?P<y>{YEAR}))?(?!\d|/|-)",
            months,
        ),
        (
            rf"(?:hoan thanh|cao diem|du kien|thoi gian(?: (?:hoan thanh|thuc hien|to chuc))?\s*:|"
            rf"xong)\s*(?:trong\s+|vao\s+)?thang\s*(?P<m>\d{{1,2}})(?P<to>)?(?:\s*(?:/|nam|"
            rf"-)\s*(?P<y>{YEAR}))?(?!\d|/|-)",
            months,
        ),
        (
            rf"{PREFIX}(?:(?:{LATEST}|trong|vao|tu|du kien)\s+)*quy\s+(?P<q>i{{1,3}}v?|iv|[1-4])(?:\s*(?:-|"
            rf"den|va|,)\s*(?:het\s+)?(?:quy\s+)?(?P<to>i{{1,3}}v?|iv|[1-4]))?\b(?:\s*(?:/|nam|"
            rf"-)\s*(?P<y>{YEAR}))?",
            quarter,
        ),
        (rf"{PREFIX}(?:trong\s+)?0?(?P<n>\d{{1,2}}) thang (?P<side>dau|cuoi) nam(?:\s+(?P<y>{YEAR}))?", half),
        (rf"{PREFIX}(?:trong|ca)\s+nam\s+(?P<y>{YEAR})(?!\s*[-/\d])", year),
        (
            rf"{PREFIX}(?:den het|het|truoc|xong truoc|cham nhat(?: la| trong| "
            rf"den)?)\s+(?:cuoi\s+)?nam\s+(?P<y>{YEAR})(?!\s*[-/\d])",
            until_year,
        ),
        (rf"\bca nam(?P<y>)\b(?!\s*{YEAR}|\s*\()", year),
        (rf"(?:vao|truoc|trong)?\s*(?P<side>cuoi|giua|dau)\s+nam\s+(?P<y>{YEAR})(?!\s*[-/\d])", year_end),
        (
            rf"(?:hoan thanh|xong|vao|trong|truoc|du kien)\s+(?P<side>cuoi|giua|dau)\s+nam(?P<y>)\b(?!\s*{YEAR})",
            year_end,
        ),
        (
            r"(?:(?:trong|sau)\s+)?(?:thoi han\s+|thoi gian\s+|vong\s+|toi da\s+|cham nhat\s+(?:la\s+|sau\s+|"
            r"trong\s+)?|khong qua\s+|it nhat\s+|qua\s+|truoc\s+)*(?P<n>\d{1,3})\s*(?:\([^)]{1,20}\)\s*)?"
            r"(?P<unit>ngay lam viec|ngay|thang|tuan|gio|h)\b,?\s*(?:lam viec\s*,?\s*)?(?:ke tu|tinh tu|sau|"
            r"tu)\s+(?:ngay\s+|thoi diem\s+|khi\s+|luc\s+)*(?P<base>[^.;:,\n]{2,70})(?!\w)",
            relative,
        ),
        (
            r"(?:(?:cham nhat|it nhat|toi thieu|trong vong|khong qua)\s+(?:la\s+)?)?(?P<n>\d{1,3})\s*"
            r"(?:\([^)]{1,20}\)\s*)?(?P<unit>ngay lam viec|ngay|tuan|thang|gio)\s+truoc\s+(?:ngay|khi|thoi diem)\s+"
            r"(?P<base>[^.;:,\n]{2,50})(?!\w)",
            ahead,
        ),
        (r"ngay sau (?:khi\s+)?(?P<base>[^.;:,\n]{3,80})(?!\w)", at_once),
        (
            rf"(?<!bao cao )dinh ky\s+(?P<list>(?:(?:,|va|hoac|;)?\s*(?:(?:{EVERY}\s+)?(?:ngay|tuan|thang|quy|"
            rf"nam)\b|0?[369] thang|giua nhiem ky|mot nam)\s*)+)",
            periodic,
        ),
        (
            rf"\b(?P<list>{EVERY}\s+(?:tuan|thang|quy|nam)(?:\s*(?:,|va)\s*(?:{EVERY}\s+)?(?:tuan|thang|quy|"
            rf"nam)\b)*)",
            periodic,
        ),
        (r"(?<!bao cao )(?P<list>dinh ky) (?:bao cao|tong hop|gui)", bare_periodic),
    )
]
