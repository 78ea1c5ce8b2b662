"""Rules of layout: paper, margins, type, ruled lines, page numbers, paragraphs (Decree 30/2020, Annex I)."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from documents.official.checking.clauses import (
    APPENDIX,
    CONTENT,
    DATE,
    ISSUER,
    NATION,
    PAGE,
    PAPER,
    SAMPLES,
    TITLE,
)  # fmt: skip
from documents.official.checking.layout.model import PDF, TEXT, WORD, Layout, Line
from documents.official.checking.layout.paragraphs import body_starts, inner_lines, line_pitch
from documents.official.checking.letters import fold
from documents.official.checking.norms import DECREE_30, Range
from documents.official.checking.registry import ERROR, INFO, LAYOUT, WARNING, Hit, rule

_PAPER_SLACK = 1.5
_WORD_SLACK = 0.6  # margins written in inches: 0.8 in is 20.32 mm
_PDF_SLACK = 1.5
# Where a finding of a part points to in the tree, so that pages can mark the field.
PLACES = {
    "parent": "parent_body", "date": "date_text", "letter_subject": "subject", "addressee": "addressees",
    "basis": "body",
    "authority": "signature", "signer": "signature.name", "recipients_label": "recipients", "recipient": "recipients",
    "appendix": "appendices", "appendix_title": "appendices", "appendix_note": "appendices",
}  # fmt: skip
_FREE_TYPE = {"body"}
_OWN_NUMBERS = re.compile(r"phu luc|phieu trinh")  # papers whose first page begins a numbering of its own


def place(part: str) -> str:
    """Return the path in the tree for a part of the layout (`nation` and `motto` stand for themselves)."""
    return PLACES.get(part, part)


def mm(value: float) -> str:
    """Return millimetres as Vietnamese offices write them: `18,5 mm`."""
    return f"{value:.1f}".rstrip("0").rstrip(".").replace(".", ",") + " mm"


def points(value: float) -> str:
    """Return a type size: `13,5`."""
    return f"{value:g}".replace(".", ",")


def span(limits: Range) -> str:
    """Return a range of sizes or lengths: `13` or `13–14`."""
    return points(limits[0]) if limits[0] == limits[1] else f"{points(limits[0])}–{points(limits[1])}"


@rule("layout.paper", what="Khổ giấy A4 (210 mm × 297 mm)", clause=PAPER, severity=ERROR, scope=LAYOUT)
def paper(layout: Layout) -> Iterator[Hit]:
    for sheet in layout.sheets:
        sides = sorted((sheet.width, sheet.height))
        if any(abs(a - b) > _PAPER_SLACK for a, b in zip(sides, sorted(DECREE_30.paper), strict=True)):
            yield Hit("page", f"Khổ giấy {mm(sheet.width)} × {mm(sheet.height)} không phải A4.", "Đặt khổ giấy A4.")
            return


@rule(
    "layout.landscape",
    what="Giấy đặt đứng; chỉ đặt ngang khi có bảng rộng không tách thành phụ lục",
    clause=PAGE,
    scope=LAYOUT,
)
def landscape(layout: Layout) -> Iterator[Hit]:
    for index, sheet in enumerate(layout.sheets):
        if sheet.is_landscape and not sheet.has_table:
            yield Hit(f"page[{index}]", "Trang giấy đặt ngang nhưng không có bảng rộng.", "Đặt giấy đứng (chiều dài).")
            return


@rule(
    "layout.margins",
    what="Lề trên, dưới 20–25 mm; lề trái 30–35 mm; lề phải 15–20 mm",
    clause=PAGE,
    severity=ERROR,
    scope=LAYOUT,
)
def margins(layout: Layout) -> Iterator[Hit]:
    for side, label in (("top", "trên"), ("bottom", "dưới"), ("left", "trái"), ("right", "phải")):
        limits: Range = getattr(DECREE_30, f"margin_{side}")
        wrong = [value for value in _margins(layout, side) if _is_outside(layout, side, value, limits)]
        if wrong:
            about = "khoảng " if layout.source == PDF else ""
            yield Hit(
                f"margins.{side}",
                f"Lề {label} {about}{mm(wrong[0])}, quy định {span(limits)} mm.",
                f"Đặt lề {label} trong khoảng {span(limits)} mm.",
            )


def _margins(layout: Layout, side: str) -> list[float]:
    """Return a margin of every upright section of a Word file, or the one that a PDF's fullest page shows."""
    known = [v for s in layout.sheets if not s.is_landscape and (v := getattr(s, side)) is not None]
    return known if layout.source == WORD or not known else [min(known)]


def _is_outside(layout: Layout, side: str, value: float, limits: Range) -> bool:
    """Tell whether a margin is out of range. In a PDF a side is seen to be too wide only where text fills it."""
    if layout.source == WORD:
        return not limits[0] - _WORD_SLACK <= value <= limits[1] + _WORD_SLACK
    filled = side == "left" or (side == "right" and len(inner_lines(layout)) >= 3)
    return value < limits[0] - _PDF_SLACK or (filled and value > limits[1] + _PDF_SLACK)


