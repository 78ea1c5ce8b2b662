"""The name of the kind and the subject under it (Decree 30/2020, Annex I, II.5)."""

from __future__ import annotations

import re

from documents.official.kinds import KINDS, LETTER
from documents.reading.head.model import Head
from documents.reading.head.patterns import ADDRESS, dated, numbered
from documents.reading.head.pieces import PLACE_UNIT, URGENCY, take_date, take_number
from documents.reading.letters import fold, is_capitals, squeeze, starts_lower
from documents.reading.lines import Line
from documents.reading.marks import read_mark

_LONG_TITLE_LINE = 160
_OPENING = re.compile(
    r"^(?:can cu|thuc hien|xet|theo|ngay \d|de |nham|kinh gui|trong |tiep theo|tiep tuc thuc hien|"
    r"phuc dap|sau khi|qua |hom nay|vao hoi|(?:sang|chieu|toi|buoi) |dai hoi |"
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

_WORDS_OF_TITLE = re.compile(
    r"^(?:hanh dong|cong tac|lam viec|phoi hop|hop|hoi nghi|cuoc hop|ket luan|tom tat|so ket|tong ket|"
    r"to chuc thuc hien|trien khai|kiem tra|giam sat|chuyen de|lien (?:so|nganh|tich|co quan)|"
    r"giao ban|ban giao|nghiem thu|lao dong|kinh te|hop tac|nguyen tac|chuyen don|cua)\b"
)


def title_of(line: Line, lines: list[Line], index: int) -> tuple[str, str] | None:
    """Return kind and what follows it on the line, where the line is the printed name of a kind."""
    match = _TITLE.match(line.folded)
    if match is None or line.rows is not None:
        return None
    printed, rest = line.text[: match.end()].rstrip(" :."), line.text[match.end() :].strip()
    if PLACE_UNIT.match(printed.lower()):  # `PHƯỜNG AN …` is no phương án
        return None
    code = _TITLES[match.group(1)]
    if not is_capitals(printed):
        headed = any(numbered(x) or dated(x.folded) for x in lines[max(0, index - 3) : index])
        alone = not rest and (
            line.bold or line.centered or line.indent > 20 or ((line.blank > 0 or headed) and index < 20)
        )
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


def kind_named(text: str) -> tuple[str | None, str]:
    """Return the kind that a text begins with (`Thông báo về việc …`) and what follows, or None and the text."""
    match = _TITLE.match(fold(text))
    return (_TITLES[match.group(1)], text[match.end() :].strip()) if match else (None, text)


def is_other_title(line: Line) -> bool:
    return is_capitals(line.text) and bool(_OTHER_TITLE.match(line.folded)) and len(line.text) < 60


def read_title(lines: list[Line], stop: int, head: Head) -> None:
    found = title_of(lines[stop], lines, stop)
    if found is None and not is_other_title(lines[stop]):
        return
    head.titled = True
    words: list[str] = []
    if found:
        head.kind, rest = found
        if squeeze(fold(rest)).strip("() ") in URGENCY and is_capitals(rest):
            head.urgency, rest = URGENCY[squeeze(fold(rest)).strip("() ")], ""
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
        if numbered(line) and line.folded.startswith("so") and head.symbol is None:
            take_number(line.raw or line.text, head)
        elif not (
            dated(line.folded) and line.folded.startswith("ngay") and len(line.text) < 60 and head.date_text is None
        ):
            break
        else:
            take_date(line.raw or line.text, head)
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
    if ADDRESS.match(folded) or (line.text.startswith("(") and re.match(r"\((?:ban hanh |kem theo|dinh kem)", folded)):
        return False
    if (dated(folded) and len(folded) < 70) or (numbered(line) and folded.startswith("so")):
        return False
    mark = read_mark(line.text)
    if mark and not (mark.level == "item" and not first):
        return False
    if is_capitals(line.text) and re.fullmatch(r"quyet (?:dinh|nghi)\s*:", folded):
        return False
    if line.starts and len(line.text) > 260:
        return False
    if first and line.bold is False and before.bold and not line.centered and not starts_lower(line.text):
        return False  # a form without a subject: its first sentence follows the bold name of the kind
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
    if is_capitals(before.text) and len(before.text) > 12 and not is_capitals(line.text) and line.text[:1].isupper():
        return False
    if line.blank > 0 or _OPENING.match(folded) or before.text.endswith((".", ";", ":")):
        return False
    if is_capitals(before.text) and is_capitals(line.text):
        return len(line.text) < _LONG_TITLE_LINE
    return len(line.text) < 90 and line.indent > 3 if line.indent or before.indent else len(line.text) < 75


def _is_body_name(line: Line) -> bool:
    return is_capitals(line.text) and bool(_OPENING.match(line.folded))
