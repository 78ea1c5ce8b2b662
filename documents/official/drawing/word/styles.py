"""The named styles of the Word file: one for each part of Decree 30/2020, Annex I, part I, V."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..style import FONT, SIZES, SPACES


@dataclass(frozen=True)
class WordStyle:
    """A paragraph style; `outline` is its level in Word's navigation pane, `gap` the space before in pt."""

    name: str
    size: float
    bold: bool = False
    italic: bool = False
    align: str = "CENTER"
    gap: float = 0
    indent: bool = False
    outline: int | None = None
    keep: bool = False
    colour: str | None = None


_GAP = SPACES.paragraph_gap_pt
STYLES: dict[str, WordStyle] = {
    "nation": WordStyle("Quốc hiệu", SIZES.nation, bold=True),
    "motto": WordStyle("Tiêu ngữ", SIZES.motto, bold=True),
    "parent": WordStyle("Cơ quan chủ quản", SIZES.parent),
    "issuer": WordStyle("Cơ quan ban hành", SIZES.issuer, bold=True),
    "number": WordStyle("Số và ký hiệu", SIZES.number, gap=_GAP),
    "date": WordStyle("Địa danh và thời gian", SIZES.date, italic=True, gap=_GAP),
    "vv": WordStyle("Trích yếu công văn", SIZES.letter_subject, gap=_GAP),
    "stamp": WordStyle("Dấu chỉ mức độ", SIZES.stamp, bold=True, colour="FF0000"),
    "title": WordStyle("Tên loại văn bản", SIZES.title, bold=True, gap=14, outline=0, keep=True),
    "subject": WordStyle("Trích yếu", SIZES.subject, bold=True, keep=True),
    "rule": WordStyle("Đường kẻ", 1),
    "to-one": WordStyle("Kính gửi", SIZES.body, gap=8),
    "to-head": WordStyle("Kính gửi nhiều nơi", SIZES.body, align="LEFT", gap=8, keep=True),
    "to-item": WordStyle("Nơi được gửi", SIZES.body, align="LEFT"),
    "paragraph": WordStyle("Nội dung", SIZES.body, align="JUSTIFY", gap=_GAP, indent=True),
    "basis": WordStyle("Căn cứ", SIZES.body, italic=True, align="JUSTIFY", gap=_GAP, indent=True),
    "centred": WordStyle("Dòng giữa trang", SIZES.body, bold=True, gap=_GAP),
    "attached": WordStyle("Kèm theo", SIZES.body, italic=True, gap=_GAP),
    "part": WordStyle("Phần và chương", SIZES.body, bold=True, gap=_GAP, outline=0, keep=True),
    "part-title": WordStyle("Tiêu đề phần và chương", SIZES.body, bold=True, keep=True),
    "heading": WordStyle("Mục", SIZES.body, bold=True, align="JUSTIFY", gap=_GAP, indent=True, outline=1, keep=True),
    "article": WordStyle("Điều", SIZES.body, align="JUSTIFY", gap=_GAP, indent=True, outline=2),
    "section": WordStyle("Khoản", SIZES.body, align="JUSTIFY", gap=_GAP, indent=True, outline=3),
    "point": WordStyle("Điểm", SIZES.body, align="JUSTIFY", gap=_GAP, indent=True),
    "item": WordStyle("Gạch đầu dòng", SIZES.body, align="JUSTIFY", gap=_GAP, indent=True),
    "end": WordStyle("Dấu kết thúc", SIZES.body, align="RIGHT", gap=_GAP),
    "cell": WordStyle("Ô bảng", SIZES.table_steps[0], align="LEFT"),
    "cell-head": WordStyle("Đầu bảng", SIZES.table_steps[0], bold=True),
    "authority": WordStyle("Quyền hạn và chức vụ", SIZES.signature, bold=True, keep=True),
    "signer": WordStyle("Họ tên người ký", SIZES.signature, bold=True),
    "confirms": WordStyle("Nơi xác nhận", SIZES.confirmation, bold=True, keep=True),
    "if-needed": WordStyle("Ghi chú xác nhận", SIZES.confirmation, italic=True, keep=True),
    "recipients-head": WordStyle("Nơi nhận", SIZES.recipients_head, bold=True, italic=True, align="LEFT"),
    "recipient": WordStyle("Dòng nơi nhận", SIZES.recipients, align="LEFT"),
    "appendix-number": WordStyle("Phụ lục", SIZES.title, bold=True, outline=0, keep=True),
    "appendix-title": WordStyle("Tên phụ lục", SIZES.title, bold=True, keep=True),
    "appendix-note": WordStyle("Phụ lục kèm theo", SIZES.title, italic=True, keep=True),
    "digital": WordStyle("Chữ ký số", SIZES.digital, align="RIGHT"),
    "circulation": WordStyle("Dấu chỉ phạm vi lưu hành", SIZES.stamp, bold=True),
    "foot": WordStyle("Địa chỉ cuối trang", SIZES.recipients),
    "check": WordStyle("Dòng cạnh mã QR", SIZES.verification, align="LEFT"),
    "copy-name": WordStyle("Hình thức sao", SIZES.title, bold=True),
}


def add_styles(word: Any) -> dict[str, str]:
    """Set the base font and add every style to a python-docx document; return the styles' ids by role."""
    _set_base(word.styles["Normal"])
    return {role: _add(word, style) for role, style in STYLES.items()}


def _set_base(normal: Any) -> None:
    from docx.shared import Pt

    normal.font.name = FONT
    normal.font.size = Pt(SIZES.body)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    normal.paragraph_format.widow_control = True
    set_fonts(normal.element.get_or_add_rPr())


def set_fonts(properties: Any) -> None:
    """Name the font for every script, so that no theme font of Word stands in for a Vietnamese letter."""
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)


def _add(word: Any, style: WordStyle) -> str:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt, RGBColor

    made = word.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = word.styles["Normal"]
    made.quick_style = True
    made.font.size, made.font.bold, made.font.italic = Pt(style.size), style.bold, style.italic
    if style.colour:
        made.font.color.rgb = RGBColor.from_string(style.colour)
    layout = made.paragraph_format
    layout.alignment = getattr(WD_ALIGN_PARAGRAPH, style.align)
    layout.space_before, layout.keep_with_next = Pt(style.gap), style.keep
    if style.indent:
        layout.first_line_indent = Mm(SPACES.indent)
    if style.outline is not None:
        _set_outline(made, style.outline)
    return str(made.style_id)


def _set_outline(style: Any, level: int) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level))
    style.element.get_or_add_pPr().append(outline)
