"""Trích sao: a document with the part of its content that is copied (Decree 30/2020, art. 25.3; Annex I, part II)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from documents.official.tree import OfficialDocument


def excerpt(document: OfficialDocument, kept: Iterable[int], appendices: Iterable[int] = ()) -> OfficialDocument:
    """Return the tree with those top-level pieces of its body and those appendices alone, counted from 0.

    Head, subject, signature and recipients stay: a trích sao has the full form of the document. Raises IndexError for
    a piece that is not there.
    """
    body = [document.body[index] for index in sorted(set(kept))]
    attached = [document.appendices[index] for index in sorted(set(appendices))]
    return replace(document, body=body, appendices=attached, closing=None)
