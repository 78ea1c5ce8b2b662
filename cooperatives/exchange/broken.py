"""Formulas that ended in an error: the reader of .xlsx gives them as blank, which would lose them without a word."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape

_CELL = re.compile(rb'<c\b([^>]*\bt="e"[^>]*)>(?:(?!</c>).)*?<v>([^<]*)</v>', re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_TAG = re.compile(r"<(?:\w+:)?(sheet|Relationship)\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')


def broken_cells(data: bytes, sheet: str) -> Iterator[tuple[int, int, str]]:
    """Yield row and column (from 0) and the error (`#N/A`) of each cell of the sheet that holds one."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        path = _path_of(packed, sheet)
        text = packed.read(path) if path in packed.namelist() else b""
    if b't="e"' not in text:
        return
    for attributes, words in _CELL.findall(text):
        place = _PLACE.search(attributes)
        if place:
            yield int(place[2]) - 1, _column(place[1].decode()), words.decode("utf-8", "replace")


def _path_of(packed: zipfile.ZipFile, sheet: str) -> str:
    """Return where a sheet lies within the file: the workbook names its relation, the relation its path."""
    try:
        workbook = packed.read("xl/workbook.xml").decode("utf-8", "replace")
        relations = packed.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    except KeyError:
        return ""
    named = {tag["name"]: tag.get("r:id", "") for tag in _tags(workbook) if "name" in tag}
    targets = {tag["Id"]: tag.get("Target", "") for tag in _tags(relations) if "Id" in tag}
    target = targets.get(named.get(sheet, ""), "")
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _tags(text: str) -> list[dict[str, str]]:
    return [{key: unescape(value) for key, value in _ATTRIBUTE.findall(rest)} for _, rest in _TAG.findall(text)]


def _column(letters: str) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - 64
    return at - 1
