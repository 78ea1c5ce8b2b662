"""Vietnamese letters: upper and lower case for patterns, folding, and whether a syllable can exist at all."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_VOWELS = "aăâeêioôơuưy"
LOWER = "bcdđfghjklmnpqrstvwxz" + "".join(unicodedata.normalize("NFC", v + t) for v in _VOWELS for t in _TONES)
UPPER = LOWER.upper()
LETTER = LOWER + UPPER

# The order of points (điểm) in the Vietnamese alphabet: no f, j, w, z; đ after d; ă, â, ê, ô, ơ, ư are not used.
POINTS = "abcdđeghiklmnopqrstuvxy"
ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")

_COMBINING = re.compile("[\u0300-\u036f\u00c0-\u024f\u1e00-\u1eff]")
_BARE = {ord(c): unicodedata.normalize("NFD", c)[0] for c in LOWER} | {ord("đ"): "d"}
_TONE_MARKS = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_ONSET = "(?:ngh|ng|nh|ch|gh|gi|kh|ph|th|tr|qu|q|[bcdđghklmnprstvx])?"
_RIMES = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|ăc|ăm|ăn|ăng|ăp|ăt|âc|âm|ân|âng|âp|ât|âu|ây|e|ec|em|en|eng|eo|ep|et|"
    "ê|êch|êm|ên|êng|ênh|êp|êt|êu|i|ia|ich|im|in|inh|ip|it|iu|iêc|iêm|iên|iêng|iêp|iêt|iêu|o|oc|oi|om|on|ong|op|ot|"
    "oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oăc|oăm|oăn|oăng|oăt|oe|oen|oeo|oet|ooc|oong|"
    "ô|ôc|ôi|ôm|ôn|ông|ôp|ôt|ơ|ơi|ơm|ơn|ơp|ơt|u|ua|uc|ui|um|un|ung|up|ut|uân|uâng|uât|uây|uê|uêch|uên|uênh|"
    "uôc|uôi|uôm|uôn|uông|uôt|uơ|uơt|uy|uya|uych|uynh|uyên|uyêt|uyt|uyn|uyp|uyu|ư|ưa|ưc|ưi|ưm|ưn|ưng|ưt|ưu|"
    "ươc|ươi|ươm|ươn|ương|ươp|ươt|ươu|y|yt|ych|yn|ynh|yêm|yên|yêng|yêt|yêu"
)
_SYLLABLE = re.compile(rf"{_ONSET}(?:{_RIMES})")
_STOPPED = re.compile(r"(?:c|ch|p|t)$")


def fold(text: str) -> str:
    """Return the text without marks and case, đ as d: for comparing words however they were typed."""
    plain = text.lower().translate(_BARE)
    if not _COMBINING.search(plain):
        return plain
    plain = unicodedata.normalize("NFD", plain)
    return "".join(c for c in plain if not unicodedata.combining(c))


def is_capitals(text: str) -> bool:
    """Tell whether the text has letters and all of them are capitals."""
    return text == text.upper() and text != text.lower()


@lru_cache(maxsize=4096)
def is_syllable(word: str) -> bool:
    """Tell whether a lower-case word can be written as a Vietnamese syllable (form only, not meaning)."""
    marks = unicodedata.normalize("NFD", word)
    tones = _TONE_MARKS.findall(marks)
    bare = unicodedata.normalize("NFC", _TONE_MARKS.sub("", marks))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    return not _STOPPED.search(bare) or tones in (["\u0301"], ["\u0323"])


def capitalized(text: str) -> str:
    """Return the text with its first letter in capital, the rest untouched."""
    return text[:1].upper() + text[1:]


def like(model: str, word: str) -> str:
    """Return `word` in the case of `model`: all capitals, first capital, or as it is."""
    if is_capitals(model) and len(model) > 1:
        return word.upper()
    return capitalized(word) if model[:1].isupper() else word


def roman(number: int) -> str:
    """Return 1…399 in Roman numerals; raises ValueError outside."""
    if not 0 < number < 400:
        raise ValueError("Roman numerals are made for 1 to 399")
    return "C" * (number // 100) + _tens(number % 100 // 10) + ROMAN[number % 10]


def _tens(digit: int) -> str:
    return ROMAN[digit].translate(str.maketrans("IVX", "XLC"))


def from_roman(text: str) -> int | None:
    """Return the value of well-formed Roman numerals, None for anything else."""
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    if not text or any(c not in values for c in text):
        return None
    digits = [values[c] for c in text]
    total = sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))
    return total if 0 < total < 400 and roman(total) == text else None
