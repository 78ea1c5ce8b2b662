"""Whom the sentence that opens a list of tasks asks to act."""

from __future__ import annotations

import re

from documents.reading.agencies import name_end, request_at, split_agencies
from documents.reading.clauses import split_sentences
from documents.reading.letters import fold

# `đề nghị các hợp tác xã thực hiện:` says no more than `đề nghị các hợp tác xã:`.
_BARE_ACT = re.compile(
    r"\s+(?:quan tâm,?\s+)?(?:chỉ đạo,?\s+)?(?:triển khai\s+)?(?:thực hiện|triển khai|chỉ đạo|phối hợp)\s*:\s*$"
)


def lead_in_agencies(text: str, addressees: list[str]) -> list[str]:
    """Return whom the sentence that opens a list of tasks (`… đề nghị X thực hiện các nội dung sau:`) asks to act."""
    last = split_sentences(text)[-1] if text else ""
    folded = fold(last)
    if not re.search(r"\b(?:de nghi|yeu cau|giao|chi dao|quan tam|huong dan)\b", folded) or not text.rstrip().endswith(
        ":"
    ):
        return []
    last = _BARE_ACT.sub(":", last)
    start = request_at(last)
    if start is None:
        return list(addressees)
    end = name_end(last, start)
    named = split_agencies(last[start:end]) if end else []
    generic = all(
        re.match(
            r"(?:cac |quy )(?:co quan|don vi|dong chi|dia phuong|ong|ba|chu dau tu|sở|to chuc, ca nhan)", fold(name)
        )
        for name in named
    )
    if addressees and (generic or not named):
        return list(addressees)
    return [_in_full(name, addressees) for name in named]


def _in_full(name: str, addressees: list[str]) -> str:
    """Return the addressee that a shorter name means (`UBND các tỉnh` of `UBND các tỉnh trực thuộc …`)."""
    return next((a for a in addressees if re.match(rf"{re.escape(fold(name))}(?!\w)", fold(a))), name)
