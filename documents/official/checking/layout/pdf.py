"""The layout of a PDF, measured from its characters and ruled lines."""

from __future__ import annotations

import io
import re
import statistics
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from documents.official import margins
from documents.official.checking.layout.model import PDF, Layout, Line, Sheet, Type

_MM = 25.4 / 72
_COLUMN_GAP = 16  # points of white between two columns of head or foot
_DESCENT = 0.216  # of the size, below the baseline, in Times and its twins
_RULE_REACH = 6  # millimetres below a line within which a ruled line belongs to it
_FAMILIES = (
    ("timesnewroman", "Times New Roman"), ("times", "Times New Roman"), ("liberationserif", "Liberation Serif"),
    ("tinos", "Tinos"), ("nimbusrom", "Nimbus Roman"), ("texgyretermes", "TeX Gyre Termes"), ("freeserif", "FreeSerif"),
)  # fmt: skip


def read(data: bytes, *, most_pages: int = 60) -> Layout:
    """Return the layout of a PDF with a text layer; pages beyond `most_pages` are counted and not measured."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        lines: list[Line] = []
        sheets: list[Sheet] = []
        for index, page in enumerate(pdf.pages[:most_pages]):
            sheet, found, ended = _page(page, index)
            sheets.append(sheet)
            lines += found
            if ended:
                break
        return Layout(PDF, lines, sheets, len(pdf.pages))


def _page(page: Any, index: int) -> tuple[Sheet, list[Line], bool]:
    width, height = float(page.width) * _MM, float(page.height) * _MM
    lines = sorted(_lines(page.chars, index), key=lambda line: (round((line.bottom or 0) / 1.2), line.x0 or 0))
    sheet = Sheet(width, height, has_table=len(page.rects) + len(page.lines) > 12)
    lines = _without_margins(_take_number(sheet, lines), height)
    rules = list(_rules(page))
    lines, ended = _without_copy(lines, [top for left, right, top in rules if right - left > 0.6 * width])
    _join_rules(lines, rules)
    if lines:
        lines[0].new_page = True
        _measure(sheet, lines)
    return sheet, lines, ended


def _without_margins(lines: list[Line], height: float) -> list[Line]:
    """Leave out what the form prints around the text: address, words of a QR code, circulation, drafter."""
    low = [line for line in lines if (line.top or 0) > height * margins.FOOT_SHARE]
    end = min((line.top or 0 for line in low if margins.is_foot(line.text)), default=height)
    return [line for line in lines if (line.top or 0) < end and not _is_mark(line, height)]


def _is_mark(line: Line, height: float) -> bool:
    if (line.bottom or height) < height * margins.TOP_SHARE and margins.is_top(line.text):
        return True
    size = line.most("size")
    return isinstance(size, float) and size <= margins.LARGEST_DRAFTER and margins.is_drafter(line.text)


def _without_copy(lines: list[Line], rules: list[float]) -> tuple[list[Line], bool]:
    """Leave out the block of a paper copy under its full-width line; tell whether there was one."""
    for name in lines:
        if margins.begins_copy(name.text) and (above := [r for r in rules if 0 < (name.top or 0) - r < 16]):
            return [line for line in lines if (line.top or 0) < max(above)], True
    return lines, False


def _lines(chars: list[dict[str, Any]], index: int) -> Iterator[Line]:
    for row in _rows([c for c in chars if c.get("upright", True) and c["text"].strip("\u200b")]):
        for stretch in _columns(row):
            line = _line(stretch, index)
            if line.text:
                yield line


def _rows(chars: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Return the characters by baseline, each row from left to right."""
    rows: list[list[dict[str, Any]]] = []
    last = -100.0
    for char in sorted(chars, key=_baseline):
        if _baseline(char) - last > 2:
            rows.append([])
            last = _baseline(char)
        rows[-1].append(char)
    return [sorted(row, key=lambda c: c["x0"]) for row in rows]


def _baseline(char: dict[str, Any]) -> float:
    return float(char["bottom"]) - _DESCENT * float(char["size"])


