"""The sign that closes a content: `./.` (Decree 30/2020, Annex III)."""

from __future__ import annotations

import re

from documents.official import tree
from documents.official.tree import Node

_END = re.compile(r"\s*(?:\./\.|\./|/\.|\.\s/\.|\.//\.|\.-/-|/-|/)\s*[\"”]?\s*$")


def strip_end(body: list[Node]) -> str | None:
    """Take the closing sign off the last words of the body; return it as printed, None where there is none."""
    family = body
    while family and family[-1].children:
        family = family[-1].children
    if family and family[-1].level == tree.PARAGRAPH and (family[-1].text or "") in ("./.", "./", "/."):
        return family.pop().text
    node = _last(body)
    if node is None:
        return None
    name = "text" if node.text else "title"
    words = getattr(node, name) or ""
    match = _END.search(words)
    kept = (words[: match.start()] if match else words.rstrip(".")).rstrip()
    if kept:
        setattr(node, name, kept)
    return match.group().strip() if match else None


def _last(body: list[Node]) -> Node | None:
    if not body or body[-1].level == tree.TABLE:
        return None
    node = body[-1]
    while node.children and node.children[-1].level != tree.TABLE:
        node = node.children[-1]
    return node
