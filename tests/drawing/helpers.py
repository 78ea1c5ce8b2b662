"""What the tests of drawing share: sample trees, PDFs drawn once, and the places of words on the paper in mm."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pdfplumber

from documents.official import drawing
from documents.official.tree import Node, OfficialDocument, Signature, from_json

SAMPLES = Path(__file__).parent / "samples"
SAMPLE_NAMES = sorted(path.stem for path in SAMPLES.glob("*.json"))
# One sample for each form of its own (Annex III); the other kinds are printed like one of these.
FORMS = (
    *("bb-hop", "cd-hoa-toc", "cv-xa", "da-de-an", "ggt", "gm-hoi-nghi", "hd-hop-dong", "kh-tinh"),
    *("nq-hdnd", "qc-kem-theo", "qd-chu-tich", "tcg", "ttr-phu-luc"),
)
MM = 25.4 / 72
# The 67 small letters with marks of the Vietnamese alphabet; with their capitals they are 134.
MARKED = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"


def load(name: str) -> OfficialDocument:
    """Return a fresh tree of a sample."""
    return from_json((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


@dataclass
class Line:
    """One printed line of one column: its words, where it stands (mm from the paper's edges) and its face."""

    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    sizes: set[float]
    fonts: set[str]
    colours: set[Any]

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


class Drawn:
    """A PDF opened for measuring."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            self.sizes = [(float(page.width) * MM, float(page.height) * MM) for page in pdf.pages]
            self.texts = [page.extract_text() for page in pdf.pages]
            self.lines = [line for i, page in enumerate(pdf.pages) for line in _lines(page, i)]
            self.boxes = [_boxes(page) for page in pdf.pages]
            self.strokes = [_strokes(page) for page in pdf.pages]
            self.metadata = dict(pdf.metadata)

    def line(self, start: str, page: int | None = None) -> Line:
        """Return the first printed line that begins so."""
        for line in self.lines:
            if line.text.startswith(start) and (page is None or line.page == page):
                return line
        raise AssertionError(f"no line begins with {start!r}; there are {[line.text for line in self.lines]}")

    def rules(self, page: int = 0) -> list[tuple[float, float, float]]:
        """Return the horizontal lines of a page: left, right, height in mm."""
        return sorted({(round(a, 1), round(b, 1), round(y, 1)) for a, b, y in self.strokes[page]}, key=lambda r: r[2])

    def rule_under(self, line: Line) -> tuple[float, float]:
        """Return left and right of the line that is drawn next below a printed line, over its middle."""
        below = [r for r in self.rules(line.page) if 0 <= r[2] - line.bottom < 4 and r[0] < line.middle < r[1]]
        assert below, f"no line under {line.text!r}: {self.rules(line.page)}"
        return below[0][0], below[0][1]


def _lines(page: Any, number: int) -> Iterator[Line]:
    words = page.extract_words(
        extra_attrs=["size", "fontname", "non_stroking_color"], x_tolerance=1.5, use_text_flow=False
    )
    rows: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda w: (round(w["bottom"], 0), w["x0"])):
        last = rows[-1][-1] if rows else None
        if last and abs(last["bottom"] - word["bottom"]) < 2 and -1 < word["x0"] - last["x1"] < 14:
            rows[-1].append(word)
        else:
            rows.append([word])
    for row in rows:
        yield _line(row, number)


def _line(row: list[dict[str, Any]], number: int) -> Line:
    return Line(
        text=" ".join(word["text"] for word in row),
        page=number,
        left=min(word["x0"] for word in row) * MM,
        right=max(word["x1"] for word in row) * MM,
        top=min(word["top"] for word in row) * MM,
        bottom=max(word["bottom"] for word in row) * MM,
        sizes={round(word["size"], 1) for word in row},
        fonts={word["fontname"].split("+")[-1] for word in row},
        colours={word["non_stroking_color"] for word in row},
    )


def _boxes(page: Any) -> list[tuple[float, float, float, float]]:
    """Return the outlines of drawn boxes: left, top, right, bottom in mm."""
    marks = [(m["x0"], m["top"], m["x1"], m["bottom"]) for m in [*page.rects, *page.curves]]
    return [tuple(side * MM for side in box) for box in marks if box[2] - box[0] > 5 and box[3] - box[1] > 5]


def _strokes(page: Any) -> list[tuple[float, float, float]]:
    marks = [(m["x0"], m["x1"], m["top"], m["bottom"]) for m in [*page.lines, *page.rects, *page.curves]]
    return [(a * MM, b * MM, top * MM) for a, b, top, bottom in marks if b - a > 5 and bottom - top < 3]


@lru_cache(maxsize=64)
def drawn(name: str) -> Drawn:
    """Return a sample's PDF, drawn once for all tests of a process."""
    return Drawn(drawing.render_pdf(load(name)))


def letter(**changes: Any) -> OfficialDocument:
    """Return a small công văn with some fields changed."""
    base = OfficialDocument(
        kind="CV",
        number="05",
        symbol="UBND-KT",
        issuer="ỦY BAN NHÂN DÂN XÃ ĐÔNG HÒA",
        place="Đông Hòa",
        date="2026-03-05",
        date_text="ngày 05 tháng 3 năm 2026",
        subject="tuyên truyền Luật Hợp tác xã",
        addressees=["Các hợp tác xã"],
        body=[Node("paragraph", text="Ủy ban nhân dân xã đề nghị các hợp tác xã thực hiện")],
        signature=Signature(["TM. ỦY BAN NHÂN DÂN"], "CHỦ TỊCH", "Nguyễn Thị Hạnh"),
        recipients=["Như trên", "Lưu: VT"],
    )
    for name, value in changes.items():
        setattr(base, name, value)
    return base
