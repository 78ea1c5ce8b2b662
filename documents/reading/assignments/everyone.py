"""Tasks for everyone whom a letter is addressed to."""

from __future__ import annotations

import re

from documents.official import tree
from documents.official.tree import Assignment, Node
from documents.reading.agencies import Handover, heading_handover, opens_with_command
from documents.reading.assignments.pieces import NOTED, NUMBERED, names_only, words_of
from documents.reading.assignments.walk import Asked, Walk
from documents.reading.clauses import is_lead_in
from documents.reading.letters import fold
from documents.reading.zones import is_idle

# `UBND các xã, phường (theo danh sách)`: a remark beside an addressee.
_LISTED = re.compile(r"\s*\((?:theo|danh sách|có danh sách|để|b/c)[^()]*\)?$", re.I)
_AGREES = re.compile(r"(?:dong y|nhat tri|thong nhat|chap thuan|co ban (?:dong y|nhat tri|thong nhat))\b")


def speaking_to_all(body: list[Node], asked: Asked, found: list[Assignment]) -> list[Node]:
    """Return the pieces of a letter that are for all: every one, or most of the numbered ones where few name others."""
    if not found:
        return body
    if any(node.level in (tree.PART, tree.CHAPTER, tree.HEADING, tree.ARTICLE) for node in body):
        return []
    numbered = [node for node in body if node.level in (tree.SECTION, tree.POINT, tree.ITEM)]
    bare = [node for node in numbered if not Walk(asked).walk([node], [])]
    return bare if len(bare) * 2 >= len(numbered) > 1 else []


def for_everyone(body: list[Node], asked: Asked) -> list[Assignment]:
    everyone = [_LISTED.sub("", name) for name in asked.everyone]
    block = Assignment(list(everyone))
    walk = Walk(asked)
    handover = Handover(everyone)
    for node in body:
        if node.level in (tree.PARAGRAPH, tree.BASIS, tree.TABLE):
            continue
        block.items += [walk.item(text, handover) for text in _tasks_below(node, asked) if not names_only(text)]
    return [block]


def _tasks_below(node: Node, asked: Asked) -> list[str]:
    if is_idle(node.title):
        return []
    if node.title and not node.text and not node.children and node.level in NUMBERED:
        return [] if heading_handover(node.title) else [node.title]
    if node.title is None and not (node.text or "").endswith(":"):
        idle = not node.text or _is_own_act(node.text, asked) or NOTED.match(fold(node.text))
        return [] if idle else [words_of(node)]
    fragments = not any(opens_with_command(words_of(child)) for child in node.children)
    if node.title is None and opens_with_command(node.text or "") and fragments:
        return [words_of(node)]
    found = (
        [node.text]
        if node.title and node.text and not is_lead_in(node.text) and not _is_own_act(node.text, asked)
        else []
    )
    for child in node.children:
        if child.level == tree.TABLE or is_lead_in(words_of(child)):
            continue
        if child.title and child.level in (tree.SECTION, tree.SUBSECTION, tree.HEADING):
            found += _tasks_below(child, asked)
        elif not _is_own_act(words_of(child), asked) and not NOTED.match(fold(words_of(child))):
            found.append(words_of(child))
    return found


def _is_own_act(text: str, asked: Asked) -> bool:
    """What the issuer itself will do, or what befalls the late, is no task of the addressees."""
    folded = fold(text)
    if _AGREES.match(folded):
        return True
    issuer = re.escape(fold(asked.issuer or "\ue000"))
    short = issuer.replace(re.escape("uy ban nhan dan"), "(?:uy ban nhan dan|ubnd)")
    return bool(re.search(rf"\b{short}[^.;]{{0,40}}?\bse\b", folded)) or bool(
        re.match(r"(?:qua|neu|truong hop)\b.*\bse\b", folded)
    )
