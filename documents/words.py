"""The text of a tree, line by line, as it is read: for the search and for comparing two versions."""

from __future__ import annotations

from collections.abc import Iterator

from documents.official.drawing.flow import flow
from documents.official.tree import Node, OfficialDocument


def lines_of(document: OfficialDocument) -> list[str]:
    """Return the document's words, a paragraph a line, in reading order; without number and date."""
    return [line for line in _lines(document) if line]


def plain_text(document: OfficialDocument) -> str:
    """Return the same as one text."""
    return "\n".join(lines_of(document))


def _lines(document: OfficialDocument) -> Iterator[str]:
    yield document.urgency or ""
    yield document.subject or ""
    for name in document.addressees:
        yield f"Kính gửi: {name}"
    yield from _body(document.body)
    yield document.closing or ""
    for signature in (document.co_signature, document.signature):
        if signature:
            yield from signature.authority
            yield signature.title or ""
            yield signature.name or ""
    for name in document.recipients:
        yield f"Nơi nhận: {name}"
    for appendix in document.appendices:
        yield " ".join(part for part in ("Phụ lục", appendix.number, appendix.title) if part)
        yield appendix.note or ""
        yield from _body(appendix.body)


def _body(nodes: list[Node]) -> Iterator[str]:
    for block in flow(nodes):
        if block.rows:
            yield from (" | ".join(row) for row in block.rows)
        else:
            yield block.text
