"""What the pages of copies read: who may copy what, from which original, signed by whom."""

from __future__ import annotations

from documents.models import (
    CopySeries,
    Delivery,
    DeliveryState,
    DocumentCopy,
    DocumentState,
    Holder,
    OfficialDocument,
    SigningKey,
)
from documents.queries.incoming import REGISTRARS
from organizations.models import Staff
from organizations.queries import SigningRight, signers_of


def has_original(document: OfficialDocument, staff: Staff) -> bool:
    """Tell whether the person's own office has the document: its own, or one that it received."""
    if document.organization_id == staff.organization_id:
        return True
    received = Delivery.objects.filter(document=document, organization=staff.organization_id)
    return received.exclude(state=DeliveryState.REFUSED).exists()


def may_copy(document: OfficialDocument, staff: Staff) -> bool:
    """Tell whether the person may copy the document: văn thư of an office that has it, unless it was recalled."""
    if staff.role not in REGISTRARS or not document.is_issued or document.state == DocumentState.RECALLED:
        return False
    return has_original(document, staff)


def copies_of(document: OfficialDocument, staff: Staff) -> list[DocumentCopy]:
    """Return the copies of a document that the person may see, newest first."""
    found = DocumentCopy.objects.visible_to(staff).filter(document=document)
    return list(found.select_related("organization", "signer__user", "by__user"))


def copy_signers(staff: Staff) -> list[SigningRight]:
    """Return who may sign copies of the person's office today."""
    return signers_of(staff.organization)


def copy_seals(staff: Staff) -> list[SigningKey]:
    """Return the keys of the office's seal, which an electronic copy is signed with."""
    held = SigningKey.objects.filter(holder=Holder.ORGANIZATION, organization=staff.organization_id)
    return [key for key in held.filter(retired_at__isnull=True) if key.is_usable]


def is_new_series(staff: Staff, year: int) -> bool:
    """Tell whether the office gave no number to a copy in that year yet, so that it may go on from a paper book."""
    return not CopySeries.objects.filter(organization=staff.organization_id, year=year, last__gt=0).exists()


def pieces_of(document: OfficialDocument) -> list[tuple[str, str]]:
    """Return the pieces that a trích sao may hold, each a key (`body-0`, `appendix-1`) with its first words."""
    from documents.official.drawing.flow import flow

    tree = document.official
    found = []
    for place, node in enumerate(tree.body):
        blocks = flow([node])
        words = "Bảng số liệu" if node.rows else next((block.text for block in blocks if block.text), "")
        found.append((f"body-{place}", _short(words)))
    for place, appendix in enumerate(tree.appendices):
        head = " ".join(part for part in ("Phụ lục", appendix.number, appendix.title) if part)
        found.append((f"appendix-{place}", _short(head)))
    return found


def _short(text: str, most: int = 110) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rsplit(' ', 1)[0]} …"