def _letters(layout: Layout) -> Counter[str]:
    counts: Counter[str] = Counter()
    for line in layout.lines:
        for piece in line.types:
            if piece.font:
                counts[piece.font] += sum(c.isalpha() for c in piece.text)
    return counts


@rule("layout.font", what="Phông chữ Times New Roman", clause=PAGE, severity=ERROR, scope=LAYOUT)
def font(layout: Layout) -> Iterator[Hit]:
    counts = _letters(layout)
    total = sum(counts.values())
    for name, count in counts.most_common():
        if name in DECREE_30.fonts or count * 100 < total:
            continue
        if name in DECREE_30.font_twins:
            yield Hit("font", f"Dùng phông “{name}”, cùng số đo với Times New Roman nhưng không phải phông quy định.",
                      "Dùng phông Times New Roman.", INFO)  # fmt: skip
        else:
            share = max(1, round(count * 100 / total))
            yield Hit("font", f"Khoảng {share}% chữ dùng phông “{name}”.", "Đổi toàn bộ sang phông Times New Roman.")


@rule("layout.color", what="Chữ màu đen", clause=PAGE, scope=LAYOUT)
def color(layout: Layout) -> Iterator[Hit]:
    for line in layout.lines:
        colored = [t for t in line.types if t.color and t.text.strip()]
        if colored and line.part != "urgency":
            yield Hit(
                place(line.part or "body"),
                f"Chữ không phải màu đen: “{colored[0].text.strip()[:40]}”.",
                "Đổi chữ sang màu đen.",
            )
            return


def _each_part(layout: Layout) -> Iterator[tuple[str, list[Line]]]:
    for name in DECREE_30.parts:
        lines = layout.part(name)
        if lines and any(line.types for line in lines):
            yield name, lines


@rule("layout.size", what="Cỡ chữ của từng thành phần đúng quy định", clause=SAMPLES, severity=ERROR, scope=LAYOUT)
def size(layout: Layout) -> Iterator[Hit]:
    for name, lines in _each_part(layout):
        style = DECREE_30.parts[name]
        wrong = _wrong_size(lines, style.size, share=0.1 if name in _FREE_TYPE else 0.0)
        if wrong:
            yield Hit(place(name), f"{style.label} cỡ chữ {points(wrong)}, quy định {span(style.size)}.",
                      f"Đặt cỡ chữ {span(style.size)}.")  # fmt: skip


def _wrong_size(lines: list[Line], limits: Range, share: float) -> float | None:
    counts: Counter[float] = Counter()
    for line in lines:
        for piece in line.types:
            if piece.size:
                counts[piece.size] += sum(c.isalnum() for c in piece.text)
    outside = {s: n for s, n in counts.items() if not limits[0] - 0.3 <= s <= limits[1] + 0.3}
    if sum(outside.values()) <= share * sum(counts.values()):
        return None
    return max(outside, key=lambda s: outside[s])


@rule(
    "layout.weight",
    what="Chữ đậm, chữ thường của từng thành phần đúng quy định",
    clause=SAMPLES,
    severity=ERROR,
    scope=LAYOUT,
)
def weight(layout: Layout) -> Iterator[Hit]:
    yield from _styled(layout, "bold", {True: "chữ đậm", False: "chữ không đậm"})


@rule(
    "layout.slant",
    what="Chữ đứng, chữ nghiêng của từng thành phần đúng quy định",
    clause=SAMPLES,
    severity=ERROR,
    scope=LAYOUT,
)
def slant(layout: Layout) -> Iterator[Hit]:
    yield from _styled(layout, "italic", {True: "chữ nghiêng", False: "chữ đứng"})


def _styled(layout: Layout, name: str, words: dict[bool, str]) -> Iterator[Hit]:
    for part, lines in _each_part(layout):
        wanted = getattr(DECREE_30.parts[part], name)
        wrong = [line for line in lines if line.most(name) not in (None, wanted)]
        if wanted is not None and wrong:
            yield Hit(place(part), f"{DECREE_30.parts[part].label} chưa phải {words[wanted]}: “{wrong[0].text[:40]}”.",
                      f"Đặt {words[wanted]}.")  # fmt: skip


@rule("layout.centered", what="Các thành phần quy định canh giữa được canh giữa", clause=SAMPLES, scope=LAYOUT)
def centered(layout: Layout) -> Iterator[Hit]:
    for part, lines in _each_part(layout):
        if layout.source != WORD or DECREE_30.parts[part].align != "center":
            continue
        wrong = [line for line in lines if line.align != "center"]
        if wrong:
            yield Hit(
                place(part), f"{DECREE_30.parts[part].label} chưa canh giữa: “{wrong[0].text[:40]}”.", "Canh giữa."
            )


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


@rule("layout.nation_line", what="Quốc hiệu trình bày trên một dòng", clause=NATION, scope=LAYOUT)
def nation_line(layout: Layout) -> Iterator[Hit]:
    if layout.source == PDF and len(layout.part("nation")) > 1:
        yield Hit("nation", "Quốc hiệu bị xuống dòng.", "Nới rộng cột bên phải để Quốc hiệu nằm trên một dòng.")


