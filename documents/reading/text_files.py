"""Bytes of a text file into text: UTF-8, UTF-16, Windows-1258, and the encodings before Unicode."""

from __future__ import annotations

import codecs
import re
import unicodedata

from documents.reading.errors import UnreadableFile
from documents.reading.legacy import commonness, from_tcvn3, from_vni, to_unicode

_CONTROLS = re.compile(r"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(data: bytes) -> str:
    """Return the text; raises UnreadableFile where the bytes are no text or in no encoding we know."""
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return _strict(data, codec)
    if data[:4096].count(0) > len(data[:4096]) // 8:
        return _wide(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _by_words(data)
    if _is_binary(text):
        raise UnreadableFile("unknown_type")
    return to_unicode(text)


def _strict(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise UnreadableFile("undecodable") from error


def _wide(data: bytes) -> str:
    for codec in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if commonness(text) >= 3:
            return text
    raise UnreadableFile("unknown_type")


def _by_words(data: bytes) -> str:
    """Try the one-byte encodings and take the one that gives the most common words."""
    latin = data.decode("cp1252", errors="replace") if b"\x81" not in data else data.decode("latin-1")
    if _is_binary(data.decode("latin-1")):
        raise UnreadableFile("unknown_type")
    tries = [
        unicodedata.normalize("NFC", data.decode("cp1258", errors="replace")),
        from_tcvn3(data.decode("latin-1")),
        from_vni(latin),
    ]
    tries.append(data.decode("utf-8", errors="replace"))
    best = max(tries, key=commonness)
    if commonness(best) < 3 or best.count("\ufffd") > len(best) // 200 + 3:
        raise UnreadableFile("undecodable")
    return best.replace("\ufffd", "")


def _is_binary(text: str) -> bool:
    sample = text[:8192]
    return len(_CONTROLS.findall(sample)) > len(sample) // 50
