"""Text as the portal keeps and compares it: NFC in store, folded for search."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")


def nfc(text: str) -> str:
    """Return the text in Unicode NFC; people paste decomposed text from PDF files and Macs."""
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """Return the text in NFC with runs of white space as one space and none at the ends."""
    return _SPACES.sub(" ", nfc(text)).strip()


def whole_number(text: object, *, most_digits: int = 18) -> int | None:
    """Return the number that plain digits 0-9 write; None for anything else, and for more digits than an id can have.

    For what comes in an address or a button. `str.isdigit` alone lets `²` and `٣` pass, and ids of thousands of digits.
    """
    word = str(text or "").strip()
    return int(word) if word.isascii() and word.isdigit() and len(word) <= most_digits else None


def fold(text: str) -> str:
    """Return the text for searching: no marks, no case, đ = d, words parted by one space.

    Both sides of every search go through here, so that `hop tac xa dong` finds `Hợp tác xã Đông`.
    """
    decomposed = unicodedata.normalize("NFD", text).casefold().replace("đ", "d")
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _SPACES.sub(" ", bare).strip()


def unmarked(text: str) -> str:
    """Return the text without Vietnamese marks, case kept: what a plain telephone shows."""
    decomposed = unicodedata.normalize("NFD", text).translate(str.maketrans("đĐ", "dD"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
