"""The numbers that Word makes by itself, written out from numbering.xml."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from documents.reading.marks import to_roman
from documents.reading.word_styles import Styles

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class _List:
    abstract: str
    levels: dict[int, _Level] = field(default_factory=dict)
    overrides: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts through a document: `label(paragraph)` in document order gives each its number."""

    def __init__(self, word: Any, styles: Styles) -> None:
        self.styles = styles
        self.lists: dict[str, _List] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.begun: set[str] = set()
        part = next((rel.target_part for rel in word.part.rels.values() if rel.reltype.endswith("/numbering")), None)
        if part is not None:
            self._load(part.element)

    def _load(self, root: Any) -> None:
        abstracts = {item.get(_W + "abstractNumId"): _levels(item) for item in root.iter(_W + "abstractNum")}
        for item in root.iter(_W + "num"):
            link = item.find(_W + "abstractNumId")
            abstract = link.get(_W + "val") if link is not None else ""
            made = _List(abstract, dict(abstracts.get(abstract, {})))
            for override in item.iter(_W + "lvlOverride"):
                level = int(override.get(_W + "ilvl") or 0)
                start = override.find(_W + "startOverride")
                if start is not None:
                    made.overrides[level] = int(start.get(_W + "val") or 1)
                made.levels.update(_levels(override))
            self.lists[item.get(_W + "numId")] = made

    def label(self, paragraph: Any) -> str:
        """Return the number that Word shows before the paragraph, "" for none; a bullet comes as `-` or `+`."""
        place = self._place(paragraph)
        if place is None:
            return ""
        num_id, level = place
        made = self.lists.get(num_id)
        if made is None or level not in made.levels:
            return ""
        counts = self._advance(num_id, made, level)
        own = made.levels[level]
        if own.form == "bullet":
            return "+" if own.text in ("o", "+", "○") or level >= 2 else "-"
        if own.form == "none":
            return own.text.strip() if "%" not in own.text else ""
        return re.sub(r"%(\d)", lambda m: self._one(made, counts, int(m.group(1)) - 1), own.text)

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """Return list and level of a paragraph, from itself or its styles; list 0 means none."""
        num_id: str | None = None
        level: int | None = None
        for holder in [paragraph, *self.styles.of_paragraph(paragraph)]:
            found = holder.find(f"{_W}pPr/{_W}numPr")
            if found is None:
                continue
            ident, depth = found.find(_W + "numId"), found.find(_W + "ilvl")
            level = level if level is not None else int(depth.get(_W + "val") or 0) if depth is not None else None
            if ident is not None:
                num_id = ident.get(_W + "val")
                break
        return None if num_id in (None, "0") else (str(num_id), level or 0)

    def _advance(self, num_id: str, made: _List, level: int) -> dict[int, int]:
        counts = self.counts.setdefault(made.abstract, {})
        if num_id not in self.begun:
            self.begun.add(num_id)
            for depth, start in made.overrides.items():
                counts[depth] = start - 1
        counts[level] = counts.get(level, made.levels[level].start - 1) + 1
        for depth in [depth for depth in counts if depth > level]:
            del counts[depth]
        return counts

    def _one(self, made: _List, counts: dict[int, int], level: int) -> str:
        spec = made.levels.get(level, _Level())
        return _formatted(counts.get(level, spec.start), spec.form)


def _levels(holder: Any) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for item in holder.iter(_W + "lvl"):
        spec = _Level()
        for child in item:
            value = child.get(_W + "val")
            if child.tag == _W + "numFmt":
                spec.form = value or "decimal"
            elif child.tag == _W + "lvlText":
                spec.text = value or ""
            elif child.tag == _W + "start" and (value or "").lstrip("-").isdigit():
                spec.start = int(value)
        found[int(item.get(_W + "ilvl") or 0)] = spec
    return found


def _formatted(value: int, form: str) -> str:
    if form == "upperRoman" and 0 < value < 90:
        return to_roman(value)
    if form == "lowerRoman" and 0 < value < 90:
        return to_roman(value).lower()
    if form in ("lowerLetter", "upperLetter") and value > 0:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    return f"{value:02d}" if form == "decimalZero" else str(value)
