"""Widths of text in the Times family, known without opening a font.

Times New Roman, Liberation Serif and Tinos share their advance widths; a Vietnamese letter is as wide as its base
letter except for the horned ones. With these numbers the drawer breaks heads into even lines and gives the lines under
them a length that the decree asks for, alike in HTML, PDF and Word.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_MM_PER_PT = 25.4 / 72
_REGULAR = (
    "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 "
    "500 500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 "
    "556 722 667 556 611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 "
    "500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541"
)
_BOLD = (
    "250 333 555 500 500 1000 833 278 333 333 500 570 250 333 250 278 500 500 500 500 500 500 500 500 "
    "500 500 333 333 570 570 570 500 930 722 667 722 722 667 611 778 778 389 500 778 667 944 722 778 "
    "611 778 722 556 667 722 722 1000 722 722 667 333 278 333 581 500 333 500 556 444 556 444 333 500 "
    "556 278 333 556 278 833 556 500 556 556 444 389 333 556 500 722 500 500 444 394 220 394 520"
)
_LETTERS = "đĐơƠưƯ–—…“”"
_OTHERS = {
    False: dict(zip(_LETTERS, (500, 722, 529, 722, 542, 776, 500, 1000, 1000, 444, 444), strict=True)),
    True: dict(zip(_LETTERS, (556, 722, 554, 778, 600, 796, 500, 1000, 1000, 500, 500), strict=True)),
}
_ASCII = {
    False: {chr(32 + i): int(w) for i, w in enumerate(_REGULAR.split())},
    True: {chr(32 + i): int(w) for i, w in enumerate(_BOLD.split())},
}
_HORN = "\u031b"
_MOST_EVEN_LINES = 12
# Words after which a line ought not to end, and pairs that ought to stay on one line.
_OPENERS = frozenset(
    word
    for line in (
        "và của các những số năm tháng ngày quý kỳ",
        "xã phường tỉnh với về theo tại từ đến v/v",
    )
    for word in line.split()
)
_COMPOUNDS = (
    "hợp tác xã, tổ hợp tác, ủy ban nhân dân, hội đồng nhân dân, kinh tế tập thể, địa bàn, thực hiện, phát triển, "
    "kế hoạch, giai đoạn, về việc, đầu năm, cuối năm, liên minh, báo cáo, hạ tầng, đô thị, nông nghiệp, thành lập, "
    "tổ chức, hướng dẫn"
)
_BOUND = frozenset(pair for words in _COMPOUNDS.split(", ") for pair in itertools.pairwise(words.split()))


@lru_cache(maxsize=4096)
def _advance(letter: str, bold: bool) -> int:
    parts = unicodedata.normalize("NFD", letter)
    base = unicodedata.normalize("NFC", parts[0] + _HORN) if _HORN in parts else parts[0]
    if base == "\u00a0":
        base = " "
    return _ASCII[bold].get(base) or _OTHERS[bold].get(base, 1000 if ord(letter) > 0x2E80 else 500)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width in mm of `text` set on one line at `size` pt, upright, in a Times face."""
    units = sum(_advance(letter, bold) for letter in unicodedata.normalize("NFC", text))
    return units / 1000 * size * _MM_PER_PT


def balance(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break `text` into as few lines of `width` mm as it takes, even in length and broken where a typist would break.

    A line rather ends at a comma, and never between words that belong together (`hợp tác xã`, `6 tháng`) where another
    place will do. A word wider than the line stands alone on its own and is left for the renderer to break.
    """
    words = [word for word in text.split(" ") if word]  # a blank for the pen holds its line together
    count = len(_fill(words, width, size, bold))
    if count < 2:
        return [" ".join(words)] if words else []
    if count > _MOST_EVEN_LINES:
        return _fill(words, width, size, bold)
    widths = [text_width(word, size, bold=bold) for word in words]
    breaks = _even_breaks(words, widths, text_width(" ", size, bold=bold), width, count)
    return [" ".join(words[a:b]) for a, b in itertools.pairwise(breaks)]


def _fill(words: list[str], width: float, size: float, bold: bool) -> list[str]:
    space = text_width(" ", size, bold=bold)
    lines: list[list[str]] = []
    left = -1.0
    for word in words:
        wide = text_width(word, size, bold=bold)
        if lines and wide + space <= left:
            lines[-1].append(word)
            left -= wide + space
        else:
            lines.append([word])
            left = width - wide
    return [" ".join(line) for line in lines]


def _even_breaks(words: list[str], widths: list[float], space: float, width: float, count: int) -> list[int]:
    """Return the cheapest word indices at which `count` lines begin (and the end), by dynamic programming."""
    ideal = (sum(widths) + space * (len(words) - count)) / count
    best: dict[tuple[int, int], tuple[float, list[int]]] = {(0, 0): (0.0, [0])}
    for line in range(1, count + 1):
        for start in range(len(words)):
            if (line - 1, start) not in best:
                continue
            cost, path = best[line - 1, start]
            for end, length in _ends(widths, start, space, width):
                total = cost + ((length - ideal) / width) ** 2 + _break_cost(words, end)
                if total < best.get((line, end), (float("inf"), []))[0]:
                    best[line, end] = (total, [*path, end])
    return best[count, len(words)][1]


def _ends(widths: list[float], start: int, space: float, width: float) -> Iterator[tuple[int, float]]:
    length = -space
    for end in range(start + 1, len(widths) + 1):
        length += space + widths[end - 1]
        if length > width and end > start + 1:
            return
        yield end, length


def _break_cost(words: list[str], at: int) -> float:
    if at == len(words):
        return 0.0
    before, after = words[at - 1].lower(), words[at].lower()
    if before.endswith((",", ";", ":")):
        return -0.05
    if before[-1].isdigit() or after[0].isdigit() or before in _OPENERS or (before, after) in _BOUND:
        return 0.4
    return 0.0


def rule_length(lines: list[str], size: float, *, bold: bool = True) -> int:
    """Return the length in mm of the short line under a head: 1/3 to 1/2 of the text (Annex I, part I, II.2, II.5).

    Where the lines are of unequal width the length is in that range for both the longest and the last, if any can be.
    """
    widths = [text_width(line, size, bold=bold) for line in lines] or [0.0]
    longest, last = max(widths), widths[-1]
    low, high = max(longest, last) / 3, min(longest, last) / 2
    if low > high:
        low, high = longest / 3, longest / 2
    return max(round((low + high) / 2), 1)
