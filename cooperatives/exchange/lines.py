"""Rows of a sheet that are no organization: blank ones, totals, headings between groups, what is signed at the end."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cooperatives.exchange.files import Cell
from cooperatives.exchange.values import is_blank
from cooperatives.models import Kind
from coopportal.text import fold

_TOTALS = ("tong cong", "tong so", "cong", "tong")
# `I`, `IV`, `A`, `II.1`: how groups are counted; rows are counted 1, 2, 3.
_GROUP_MARK = re.compile(r"(?=[ivxlcdm]+\b)[ivx]{1,5}(?:\.\d+)?|[a-h]")
_AFTER_MARK = re.compile(r"^(?:[ivx]{1,5}|[a-h])\s*[.)/-]\s*(?=\S)")
_SIGNED = re.compile(
    r"nguoi lap(?: bieu| bang)?|lap bieu|nguoi tong hop|thu truong don vi|ke toan truong|noi nhan:?|"
    r"(?:tm|kt|tl)\. .*|(?:.*, )?ngay \S* ?thang \S* ?nam \S*"
)
# Words under a signature that are also a person's post in a row of the table.
_POSTS = re.compile(r"chu tich|pho chu tich|truong phong|pho truong phong")
_KIND_WORDS = {
    "hop tac xa": Kind.COOPERATIVE, "htx": Kind.COOPERATIVE, "to hop tac": Kind.GROUP, "tht": Kind.GROUP,
    "lien hiep hop tac xa": Kind.UNION, "lien hiep htx": Kind.UNION, "quy tin dung nhan dan": Kind.CREDIT_FUND,
    "quy tin dung": Kind.CREDIT_FUND,
}  # fmt: skip
_KEYS = ("id", "version")


def says_nothing(row: list[Cell], cells: Mapping[str, Cell]) -> bool:
    """Tell whether a row is blank in all columns that are known, or a line of totals."""
    return not _said(row) or all(is_blank(cell) for name, cell in cells.items() if name != "id") or is_total(row, cells)


def is_total(row: list[Cell], cells: Mapping[str, Cell]) -> bool:
    """Tell whether a row adds up others."""
    words = [fold(cell) for cell in _said(row) if isinstance(cell, str)]
    found = any(word.rstrip(":") in _TOTALS or word.startswith(("tong cong", "cong:")) for word in words[:2])
    return found and is_blank(cells.get("code"))


def group_words(row: list[Cell], cells: Mapping[str, Cell]) -> str:
    """Return the words of a heading between groups (`II. XÃ ĐÔNG`, `A | TỔ HỢP TÁC`), blank for any other row.

    Such a row says one thing alone, beside its letter or Roman number; one without a mark is a heading only where its
    words are those of a kind of organization.
    """
    said = _said(row)
    if not 1 <= len(said) <= 2 or any(not isinstance(cell, str) for cell in said):
        return ""
    if any(not is_blank(cell) for name, cell in cells.items() if name in _KEYS or name == "code"):
        return ""
    *mark, words = (fold(str(cell)) for cell in said)
    bare = _AFTER_MARK.sub("", words)
    marked = bool(mark and _GROUP_MARK.fullmatch(mark[0].strip(" .)"))) or bare != words
    if len(said) == 2 and not marked:
        return ""
    return bare if marked or kind_of_group(bare) else ""


def kind_of_group(words: str) -> str:
    """Return the kind that a heading names, blank where it names none."""
    return _KIND_WORDS.get(re.sub(r"\s*[:(].*$", "", fold(words)).removeprefix("cac ").strip(), "")


def is_signature(row: list[Cell], cells: Mapping[str, Cell]) -> bool:
    """Tell whether the table has ended: a place and day, who drew it up, who signs."""
    said = _said(row)
    if len(said) > 3:
        return False
    words = [fold(cell).strip(" .:") for cell in said if isinstance(cell, str)]
    nobody = is_blank(cells.get("name"))
    return any(_SIGNED.fullmatch(word) or (nobody and _POSTS.fullmatch(word)) for word in words)


def is_heading_again(row: list[Cell], headings: Mapping[int, str]) -> bool:
    """Tell whether a row is the table's heading (folded, by column) once more, as it is printed on each page."""
    said = {at: cell for at, cell in enumerate(row) if not is_blank(cell)}
    return len(said) >= 2 and all(isinstance(c, str) and headings.get(at) == fold(c) for at, c in said.items())


def _said(row: list[Cell]) -> list[Cell]:
    return [cell for cell in row if not is_blank(cell)]
