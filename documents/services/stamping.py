"""The copy of an incoming document that carries the stamp ĐẾN: drawn once, kept under its digest."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from django.db import transaction

from documents.models import IncomingEntry, StampedCopy
from documents.registers.stamp import Stamp, stamped_pdf
from documents.services import stored
from documents.services.files import newest_revision, pdf_of


def stamped_of(entry: IncomingEntry) -> bytes:
    """Return the entry's document as PDF with the stamp on its first page: the scan where there is one.

    The copy is the one that was drawn the first time, until the stamp has something else to say. `entry.directions`
    tells to whom it went. Raises ValueError where the scan cannot be opened, ValidationError where the disk is full,
    `stored.DamagedFile` where the copy that was kept is gone or was changed.
    """
    stamp = stamp_of(entry)
    key = _key(entry, stamp)
    copy = StampedCopy.objects.filter(entry=entry, key=key).first() or _drawn(entry, stamp, key)
    return stored.fetch(copy.file_name, copy.digest)


def stamp_of(entry: IncomingEntry) -> Stamp:
    """Return what the stamp says now."""
    names = [str(p) for d in entry.directions.all() for p in d.parties.all() if p.part == "lead"]
    return Stamp(entry.organization.name, entry.number, entry.arrived_on, ", ".join(names), entry.dossier_symbol)


@transaction.atomic
def _drawn(entry: IncomingEntry, stamp: Stamp, key: str) -> StampedCopy:
    """Draw the copy and keep it; of two that draw at once the first one's stays."""
    content = stamped_pdf(_paper(entry), stamp)
    kept = {"file_name": stored.keep(content), "digest": stored.digest_of(content), "size": len(content)}
    return StampedCopy.objects.get_or_create(entry=entry, key=key, defaults=kept)[0]


def _key(entry: IncomingEntry, stamp: Stamp) -> str:
    """Name what is stamped and what the stamp says; a new look of our drawings is no reason to draw it again."""
    document = entry.document
    newest = newest_revision(document)
    what = newest.digest if newest else document.source_file.name or document.tree
    said = json.dumps([asdict(stamp), what], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(said.encode()).hexdigest()


def _paper(entry: IncomingEntry) -> bytes | None:
    document = entry.document
    if (document.source_file.name or "").endswith(".pdf"):
        try:
            with document.source_file.open("rb") as file:
                return bytes(file.read())
        except FileNotFoundError:
            return None
    return pdf_of(document) if document.official.body else None
