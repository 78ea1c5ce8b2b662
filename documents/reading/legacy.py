"""Text in the encodings before Unicode (TCVN 5712:1993 VN3, VNI Windows), recognised and converted.

Such text reaches us as Latin-1 letters: `Céng hßa x· héi chñ nghÜa` (TCVN3), `COÄNG HOØA XAÕ HOÄI` (VNI).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_TCVN3_CODES = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢§£¤¥¦"
_TCVN3_LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ"
_TCVN3 = dict(zip(map(ord, _TCVN3_CODES), _TCVN3_LETTERS, strict=True))

_TONES = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_HAT = {"â": "", "à": "\u0300", "á": "\u0301", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "è": "\u0300", "é": "\u0301", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ì": "ì", "í": "í"}


def _vni_pairs() -> dict[str, str]:
    pairs: dict[str, str] = {}
    for base in "aeouy":
        pairs.update({base + code: base + tone for code, tone in _TONES.items()})
    for base in "aeo":
        pairs.update({base + code: base + "\u0302" + tone for code, tone in _HAT.items()})
    pairs.update({"a" + code: "a\u0306" + tone for code, tone in _BREVE.items()})
    for base, letter in (("ô", "ơ"), ("ö", "ư")):
        pairs.update({base + code: letter + tone for code, tone in _TONES.items()})
    pairs.update(_SINGLE)
    composed = {key: unicodedata.normalize("NFC", value) for key, value in pairs.items()}
    capitals = {key.upper(): value.upper() for key, value in composed.items()}
    mixed = {key[0].upper() + key[1:]: value.upper() for key, value in composed.items() if len(key) == 2}
    return {**composed, **mixed, **capitals}


_VNI = _vni_pairs()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_BEYOND_LATIN = re.compile(r"[\u0100-\uffff]")
_WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    [
        "của",
        "và",
        "các",
        "nhân",
        "dân",
        "việt",
        "nam",
        "thực",
        "hiện",
        "ngày",
        "tháng",
        "năm",
        "hợp",
        "tác",
        "xã",
        "công",
        "cộng",
        "hòa",
        "hội",
        "chủ",
        "nghĩa",
        "độc",
        "lập",
        "tự",
        "do",
        "hạnh",
        "phúc",
        "nơi",
        "nhận",
        "kính",
        "gửi",
        "số",
        "về",
        "được",
        "theo",
        "tỉnh",
        "huyện",
        "ủy",
        "ban",
        "phòng",
        "sở",
        "với",
        "cho",
        "là",
        "có",
        "không",
        "tại",
        "một",
        "những",
        "trong",
        "để",
        "quyết",
        "định",
        "kế",
        "hoạch",
        "thông",
        "báo",
        "nhiệm",
        "vụ",
        "tổ",
        "chức",
        "triển",
        "khai",
        "đơn",
        "vị",
        "cơ",
        "quan",
    ]
)


def commonness(text: str) -> int:
    """Count the words of the text (its first part) that are among the commonest of administrative Vietnamese."""
    return sum(word.lower() in _COMMON for word in _WORD.findall(text[:20_000]))


def from_tcvn3(text: str) -> str:
    """Convert text in TCVN3; words whose plain letters are capitals become capitals throughout.

    The encoding has no capital letters with tone marks: those came from a font of capitals only.
    """
    text = _WORD.sub(lambda match: _raise_word(match.group()), text.translate(_TCVN3))
    return "\n".join(_raise_line(line) for line in text.split("\n"))


def _raise_line(line: str) -> str:
    """A line in capitals but for short words (`Và`) was set in capitals throughout."""
    words = _WORD.findall(line)
    raised = sum(word.isupper() for word in words)
    return (
        line.upper()
        if raised >= 2 and raised >= 0.6 * len(words) and all(w.isupper() or len(w) < 4 for w in words)
        else line
    )


def _raise_word(word: str) -> str:
    plain = [c for c in word[1:] if c.isascii()]
    return word.upper() if plain and all(c.isupper() for c in plain) else word


def from_vni(text: str) -> str:
    """Convert text in VNI for Windows: base letter followed by its mark."""
    return _VNI_PATTERN.sub(lambda match: _VNI[match.group()], text)


def to_unicode(text: str) -> str:
    """Return the text converted where it is clearly TCVN3, VNI or twice-encoded UTF-8, else as it is."""
    return converter_for(text)(text)


def converter_for(text: str) -> Callable[[str], str]:
    """Return what turns text written as `text` is into Unicode; it leaves everything as it is where that is no need."""
    sample = text[:6000]
    if len(_BEYOND_LATIN.findall(sample)) > len(sample) * 0.02 and "á»" not in sample:
        return str
    best: Callable[[str], str] = str
    score = commonness(text) * 2 + 4
    for convert in (from_tcvn3, from_vni, _from_mojibake):
        found = commonness(convert(text))
        if found > score:
            best, score = convert, found
    return best


def _from_mojibake(text: str) -> str:
    for codec in ("cp1252", "latin-1"):
        try:
            return text.encode(codec).decode("utf-8")
        except UnicodeError:
            continue
    return text
