"""Words for findings of layout: lengths, sizes, and the place in the tree that a part stands for."""

from __future__ import annotations

from documents.official.checking.norms import Range

# Where a finding of a part points to in the tree, so that pages can mark the field.
PLACES = {
    "parent": "parent_body", "date": "date_text", "letter_subject": "subject", "addressee": "addressees",
    "basis": "body",
    "authority": "signature", "signer": "signature.name", "recipients_label": "recipients", "recipient": "recipients",
    "appendix": "appendices", "appendix_title": "appendices", "appendix_note": "appendices",
}  # fmt: skip


def place(part: str) -> str:
    """Return the path in the tree for a part of the layout (`nation` and `motto` stand for themselves)."""
    return PLACES.get(part, part)


def mm(value: float) -> str:
    """Return millimetres as Vietnamese offices write them: `18,5 mm`."""
    return f"{value:.1f}".rstrip("0").rstrip(".").replace(".", ",") + " mm"


def points(value: float) -> str:
    """Return a type size: `13,5`."""
    return f"{value:g}".replace(".", ",")


def span(limits: Range) -> str:
    """Return a range of sizes or lengths: `13` or `13–14`."""
    return points(limits[0]) if limits[0] == limits[1] else f"{points(limits[0])}–{points(limits[1])}"
