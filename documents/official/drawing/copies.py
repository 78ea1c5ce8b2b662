"""What may be printed beside the document's own words: the stamp of a paper copy and the small marks of the form."""

from __future__ import annotations

from dataclasses import dataclass, field

from documents.official.tree import Signature


@dataclass(frozen=True)
class CopyStamp:
    """The block of a paper copy, under a full-width line after the end of the source.

    `kind` is a key of `kinds.COPIES`: SY (sao y), SL (sao lục) or TrS (trích sao); `symbol` like `SY-UBND`; `date` is
    ISO, None while it is blank (Decree 30/2020, Annex I, part II; Annex III, form 3.1).
    """

    kind: str
    issuer: str
    parent_body: str | None = None
    number: str | None = None
    symbol: str | None = None
    place: str | None = None
    date: str | None = None
    signature: Signature | None = None
    recipients: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Marks:
    """Marks of the form that are no part of the content (Annex I, part I, III.2–5).

    `circulation` is XEM XONG TRẢ LẠI, LƯU HÀNH NỘI BỘ or a recall mark (ô 11); `drafter` like `PL.(300)` (ô 12);
    `contact` the issuer's address, telephone and e-mail at the foot of page 1 (ô 13).
    """

    circulation: str | None = None
    drafter: str | None = None
    contact: str | None = None


NO_MARKS = Marks()
