"""`Kính gửi`: the addressees of a document (Decree 30/2020, Annex I, II.9)."""

from __future__ import annotations

import re
from dataclasses import replace

from documents.reading.letters import fold, squeeze, starts_lower
from documents.reading.lines import Line
from documents.reading.marks import read_mark

_LABEL = re.compile(r"^kinh gui\b\s*:?\s*")
_WIRE = re.compile(r"^(?:.{0,90}\s)?dien\s*:\s*")
_BULLET = re.compile(r"^[-–—•+*]\s*")
_OPENING = re.compile(
    r"^(?:can cu|thuc hien|xet|theo|ngay \d|de |nham|trong |tiep theo|phuc dap|sau khi|qua |hom nay|"
    r"tren co so|vua qua|ho[aà] chung|duoc su|trien khai|hien nay|thoi gian|cong tac|luat|nghi|ke "
    r"hoach|"
    r"lien quan|tiep nhan|uy ban nhan dan .{0,60}(?:nhan duoc|de nghi|yeu cau|ban hanh|da|kinh)\b|so "
    r".{0,60}(?:nhan duoc|de nghi|yeu cau|da)|nham|ngay|dau nam|bao cao|can cu|i\.|1\.|dieu 1)"
)
_LIMIT = 60
_SAID_ON = re.compile(
    r"(?<=\w)\s*\.\s+(?=(?:Căn cứ|Thực hiện|Xét|Theo|Ngày|Để|Nhằm|Trong|Tiếp theo|Phúc đáp|Sau khi|Qua|Triển khai|"
    r"Nhận được|Vừa qua|Hiện nay|Thời gian qua)\s)"
)


def read_addressees(lines: list[Line], start: int) -> tuple[list[str], int]:
    """Return the addressees that stand at `start` and the index of the first line after them."""
    first = next(
        (i for i in range(start, min(start + 4, len(lines))) if _LABEL.match(lines[i].folded) or _is_wire(lines[i])),
        None,
    )
    if first is None:
        return [], start
    if first + 1 < len(lines) and _LABEL.match(lines[first + 1].folded):
        first += 1  # `… điện:` over `Kính gửi:`
    label = _LABEL.match(lines[first].folded) or _WIRE.match(lines[first].folded)
    rest = lines[first].text[label.end() :] if label else ""
    said = _SAID_ON.search(rest)
    if said:  # the first sentence stands on the addressee's line
        lines[first + 1 : first + 1] = [replace(lines[first], text=rest[said.end() :], raw=rest[said.end() :])]
        rest = rest[: said.start()]
    entries: list[str] = []
    if rest:
        entries.append(_BULLET.sub("", rest))
    listed = bool(rest) and bool(_BULLET.match(rest))
    index = first + 1
    while index < min(len(lines), first + _LIMIT):
        line = lines[index]
        if line.rows is not None:
            break
        if _BULLET.match(line.text) and not _is_text_bullet(line, entries):
            entries.append(_BULLET.sub("", line.text))
            listed = True
        elif entries and _goes_on(line, lines[index - 1], entries, listed):
            entries[-1] = f"{entries[-1]} {line.text}"
        elif not _is_entry(line, entries, lines, index):
            break
        else:
            entries.append(line.text)
        index += 1
    return [clean for clean in map(clean_addressee, entries) if clean], index


def _is_wire(line: Line) -> bool:
    return bool(_WIRE.match(line.folded)) and len(line.text) < 160 and line.text[:3].isupper()


def _is_text_bullet(line: Line, entries: list[str]) -> bool:
    return bool(entries) and entries[-1].endswith((".", ":")) and len(line.text) > 200


def _goes_on(line: Line, before: Line, entries: list[str], listed: bool) -> bool:
    """Tell whether the line is the rest of a wrapped addressee."""
    entry = entries[-1]
    if read_mark(line.text) or entry.endswith(".") or line.starts:
        return False
    if starts_lower(line.text):
        return not entry.endswith(";")
    if entry.endswith(";") or _OPENING.match(line.folded) or line.blank > 0:
        return False
    if listed:
        return len(line.text) < 90 and (line.indent >= before.indent or len(before.text) > 30)
    return len(line.text) < 70 and line.indent >= 15


def _is_entry(line: Line, entries: list[str], lines: list[Line], index: int) -> bool:
    """A line without bullet is an addressee where the list has begun so or nothing has begun."""
    if read_mark(line.text) or _OPENING.match(line.folded) or len(line.text) > (160 if entries else 400):
        return False
    if not entries:
        return True
    return entries[-1].endswith(";") and line.text.endswith((";", "."))


def clean_addressee(text: str) -> str:
    """Return an addressee without closing sign."""
    return squeeze(text).strip(" ;.,:")


def is_label(text: str) -> bool:
    """Tell whether the line begins the addressees."""
    return bool(_LABEL.match(fold(text)))
