"""Sizes, margins and lengths of Decree 30/2020 as one table, since the decree may be replaced.

Lengths are millimetres, type sizes points, a pair is an inclusive range.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Range = tuple[float, float]


@dataclass(frozen=True)
class PartStyle:
    """How one part is printed: size range in points, bold, italic, alignment; None where the decree leaves it free."""

    size: Range
    bold: bool | None = None
    italic: bool | None = None
    align: str | None = None
    label: str = ""


def _part_styles() -> dict[str, PartStyle]:
    return {
        "nation": PartStyle((12, 13), True, False, "center", "Quốc hiệu"),
        "motto": PartStyle((13, 14), True, False, "center", "Tiêu ngữ"),
        "parent": PartStyle((12, 13), False, False, "center", "Tên cơ quan chủ quản"),
        "issuer": PartStyle((12, 13), True, False, "center", "Tên cơ quan ban hành"),
        "number": PartStyle((13, 13), False, False, "center", "Số, ký hiệu"),
        "date": PartStyle((13, 14), False, True, "center", "Địa danh và thời gian ban hành"),
        "title": PartStyle((13, 14), True, False, "center", "Tên loại văn bản"),
        "subject": PartStyle((13, 14), True, False, "center", "Trích yếu nội dung"),
        "letter_subject": PartStyle((12, 13), False, False, "center", "Trích yếu công văn (V/v)"),
        "addressee": PartStyle((13, 14), False, False, None, "Kính gửi"),
        "basis": PartStyle((13, 14), False, True, None, "Căn cứ ban hành"),
        "body": PartStyle((13, 14), None, None, None, "Nội dung văn bản"),
        "authority": PartStyle((13, 14), True, False, "center", "Quyền hạn, chức vụ của người ký"),
        "signer": PartStyle((13, 14), True, False, "center", "Họ và tên người ký"),
        "recipients_label": PartStyle((12, 12), True, True, None, "Từ “Nơi nhận”"),
        "recipient": PartStyle((11, 11), False, False, None, "Tên nơi nhận"),
        "appendix": PartStyle((14, 14), True, False, "center", "Từ “Phụ lục” và số thứ tự"),
        "appendix_title": PartStyle((13, 14), True, False, "center", "Tên phụ lục"),
        "appendix_note": PartStyle((13, 14), False, True, "center", "Dòng “Kèm theo” của phụ lục"),
        "urgency": PartStyle((13, 14), True, False, None, "Dấu chỉ mức độ khẩn"),
        "page_number": PartStyle((13, 14), False, False, "center", "Số trang"),
    }


@dataclass(frozen=True)
class Norms:
    """The measures of Decree 30/2020, Annex I; another decree would be another instance."""

    paper: tuple[float, float] = (210, 297)
    margin_top: Range = (20, 25)
    margin_bottom: Range = (20, 25)
    margin_left: Range = (30, 35)
    margin_right: Range = (15, 20)
    fonts: tuple[str, ...] = ("Times New Roman",)
    # Same metrics, other names: what a machine without Times New Roman prints. Told as info, not as an error.
    font_twins: tuple[str, ...] = ("Liberation Serif", "Tinos", "Nimbus Roman", "TeX Gyre Termes", "FreeSerif")
    indents: tuple[float, ...] = (10, 12.7)
    paragraph_gap: float = 6
    line_spacing: Range = (1.0, 1.5)
    rule_share: Range = (1 / 3, 1 / 2)  # line under the issuer and the subject, as a share of the text line
    parts: dict[str, PartStyle] = field(default_factory=_part_styles)
    field_lengths: dict[str, int] = field(
        default_factory=lambda: {
            "number": 11,
            "symbol": 30,
            "issuer": 200,
            "subject": 500,
            "signature.title": 100,
            "signature.name": 50,
        }
    )


DECREE_30 = Norms()
