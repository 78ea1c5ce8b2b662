"""All pages of a scan against all pages of the original: which is missing, which lies elsewhere, which was altered.

The first page is laid over by its QR code. The others have none: how far a scan leans is told by its lines of text,
where it lies by how ink is spread over its height and width, and how large it is by the first page.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from documents.services.signing.likeness import Point, Sheet, different_on, laid_by, placed, sheet_of

# How far a page may lean (degrees) and lie off (px of 100 dpi).
_LEAN, _OFF = 5.0, 90
_WIDE = 360


@dataclass
class PageFinding:
    """What is wrong with one page of the original on the scan; `number` and `at` count from 1."""

    number: int
    kind: str
    words: list[str] = field(default_factory=list)
    at: int = 0

    def __str__(self) -> str:
        if self.kind == "missing":
            return f"không thấy trang {self.number}"
        if self.kind == "swapped":
            return f"trang {self.number} nằm ở chỗ trang {self.at}"
        shown = ", ".join(f"“{word}”" for word in self.words[:8]) + ("…" if len(self.words) > 8 else "")
        return f"trang {self.number} khác ở {shown}"


def compare_rest(
    original: bytes, pages: int, picture: Callable[[int], Any], scanned: int, first: int, scale: float
) -> list[PageFinding]:
    """Return what is wrong with the pages behind the first one.

    `picture` gives page `n` (from 0) of the `scanned` pages of the scan, `first` is where the first page of the
    original lies on it, `scale` how many px of the scan one px of the original is. Pages with too little text to
    compare are passed over.
    """
    found: list[PageFinding] = []
    free = [n for n in range(scanned) if n != first]
    for index in range(1, pages):
        sheet = sheet_of(original, index)
        if not sheet.is_comparable:
            continue
        expected = first + index
        order = sorted(free, key=lambda n: abs(n - expected))
        match = next(((n, affine) for n in order if (affine := laid_over(sheet, picture(n), scale))), None)
        if match is None:
            found.append(PageFinding(index + 1, "missing"))
            continue
        at, affine = match
        free.remove(at)
        words = different_on(sheet, picture(at), affine)
        if at != expected and scanned == pages:
            found.append(PageFinding(index + 1, "swapped", at=at - first + 1))
        if words:
            found.append(PageFinding(index + 1, "altered", words))
    return found


def laid_over(sheet: Sheet, scan: Any, scale: float) -> tuple[float, ...] | None:
    """Return the map from a page of the original to a scan of it, None where it is none."""
    guess = _guess(sheet.picture, scan, scale)
    width, height = sheet.picture.size
    marks: list[Point] = [(0, 0), (width, 0), (width, height), (0, height)]
    return laid_by(sheet, scan, [(mark, placed(guess, *mark)) for mark in marks])


def _guess(page: Any, scan: Any, scale: float) -> tuple[float, ...]:
    """Guess the map by lean and by how the ink is spread."""
    from math import cos, radians, sin

    lean = _lean(scan)
    small = scan.resize((round(scan.width / scale), round(scan.height / scale)))
    straight = small.rotate(-lean, fillcolor=255)
    x = _shift(_spread(page, 0), _spread(straight, 0))
    y = _shift(_spread(page, 1), _spread(straight, 1))
    # A point of the page, moved to the straight scan, is turned back round the middle of it and made as large.
    turn = radians(-lean)
    a, b = scale * cos(turn), -scale * sin(turn)
    mx, my = small.width / 2, small.height / 2
    c = scale * mx + a * (x - mx) + b * (y - my)
    f = scale * my - b * (x - mx) + a * (y - my)
    return a, b, c, -b, a, f


def _lean(scan: Any) -> float:
    """Return by how many degrees lines of text rise to the right, told by how sharply rows of ink stand apart."""
    small = scan.resize((_WIDE, round(scan.height * _WIDE / scan.width)))
    best, step = 0.0, 1.0
    for step in (1.0, 0.25):
        around = [best + n * step for n in range(-5, 6)] if step < 1 else [n * step for n in range(-5, 6)]
        best = max((a for a in around if abs(a) <= _LEAN), key=lambda a: _sharpness(small.rotate(-a, fillcolor=255)))
    return best


def _sharpness(picture: Any) -> float:
    return statistics.pvariance(_spread(picture, 1))


def _spread(picture: Any, axis: int) -> list[float]:
    """Return how dark each column (0) or row (1) is."""
    from PIL import Image

    size = (picture.width, 1) if axis == 0 else (1, picture.height)
    return [255.0 - level for level in picture.resize(size, Image.Resampling.BOX).tobytes()]


def _shift(page: list[float], scan: list[float]) -> int:
    """Return how much further on the scan has what the page has."""

    def likeness(shift: int) -> float:
        pairs = [(page[n], scan[n + shift]) for n in range(len(page)) if 0 <= n + shift < len(scan)]
        if len(pairs) < len(page) // 2:
            return -1.0
        mine, theirs = (statistics.fmean(pair[side] for pair in pairs) for side in (0, 1))
        both = sum((a - mine) * (b - theirs) for a, b in pairs)
        spread = (sum((a - mine) ** 2 for a, _ in pairs) * sum((b - theirs) ** 2 for _, b in pairs)) ** 0.5
        return both / spread if spread else 0.0

    return max(range(-_OFF, _OFF + 1), key=likeness)
