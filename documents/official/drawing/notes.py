"""The `(Kèm theo …)` line of appendices: filled in full on paper, left open on an electronic document.

Decree 30/2020, Annex I, part I, III.1.c; forms 2.1 and 2.2 of Annex III.
"""

from __future__ import annotations

import re
from dataclasses import replace

from documents.official.kinds import KINDS
from documents.official.numbering import joined
from documents.official.tree import Appendix, OfficialDocument

from . import words

_NUMBER = re.compile(r"(?<=\bsố)\s*:?\s*\d*\s*[/-]\s*[\w\-/]+")
_DAY = re.compile(r"\bngày(?:\s+\d{1,2})?\s+tháng(?:\s+\d{1,2})?\s+năm(?:\s+\d{4})?")
_COMMON = ("ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN")
_UNITS = ("TỈNH", "THÀNH PHỐ", "XÃ", "PHƯỜNG", "ĐẶC KHU")


def with_notes(document: OfficialDocument, *, electronic: bool) -> OfficialDocument:
    """Return a copy of the tree whose appendices say in their form what they belong to.

    On paper number, symbol and day of the document are filled in, as far as the tree has them; on an electronic
    document they stay open, also where somebody had filled them in. A missing line is added.
    """
    if not document.appendices:
        return document
    made = [replace(item, note=_note(item, document, electronic=electronic)) for item in document.appendices]
    return replace(document, appendices=made)


def _note(item: Appendix, document: OfficialDocument, *, electronic: bool) -> str:
    text = words.clean(item.note) or _new(document)
    symbol = words.clean(document.symbol)
    number = "" if electronic else words.number_of(document)
    day = "" if electronic else words.long_date(document.date)
    if symbol:
        text = _NUMBER.sub(f" {joined(number, symbol)}", text, count=1)
    return _DAY.sub(day or "ngày tháng năm", text, count=1)


def _new(document: OfficialDocument) -> str:
    kind = KINDS[document.kind].name if document.kind in KINDS else "Văn bản"
    issuer = _in_sentence(words.clean(document.issuer))
    number = f" số {joined('', words.clean(document.symbol))}" if document.symbol else ""
    return f"Kèm theo {kind}{number} ngày tháng năm" + (f" của {issuer}" if issuer else "")


def _in_sentence(name: str) -> str:
    """Return a committee's or council's name as it is written within a sentence, other names as they are."""
    upper = name.upper()
    common = next((one for one in _COMMON if upper.startswith(one)), None)
    if common is None:
        return name
    rest = upper[len(common) :].strip()
    unit = next((one for one in _UNITS if rest.startswith(f"{one} ")), "")
    proper = " ".join(word.capitalize() for word in rest[len(unit) :].split())
    return " ".join(part for part in (common.capitalize(), unit.lower(), proper) if part)
