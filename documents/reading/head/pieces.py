"""Cutting the known pieces out of the lines of a head, wherever they stand."""

from __future__ import annotations

import re

from documents.reading.head.model import Head
from documents.reading.head.patterns import (
    ABOUT,
    BARE_NUMBER,
    DATE,
    MOTTO,
    NATION,
    NUMBER,
    OPEN_DATE,
    SLASHED,
    dated,
    numbered,
)
from documents.reading.letters import UPPER, fold, is_capitals, squeeze
from documents.reading.lines import Line
from documents.reading.places import opens_body

URGENCY = {"khan": "KHẨN", "thuong khan": "THƯỢNG KHẨN", "hoa toc": "HỎA TỐC", "hoa toc hen gio": "HỎA TỐC HẸN GIỜ"}

_SECRECY = {"mat": "MẬT", "toi mat": "TỐI MẬT", "tuyet mat": "TUYỆT MẬT"}

_DRAFT = re.compile(r"^\(?(?:du thao|ban du thao)(?:\s+(?:lan\s*)?\d+)?\)?$")

_STAMP = re.compile(r"^(?:xem xong tra lai|luu hanh noi bo|cong van den|so den\b.*|den\s+(?:so|ngay)\b.*)$")

_HOUR = re.compile(r",?\s*(?:hồi|lúc|vào)?\s*\d{1,2}\s*(?:giờ|h|g)\s*\d{0,2}\s*(?:phút)?$", re.I)

_SHORT_NAME = 8

PLACE_UNIT = re.compile(r"(?:phường|xã|tỉnh|huyện|quận)\b")


def cut_known(lines: list[Line], head: Head) -> list[Line]:
    """Take number, date, national heading, stamps and `V/v` out of the lines; return what is left, in order."""
    rest: list[Line] = []
    about: list[str] | None = None
    for line in _broken_joined(lines):
        pieces = _pieces(line, head)
        for text in pieces:
            folded = fold(text)
            start = ABOUT.match(folded)
            if start and head.subject is None and about is None:
                about = [text[start.end() :]]
            elif about is not None and not _ends_about(text, rest, about):
                about.append(text)
            else:
                rest.append(Line(text=text, raw=text, blank=line.blank))
        if not pieces and about and line.text and not NATION.search(line.folded):
            continue
    if about is not None:
        head.subject = squeeze(" ".join(about)).rstrip(".;,") or None
    return rest


def _ends_about(text: str, rest: list[Line], about: list[str]) -> bool:
    """A body's name in capitals after `V/v …` belongs to the issuing bodies that stood in the other column."""
    if not is_capitals(text) or len(text) <= _SHORT_NAME:
        return False
    return not rest or (opens_body(text) and not is_capitals(about[0]))


def _broken_joined(lines: list[Line]) -> list[Line]:
    """Join the fixed pieces of a head that a narrow column broke over lines."""
    joined: list[Line] = []
    for line in lines:
        glue = _glue(joined[-1], line) if joined else None
        if glue is None:
            joined.append(line)
        else:
            before = joined[-1]
            joined[-1] = Line(
                text=f"{before.text}{glue}{line.text}", raw=f"{before.raw}{glue}{line.text}", blank=before.blank
            )
    return joined


def _glue(before: Line, line: Line) -> str | None:
    """Return what belongs between two lines that are one piece, None where they are none."""
    above, below = before.folded, line.folded
    if OPEN_DATE.search(above) and re.match(r"(?:thang|nam|\d)", below) and not dated(above):
        return " "
    if re.search(r"\bSố.*[-/]$", before.text) and re.match(r"[A-ZĐ&]+\b", line.text):
        return ""
    if re.search(r"(?:^|\s)so\s?:$", above) and re.match(r"\d{0,6}\s?/\s?[a-z\d]", below):
        return " "
    if above.endswith(",") and len(above) < 40 and re.match(r"ngay[\s\d.]*(?:thang|$)", below):
        return " "
    return " " if any(_breaks_phrase(above, below, words) for words in _PHRASES) else None


_PHRASES = ("cong hoa xa hoi chu nghia viet nam".split(), "doc lap - tu do - hanh phuc".split())


def _breaks_phrase(above: str, below: str, words: list[str]) -> bool:
    """Tell whether one line ends in the first words of a fixed phrase and the next begins with the rest."""
    return any(
        re.search(rf"(?:^|\s{{2,}}){re.escape(' '.join(words[:n]))}$", above)
        and re.match(rf"{re.escape(' '.join(words[n : n + 2]))}(?!\w)", below)
        for n in range(1, len(words))
    )


