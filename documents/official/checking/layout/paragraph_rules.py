"""Rules on the paragraphs of the content: indent, gaps, line spacing, both edges even (Annex I, II.6)."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from itertools import pairwise

from documents.official.checking.clauses import CONTENT
from documents.official.checking.layout.model import PDF, WORD, Layout
from documents.official.checking.layout.paragraphs import body_starts, inner_lines, line_pitch
from documents.official.checking.layout.telling import mm, points
from documents.official.checking.norms import DECREE_30
from documents.official.checking.registry import LAYOUT, Hit, rule


def _mostly(wrong: int, total: int) -> bool:
    return total > 0 and wrong * 2 > total


@rule("layout.indent", what="Dòng đầu đoạn lùi vào 1 cm hoặc 1,27 cm", clause=CONTENT, scope=LAYOUT)
def indent(layout: Layout) -> Iterator[Hit]:
    starts = body_starts(layout)
    slack = 1.6 if layout.source == PDF else 0.7
    wrong = [i for i in starts if min(abs(i - wanted) for wanted in DECREE_30.indents) > slack]
    if len(starts) >= 3 and _mostly(len(wrong), len(starts)):
        yield Hit("body", f"{len(wrong)}/{len(starts)} đoạn lùi đầu dòng chưa đúng ({mm(statistics.median(wrong))}).",
                  "Lùi dòng đầu 1 cm hoặc 1,27 cm.")  # fmt: skip


@rule("layout.paragraph_gap", what="Khoảng cách giữa các đoạn tối thiểu 6 pt", clause=CONTENT, scope=LAYOUT)
def paragraph_gap(layout: Layout) -> Iterator[Hit]:
    body = [line for line in layout.part("body") if not line.continues]
    pairs = list(pairwise(body)) if layout.source == WORD else []
    wrong = [a for a, b in pairs if (a.after or 0) + (b.before or 0) < DECREE_30.paragraph_gap - 0.1]
    if len(pairs) >= 3 and _mostly(len(wrong), len(pairs)):
        yield Hit(
            "body", f"{len(wrong)}/{len(pairs)} chỗ giữa hai đoạn cách nhau dưới 6 pt.", "Đặt khoảng cách đoạn từ 6 pt."
        )


@rule("layout.line_spacing", what="Khoảng cách dòng từ dòng đơn đến 1,5 dòng", clause=CONTENT, scope=LAYOUT)
def line_spacing(layout: Layout) -> Iterator[Hit]:
    low, high = DECREE_30.line_spacing
    value = line_pitch(layout)
    if value is not None and not low - 0.08 <= value <= high + 0.05:
        yield Hit(
            "body",
            f"Khoảng cách dòng {points(round(value, 2))}, quy định từ 1 đến 1,5.",
            "Đặt từ dòng đơn đến 1,5 dòng.",
        )


@rule("layout.justified", what="Nội dung canh đều cả hai lề", clause=CONTENT, scope=LAYOUT)
def justified(layout: Layout) -> Iterator[Hit]:
    lines = inner_lines(layout)
    wrong = sum(1 for fits in lines if not fits)
    if len(lines) >= 3 and wrong * 3 > len(lines):
        yield Hit("body", "Nội dung chưa canh đều hai lề.", "Canh đều cả hai lề (Justify).")
