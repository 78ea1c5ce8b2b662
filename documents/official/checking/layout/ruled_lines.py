"""Rules on ruled lines under motto, issuer and subject (Decree 30/2020, Annex I, II.1, II.2, II.5)."""

from __future__ import annotations

from collections.abc import Iterator

from documents.official.checking.clauses import ISSUER, NATION, TITLE
from documents.official.checking.layout.model import TEXT, Layout, Line
from documents.official.checking.layout.telling import mm, place
from documents.official.checking.norms import DECREE_30
from documents.official.checking.registry import ERROR, LAYOUT, Hit, rule


@rule(
    "layout.underline",
    what="Đường kẻ dưới tiêu ngữ, tên cơ quan là nét kẻ riêng, không gạch chân chữ",
    clause=NATION,
    scope=LAYOUT,
)
def underline(layout: Layout) -> Iterator[Hit]:
    for part in ("motto", "issuer", "subject"):
        if any(t.underlined for line in layout.part(part) for t in line.types):
            yield Hit(
                place(part), f"{DECREE_30.parts[part].label} bị gạch chân.", "Bỏ gạch chân, kẻ đường riêng ở dưới."
            )


def _text_length(lines: list[Line]) -> float | None:
    """Return the length in mm of the longest line: measured in a PDF, reckoned from the letters' widths in Word."""
    known = [line.x1 - line.x0 for line in lines if line.x0 is not None and line.x1 is not None]
    return max(known or [_reckoned(line) for line in lines if line.types], default=None)


def _reckoned(line: Line) -> float:
    from documents.official.drawing.metrics import text_width

    return sum(text_width(piece.text, piece.size or 13, bold=bool(piece.bold)) for piece in line.types)


@rule(
    "layout.motto_rule", what="Dưới tiêu ngữ có đường kẻ dài bằng dòng chữ", clause=NATION, severity=ERROR, scope=LAYOUT
)
def motto_rule(layout: Layout) -> Iterator[Hit]:
    lines = layout.part("motto")
    if not lines or any(t.underlined for line in lines for t in line.types):
        return
    length, ruled = _text_length(lines), max((line.rule or 0 for line in lines), default=0)
    if layout.source != TEXT and all(line.rule is None for line in lines):
        yield Hit("motto", "Dưới tiêu ngữ chưa có đường kẻ.", "Kẻ đường nét liền dài bằng dòng tiêu ngữ.")
    elif length and not 0.85 <= ruled / length <= 1.15:
        yield Hit(
            "motto", f"Đường kẻ dưới tiêu ngữ dài {mm(ruled)}, dòng chữ dài {mm(length)}.", "Kẻ dài bằng dòng chữ."
        )


@rule(
    "layout.issuer_rule",
    what="Dưới tên cơ quan ban hành có đường kẻ dài từ 1/3 đến 1/2 dòng chữ",
    clause=ISSUER,
    severity=ERROR,
    scope=LAYOUT,
)
def issuer_rule(layout: Layout) -> Iterator[Hit]:
    yield from _short_rule(layout, "issuer", "tên cơ quan ban hành")


@rule(
    "layout.subject_rule",
    what="Dưới trích yếu của văn bản có tên loại có đường kẻ dài từ 1/3 đến 1/2 dòng chữ",
    clause=TITLE,
    severity=ERROR,
    scope=LAYOUT,
)
def subject_rule(layout: Layout) -> Iterator[Hit]:
    yield from _short_rule(layout, "subject", "trích yếu")


def _short_rule(layout: Layout, part: str, label: str) -> Iterator[Hit]:
    lines = layout.part(part)
    if not lines or any(t.underlined for line in lines for t in line.types):
        return
    length, ruled = _text_length(lines), max((line.rule or 0 for line in lines), default=0)
    low, high = DECREE_30.rule_share
    if layout.source != TEXT and all(line.rule is None for line in lines):
        yield Hit(
            place(part), f"Dưới {label} chưa có đường kẻ.", "Kẻ đường nét liền dài từ 1/3 đến 1/2 dòng chữ, ở giữa."
        )
    elif length and not low - 0.04 <= ruled / length <= high + 0.04:
        yield Hit(place(part), f"Đường kẻ dưới {label} dài {mm(ruled)}, dòng chữ dài {mm(length)}.",
                  "Kẻ dài từ 1/3 đến 1/2 dòng chữ.")  # fmt: skip


@rule("layout.letter_rule", what="Dưới trích yếu công văn không có đường kẻ", clause=TITLE, scope=LAYOUT)
def letter_rule(layout: Layout) -> Iterator[Hit]:
    if any(line.rule is not None for line in layout.part("letter_subject")):
        yield Hit("subject", "Dưới trích yếu công văn có đường kẻ.", "Bỏ đường kẻ.")
