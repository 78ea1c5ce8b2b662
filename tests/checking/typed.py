"""A letter as a clerk types it in Word, from a blank page: tables for head and sign-off, drawn lines, no styles."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

_LINE = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:line style="position:absolute;z-index:1" from="{a}pt,17pt" '
    'to="{b}pt,17pt" strokeweight=".75pt"/></w:pict></w:r>'
)
_TEXTS = (
    "Thực hiện Kế hoạch số 18/KH-UBND ngày 12 tháng 02 năm 2026 của Ủy ban nhân dân tỉnh về phát triển kinh tế tập thể "
    "năm 2026, Ủy ban nhân dân xã Tân Thịnh yêu cầu các hợp tác xã thực hiện các nội dung sau:",
    "1. Báo cáo tình hình hoạt động 6 tháng đầu năm 2026, gửi Phòng Kinh tế trước ngày 15 tháng 6 năm 2026.",
    "2. Rà soát danh sách thành viên, cập nhật biến động vốn góp; lập hồ sơ đề nghị hỗ trợ theo quy định.",
    "Yêu cầu các hợp tác xã nghiêm túc triển khai thực hiện./.",
)


def letter(*, left: float = 30, right: float = 15, font: str = "Times New Roman", filed: bool = True) -> bytes:
    """Return the .docx; margins in mm. Without `filed` the line `Lưu: VT` is forgotten."""
    word = docx.Document()
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(left), Mm(right), Mm(20), Mm(20)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = font, Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), font)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(0), 1.0
    _head(word)
    for text in _TEXTS:
        made = word.add_paragraph(text)
        made.alignment = ALIGN.JUSTIFY
        made.paragraph_format.first_line_indent, made.paragraph_format.space_before = Mm(12.7), Pt(6)
    _sign_off(word, filed=filed)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _head(word: Any) -> None:
    left, right = _cells(word)
    _put(left, "ỦY BAN NHÂN DÂN", 13, bold=True)
    _rule(_put(left, "XÃ TÂN THỊNH", 13, bold=True), 45)
    _put(left, "Số: 15/UBND-KT", 13, before=6)
    _put(left, "V/v báo cáo tình hình hoạt động của hợp tác xã", 12, before=6)
    _put(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True)
    _rule(_put(right, "Độc lập - Tự do - Hạnh phúc", 14, bold=True), 172)
    _put(right, "Tân Thịnh, ngày 06 tháng 5 năm 2026", 14, italic=True, before=6)
    to = word.add_paragraph("Kính gửi: Các hợp tác xã trên địa bàn xã")
    to.alignment, to.paragraph_format.space_before = ALIGN.CENTER, Pt(12)


def _sign_off(word: Any, *, filed: bool) -> None:
    left, right = _cells(word)
    _put(left, "Nơi nhận:", 12, bold=True, italic=True, align=ALIGN.LEFT)
    last = "- Chủ tịch, các PCT UBND xã" + (";" if filed else ".")
    for text in ("- Như trên;", last, *(["- Lưu: VT, KT."] if filed else [])):
        _put(left, text, 11, align=ALIGN.LEFT)
    for text in ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "", "", "", "Nguyễn Văn An"):
        _put(right, text, 14, bold=True)


def _cells(word: Any) -> tuple[Any, Any]:
    table = word.add_table(1, 2)
    table.autofit = False
    for cell, width in zip(table.rows[0].cells, (65, 100), strict=True):
        cell.width = Mm(width)
    left, right = table.rows[0].cells
    return left, right


def _put(cell: Any, text: str, size: float, *, bold: bool = False, italic: bool = False, align: Any = ALIGN.CENTER,
         before: float = 0) -> Any:  # fmt: skip
    first = cell.paragraphs[0]
    made = first if not first.text and len(cell.paragraphs) == 1 else cell.add_paragraph()
    run = made.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    made.alignment, made.paragraph_format.space_before = align, Pt(before)
    return made


def _rule(paragraph: Any, points: float) -> None:
    paragraph._p.append(parse_xml(_LINE.format(a=100 - points / 2, b=100 + points / 2)))
