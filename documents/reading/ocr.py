"""Letters in scans and photos, by Tesseract with its Vietnamese model where the machine has both.

Words come with their places; the page is laid straight by them, what stands beside each other is put on one line with
a gap between, and marks that are no letters fall out. What is read is a proposal: the person looks it over.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import statistics
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

LANGUAGE = "vie"
# A page of letters takes a second or two; one that takes so long is no page of letters.
SECONDS_A_PAGE = 60
_DPI = 200
_LEAST_SURE, _LEAST_SURE_LINE, _LEAST_SURE_PAGE, _LEAST_WORDS = 25, 45, 55, 8
# A page the right way up is read with some 95 of 100, upside down with 60.
_UPRIGHT = 80
# Grains and specks are read as quotes and dots; what has neither letter nor figure counts as a dash at most.
_LETTERS = re.compile(r"[^\W_]|^[-–+]$")
# The rule under the names of offices is read as a dash behind them.
_RULE = re.compile(r"(?: [-–—+]+)+$")
# Words further apart than so many heights of a letter stand in columns; lines so far apart are paragraphs.
_COLUMN_GAP, _BLANK = 2.2, 1.9


@dataclass
class Piece:
    """Words that stand together on a line: their box (px, page laid straight) and how high its letters are."""

    text: str
    left: float
    right: float
    middle: float
    height: float


@lru_cache(maxsize=1)
def available() -> bool:
    """Tell whether Tesseract and its Vietnamese model are here."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return LANGUAGE in listed.stdout.decode("utf-8", "replace").split()


def text_of_picture(picture: Any) -> str:
    """Return the text of a page, a grey picture of about 200 dpi, as lines, columns apart; empty for no letters.

    A page that lies on its side or upside down is turned.
    """
    words = _words(picture)
    if _lies_otherwise(words):
        turn = _turn(picture)
        words = _words(picture.rotate(-turn, expand=True, fillcolor=255)) if turn else words
    if len(words) < _LEAST_WORDS or _sureness(words) < _LEAST_SURE_PAGE:
        return ""
    height = statistics.median(word.height for word in words)
    return "\n".join(_lines(_pieces(_straight(words), height), height))


@dataclass
class _Word:
    """A word of Tesseract's, with the line that it counts it to."""

    text: str
    sure: float
    line: tuple[str, ...]
    left: float
    top: float
    width: float
    height: float


def _lies_otherwise(words: list[_Word]) -> bool:
    """Tell whether the page may lie on its side or upside down: little was read, unsurely, or words that stand."""
    if len(words) < _LEAST_WORDS or _sureness(words) < _UPRIGHT:
        return True
    long = [word for word in words if len(word.text) > 3]
    return bool(long) and statistics.median(word.height / max(1, word.width) for word in long) > 1


def _sureness(words: list[_Word]) -> float:
    return statistics.fmean(word.sure for word in words)


def _turn(picture: Any) -> int:
    """Return by how many degrees the page must be turned clockwise, as Tesseract sees its letters lie."""
    told = _run(picture, "-l", "osd", "--psm", "0")
    found = re.search(r"^Rotate: (90|180|270)$", told, re.MULTILINE)
    return int(found[1]) if found else 0


def _words(picture: Any) -> list[_Word]:
    told = _run(picture, "-l", LANGUAGE, "--psm", "3", "tsv")
    rows = csv.DictReader(io.StringIO(told), delimiter="\t", quoting=csv.QUOTE_NONE)
    return _sure(list(_read(rows)))


def _run(picture: Any, *how: str) -> str:
    """Return what Tesseract says of a picture; empty where it fails or takes too long."""
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    command = ["tesseract", "stdin", "stdout", "--dpi", str(_DPI), *how]
    try:
        done = subprocess.run(
            command, input=out.getvalue(), capture_output=True, timeout=SECONDS_A_PAGE, check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")


def _read(rows: Iterable[dict[str, str]]) -> Iterator[_Word]:
    for row in rows:
        text = (row.get("text") or "").strip().lstrip("'`‘’")
        if row.get("level") == "5" and _LETTERS.search(text) and float(row["conf"]) >= _LEAST_SURE:
            line = (row["block_num"], row["par_num"], row["line_num"])
            box = (float(row[name]) for name in ("left", "top", "width", "height"))
            yield _Word(text, float(row["conf"]), line, *box)


def _sure(words: list[_Word]) -> list[_Word]:
    """Drop lines that are guesses: rules, stamps and signatures look like letters to no one else."""
    lines: dict[tuple[str, ...], list[_Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    good = (line for line in lines.values() if statistics.fmean(w.sure for w in line) >= _LEAST_SURE_LINE)
    return [word for line in good for word in line]


def _straight(words: list[_Word]) -> list[_Word]:
    """Turn the places back by the slope of the long lines."""
    lines: dict[tuple[str, ...], list[_Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    slopes = [
        (line[-1].top + line[-1].height / 2 - line[0].top - line[0].height / 2) / (line[-1].left - line[0].left)
        for line in lines.values()
        if len(line) > 3 and line[-1].left - line[0].left > 300
    ]
    slope = statistics.median(slopes) if slopes else 0.0
    for word in words:
        word.top -= slope * word.left
    return words


def _pieces(words: list[_Word], height: float) -> list[Piece]:
    """Words of a line up to the next wide gap."""
    pieces: list[Piece] = []
    last: _Word | None = None
    for word in words:
        near = last and last.line == word.line and word.left - last.left - last.width < _COLUMN_GAP * height
        middle, right = word.top + word.height / 2, word.left + word.width
        if near:
            piece = pieces[-1]
            piece.text, piece.right = f"{piece.text} {word.text}", right
        else:
            pieces.append(Piece(word.text, word.left, right, middle, word.height))
        last = word
    return pieces


def _lines(pieces: list[Piece], height: float) -> Iterator[str]:
    """Pieces at one height on one line, from left to right, gaps as wide as they are; a blank line between parts."""
    margin = min(piece.left for piece in pieces)
    row: list[Piece] = []
    before: float | None = None
    for piece in [*sorted(pieces, key=lambda one: one.middle), None]:
        if piece and row and piece.middle - row[0].middle < 0.6 * height:
            row.append(piece)
            continue
        if row:
            here = row[0].middle
            if before is not None and here - before > _BLANK * 1.6 * height:
                yield ""
            yield _line(sorted(row, key=lambda one: one.left), margin, height)
            before = here
        row = [piece] if piece else []


def _clean(text: str) -> str:
    return _RULE.sub("", text) if text.isupper() else text


def _line(row: list[Piece], margin: float, height: float) -> str:
    text = ""
    for piece in row:
        # A letter is about half as wide as it is high.
        at = round((piece.left - margin) / (0.55 * height))
        text += " " * max(at - len(text), 4 if text else 0) + _clean(piece.text)
    return text
