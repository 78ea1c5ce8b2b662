"""Marks of parts, articles, clauses and points follow one another (Decree 30/2020, Annex I, II.6)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from documents.official.checking.clauses import CONTENT
from documents.official.checking.context import Context
from documents.official.checking.letters import POINTS, from_roman, roman
from documents.official.checking.registry import ERROR, Hit, rule
from documents.official.tree import ARTICLE, CHAPTER, HEADING, PART, POINT, SECTION, SUBSECTION, Node

Marked = tuple[str, Node]
Ordinal = Callable[[str], int | None]


def _arabic(mark: str) -> int | None:
    digits = mark.strip("()")
    return int(digits) if digits.isdecimal() and len(digits) < 6 else None


def _either(mark: str) -> int | None:
    return from_roman(mark) or _arabic(mark)


def _letter(mark: str) -> int | None:
    letter = mark.strip("()").lower()
    return POINTS.index(letter) + 1 if len(letter) == 1 and letter in POINTS else None


def _gaps(marked: list[Marked], ordinal: Ordinal, write: Callable[[int], str], name: str) -> Iterator[Hit]:
    """Yield a hit for each mark that is not the one after the mark before it (the first is to be 1)."""
    previous = 0
    for where, node in marked:
        value = ordinal(node.number or "")
        if value is None:
            continue
        if value != previous + 1:
            wanted = write(previous + 1)
            problem = "ghi lặp" if value == previous else "không liên tục"
            yield Hit(
                where,
                f"{name} {node.number} {problem}; số tiếp theo phải là {wanted}.",
                f"Đánh số lại thành {name} {wanted} và sửa các chỗ dẫn chiếu.",
            )
        previous = value


def _siblings(context: Context, level: str) -> Iterator[list[Marked]]:
    """Yield the nodes of one level by their parent, in reading order."""
    groups: dict[str, list[Marked]] = {}
    for where, node in context.all_nodes:
        if node.level == level and node.number:
            style = "(" if node.number.startswith("(") else ""
            groups.setdefault(where.rpartition("[")[0] + style, []).append((where, node))
    yield from groups.values()


@rule("numbering.articles", what="Các điều đánh số liên tục trong cả văn bản", clause=CONTENT, severity=ERROR)
def articles(context: Context) -> Iterator[Hit]:
    for prefix in ("body", *(f"appendices[{i}]" for i in range(len(context.document.appendices)))):
        found = [(w, n) for w, n in context.all_nodes if n.level == ARTICLE and n.number and w.startswith(prefix)]
        yield from _gaps(found, _arabic, str, "Điều")


@rule("numbering.headings", what="Phần, chương, mục đánh số La Mã liên tục", clause=CONTENT)
def headings(context: Context) -> Iterator[Hit]:
    for level, name in ((PART, "Phần"), (CHAPTER, "Chương"), (HEADING, "Mục")):
        for group in _siblings(context, level):
            yield from _gaps(group, _either, roman, name)


@rule("numbering.roman", what="Phần, chương ghi bằng chữ số La Mã", clause=CONTENT)
def roman_marks(context: Context) -> Iterator[Hit]:
    for where, node in context.all_nodes:
        value = _arabic(node.number or "")
        if node.level in (PART, CHAPTER) and value and value < 400:
            yield Hit(
                where,
                f"{'Phần' if node.level == PART else 'Chương'} {node.number} chưa ghi bằng chữ số La Mã.",
                f"Ghi “{roman(value)}”.",
            )


@rule("numbering.sections", what="Các khoản đánh số Ả Rập liên tục", clause=CONTENT)
def sections(context: Context) -> Iterator[Hit]:
    for group in _siblings(context, SECTION):
        yield from _gaps(group, _arabic, str, "Khoản")


@rule("numbering.subsections", what="Số của khoản con mang số của khoản chứa nó và liên tục", clause=CONTENT)
def subsections(context: Context) -> Iterator[Hit]:
    for group in _siblings(context, SUBSECTION):
        prefix = re.match(r".*\.", (group[0][1].number or "") + ".")
        head = prefix[0] if prefix else ""
        same = [(w, n) for w, n in group if (n.number or "").rpartition(".")[0] == head.rstrip(".").rpartition(".")[0]]
        yield from _gaps(same, lambda mark: _arabic(mark.rpartition(".")[2]), str, "Khoản con")
        for where, node in group:
            if (where, node) not in same:
                yield Hit(where, f"Số {node.number} không cùng mục với {group[0][1].number}.", "Đánh số lại.")


@rule("numbering.points", what="Các điểm theo thứ tự bảng chữ cái tiếng Việt: a b c d đ e g h i k l …", clause=CONTENT)
def points(context: Context) -> Iterator[Hit]:
    for group in _siblings(context, POINT):
        yield from _gaps(group, _letter, lambda n: POINTS[n - 1] if n <= len(POINTS) else "?", "Điểm")


@rule("numbering.point_letters", what="Điểm không dùng chữ f, j, w, z, ă, â, ê, ô, ơ, ư", clause=CONTENT)
def point_letters(context: Context) -> Iterator[Hit]:
    for where, node in context.all_nodes:
        mark = (node.number or "").strip("()").lower()
        if node.level == POINT and len(mark) == 1 and mark.isalpha() and mark not in POINTS:
            yield Hit(
                where,
                f"Điểm “{node.number}” dùng chữ không có trong thứ tự điểm.",
                "Dùng lần lượt a, b, c, d, đ, e, g, h, i, k, l, …",
            )
