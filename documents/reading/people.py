"""Persons and positions of the signature block."""

from __future__ import annotations

import re

from documents.reading.letters import LOWER, UPPER, fold, is_capitals, squeeze
from documents.reading.places import opens_body

_AUTHORITY = re.compile(
    r"^dai dien (?:ben|hoi|lien minh|uy ban|co quan|don vi)\b|^(?:tm|kt|tl|tuq|t/m|k/t|t/l|t\.m|"
    r"k\.t)\s?[.:]?\s+\S|^(?:tm|kt|tl|tuq)\.\S"
)
_POSITION = re.compile(
    r"^(?:q\.?\s+|quyen\s+|pho\s+|nguyen\s+|uy quyen\s+)*"
    r"(?:chu tich|bi thu|giam doc|tong giam doc|chanh|truong|to truong|doi truong|cuc truong|chi cuc "
    r"truong|tong cuc truong|vu truong|hieu truong|vien truong|"
    r"bo truong|thu truong|thu tuong|tram truong|hat truong|chu nhiem|tong thu ky|thu ky|chu toa|chu "
    r"tri|uy vien|chi huy truong|chanh van phong|chanh thanh tra|"
    r"dai dien|nguoi (?:lap|duoc|uy quyen|gioi thieu|lam don|de nghi|ghi|nhan|giao|ky|uy)|ke toan "
    r"truong|chi huy|trung doan|ben [ab]|cong chuc|can bo|giam sat|thuong truc|tong bien tap|vien "
    r"chuc|chuyen vien|chinh uy|chinh tri vien|doi pho|hat pho|chi cuc pho)\b"
)
_RANK = re.compile(
    r"^(?:dai tuong|thuong tuong|trung tuong|thieu tuong|dai ta|thuong ta|trung ta|thieu ta|dai uy|"
    r"thuong uy|trung uy|thieu uy|"
    r"gs\.?|pgs\.?|ts\.?|ths\.?|ks\.?|bs\.?|tskh\.?|luat su|ong|ba|dong chi)[\s.]+"
)
_DEGREE = re.compile(rf"^(?:[A-ZĐ][A-Za-zĐđ]{{1,6}}\.\s?)+(?=[{UPPER}])")
_NAME_WORD = re.compile(rf"^[{UPPER}][{LOWER}'’]+$|^[{UPPER}]{{1,8}}$|^[A-ZĐ]\.$|^[HYK]['’]?[{UPPER}{LOWER}]+$")
# Words that open the name of a body or a note, never that of a person (`Xa` is a family name, `xã` is none).
_NOT_NAMES = frozenset("nơi như các sở phòng ủy uỷ kính đơn xã tỉnh huyện thường hđnd ubnd ngày chi cục bộ".split())


def is_authority(text: str) -> bool:
    """Tell whether the line says for whom is signed: `TM. …`, `KT. …`, `TL. …`, `TUQ. …`."""
    return bool(_AUTHORITY.match(fold(text))) and text[:2].isupper() | (text[:1].isupper() and text[1:2] == "/")


def is_position(text: str) -> bool:
    """Tell whether the line is the title of a signer."""
    return bool(_POSITION.match(squeeze(fold(text)))) and len(text) <= 90


def is_person(text: str) -> bool:
    """Tell whether the line is a person's name and nothing else (a rank or degree may come before)."""
    if len(text) > 80:
        return False
    name = person_name(text)
    words = name.split()
    if not 2 <= len(words) <= 6 or len(name) > 40 or any(c.isdigit() for c in name):
        return False
    if not all(_NAME_WORD.match(word) for word in words):
        return False
    if is_capitals(name) and (is_position(name) or is_authority(name) or opens_body(name)):
        return False
    if len({is_capitals(word) for word in words if len(word) > 1}) > 1:
        return False
    first = words[0].lower()
    return first not in _NOT_NAMES and not (name.isascii() and first in map(fold, _NOT_NAMES))


def unglued(text: str) -> list[str]:
    """Part a signature block that a cell of a web page put on one line: `KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Thị Bình`.

    Returns the line alone where it is none.
    """
    words = text.split()
    for begin in range(max(1, len(words) - 6), len(words) - 1):
        titles, name = words[:begin], " ".join(words[begin:])
        if is_capitals(name) or not is_person(name) or not is_capitals(" ".join(titles)):
            continue
        if is_authority(text) or is_position(text):
            return [*_titles_parted(titles), name]
    return [text]


def _titles_parted(words: list[str]) -> list[str]:
    """Begin a line at each `KT.`, `TL.` …, and at the signer's own title behind the last of them."""
    begins = [0, *(i for i, word in enumerate(words) if i and is_authority(" ".join(words[i:])))]
    last = begins[-1]
    if is_authority(" ".join(words[last:])):
        own = next((i for i in range(len(words) - 1, last + 1, -1) if is_position(" ".join(words[i:]))), None)
        while own and words[own - 1] in ("PHÓ", "TỔNG"):
            own -= 1
        begins += [own] if own else []
    return [" ".join(words[a:b]) for a, b in zip(begins, [*begins[1:], len(words)], strict=True)]


def person_name(text: str) -> str:
    """Return the name without rank, degree and marks."""
    name = _DEGREE.sub("", squeeze(text).strip(" .,;:-*()"))
    match = _RANK.match(fold(name))
    while match and len(name) > match.end():
        name = name[match.end() :]
        match = _RANK.match(fold(name))
    return name
