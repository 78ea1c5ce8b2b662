"""The head of a document: national heading, issuing bodies, number and symbol, place and date, title and subject.

Layout by Decree 30/2020, Annex I, II.1-II.5. The columns of the head may come in any order, flattened or not: known
pieces are cut out of the lines wherever they stand, and what is left in capitals are the issuing bodies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from documents.official.kinds import KINDS, LETTER
from documents.reading.letters import fold, is_capitals, squeeze, starts_lower
from documents.reading.lines import Line
from documents.reading.marks import read_mark
from documents.reading.places import joint_issuers, split_bodies

_NATION = re.compile(r"c\s?ong hoa xa hoi chu nghia(?: viet nam)?|^viet nam$|dang cong san viet nam")
_MOTTO = re.compile(r"doc lap\s*[-.~*]*\s*tu do\s*[-.~*]*\s*hanh phuc")
_NUMBER = re.compile(
    r"(?:^|(?<=\s))so(?![a-z])\s*[:.;]?\s*(?P<number>\d{1,"
    r"6}[a-z]?)?[\s._…]*(?P<mark>[/\-])?\s*(?P<symbol>[a-z0-9đ&]+(?:\s?[-/.&]\s?[a-z0-9&]+)*)?"
)
_BARE_NUMBER = re.compile(
    r"^(?P<number>\d{1,6}[a-z]?)?\s*(?P<mark>[/\-])\s*(?P<symbol>[a-z][a-z0-9&.]*(?:[-/][a-z0-9&.]+)+)$"
)
_BLANK = r"[\s._…]*"
_DATE = re.compile(
    rf"ngay\s*(?:(?P<day>\d{{1,2}})|{_BLANK}?)\s*thang\s*(?:(?P<month>\d{{1,2}})|"
    rf"{_BLANK}?)\s*nam\s*(?:(?P<year>\d{{4}})|(?:20)?{_BLANK})"
)
_SLASHED = re.compile(
    rf"ngay\s*(?:(?P<day>\d{{1,2}})|{_BLANK}?)\s*[/.-]\s*(?:(?P<month>\d{{1,2}})|"
    rf"{_BLANK}?)\s*[/.-]\s*(?P<year>\d{{4}})"
)
_OPEN_DATE = re.compile(r"ngay[\s\d._…]*(?:thang[\s\d._…]*)?(?:nam\s*)?$")
_ABOUT = re.compile(r"^\s*(?:v\s?[/.]\s?v|v/\s*v|ve viec)\b\s*[:.]?\s*")
_ADDRESS = re.compile(r"^\s*kinh gui\b")
_URGENCY = {"khan": "KHẨN", "thuong khan": "THƯỢNG KHẨN", "hoa toc": "HỎA TỐC", "hoa toc hen gio": "HỎA TỐC HẸN GIỜ"}
_SECRECY = {"mat": "MẬT", "toi mat": "TỐI MẬT", "tuyet mat": "TUYỆT MẬT"}
_DRAFT = re.compile(r"^\(?(?:du thao|ban du thao)(?:\s+(?:lan\s*)?\d+)?\)?$")
_STAMP = re.compile(r"^(?:xem xong tra lai|luu hanh noi bo|cong van den|so den\b.*|den\s+(?:so|ngay)\b.*)$")
_OPENING = re.compile(
    r"^(?:can cu|thuc hien|xet|theo|ngay \d|de |nham|kinh gui|trong |tiep theo|tiep tuc thuc hien|"
    r"phuc dap|sau khi|qua |hom nay|vao hoi|"
    r"hoi dong nhan dan|uy ban nhan dan|chu tich|truong|giam doc|ban |i\.|1\.|a\.|dieu \d|phan |chuong )"
)
_TITLES = {fold(kind.name): code for code, kind in KINDS.items() if code not in (LETTER, "TCG")} | {
    "thu cong": "TCG",
    "cong van": LETTER,
    "ban thoa thuan": "BTT",
    "thoa thuan": "BTT",
    "ban ghi nho": "BGN",
}
_TITLE = re.compile(r"^(" + "|".join(sorted(map(re.escape, _TITLES), key=len, reverse=True)) + r")\b\s*[:.]?\s*")
_OTHER_TITLE = re.compile(
    r"^(?:ket luan|thong tu|nghi dinh|luat|phap lenh|quy hoach|thu moi|phieu trinh|de cuong|noi quy|"
    r"dieu le|lenh|thong tri|huong ung|loi keu goi|bang ke|to khai|don)\b"
)
_PLACE_UNIT = re.compile(r"(?:phường|xã|tỉnh|huyện|quận)\b")
_WORDS_OF_TITLE = re.compile(
    r"^(?:hanh dong|cong tac|lam viec|phoi hop|hop|hoi nghi|cuoc hop|ket luan|tom tat|so ket|tong ket|"
    r"to chuc thuc hien|trien khai|kiem tra|giam sat|chuyen de|"
    r"giao ban|ban giao|nghiem thu|lao dong|kinh te|hop tac|nguyen tac|chuyen don|cua)\b"
)
SCAN_LIMIT = 90


@dataclass
class Head:
    """What the head says; `end` is the index of the first line after it."""

    kind: str | None = None
    titled: bool = False
    other_title: str | None = None
    number: str | None = None
    symbol: str | None = None
    bodies: list[str] = field(default_factory=list)
    place: str | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    date_text: str | None = None
    subject: str | None = None
    urgency: str | None = None
    secrecy: str | None = None
    draft: bool = False
    national: bool = False
    end: int = 0
    notes: list[str] = field(default_factory=list)


def read_head(lines: list[Line]) -> Head:
    """Read the head from the first lines of a document."""
    head = Head()
    stop = _find_stop(lines)
    rest = _cut_known(lines[:stop], head)
    _read_bodies(rest, head)
    head.end = stop
    if stop < len(lines):
        _read_title(lines, stop, head)
    if head.kind is None:
        head.kind = kind_of_symbol(head.symbol)
    if head.kind is None and not head.other_title and (head.symbol or head.subject or _addressed(lines, head.end)):
        head.kind = LETTER
    return head


def _addressed(lines: list[Line], end: int) -> bool:
    return end < len(lines) and bool(_ADDRESS.match(lines[end].folded))


def kind_of_symbol(symbol: str | None) -> str | None:
    """Return the kind that a symbol names (`KH-UBND`, `2026/QĐ-UBND`, the Party's `KH/ĐU`), or None."""
    pieces = [piece for piece in re.split(r"[-/.]", symbol or "") if not piece.isdigit()]
    for piece in pieces[:1]:
        for code in KINDS:
            if piece == code or (len(code) > 2 and piece.upper() == code.upper()):
                return code
    return None


def _find_stop(lines: list[Line]) -> int:
    """Return the index of the title line, of `Kính gửi`, or of the first line that is no part of a head."""
    for index, line in enumerate(lines[:SCAN_LIMIT]):
        if _ADDRESS.match(line.folded) or _title_of(line, lines, index) or _is_other_title(line):
            return index
        if line.rows is not None or (index > 2 and _is_running_text(line)):
            break
    return _first_foreign(lines)


def _is_running_text(line: Line) -> bool:
    mark = read_mark(line.text)
    return (mark is not None and mark.level != "item" and not _DATE.search(line.folded)) or len(line.text) > 200


def _first_foreign(lines: list[Line]) -> int:
    """Where neither title nor addressee is there: the head ends with the last line that is surely a head's."""
    last = 0
    about = False
    for index, line in enumerate(lines[:25]):
        folded = line.folded
        if _is_running_text(line) and not _NATION.search(folded):
            break
        if _NATION.search(folded) or _MOTTO.search(folded) or _dated(folded) or _numbered(line):
            last, about = index + 1, False
        elif _ABOUT.match(folded):
            last, about = index + 1, True
        elif (
            is_capitals(line.text)
            and index < 8
            and split_bodies([line.text])[0:1]
            and line.text.split()[0] not in ("TM.", "KT.")
        ) or (about and not line.blank):
            last = index + 1
    return last


def _dated(folded: str) -> re.Match[str] | None:
    match = _DATE.search(folded) or _SLASHED.search(folded)
    return (
        match
        if match and (match.start() == 0 or folded[: match.start()].rstrip().endswith(",") or len(folded) < 70)
        else None
    )


def _numbered(line: Line) -> re.Match[str] | None:
    match = _NUMBER.search(line.folded)
    if (
        match
        and line.text[match.start() : match.start() + 2].lower() in ("số", "sô", "so")
        and (
            _is_symbol(line.text, match) or (line.folded.startswith("so") and len(line.text) < 14 and ":" in line.text)
        )
    ):
        return match
    return None


def _is_symbol(text: str, match: re.Match[str]) -> bool:
    symbol = match.group("symbol")
    if not symbol:
        return bool(match.group("number")) and ":" in text[match.start() : match.end()]
    printed = text[match.start("symbol") : match.end("symbol")]
    return printed[:1].isupper() or printed[:4].isdigit()


# --- cutting the known pieces out of the upper lines -------------------------------------------------


def _cut_known(lines: list[Line], head: Head) -> list[Line]:
    """Take number, date, national heading, stamps and `V/v` out of the lines; return what is left, in order."""
    rest: list[Line] = []
    about: list[str] | None = None
    for line in _dates_joined(lines):
        pieces = _pieces(line, head)
        for text in pieces:
            folded = fold(text)
            start = _ABOUT.match(folded)
            if start and head.subject is None and about is None:
                about = [text[start.end() :]]
            elif about is not None and not _ends_about(text, rest):
                about.append(text)
            else:
                rest.append(Line(text=text, raw=text, blank=line.blank))
        if not pieces and about and line.text and not _NATION.search(line.folded):
            continue
    if about is not None:
        head.subject = squeeze(" ".join(about)).rstrip(".;,") or None
    return rest


def _ends_about(text: str, rest: list[Line]) -> bool:
    """A body's name in capitals after `V/v …` belongs to the issuing bodies that stood in the other column."""
    return is_capitals(text) and not rest and len(text) > 8


def _dates_joined(lines: list[Line]) -> list[Line]:
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if (
            before
            and _OPEN_DATE.search(before.folded)
            and re.match(r"(?:thang|nam|\d)", line.folded)
            and not _dated(before.folded)
        ) or (
            before and re.search(r"cong hoa xa hoi chu nghia$", before.folded) and line.folded.startswith("viet nam")
        ):
            joined[-1] = Line(text=f"{before.text} {line.text}", raw=f"{before.raw} {line.text}", blank=before.blank)
        elif before and re.search(r"\bSố.*[-/]$", before.text) and re.match(r"[A-ZĐ&]+\b", line.text):
            joined[-1] = Line(text=f"{before.text}{line.text}", raw=f"{before.raw}{line.text}", blank=before.blank)
        else:
            joined.append(line)
    return joined


def _pieces(line: Line, head: Head) -> list[str]:
    """Return the parts of a line that are none of the known pieces, having noted those in the head."""
    raw, folded = line.raw or line.text, fold(line.raw or line.text)
    if _NATION.search(folded):
        head.national = True
    raw = _blank_out(raw, _NATION.search(folded))
    raw = _blank_out(raw, _MOTTO.search(fold(raw)))
    raw = _take_date(raw, head)
    raw = _take_number(raw, head)
    return [piece for piece in map(squeeze, re.split(r"\s{3,}|\ue001", raw)) if piece and not _take_stamp(piece, head)]


def _blank_out(raw: str, match: re.Match[str] | None) -> str:
    return raw if match is None else raw[: match.start()] + "\ue001" + raw[match.end() :]


def _take_date(raw: str, head: Head) -> str:
    folded = fold(raw)
    match = _DATE.search(folded) or _SLASHED.search(folded)
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
    before, place = _split_place(before.strip(" ,.…"))
    head.place = place or head.place
    return before + "\ue001" + raw[match.end() :].lstrip(" .,")


_SYMBOL_BEFORE = re.compile(
    r"^(.*\bsố\s*[:.]?[\s\d._…]*[/-]?\s*[A-ZĐ0-9&]+(?:\s?[-/.&]\s?[A-ZĐa-z0-9&]+)*)\s+(.*)$", re.I
)
_CAPITALIZED = re.compile(
    r"(?<![\w/.-])((?:(?:TP|Tp|tp|T\.P|thành phố|tỉnh|xã|phường|huyện|thị xã|thị trấn|đặc khu|"
    r"quận)\.?\s*)?(?:[A-ZĐÀ-Ỹ][\w’'.-]*|\d+|-)(?:\s+(?:[A-ZĐÀ-Ỹ][\w’'.-]*|\d+|-))*)$"
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


def _take_number(raw: str, head: Head) -> str:
    folded = fold(raw)
    match = _NUMBER.search(folded)
    text = raw
    if match is None or not _numbered(Line(text=raw)):
        match = _BARE_NUMBER.match(folded.strip())
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
    if folded in _URGENCY and is_capitals(text):
        head.urgency = _URGENCY[folded]
    elif folded in _SECRECY and is_capitals(text):
        head.secrecy = _SECRECY[folded]
    elif _DRAFT.match(folded):
        head.draft = True
    elif not _STAMP.match(folded) and any(c.isalnum() for c in text):
        return False
    return True


def _read_bodies(rest: list[Line], head: Head) -> None:
    names = [line.text for line in rest if not line.text.startswith("(")]
    bodies = [body.strip(" -*.,;") for body in split_bodies(names)]
    head.bodies = joint_issuers(list(dict.fromkeys(bodies)), head.symbol)


# --- title and subject -------------------------------------------------------------------------------


def _title_of(line: Line, lines: list[Line], index: int) -> tuple[str, str] | None:
    """Return kind and what follows it on the line, where the line is the printed name of a kind."""
    match = _TITLE.match(line.folded)
    if match is None or line.rows is not None:
        return None
    printed, rest = line.text[: match.end()].rstrip(" :."), line.text[match.end() :].strip()
    if _PLACE_UNIT.match(printed.lower()):  # `PHƯỜNG AN …` is no phương án
        return None
    code = _TITLES[match.group(1)]
    if not is_capitals(printed):
        alone = not rest and (line.bold or line.centered or line.indent > 20 or (line.blank > 0 and index < 20))
        return (code, "") if alone else None
    if (
        not rest
        or is_capitals(rest.split(maxsplit=1)[0])
        or rest[0].isupper()
        or rest[0] in '(“"'
        or starts_lower(rest)
    ):
        return code, rest
    return None


def _is_other_title(line: Line) -> bool:
    return is_capitals(line.text) and bool(_OTHER_TITLE.match(line.folded)) and len(line.text) < 60


def _read_title(lines: list[Line], stop: int, head: Head) -> None:
    found = _title_of(lines[stop], lines, stop)
    if found is None and not _is_other_title(lines[stop]):
        return
    head.titled = True
    words: list[str] = []
    if found:
        head.kind, rest = found
        words = [rest] if rest and not _widens_title(rest, lines, stop) else []
    else:
        head.other_title = lines[stop].text
    end = _subject_end(lines, stop, bool(words))
    about = " ".join([*words, *(line.text for line in lines[stop + 1 : end])])
    about = squeeze(about)
    start = re.match(r"v\s?[/.]\s?v\b\s*[:.]?\s*", fold(about))
    subject = about[start.end() :] if start else about
    if subject or head.subject is None:
        head.subject = subject.rstrip(".;,: ") or head.subject
    head.end = end
    for line in lines[end : end + 3]:
        # Contracts and minutes print number or date under the title.
        if _numbered(line) and line.folded.startswith("so") and head.symbol is None:
            _take_number(line.raw or line.text, head)
        elif not (
            _dated(line.folded) and line.folded.startswith("ngay") and len(line.text) < 60 and head.date_text is None
        ):
            break
        else:
            _take_date(line.raw or line.text, head)
        head.end += 1


def _widens_title(rest: str, lines: list[Line], stop: int) -> bool:
    """`CHƯƠNG TRÌNH PHỐI HỢP` over a subject of its own: the words belong to the title, not to the subject."""
    after = lines[stop + 1] if stop + 1 < len(lines) else None
    return bool(
        is_capitals(rest)
        and _WORDS_OF_TITLE.match(fold(rest))
        and len(rest) < 30
        and after
        and not starts_lower(after.text)
        and not read_mark(after.text)
    )


def _subject_end(lines: list[Line], stop: int, begun: bool) -> int:
    """Return the index after the last line of the subject that follows the title line."""
    end = stop + 1
    while end < min(len(lines), stop + 12):
        line, before = lines[end], lines[end - 1]
        if line.rows is not None or not _is_subject_line(line, before, first=end == stop + 1 and not begun):
            break
        end += 1
    return end


def _is_subject_line(line: Line, before: Line, *, first: bool) -> bool:
    folded = line.folded
    if _ADDRESS.match(folded) or (line.text.startswith("(") and re.match(r"\((?:ban hanh |kem theo|dinh kem)", folded)):
        return False
    if (_dated(folded) and len(folded) < 70) or (_numbered(line) and folded.startswith("so")):
        return False
    mark = read_mark(line.text)
    if mark and not (mark.level == "item" and not first):
        return False
    if is_capitals(line.text) and re.fullmatch(r"quyet (?:dinh|nghi)\s*:", folded):
        return False
    if line.starts and len(line.text) > 260:
        return False
    if first:
        return (
            not re.match(r"(?:can cu|hom nay|vao hoi|kinh gui|xet) ", folded)
            and len(line.text) < 260
            and not line.text.endswith((":", ";"))
        )
    if starts_lower(line.text):
        return not before.text.endswith((".", ";")) and len(line.text) < 200
    if line.bold is False and before.bold:
        return False
    if line.bold and before.bold:
        return not re.match(r"(?:can cu|xet|theo de nghi)\b", folded) and not _is_body_name(line)
    if line.blank > 0 or _OPENING.match(folded) or before.text.endswith((".", ";", ":")):
        return False
    return len(line.text) < 90 and line.indent > 3 if line.indent or before.indent else len(line.text) < 75


def _is_body_name(line: Line) -> bool:
    return is_capitals(line.text) and bool(_OPENING.match(line.folded))
