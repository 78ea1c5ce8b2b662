"""Between the tree and the columns that repeat its head; the tree leads, the columns follow."""

from __future__ import annotations

from typing import Any

from coopportal.text import fold, nfc, one_line
from documents.models import OfficialDocument
from documents.official.kinds import KINDS
from documents.official.tree import OfficialDocument as Tree
from documents.official.tree import from_dict, to_dict
from documents.services.proposals import day


def storable(value: Any) -> Any:
    """Return text, lists and dicts as PostgreSQL takes them: NFC, no NUL, no lone surrogates (PDF files hold both)."""
    if isinstance(value, str):
        return nfc(value.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8"))
    if isinstance(value, list):
        return [storable(v) for v in value]
    return {k: storable(v) for k, v in value.items()} if isinstance(value, dict) else value


def put_tree(document: OfficialDocument, tree: Tree) -> None:
    """Set the tree and the columns made of it; the row is not saved."""
    document.tree = storable(to_dict(tree))
    clean = from_dict(document.tree)
    document.kind = clean.kind if clean.kind in KINDS else ""
    document.number = _clip(clean.number, 30)
    document.symbol = _clip(clean.symbol, 60)
    document.issued_on = day(clean.date)
    document.issuer_name = _clip(_issuer_as_named(document, clean), 255)
    document.subject = one_line(clean.subject or "")


def _issuer_as_named(document: OfficialDocument, tree: Tree) -> str | None:
    """Heads are printed in capitals; where the issuer is the holder its own spelling is nicer to read."""
    holder = document.organization.name
    return holder if tree.issuer and fold(tree.issuer) == fold(holder) else tree.issuer


def _clip(text: str | None, length: int) -> str:
    return one_line(text or "")[:length]
