"""Who issued a document whose head is missing, as far as signature and text tell."""

from __future__ import annotations

import re
from collections import Counter

from documents.official.tree import Node, OfficialDocument
from documents.reading.letters import UPPER, fold, squeeze

_ORGANIZATION = re.compile(r"^(?:uy ban|ubnd|so|phong|ban|lien minh|hoi|dang uy|van phong|cuc|chi cuc|trung tam)\b")
_UNIT = r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)"
_NAME = rf"[{UPPER}][\w]*(?:[\s-]+[{UPPER}][\w]*){{0,3}}"
_COMMITTEE = re.compile(rf"(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND)\s+({_UNIT})\s+({_NAME})")
_SMALL_COMMITTEE = re.compile(rf"(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND)\s+({_UNIT})\b")
_ALLIANCE = re.compile(
    rf"(Liên minh (?:Hợp tác xã|HTX)|Hội Nông dân|Hội Liên hiệp Phụ nữ|Hội Cựu chiến binh)\s+({_UNIT})\s+({_NAME})"
)


def infer_issuer(document: OfficialDocument) -> str | None:
    """Return the issuer told by a digital signature, or by signature block and text together; None where unsure."""
    for signature in document.digital_signatures:
        if _ORGANIZATION.match(fold(signature.signer)):
            return signature.signer
    text = "\n".join(_texts(document.body)[:40])
    authority = fold(" ".join(document.signature.authority)) if document.signature else ""
    if "uy ban nhan dan" in authority or "chu tich" in authority or (document.symbol or "").endswith("UBND"):
        return _committee(text, document.place)
    named = Counter(squeeze(" ".join(match.groups())) for match in _ALLIANCE.finditer(text))
    return named.most_common(1)[0][0] if named and "ban thuong vu" in authority else None


def _committee(text: str, place: str | None) -> str | None:
    units = Counter(match.group(1).lower() for match in _SMALL_COMMITTEE.finditer(text))
    if place and units:
        return f"Ủy ban nhân dân {units.most_common(1)[0][0]} {place}"
    named = Counter(f"{m.group(1).lower()} {m.group(2)}" for m in _COMMITTEE.finditer(text))
    return f"Ủy ban nhân dân {named.most_common(1)[0][0]}" if named else None


def _texts(nodes: list[Node]) -> list[str]:
    texts: list[str] = []
    for node in nodes:
        texts += [part for part in (node.title, node.text) if part]
        texts += _texts(node.children)
    return texts
