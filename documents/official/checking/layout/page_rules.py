"""Rules on the page: paper, margins, page numbers, what begins or ends a page (Decree 30/2020, Annex I)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from documents.official.checking.clauses import APPENDIX, DATE, PAGE, PAPER
from documents.official.checking.layout.model import PDF, WORD, Layout, Line
from documents.official.checking.layout.paragraphs import inner_lines
from documents.official.checking.layout.telling import mm, points, span
from documents.official.checking.layout.type_rules import wrong_size
from documents.official.checking.letters import fold
from documents.official.checking.norms import DECREE_30, Range
from documents.official.checking.registry import ERROR, LAYOUT, WARNING, Hit, rule

_PAPER_SLACK = 1.5
_WORD_SLACK = 0.6  # margins written in inches: 0.8 in is 20.32 mm
_PDF_SLACK = 1.5
_OWN_NUMBERS = re.compile(r"phu luc|phieu trinh")  # papers whose first page begins a numbering of its own


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
        found = wrong_size([sheet.number_line], style.size, 0) if sheet.number_line else None
        if found:
            yield Hit(f"page[{index}]", f"Số trang cỡ chữ {points(found)}, quy định {span(style.size)}.",
                      f"Đặt cỡ chữ {span(style.size)}.")  # fmt: skip
            return


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
