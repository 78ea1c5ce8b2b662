"""The acts that a document cites, tied to those that the portal holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from coopportal.text import fold
from documents.models import OfficialDocument
from documents.official.kinds import KINDS
from documents.official.numbering import joined
from documents.official.tree import Reference
from organizations.models import Staff

# A paper that cites more is a list of papers; the page shows those that come first.
MOST = 80
_SHORT = (("uy ban nhan dan", "ubnd"), ("hoi dong nhan dan", "hdnd"), ("hop tac xa", "htx"), ("thanh pho", "tp"))


@dataclass(frozen=True)
class Cited:
    """A cited act in words, and the document of the portal that it is (None: the portal holds none)."""

    words: str
    document: OfficialDocument | None


def cited_by(references: list[Reference], document: OfficialDocument, staff: Staff) -> list[Cited]:
    """Return the acts with the one document each that the person may see; in one query, none where none is numbered.

    Number and symbol must be the same; kind, day and issuer where both sides tell them. Where several fit, none is
    named: two communes may have a paper of one number.
    """
    references = references[:MOST]
    held = _candidates([r for r in references if r.number and r.symbol], document, staff)
    return [Cited(words_of(r), _the_one(r, held.get(_key(r.number, r.symbol), []))) for r in references]


def words_of(reference: Reference) -> str:
    """Return an act in words: `Kế hoạch 12/KH-UBND, ngày 05/3/2026, UBND tỉnh`."""
    kind = KINDS[reference.kind].name if reference.kind in KINDS else ""
    number = joined(reference.number or "", reference.symbol or "")
    name = " ".join(part for part in (kind, number) if part) or "Văn bản không ghi số"
    day = "/".join(reversed(reference.date.split("-"))) if reference.date else ""
    return ", ".join(part for part in (name, f"ngày {day}" if day else "", reference.issuer or "") if part)


def _candidates(
    references: list[Reference], document: OfficialDocument, staff: Staff
) -> dict[tuple[str, str], list[OfficialDocument]]:
    if not references:
        return {}
    wanted = reduce(or_, (Q(number__in=_spellings(r.number or ""), symbol__iexact=r.symbol or "") for r in references))
    found: dict[tuple[str, str], list[OfficialDocument]] = {}
    rows = OfficialDocument.objects.visible_to(staff).filter(wanted).exclude(pk=document.pk)
    for row in rows.only("kind", "number", "symbol", "issued_on", "issuer_name", "subject").order_by("pk")[: 4 * MOST]:
        found.setdefault(_key(row.number, row.symbol), []).append(row)
    return found


def _spellings(number: str) -> set[str]:
    bare = number.lstrip("0") or number
    return {number, bare, bare.zfill(2), bare.zfill(3)}


def _key(number: str | None, symbol: str | None) -> tuple[str, str]:
    return (number or "").lstrip("0"), fold(symbol or "")


def _the_one(reference: Reference, candidates: list[OfficialDocument]) -> OfficialDocument | None:
    fitting = [candidate for candidate in candidates if _fits(reference, candidate)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(reference: Reference, candidate: OfficialDocument) -> bool:
    if reference.kind and candidate.kind and reference.kind != candidate.kind:
        return False
    if reference.date and candidate.issued_on and reference.date != candidate.issued_on.isoformat():
        return False
    return _same_issuer(reference.issuer or "", candidate.issuer_name)


def _same_issuer(one: str, other: str) -> bool:
    """`UBND tỉnh` is `Ủy ban nhân dân tỉnh X`: the words of the shorter name stand in the longer."""
    a, b = _words(one), _words(other)
    return not a or not b or a <= b or b <= a


def _words(name: str) -> set[str]:
    text = fold(name)
    for long, short in _SHORT:
        text = text.replace(long, short)
    return set(re.findall(r"\w+", text)) - {"chu", "tich", "ban", "thuong", "vu", "cua"}
