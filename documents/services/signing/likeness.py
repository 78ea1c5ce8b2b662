"""Is the paper on a scan the one that was printed: a page is laid over the original and compared word by word.

The corners of the QR code, or a guess, say how the scan lies; words of the page then correct that. Around signature and
seal nothing is compared, nor are pen marks on blank paper seen. Where a scan is too poor to say anything, nothing is
said.
"""

from __future__ import annotations

import io
import statistics
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from documents.official.drawing import places_of

DPI = 100
_PX_PER_PT, _PX_PER_MM = DPI / 72, DPI / 25.4
# A letter that is so much less like than the middle of the page is another one; a page below READABLE says nothing. On
# drawn pages that were turned, blurred, made noisy and squeezed the worst true letter was 0.12 below, a changed 0.26.
DIFFERENT, READABLE = 0.2, 0.8
_ANCHORS, _LEAST_ANCHORS, _ANCHORED = 16, 8, 0.55
# How far words may be off before and after the correction (px); how much around the places of signing is left out (mm).
_FAR, _NEAR, _AROUND = 14, 4, 10.0
_NEXT = (-1, 0, 1)
_SIGNED = {"signature", "seal", "second-signature"}


Box = tuple[int, int, int, int]
Point = tuple[float, float]


@dataclass
class Word:
    """A word of the original and where it stands (px)."""

    text: str
    box: Box
    letters: list[Box] = field(default_factory=list)
    worst: float = 1.0

    @property
    def middle(self) -> tuple[float, float]:
        left, top, right, bottom = self.box
        return (left + right) / 2, (top + bottom) / 2


@dataclass
class Sheet:
    """A page of the original: its picture, its words, the corners of its QR code where it has one."""

    picture: Any
    words: list[Word]
    quad: list[Point] | None

    @property
    def is_comparable(self) -> bool:
        """Whether there is enough on it to lay a scan over it."""
        return len(self.words) >= _LEAST_ANCHORS


def different_words(original: bytes, scan: Any, quad: list[Point]) -> list[str] | None:
    """Return the words of the first page that the scan shows otherwise, None where it is too poor to compare.

    `scan` is a grey picture of the page, `quad` the corners of its QR code.
    """
    sheet = sheet_of(original, 0)
    if sheet.quad is None or not sheet.is_comparable:
        return None
    affine = laid_by(sheet, scan, list(zip(sheet.quad, quad, strict=True)))
    return different_on(sheet, scan, affine) if affine else None