@rule(
    "layout.number_date_level",
    what="Số, ký hiệu và địa danh, ngày tháng nằm trên cùng một hàng",
    clause=DATE,
    scope=LAYOUT,
)
def number_date_level(layout: Layout) -> Iterator[Hit]:
    number, date = layout.part("number")[:1], layout.part("date")[:1]
    if not number or not date:
        return
    apart = _apart(number[0], date[0])
    if apart:
        yield Hit("date_text", "Số, ký hiệu và địa danh, ngày tháng không nằm trên cùng một hàng.", "Đặt cùng hàng.")


def _apart(number: Line, date: Line) -> bool:
    if number.bottom is not None and date.bottom is not None:
        return number.page != date.page or abs(number.bottom - date.bottom) > 3
    return bool(number.cell and date.cell and number.cell[:2] != date.cell[:2])


@rule(
    "layout.page_number",
    what="Số trang ở giữa lề trên, từ trang 2; không đánh số trang 1",
    clause=PAGE,
    severity=ERROR,
    scope=LAYOUT,
)
def page_number(layout: Layout) -> Iterator[Hit]:
    finder: dict[str, Callable[[Layout], Iterator[Hit]]] = {PDF: _pdf_numbers, WORD: _word_numbers}
    if layout.source in finder:
        yield from finder[layout.source](layout)


def _pdf_numbers(layout: Layout) -> Iterator[Hit]:
    starts = {line.page for line in layout.lines if line.new_page and _OWN_NUMBERS.match(fold(line.text))}
    for index, sheet in enumerate(layout.sheets):
        first = index == 0 or index in starts
        if index == 0 and sheet.number:
            yield Hit("page[0]", "Trang 1 có hiển thị số trang.", "Không hiển thị số của trang thứ nhất.")
        elif sheet.number == "bottom":
            yield Hit(f"page[{index}]", "Số trang đặt ở lề dưới.", "Đặt số trang ở giữa lề trên.")
            return
        elif not first and sheet.number is None:
            yield Hit(f"page[{index}]", f"Trang {index + 1} không có số trang.", "Đánh số trang ở giữa lề trên.")
            return
        elif sheet.number_line and not _is_centred(sheet.number_line, sheet.width, sheet.left, sheet.right):
            yield Hit(f"page[{index}]", "Số trang không ở giữa lề trên.", "Canh giữa số trang.")
            return


def _is_centred(line: Line, width: float, left: float | None, right: float | None) -> bool:
    middle = ((line.x0 or 0) + (line.x1 or 0)) / 2
    return abs(middle - width / 2) < 8 or abs(middle - ((left or 30) + width - (right or 15)) / 2) < 8


def _word_numbers(layout: Layout) -> Iterator[Hit]:
    first = layout.sheets[0] if layout.sheets else None
    if first is None:
        return
    if first.number == "bottom":
        yield Hit("page", "Số trang đặt ở lề dưới.", "Đặt số trang ở giữa lề trên (phần đầu trang).")
    elif first.number == "top" and not first.first_differs:
        yield Hit("page[0]", "Trang 1 có hiển thị số trang.", "Chọn “Trang đầu khác” để trang 1 không hiển thị số.")
    elif first.number is None and (layout.pages or 0) > 1:
        yield Hit("page", "Văn bản nhiều trang nhưng không đánh số trang.", "Chèn số trang ở giữa lề trên.")


@rule("layout.page_number_size", what="Số trang cỡ chữ 13–14, kiểu chữ đứng", clause=PAGE, scope=LAYOUT)
def page_number_size(layout: Layout) -> Iterator[Hit]:
    style = DECREE_30.parts["page_number"]
    for index, sheet in enumerate(layout.sheets):
        found = _wrong_size([sheet.number_line], style.size, 0) if sheet.number_line else None
        if found:
            yield Hit(f"page[{index}]", f"Số trang cỡ chữ {points(found)}, quy định {span(style.size)}.",
                      f"Đặt cỡ chữ {span(style.size)}.")  # fmt: skip
            return


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


@rule("layout.appendix_page", what="Phụ lục bắt đầu ở trang mới", clause=APPENDIX, scope=LAYOUT)
def appendix_page(layout: Layout) -> Iterator[Hit]:
    for line in layout.part("appendix"):
        if not line.new_page and layout.source in (PDF, WORD):
            yield Hit("appendices", f"“{line.text}” không bắt đầu ở trang mới.", "Ngắt trang trước phụ lục.")


@rule("layout.signature_alone", what="Khối chữ ký không đứng một mình trên một trang", clause=None, scope=LAYOUT)
def signature_alone(layout: Layout) -> Iterator[Hit]:
    marks = layout.part("authority", "recipients_label")
    if layout.source != PDF or not marks or marks[0].page == 0:
        return
    beside = [line for line in layout.part("body", "basis", "table") if line.page == marks[0].page]
    if not beside:
        yield Hit("signature", "Khối chữ ký nằm riêng trên một trang, không có dòng nội dung nào.",
                  "Chuyển ít nhất hai dòng nội dung sang cùng trang.", WARNING)  # fmt: skip
