"""Letters: one spelling of every character, and a folded form to compare by."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x061C, *range(0x202A, 0x202F)]
)
_SPACES = dict.fromkeys([0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_BREAKS = {0x0B: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
# Letters of other alphabets that look like ours; they come from typing with a wrong keyboard and from recognition.
_LOOKALIKES = {
    **dict(zip(map(ord, "АВЕКМНОРСТУХІЅЈаеорсухіѕјԁ"), "ABEKMHOPCTYXISJaeopcyxisjd", strict=True)),
    **dict(zip(map(ord, "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"), "ABEZHIKMNOPTYXo", strict=True)),
    **dict(zip(map(ord, "ÐƉðɖ"), "ĐĐđđ", strict=True)),
    **{ord("ﬁ"): "fi", ord("ﬂ"): "fl", ord("ﬀ"): "ff", ord("‐"): "-", ord("‑"): "-", ord("−"): "-"},
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
}
# Bullets that Word's symbol fonts leave in the private area.
_BULLETS = dict.fromkeys([*range(0xF0A0, 0xF0FF), 0xF02D, 0xF06E, 0xF076, 0x2022, 0x25AA, 0x25CF, 0x25A0, 0x25E6], "•")
_TABLE = {**_INVISIBLE, **_SPACES, **_BREAKS, **_LOOKALIKES, **_BULLETS}
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
# Vietnamese letters for the brackets of a pattern: a range of code points would mix capitals with small ones.
UPPER = (
    "A-ZĐ"
    + "".join(
        unicodedata.normalize("NFC", vowel + tone)
        for vowel in "AĂÂEÊIOÔƠUƯY"
        for tone in "\u0300\u0301\u0303\u0309\u0323"
    )
    + "ĂÂÊÔƠƯ"
)
LOWER = UPPER.lower()
# A small l that recognition put for I in a word of capitals (`HỘl`).
_SMALL_L = re.compile(rf"(?<![^\W\d_])(?=[^\W\d_]{{3,}}(?!\w))[{UPPER}]+l[{UPPER}l]*(?![^\W\d_])")
_LOOSE_MARK = re.compile(r"(?<=[^\W\d_]) ([\u0300-\u0303\u0306\u0309\u031b\u0323])")


def clean_letters(text: str) -> str:
    """Return the text in NFC with look-alike letters, odd spaces and invisible characters put right; lines stay."""
    text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _LOOSE_MARK.sub(r"\1", text)
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_TABLE))
    return _SMALL_L.sub(lambda word: word.group().replace("l", "I"), text)


_SPACED_SIGN = re.compile(r"(?<=[\w”\")/]) (?=[,;:.?!)](?:\s|$))")
_SPACED_SLASH = re.compile(r"(?<=\d) ?/ ?(?=\d)|(?<=\.) / (?=\.)|(?<=\() +(?=\w)")


def tighten(text: str) -> str:
    """Take away the spaces that recognition set before signs, where it did so throughout the text."""
    if len(_SPACED_SIGN.findall(text[:100_000])) < 8:
        return text
    text = _SPACED_SIGN.sub("", text)
    return _SPACED_SLASH.sub(lambda sign: sign.group().strip(), text)


def _fold_table() -> dict[int, str]:
    table = {code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
    for code in [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]:
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if len(base) == 1:
            table[code] = base
    table.update({ord("đ"): "d", ord("Đ"): "d", ord("–"): "-", ord("—"): "-", ord("\t"): " "})
    return table


_FOLD = _fold_table()


def fold(text: str) -> str:
    """Return the text without marks and case, đ as d, long dashes as hyphens; as long as the NFC text that came in."""
    return _fold_short(text) if len(text) < 1000 else _fold_long(text)


@lru_cache(maxsize=16384)
def _fold_short(text: str) -> str:
    return text.translate(_FOLD)


@lru_cache(maxsize=16)
def _fold_long(text: str) -> str:
    return text.translate(_FOLD)


def squeeze(text: str) -> str:
    """Return the text with one space between words and none at the ends."""
    return " ".join(text.split())


def same_words(one: str | None, other: str | None) -> bool:
    """Tell whether two texts differ in marks, case and spaces only."""
    return squeeze(fold(one or "")) == squeeze(fold(other or ""))


def is_capitals(text: str) -> bool:
    """Tell whether the text has letters and all of them are capitals."""
    return text.upper() == text and text.lower() != text


def starts_upper(text: str) -> bool:
    """Tell whether the first letter or digit of the text is a capital or a digit."""
    first = next((c for c in text if c.isalnum()), "")
    return bool(first) and (first.isdigit() or first.isupper())


def starts_lower(text: str) -> bool:
    """Tell whether the text begins, after opening marks, with a small letter."""
    first = next((c for c in text if c.isalnum()), "")
    return bool(first) and first.islower()
