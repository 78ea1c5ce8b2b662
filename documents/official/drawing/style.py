"""Every measure of the printed page, in one table, so that a new decree changes this file alone.

Sizes are points, lengths millimetres; the values are the ones that Decree 30/2020, Annex I prints in its own example
column (part I, V), and lie inside the ranges of part I, I and II.
"""

from __future__ import annotations

from dataclasses import dataclass, field

FONT = "Times New Roman"
# Metric-compatible stand-ins that hold every Vietnamese letter, in the order in which they are tried.
FONT_STACK = (FONT, "Liberation Serif", "Tinos")

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


@dataclass(frozen=True)
class Page:
    """Paper and margins in mm (Annex I, part I, I.1–4)."""

    width: float = 210
    height: float = 297
    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 15
    number_pt: float = 14

    @property
    def text_width(self) -> float:
        """The width of the text area in mm."""
        return self.width - self.left - self.right

    @property
    def landscape_text_width(self) -> float:
        """The same on paper that lies on its side."""
        return self.height - self.left - self.right


@dataclass(frozen=True)
class Sizes:
    """Type sizes in pt (Annex I, part I, V)."""

    nation: float = 12
    motto: float = 13
    parent: float = 12
    issuer: float = 12
    number: float = 13
    date: float = 13
    letter_subject: float = 12
    title: float = 14
    subject: float = 14
    body: float = 14
    table_steps: tuple[float, ...] = (13, 12, 11, 10, 9)
    signature: float = 14
    recipients_head: float = 12
    recipients: float = 11
    stamp: float = 13
    digital: float = 10
    verification: float = 9
    confirmation: float = 13


@dataclass(frozen=True)
class Spaces:
    """Lengths in mm, and gaps in pt where the decree counts in points."""

    left_cell: float = 66
    signature_left_cell: float = 73
    indent: float = 12.7
    paragraph_gap_pt: float = 6
    line_height: float = 1.15
    signature_room: float = 30
    signature_width: float = 50
    seal: float = 36
    qr: float = 14
    addressee_left: float = 32
    # Urgency: part I, III.2.b; secrecy: the stamps of the rules on state secrets, a double line around them.
    stamps: dict[str, tuple[float, float]] = field(
        default_factory=lambda: {
            "KHẨN": (20, 8),
            "THƯỢNG KHẨN": (40, 8),
            "HỎA TỐC": (30, 8),
            "HOẢ TỐC": (30, 8),
            "MẬT": (20, 8),
            "TỐI MẬT": (30, 8),
            "TUYỆT MẬT": (40, 8),
        }
    )


PAGE = Page()
SIZES = Sizes()
SPACES = Spaces()
