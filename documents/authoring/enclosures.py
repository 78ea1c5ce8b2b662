"""The line `Gửi kèm` of a document: what goes with it beside its own appendices."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from documents.official import tree as official
from documents.reading.letters import fold

WORDS = "Gửi kèm"


def with_enclosures(tree: official.OfficialDocument, titles: Sequence[str]) -> official.OfficialDocument:
    """Return the tree with a paragraph that names the files, before the closing words; `tree` stays as it is.

    Where the text names what goes with it in words of its own, nothing is added.
    """
    if not titles or _names_them(tree):
        return tree
    line = line_of(titles)
    if tree.closing is None:
        return dataclasses.replace(tree, closing=line)
    return dataclasses.replace(tree, body=[*tree.body, official.Node(official.PARAGRAPH, text=line)])


def line_of(titles: Sequence[str]) -> str:
    """Return `Gửi kèm: Danh sách hợp tác xã.`; several are counted: `Gửi kèm: (1) …; (2) ….`."""
    clean = [title.strip(" .;,") for title in titles]
    named = clean[0] if len(clean) == 1 else "; ".join(f"({n}) {title}" for n, title in enumerate(clean, 1))
    return f"{WORDS}: {named}."


def _names_them(tree: official.OfficialDocument) -> bool:
    texts = [tree.closing or "", *(node.text or "" for node in tree.body)]
    return any(fold(text).lstrip(" (-").startswith(fold(WORDS)) for text in texts)
