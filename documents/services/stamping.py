"""The copy of an incoming document that carries the stamp ĐẾN."""

from __future__ import annotations

from documents.models import IncomingEntry
from documents.registers.stamp import Stamp, stamped_pdf
from documents.services.files import pdf_of


def stamped_of(entry: IncomingEntry) -> bytes:
    """Return the entry's document as PDF with the stamp on its first page: the scan where there is one.

    `entry.directions` tells to whom it went. Raises ValueError where the scan cannot be opened.
    """
    names = [str(p) for d in entry.directions.all() for p in d.parties.all() if p.part == "lead"]
    stamp = Stamp(entry.organization.name, entry.number, entry.arrived_on, ", ".join(names), entry.dossier_symbol)
    return stamped_pdf(_paper(entry), stamp)


def _paper(entry: IncomingEntry) -> bytes | None:
    document = entry.document
    if (document.source_file.name or "").endswith(".pdf"):
        try:
            with document.source_file.open("rb") as file:
                return bytes(file.read())
        except FileNotFoundError:
            return None
    return pdf_of(document) if document.official.body else None
