"""A document of an earlier year as the draft of this one: its own days move on, the acts that it cites stay."""

from __future__ import annotations

import calendar
import dataclasses
import re

from documents.official.tree import Node, OfficialDocument

_DAY = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")
_LONG_DAY = re.compile(r"\bngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})\b")
_YEAR = re.compile(r"(?<![\d/])(\d{4})(?!\d)")
_MONTH = re.compile(r"(?<![\d/])(\d{1,2})/(\d{4})(?!\d)")
_QUARTER = re.compile(r"\b(quý [IV]+)/(\d{4})\b")
# An act keeps its year also where it has no number: "Luật Hợp tác xã năm 2023".
_NAMED_ACT = re.compile(r"\b(?:Luật|Bộ luật|Pháp lệnh|Hiến pháp)\b[^.;,:()]{0,80}?\bnăm \d{4}")
# The span of a programme of several years is not this document's to move.
_SPAN = re.compile(r"\b(?:giai đoạn|nhiệm kỳ)\s+(?:từ )?\d{4}\s*[-–]\s*\d{4}", re.IGNORECASE)
# Acts of this sort are cited anew each year and are left for the person to look up.
_OPENING = ("căn cứ", "thực hiện", "xét ", "theo ")


def moved_on(document: OfficialDocument, years: int) -> OfficialDocument:
    """Return the document with every day, month, quarter and year of its own moved by `years`.

    Only years from the document's own year (of its date, else the latest it speaks of) and the two beside it move;
    cited acts and the lines of bases keep theirs. 29 February becomes the 28th where it must.
    """
    own = _own_year(document)
    if own is None or not years:
        return document
    return _each_text(document, lambda text: _shift(text, own, years))


def _own_year(document: OfficialDocument) -> int | None:
    if document.date and document.date[:4].isdigit():
        return int(document.date[:4])
    named = [int(y) for y in _YEAR.findall(document.subject or "")]
    return max(named) if named else None


def _each_text(document: OfficialDocument, change) -> OfficialDocument:
    appendices = [
        dataclasses.replace(
            item, title=_maybe(item.title, change), note=_maybe(item.note, change), body=_nodes(item.body, change)
        )
        for item in document.appendices
    ]
    return dataclasses.replace(
        document,
        subject=_maybe(document.subject, change),
        body=_nodes(document.body, change),
        closing=_maybe(document.closing, change),
        appendices=appendices,
    )


def _nodes(nodes: list[Node], change) -> list[Node]:
    return [
        dataclasses.replace(
            node,
            title=_maybe(node.title, change),
            text=_maybe(node.text, change),
            rows=[[change(cell) for cell in row] for row in node.rows] if node.rows is not None else None,
            children=_nodes(node.children, change),
        )
        for node in nodes
    ]


def _maybe(text: str | None, change) -> str | None:
    return change(text) if text else text


def _shift(text: str, own: int, years: int) -> str:
    if text.lower().startswith(_OPENING):
        return text
    pieces, at = [], 0
    for start, end in _kept(text):
        pieces += [_moved(text[at:start], own, years), text[start:end]]
        at = end
    return "".join([*pieces, _moved(text[at:], own, years)])


def _kept(text: str) -> list[tuple[int, int]]:
    """Return the spans of cited acts, in order and apart."""
    from documents.reading.references import find_citations

    spans = [(c.start, c.end) for c in find_citations(text)] + [
        m.span() for pattern in (_NAMED_ACT, _SPAN) for m in pattern.finditer(text)
    ]
    apart: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _moved(text: str, own: int, years: int) -> str:
    def year(word: str) -> int:
        return int(word) + (years if abs(int(word) - own) <= 1 else 0)

    def day(match: re.Match[str]) -> str:
        to = year(match[4])
        return f"{_fitting(match[1], match[3], to)}{match[2]}{match[3]}{match[2]}{to}"

    def long_day(match: re.Match[str]) -> str:
        to = year(match[3])
        return f"ngày {_fitting(match[1], match[2], to)} tháng {match[2]} năm {to}"

    # Each pattern leaves a mark where it was, so that the next one does not move the same year again.
    done: list[str] = []

    def once(make):
        def keep(match: re.Match[str]) -> str:
            done.append(make(match))
            return f"\x00{len(done) - 1}\x00"

        return keep

    text = _LONG_DAY.sub(once(long_day), text)
    text = _DAY.sub(once(day), text)
    text = _QUARTER.sub(once(lambda m: f"{m[1]}/{year(m[2])}"), text)
    text = _MONTH.sub(once(lambda m: f"{m[1]}/{year(m[2])}" if 1 <= int(m[1]) <= 12 else m[0]), text)
    text = _YEAR.sub(once(lambda m: str(year(m[1]))), text)
    return re.sub(r"\x00(\d+)\x00", lambda m: done[int(m[1])], text)


def _fitting(day: str, month: str, year: int) -> str:
    if day == "29" and int(month) == 2 and not calendar.isleap(year):
        return "28"
    return day
