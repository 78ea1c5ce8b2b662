"""What follows the signature: appendices, forms, papers issued with the document."""

from __future__ import annotations

import re

from documents.official.kinds import KINDS
from documents.official.tree import Appendix, Node
from documents.reading.endings import strip_end
from documents.reading.head import read_head
from documents.reading.letters import fold, is_capitals, squeeze
from documents.reading.lines import Line
from documents.reading.marks import read_mark, to_roman
from documents.reading.outline import outline
from documents.reading.paragraphs import Measure, join_lines

_HEAD = re.compile(
    r"^(?:phu luc|bieu(?: mau)?|mau)(?:\s+(?:so\s*)?(?P<number>\d{1,2}|[ivx]{1,5}|"
    r"[a-h]))?(?:\s*[:.\-]\s*(?P<title>.*))?$"
)
_NOTE = re.compile(r"^\(?\s*(?:(?:ban hanh\s+)?kem theo|dinh kem|ban hanh theo)\b")
_TITLES = 8


def split_appendices(lines: list[Line]) -> list[list[Line]]:
    """Return the lines of each appendix; a head in capitals or alone on its line opens one."""
    parts: list[list[Line]] = []
    while lines and lines[0].text.isdigit():
        lines = lines[1:]
    for line in lines:
        if not parts or opens_appendix(line):
            parts.append([])
        parts[-1].append(line)
    return [part for part in parts if any(line.text for line in part)]


def opens_appendix(line: Line) -> bool:
    """Tell whether the line is the head of an appendix (`PHỤ LỤC I`, `Phụ lục số 01:`)."""
    match = _HEAD.match(line.folded)
    if match is None or len(line.text) > 160:
        return False
    word = line.text.split()[0]
    return is_capitals(word) or (
        line.text[0].isupper() and (not match.group("title") or is_capitals(match.group("title") or ""))
    )


def read_appendix(lines: list[Line], how: Measure | None = None) -> Appendix:
    """Build one appendix from its lines, set as `how` tells of the whole paper."""
    issued = _issued_with(lines, how)
    if issued:
        return issued
    appendix = Appendix()
    start = 0
    titles: list[str] = []
    match = _HEAD.match(lines[0].folded) if opens_appendix(lines[0]) else None
    if match:
        appendix.number = _roman(match.group("number"))
        rest = lines[0].text[match.start("title") :] if match.group("title") else ""
        titles, start = ([rest] if rest else []), 1
        if fold(lines[0].text).startswith(("bieu", "mau")):
            titles = [squeeze(lines[0].text)]
    start = _title_lines(lines, start, titles)
    appendix.title = squeeze(" ".join(titles)) or None
    start, appendix.note = _note(lines, start)
    appendix.body = _body(lines[start:], how)
    return appendix


def _roman(number: str | None) -> str | None:
    if number is None:
        return None
    if number.isdigit():
        return to_roman(int(number)) if 0 < int(number) < 90 else number
    return number.upper()


def _title_lines(lines: list[Line], start: int, titles: list[str]) -> int:
    """Lines in capitals (or centred) under the head are the title."""
    index = start
    while index < min(len(lines), start + _TITLES):
        line = lines[index]
        if (
            line.rows is not None
            or _NOTE.match(line.folded)
            or read_mark(line.text)
            or not (is_capitals(line.text) or (line.bold and line.centered))
        ):
            break
        titles.append(line.text)
        index += 1
    return index


def _note(lines: list[Line], start: int) -> tuple[int, str | None]:
    if start >= len(lines) or not _NOTE.match(lines[start].folded):
        return start, None
    words = [lines[start].text]
    index = start + 1
    while (
        index < min(len(lines), start + 5)
        and words[0].startswith("(")
        and not words[-1].endswith(")")
        and lines[index].rows is None
    ):
        words.append(lines[index].text)
        index += 1
    return index, squeeze(" ".join(words)).strip("()").strip() or None


def _body(lines: list[Line], how: Measure | None) -> list[Node]:
    nodes = outline(join_lines(lines, how))
    strip_end(nodes)
    return nodes


def _issued_with(lines: list[Line], how: Measure | None) -> Appendix | None:
    """A paper issued with the document under a head of its own (quy chế, quy định): its title and body."""
    if not any("cong hoa xa hoi chu nghia" in line.folded for line in lines[:8]):
        return None
    head = read_head(lines)
    if not head.titled:
        return None
    kind = KINDS[head.kind].title if head.kind else head.other_title
    appendix = Appendix(title=squeeze(f"{kind} {head.subject or ''}"))
    start, appendix.note = _note(lines, head.end)
    appendix.body = _body(lines[start:], how)
    return appendix
