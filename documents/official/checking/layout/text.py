"""The printed lines of plain text: words alone, columns told by wide gaps."""

from __future__ import annotations

import re
import unicodedata

from documents.official.checking.layout.model import TEXT, Layout, Line

_NOISE = re.compile(r"[*_#`]+|\\(?=[*_#`\-.()])")


def read(text: str) -> Layout:
    """Return the lines of a text, marks of converters left out; lines with a gap of four spaces are two columns."""
    lines = []
    for raw in unicodedata.normalize("NFC", text).splitlines():
        for column in re.split(r"\s{4,}|\t+", _NOISE.sub("", raw).strip()):
            words = " ".join(column.split())
            if words:
                lines.append(Line(words))
    return Layout(TEXT, lines)
