"""The fixed pieces of a head as patterns over folded text."""

from __future__ import annotations

import re

from documents.reading.lines import Line

NATION = re.compile(r"c\s?ong hoa xa hoi chu nghia(?: viet nam)?|dang cong san viet nam")

MOTTO = re.compile(r"doc lap\s*[-.~*]*\s*tu do\s*[-.~*]*\s*hanh phuc")

NUMBER = re.compile(
    r"(?:^|(?<=\s))so(?![a-z])\s*[:.;]?\s*(?P<number>\d{1,"
    r"6}[a-z]?)?[\s._…]*(?P<mark>[/\-])?\s*(?P<symbol>[a-z0-9đ&]+(?:\s?[-/.&]\s?[a-z0-9&]+|\+[a-z0-9&]+)*)?"
)

BARE_NUMBER = re.compile(
    r"^(?P<number>\d{1,6}[a-z]?)?\s*(?P<mark>[/\-])\s*(?P<symbol>[a-z][a-z0-9&.]*(?:[-/][a-z0-9&.]+)+)$"
)

_BLANK = r"[\s._…]*"

DATE = re.compile(
    rf"ngay\s*(?:(?P<day>\d{{1,2}})|{_BLANK}?)\s*thang\s*(?:(?P<month>\d{{1,2}})|"
    rf"{_BLANK}?)\s*nam\s*(?:(?P<year>\d{{4}})|(?:20)?{_BLANK})"
)

SLASHED = re.compile(
    rf"ngay\s*(?:(?P<day>\d{{1,2}})|{_BLANK}?)\s*[/.-]\s*(?:(?P<month>\d{{1,2}})|"
    rf"{_BLANK}?)\s*[/.-]\s*(?P<year>\d{{4}})"
)

OPEN_DATE = re.compile(r"ngay[\s\d._…]*(?:thang[\s\d._…]*)?(?:nam\s*)?$")

ABOUT = re.compile(r"^\s*(?:v\s?[/.]\s?v|v/\s*v|ve viec)\b\s*[:.]?\s*")

ADDRESS = re.compile(r"^\s*kinh gui\b")


# `Ngày 08 tháng 10 năm 2019, Bộ trưởng ký …`, `Công văn ngày … của …`: no line of a head.
_IN_A_SENTENCE = re.compile(r"\s?(?:,\s\w|(?:cua|ve|va|ve viec|giua|den|tai|la|thi)\s\w)")
OPENING = re.compile(
    r"^(?:can cu|thuc hien|xet|theo|ngay \d|de |nham|trong |tiep theo|phuc dap|sau khi|qua |hom nay|vao hoi|nhan duoc|"
    r"huong ung|do |vua qua|hien nay|thoi gian qua)"
)


def dated(folded: str) -> re.Match[str] | None:
    match = DATE.search(folded) or SLASHED.search(folded)
    if match is None or _IN_A_SENTENCE.match(folded, match.end()):
        return None
    return match if match.start() == 0 or folded[: match.start()].rstrip().endswith(",") or len(folded) < 70 else None


def numbered(line: Line) -> re.Match[str] | None:
    match = NUMBER.search(line.folded)
    if (
        match
        and _says_number(line.text, match)
        and (
            _is_symbol(line.text, match) or (line.folded.startswith("so") and len(line.text) < 14 and ":" in line.text)
        )
    ):
        return match
    return None


def _says_number(text: str, match: re.Match[str]) -> bool:
    """`Số`, or another tone that recognition put over it (`Sồ:`, `Sổ:`) before a number with its slash."""
    word = text[match.start() : match.start() + 2].lower()
    slipped = word not in ("sở", "so") and bool(match.group("number") and match.group("mark"))
    return word in ("số", "sô", "so") or slipped


def _is_symbol(text: str, match: re.Match[str]) -> bool:
    symbol = match.group("symbol")
    if not symbol:
        return bool(match.group("number")) and ":" in text[match.start() : match.end()]
    printed = text[match.start("symbol") : match.end("symbol")]
    return printed[:1].isupper() or printed[:4].isdigit()
