"""What the end of a document says, and its lines as they are printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from documents.official.tree import Signature
from documents.reading.letters import LOWER, UPPER, squeeze
from documents.reading.lines import Line

RECIPIENTS = re.compile(r"^noi nhan\b\s*:?")
SIGNED = re.compile(
    r"^[(\[]?\s*(?:da ky|ky,|ky ten|chu ky|ky dien tu|da ky so|signature|dau|ky va)\b.*$|^\(\s*ky\b.*\)$"
)
COLUMN_GAP = re.compile(r"\s{3,}|\t+|\ue001")
_AUTHORITY_IN_LINE = re.compile(rf"(?<=\S)\s+(?=(?:TM|KT|TL|TUQ|T/M|K/T|Q|TƯQ)\s?\.\s?[{UPPER}])")
_POSITION_IN_LINE = re.compile(
    rf"(?<=[;.:){LOWER}])(?<!TM\.)(?<!KT\.)(?<!TL\.)(?<!UQ\.)(?<!Q\.)\s+(?=(?:PHÓ |QUYỀN )?(?:CHỦ TỊCH|"
    r"GIÁM ĐỐC|TỔNG GIÁM ĐỐC|CHÁNH VĂN PHÒNG|TRƯỞNG |BÍ THƯ|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|HIỆU TRƯỞNG|BỘ "
    r"TRƯỞNG|VIỆN TRƯỞNG|CHÁNH |THƯ KÝ|CHỦ TỌA|CHỦ TRÌ))"
)


@dataclass
class Tail:
    """What the end says; `start` and `end` are line indexes, `end` the first line after the end."""

    start: int
    end: int
    recipients: list[str] = field(default_factory=list)
    signature: Signature | None = None
    co_signature: Signature | None = None


@dataclass
class Block:
    """One signature block while it is being read; `column` is where its lines begin."""

    authority: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    name: str | None = None
    column: int = 0
    capital_wrap: bool = False

    def signature(self) -> Signature:
        return Signature(self.authority, squeeze(" ".join(self.title)) or None, self.name)


def columns_of(line: Line) -> list[tuple[int, str]]:
    """Return the pieces of a line with the columns they begin in, split at gaps and before authority words."""
    pieces: list[tuple[int, str]] = []
    place = 0
    for raw in re.split(r"(\s{3,})", line.raw):
        if raw.strip():
            for piece in _AUTHORITY_IN_LINE.split(raw.strip()):
                start = place + raw.find(piece)
                parts = _POSITION_IN_LINE.split(piece)
                pieces += [(start + piece.find(part), squeeze(part)) for part in parts]
        place += len(raw)
    return pieces


def clean_recipient(text: str) -> str:
    """Return a recipient without its closing sign, brace and the brace's words."""
    text = re.sub(r"\s*[}{|\]]+\s*", " ", squeeze(text))
    text = re.sub(r"\s+(?=[:;,])", "", text)
    text = re.sub(r"\s*[;.]\s*(?=\((?:để |báo|b/c)[^)]*\)[;.]?$)", " ", text)
    while text and (text[-1] in ";, " or (text[-1] == "." and not text.endswith("..."))):
        text = text[:-1]
    return text