def _columns(row: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    solid = [c for c in row if c["text"].strip()]
    start = 0
    for place in range(1, len(solid) + 1):
        if place == len(solid) or solid[place]["x0"] - solid[place - 1]["x1"] > _COLUMN_GAP:
            left, right = solid[start]["x0"], solid[place - 1]["x1"]
            yield [c for c in row if c["x0"] >= left - 0.1 and c["x1"] <= right + 0.1]
            start = place


def _line(chars: list[dict[str, Any]], index: int) -> Line:
    types: list[Type] = []
    last: dict[str, Any] | None = None
    for char in chars:
        text = unicodedata.normalize("NFC", char["text"])
        if last is not None and char["x0"] - last["x1"] > 0.2 * char["size"] and not last["text"].isspace():
            text = f" {text}"
        look = _type(char, text)
        if types and _same(types[-1], look):
            types[-1].text += text
        else:
            types.append(look)
        last = char
    text = " ".join("".join(t.text for t in types).split())
    solid = [c for c in chars if c["text"].strip()] or chars
    edges = (min(c["x0"] for c in solid), max(c["x1"] for c in solid))
    return Line(
        unicodedata.normalize("NFC", text), types, index, edges[0] * _MM, edges[1] * _MM,
        min(c["top"] for c in solid) * _MM, max(c["bottom"] for c in solid) * _MM,
    )  # fmt: skip


def _type(char: dict[str, Any], text: str) -> Type:
    name = re.sub(r"^[A-Z]{6}\+", "", str(char.get("fontname") or ""))
    low = name.lower()
    return Type(
        text, family(name), round(float(char["size"]) * 2) / 2, "bold" in low or "black" in low,
        "italic" in low or "oblique" in low, color(char.get("non_stroking_color")),
    )  # fmt: skip


def _same(one: Type, other: Type) -> bool:
    return (one.font, one.size, one.bold, one.italic, one.color) == (
        other.font, other.size, other.bold, other.italic, other.color,
    )  # fmt: skip


def family(name: str) -> str:
    """Return the family of a PostScript font name: `TimesNewRomanPS-BoldMT` is Times New Roman."""
    bare = re.sub(r"[^a-z]", "", name.lower())
    known = next((full for start, full in _FAMILIES if bare.startswith(start)), None)
    return known or re.split(r"[-,]", name)[0]


def color(value: Any) -> str | None:
    """Return a PDF colour (grey, RGB or CMYK in 0…1) as RRGGBB, None for black, unknown and patterns."""
    if isinstance(value, int | float):
        value = (value,)
    if not isinstance(value, list | tuple) or not all(isinstance(v, int | float) for v in value):
        return None
    if len(value) == 4:
        value = [(1 - v) * (1 - value[3]) for v in value[:3]]
    rgb = list(value) * 3 if len(value) == 1 else list(value)
    if len(rgb) != 3 or max(rgb) <= 0.25:
        return None
    return "".join(f"{round(max(0, min(1, v)) * 255):02X}" for v in rgb)


def _rules(page: Any) -> Iterator[tuple[float, float, float]]:
    """Yield (left, right, top) in mm of each horizontal ruled line."""
    for shape in [*page.lines, *page.rects, *page.curves]:
        if abs(shape["bottom"] - shape["top"]) <= 2.5 and shape["x1"] - shape["x0"] > 12:
            yield shape["x0"] * _MM, shape["x1"] * _MM, shape["top"] * _MM


def _join_rules(lines: list[Line], rules: Iterable[tuple[float, float, float]]) -> None:
    """Give each ruled line to the nearest line of text above it that it is centred under."""
    for left, right, top in rules:
        near = [line for line in lines if _is_under(line, left, right, top)]
        if near:
            line = max(near, key=lambda one: one.bottom or 0)
            line.rule = max(line.rule or 0, right - left)


def _is_under(line: Line, left: float, right: float, top: float) -> bool:
    if line.x0 is None or line.x1 is None or line.bottom is None:
        return False
    distance = top - line.bottom
    return -1.5 <= distance <= _RULE_REACH and abs((line.x0 + line.x1) - (left + right)) / 2 < 8


def _take_number(sheet: Sheet, lines: list[Line]) -> list[Line]:
    """Take the page number, a lone figure in the top or bottom margin, out of the lines."""
    rest = []
    for line in lines:
        in_top = line.bottom is not None and line.bottom < 24
        in_bottom = line.top is not None and line.top > sheet.height - 24
        if (in_top or in_bottom) and re.fullmatch(r"[-–]?\s*(?:Trang\s*)?\d{1,4}\s*[-–]?", line.text):
            sheet.number, sheet.number_line = ("top" if in_top else "bottom"), line
        else:
            rest.append(line)
    return rest


def _measure(sheet: Sheet, lines: list[Line]) -> None:
    """Measure the margins from where the text stands; the left and right ones from the lines that share an edge."""
    sheet.top = min(line.top or 0 for line in lines)
    sheet.bottom = sheet.height - max(line.bottom or 0 for line in lines)
    sheet.left = min(line.x0 or 0 for line in lines)
    wide = sorted((line.x1 or 0 for line in lines), reverse=True)[: max(3, len(lines) // 4)]
    if len(wide) >= 3:
        sheet.right = sheet.width - statistics.median_high(wide)