def _pieces(line: Line, head: Head) -> list[str]:
    """Return the parts of a line that are none of the known pieces, having noted those in the head."""
    raw, folded = line.raw or line.text, fold(line.raw or line.text)
    if NATION.search(folded):
        head.national = True
    raw = _blank_out(raw, NATION.search(folded))
    raw = _blank_out(raw, MOTTO.search(fold(raw)))
    raw = take_date(raw, head)
    raw = take_number(raw, head)
    return [piece for piece in map(squeeze, re.split(r"\s{3,}|\ue001", raw)) if piece and not _take_stamp(piece, head)]


def _blank_out(raw: str, match: re.Match[str] | None) -> str:
    return raw if match is None else raw[: match.start()] + "\ue001" + raw[match.end() :]


def take_date(raw: str, head: Head) -> str:
    folded = fold(raw)
    match = DATE.search(folded) or SLASHED.search(folded)
    if head.date_text is not None or head.place is not None or match is None:
        return raw
    before = raw[: match.start()].rstrip()
    if (
        before
        and not before.endswith(",")
        and not re.search(r"\s{3,}$", raw[: match.start()])
        and len(before.split()) > 6
    ):
        return raw
    head.day, head.month, head.year = (int(v) if v else None for v in match.group("day", "month", "year"))
    head.date_text = squeeze(raw[match.start() : match.end()])
    if not any(c.isdigit() for c in head.date_text):
        head.date_text = None
    before = _HOUR.sub("", before.rstrip(" ,.…"))  # a wire tells the hour too
    before, place = _split_place(before.strip(" ,.…"))
    head.place = place or head.place
    return before + "\ue001" + raw[match.end() :].lstrip(" .,")


_SYMBOL_BEFORE = re.compile(
    r"^(.*\bsố\s*[:.]?[\s\d._…]*[/-]?\s*[A-ZĐ0-9&]+(?:\s?[-/.&]\s?[A-ZĐa-z0-9&]+)*)\s+(.*)$", re.I
)

_CAPITALIZED = re.compile(
    r"(?<![\w/.-])((?:(?:TP|Tp|tp|T\.P|thành phố|tỉnh|xã|phường|huyện|thị xã|thị trấn|đặc khu|"
    rf"quận)\.?\s*)?(?:[{UPPER}][\w’'.-]*|\d+|-)(?:\s+(?:[{UPPER}][\w’'.-]*|\d+|-))*)$"
)


def _split_place(before: str) -> tuple[str, str | None]:
    """Part what stands left of the date into the other column and the place name."""
    columns = re.split(r"\s{3,}|\ue001", before)
    if len(columns) > 1 and columns[-1].strip():
        number = _SYMBOL_BEFORE.match(columns[-1])
        if number and number.group(2):
            return "   ".join([*columns[:-1], number.group(1)]), squeeze(number.group(2))
        if not fold(columns[-1]).lstrip().startswith(("so:", "so ", "/")) and not _looks_like_symbol(columns[-1]):
            return "   ".join(columns[:-1]), squeeze(columns[-1])
    number = _SYMBOL_BEFORE.match(before)
    if number:
        return number.group(1), squeeze(number.group(2)) or None
    place = _CAPITALIZED.search(before)
    if place and (place.start() == 0 or before[: place.start()].strip()):
        return before[: place.start()], squeeze(place.group(1))
    return before, None


def _looks_like_symbol(text: str) -> bool:
    return bool(re.match(r"^\s*\d*\s*/?\s*[A-ZĐ]+[-/][A-ZĐ]", text)) and "," not in text


def take_number(raw: str, head: Head) -> str:
    folded = fold(raw)
    match = NUMBER.search(folded)
    text = raw
    if match and ":" not in match.group() and re.search(r"\S(?: |  )$", raw[: match.start()]):
        return raw  # `ĐOÀN KIỂM TRA THEO QĐ SỐ 215/QĐ-UBND` names another paper
    if match is None or not numbered(Line(text=raw)):
        match = BARE_NUMBER.match(folded.strip())
        if match is None or not is_capitals(raw.strip().split("/")[-1].split("-")[-1][:1] or "a"):
            return raw
        text = raw.strip()
    if head.symbol is not None or head.number is not None:
        return raw
    head.number = text[match.start("number") : match.end("number")] or None if match.group("number") else None
    if match.group("symbol"):
        head.symbol = re.sub(r"\s*([-/.&])\s*", r"\1", text[match.start("symbol") : match.end("symbol")]) or None
    if head.number is None and head.symbol and head.symbol.isdigit():
        head.number, head.symbol = head.symbol, None
    return text[: match.start()] + "\ue001" + text[match.end() :].lstrip(" .")


def _take_stamp(text: str, head: Head) -> bool:
    folded = squeeze(fold(text)).strip("()[] .")
    if folded in URGENCY and is_capitals(text):
        head.urgency = URGENCY[folded]
    elif folded in _SECRECY and is_capitals(text):
        head.secrecy = _SECRECY[folded]
    elif _DRAFT.match(folded):
        head.draft = True
    elif not _STAMP.match(folded) and any(c.isalnum() for c in text):
        return False
    return True
