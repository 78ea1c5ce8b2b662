"""The register of outgoing documents: a line for each document that leaves, and what the clerk adds to it."""

from __future__ import annotations

import datetime as dt
import re

from django.db import transaction
from django.utils import timezone

from audit.services import record
from coopportal.text import fold, one_line
from documents.models import NumberEntry, OfficialDocument, Origin, OutgoingEntry
from documents.official.tree import OfficialDocument as Tree
from documents.official.tree import TreeFormatError
from organizations.models import Staff
from organizations.services.directory import actor_of

_DIGITS = re.compile(r"\d+")
_KEPT = re.compile(r"^\s*[-–]?\s*Lưu\s*:?\s*", re.IGNORECASE)


def issued_here(document: OfficialDocument) -> bool:
    """Tell whether the holder is the issuer: what came from others is in the other register."""
    if document.origin != Origin.IMPORTED:
        return document.origin == Origin.AUTHORED
    return fold(document.issuer_name) in {fold(document.organization.name), fold(document.organization.short_name)}


def enter_outgoing(*, document: OfficialDocument, at: dt.datetime | None = None) -> OutgoingEntry | None:
    """Enter a document that leaves in its issuer's register, once; None where it has no number or is another's.

    Called within the transaction of the act that sends it.
    """
    figures = _DIGITS.match(document.number)
    if not (figures and document.issued_on and issued_here(document)):
        return None
    entry, _ = OutgoingEntry.objects.get_or_create(
        document=document, defaults=_line(document, int(figures[0]), timezone.localdate(at))
    )
    return entry


def _line(document: OfficialDocument, number: int, sent_on: dt.date) -> dict[str, object]:
    tree = _tree(document)
    to, keeper = recipients_of(tree)
    signature = tree.signature
    return {
        "organization": document.organization,
        "year": document.issued_on.year if document.issued_on else sent_on.year,
        "number_value": min(number, 2**60),
        "full_number": document.full_number,
        "document_date": document.issued_on,
        "kind": document.kind,
        "subject": document.subject,
        "signer": one_line((signature.name if signature else None) or "")[:255],
        "recipients": "; ".join(to),
        "keeper": keeper[:255],
        "sent_on": sent_on,
    }


def enter_given_up(number: NumberEntry) -> OutgoingEntry:
    """Enter a number that no document will bear, struck out, with the reason. Called within the act's transaction."""
    register = number.register
    return OutgoingEntry.objects.create(
        organization=register.organization,
        year=number.dated_on.year,
        number_value=number.number,
        full_number=number.padded,
        document_date=number.dated_on,
        kind=register.kind,
        subject="(số hủy, không có văn bản)",
        note=f"Số hủy: {number.cancel_reason}"[:500],
    )


def _tree(document: OfficialDocument) -> Tree:
    try:
        return document.official
    except TreeFormatError:
        return Tree()


def recipients_of(tree: Tree) -> tuple[list[str], str]:
    """Return to whom a document goes in its own words, and who keeps the filed copy (`VT, KT`)."""
    kept = [line for line in tree.recipients if _KEPT.match(line)]
    named = [line for line in tree.recipients if line not in kept and not fold(line).startswith("nhu tren")]
    to = [one_line(line).rstrip(";.") for line in (*tree.addressees, *named)]
    keeper = _KEPT.sub("", one_line(kept[-1])).rstrip(";.") if kept else ""
    return list(dict.fromkeys(line for line in to if line)), keeper


@transaction.atomic
def note_outgoing(
    *, entry: OutgoingEntry, copies: int | None, keeper: str, receipt: str, note: str, by: Staff
) -> OutgoingEntry:
    """Fill the columns that are the clerk's to fill. Raises ValidationError naming the fields."""
    fresh = OutgoingEntry.objects.select_for_update().get(pk=entry.pk)
    fresh.copies, fresh.keeper, fresh.receipt, fresh.note = copies, keeper, receipt, note
    fresh.full_clean(exclude=["organization", "document"])
    fresh.save()
    record(code="documents.outgoing.noted", obj=fresh, **actor_of(by))
    return fresh