def laid_by(sheet: Sheet, scan: Any, pairs: list[tuple[Point, Point]]) -> tuple[float, ...] | None:
    """Return the map from the original to the scan, corrected by the words of the page from a first guess.

    `pairs` are points of the original and where they are guessed to be on the scan. None where too few words are found
    near their places: it is another page, or too poor.
    """
    ink = _ink(sheet.picture)
    for far in (_FAR, _FAR // 2):
        affine = affine_of(pairs)
        laid = _laid_over(scan, affine, sheet.picture.size)
        moved = [(word, *_found(ink, laid, word, far)) for word in _spread(sheet.words)]
        good = [(word, x, y) for word, score, x, y in moved if score > _ANCHORED]
        if len(good) < _LEAST_ANCHORS:
            return None
        pairs = [(word.middle, placed(affine, word.middle[0] + x, word.middle[1] + y)) for word, x, y in good]
    return affine_of(pairs)


def different_on(sheet: Sheet, scan: Any, affine: tuple[float, ...]) -> list[str] | None:
    """Return the words that the scan shows otherwise, None where it is too poor to say."""
    ink, laid = _ink(sheet.picture), _laid_over(scan, affine, sheet.picture.size)
    for word in sheet.words:
        _, x, y = _found(ink, laid, word, _NEAR)
        word.worst = min((_letter(ink, laid, box, x, y) for box in word.letters), default=1.0)
    middle = statistics.median(word.worst for word in sheet.words)
    return [word.text for word in sheet.words if word.worst < middle - DIFFERENT] if middle >= READABLE else None


def sheet_of(original: bytes, index: int) -> Sheet:
    """Return a page of the original, counted from 0."""
    import pypdfium2
    import zxingcpp

    document = pypdfium2.PdfDocument(original)
    try:
        large = document[index].render(scale=2 * _PX_PER_PT, grayscale=True).to_pil()
    finally:
        document.close()
    codes = zxingcpp.read_barcodes(large, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    quad = [(x / 2, y / 2) for x, y in corners(codes[0])] if codes else None
    return Sheet(large.reduce(2), list(_words(original, index)), quad)


def corners(code: Any) -> list[Point]:
    """Return the corners of a code, from its own top left round the clock."""
    at = code.position
    return [(one.x, one.y) for one in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)]


def _words(original: bytes, index: int) -> Iterator[Word]:
    """The words of a page that are long enough to compare and stand clear of signature and seal."""
    import pdfplumber

    signed = [place for place in places_of(original) if place.page == index + 1 and place.name in _SIGNED]
    with pdfplumber.open(io.BytesIO(original)) as pdf:
        for row in pdf.pages[index].extract_words(return_chars=True):
            sides = (row["x0"], row["top"], row["x1"], row["bottom"])
            left, top, right, bottom = (side / 72 * 25.4 for side in sides)
            clear = all(
                right < place.left - _AROUND
                or left > place.right + _AROUND
                or bottom < place.top - _AROUND
                or top > place.bottom + _AROUND
                for place in signed
            )
            box = tuple(round(side * _PX_PER_PT) for side in sides)
            if clear and len(row["text"]) > 1 and box[2] - box[0] > 8:
                letters = [_pixels(one) for one in row["chars"] if one["text"].isalnum()]
                yield Word(row["text"], (box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1), letters)


def _pixels(row: Any) -> Box:
    """The box of a letter, a little wider, so that thin ones have something around them."""
    left, top, right, bottom = (round(row[side] * _PX_PER_PT) for side in ("x0", "top", "x1", "bottom"))
    return left - 1, top - 1, right + 1, bottom + 1


def _spread(words: list[Word]) -> list[Word]:
    """Long words from all over the page, more from the same places where little is on it."""
    rows: dict[tuple[int, int], Word] = {}
    for word in words:
        cell = (int(word.middle[0] // 200), int(word.middle[1] // 140))
        if cell not in rows or len(word.text) > len(rows[cell].text):
            rows[cell] = word
    spread = sorted(rows.values(), key=lambda word: -len(word.text))[:_ANCHORS]
    taken = set(map(id, spread))
    rest = sorted((word for word in words if id(word) not in taken), key=lambda word: -len(word.text))
    return spread + rest[: _ANCHORS - len(spread)]


def _ink(picture: Any) -> Any:
    """Ink bright on black, a little blurred: printers and scanners do not meet a line to the pixel."""
    from PIL import ImageFilter, ImageOps

    return ImageOps.invert(picture).filter(ImageFilter.GaussianBlur(0.8))


def _laid_over(scan: Any, affine: tuple[float, ...], size: tuple[int, int]) -> Any:
    """The scan as it would look drawn over the original."""
    from PIL import Image

    a, b, c, d, e, f = affine
    shrink = max(1.0, (a * a + d * d) ** 0.5)
    small = scan.resize((round(scan.width / shrink), round(scan.height / shrink)), Image.Resampling.BOX)
    laid = small.transform(
        size, Image.Transform.AFFINE, tuple(v / shrink for v in (a, b, c, d, e, f)), Image.Resampling.BILINEAR,
        fillcolor=255,
    )  # fmt: skip
    return _ink(laid)


def _found(ink: Any, laid: Any, word: Word, far: int) -> tuple[float, int, int]:
    """How like the word is at its best place within `far`, and how far off that is."""
    wanted = Patch(ink, word.box)
    steps = range(-far, far + 1, 2)
    _, x, y = max((wanted.likeness(laid, x, y), x, y) for x in steps for y in steps)
    return max((wanted.likeness(laid, x + dx, y + dy), x + dx, y + dy) for dx in _NEXT for dy in _NEXT)


def _letter(ink: Any, laid: Any, box: Box, x: int, y: int) -> float:
    """How like one letter is near where its word was found."""
    wanted = Patch(ink, box)
    at_once = wanted.likeness(laid, x, y)
    if at_once > READABLE:
        return at_once
    return max(wanted.likeness(laid, x + dx, y + dy) for dx in _NEXT for dy in _NEXT)


class Patch:
    """A piece of the original that is looked for on the scan."""

    def __init__(self, ink: Any, box: Box) -> None:
        from PIL import ImageStat

        self.box, self.picture = box, ink.crop(box)
        self.size = self.picture.width * self.picture.height
        stat = ImageStat.Stat(self.picture)
        self.sum, self.spread = stat.sum[0], stat.sum2[0] - stat.sum[0] ** 2 / self.size

    def likeness(self, laid: Any, x: int, y: int) -> float:
        """Correlation with the scan so far off: 1 for the same, about 0 for strangers, whatever the light."""
        from PIL import ImageChops, ImageStat

        left, top, right, bottom = self.box
        other = laid.crop((left + x, top + y, right + x, bottom + y))
        stat = ImageStat.Stat(other)
        spread = self.spread * (stat.sum2[0] - stat.sum[0] ** 2 / self.size)
        if spread <= 0:
            return 0.0
        product = ImageStat.Stat(ImageChops.multiply(self.picture, other)).sum[0] * 255
        return float((product - self.sum * stat.sum[0] / self.size) / spread**0.5)


def affine_of(pairs: list[tuple[tuple[float, float], tuple[float, float]]]) -> tuple[float, ...]:
    """Return the map from original to scan that fits the pairs best."""
    matrix = [[0.0] * 3 for _ in range(3)]
    sides = [[0.0] * 3 for _ in range(2)]
    for (x, y), to in pairs:
        row = (x, y, 1.0)
        for i in range(3):
            for j in range(3):
                matrix[i][j] += row[i] * row[j]
            sides[0][i] += row[i] * to[0]
            sides[1][i] += row[i] * to[1]
    return (*_solved(matrix, sides[0]), *_solved(matrix, sides[1]))


def _solved(matrix: list[list[float]], side: list[float]) -> tuple[float, float, float]:
    """Cramer's rule; pairs are never on one line, corners of a code are among the first."""
    whole = _determinant(matrix) or 1e-9

    def part(column: int) -> float:
        rows = [[side[i] if j == column else matrix[i][j] for j in range(3)] for i in range(3)]
        return _determinant(rows) / whole

    return part(0), part(1), part(2)


def _determinant(m: list[list[float]]) -> float:
    return (
        m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
        - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
        + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
    )


def placed(affine: tuple[float, ...], x: float, y: float) -> tuple[float, float]:
    """Return where a point of the original is on the scan."""
    a, b, c, d, e, f = affine
    return a * x + b * y + c, d * x + e * y + f
