"""What may be printed beside the document's own words: the stamp of a paper copy and the small marks of the form."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from documents.official.kinds import COPIES
from documents.official.tree import OfficialDocument, Signature

from . import words


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
class Verification:
    """The QR code at the foot of page 1 and the short lines beside it: `address` is what the code says."""

    address: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Marks:
    """Marks of the form that are no part of the content (Annex I, part I, III.2–5).

    `circulation` is XEM XONG TRẢ LẠI, LƯU HÀNH NỘI BỘ or a recall mark (ô 11); `drafter` like `PL.(300)` (ô 12);
    `contact` the issuer's address, telephone and e-mail at the foot of page 1 (ô 13); `corner` the words of a digital
    signature that has no picture, at the top right of page 1: of an electronic copy (ô 14, `copy_corner`) or of an
    appendix in a file of its own (`file_corner`); `verification` the QR code by which anybody checks the paper.
    """

    circulation: str | None = None
    drafter: str | None = None
    contact: str | None = None
    corner: str | None = None
    verification: Verification | None = None


NO_MARKS = Marks()


def file_corner(document: OfficialDocument, signed_at: datetime.datetime) -> str:
    """Return the words of the issuer's signature on an appendix in a file of its own (Annex III, form 2.2).

    `Số: 05/QĐ-UBND; 05/03/2026; 11:17:41 +07:00`; the time is printed in Vietnam's zone.
    """
    return f"{words.number_line(document)}; {_moment(signed_at)}"


def copy_corner(kind: str, issuer: str, signed_at: datetime.datetime) -> str:
    """Return the words of the signature on an electronic copy (ô 14; form 3.2): kind of copy, who copies, when."""
    return f"{COPIES[kind].name}; {words.clean(issuer)}; {_moment(signed_at)}"


def _moment(moment: datetime.datetime) -> str:
    here = moment.astimezone(_VIETNAM)
    return f"{here.day:02d}/{here.month:02d}/{here.year}; {here:%H:%M:%S} +07:00"


_VIETNAM = datetime.timezone(datetime.timedelta(hours=7))
