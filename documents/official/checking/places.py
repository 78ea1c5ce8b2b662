"""Places in a tree: paths such as `recipients[2]` or `body[0].children[3]`, and changing the text that stands there."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from typing import Any

from documents.official.tree import Node, OfficialDocument, Signature

_STEP = re.compile(r"([a-z_]+)(?:\[(\d+)\])?")
Change = Callable[[str], str]

# The printed parts, in reading order: what rules of wording look at and what mends may change.
PRINTED = (
    "parent_body",
    "issuer",
    "number",
    "symbol",
    "place",
    "date_text",
    "subject",
    "urgency",
    "secrecy",
    "addressees",
    "body",
    "closing",
    "signature",
    "co_signature",
    "recipients",
    "appendices",
    "slip",
)


def nodes(root: list[Node], where: str) -> Iterator[tuple[str, Node]]:
    """Yield every node under `root` with its path, in reading order; no recursion, so depth does not matter."""
    stack = [(f"{where}[{i}]", node) for i, node in reversed(list(enumerate(root)))]
    while stack:
        path, node = stack.pop()
        yield path, node
        stack += [(f"{path}.children[{i}]", child) for i, child in reversed(list(enumerate(node.children)))]


def all_nodes(document: OfficialDocument) -> Iterator[tuple[str, Node]]:
    """Yield the nodes of the body and then of every appendix with their paths."""
    yield from nodes(document.body, "body")
    for index, appendix in enumerate(document.appendices):
        yield from nodes(appendix.body, f"appendices[{index}].body")


def find(document: OfficialDocument, where: str) -> Any:
    """Return what stands at the path, None where the path leads nowhere."""
    value: Any = document
    for step in where.split("."):
        value = _step(value, step)
        if value is None:
            return None
    return value


def _step(value: Any, step: str) -> Any:
    match = _STEP.fullmatch(step)
    if not match:
        return None
    value = getattr(value, match[1], None)
    if match[2] is None:
        return value
    index = int(match[2])
    return value[index] if isinstance(value, list) and index < len(value) else None


def change(document: OfficialDocument, where: str, how: Change) -> None:
    """Apply `how` to the text at the path: a string, or a node's title, text and cells. A lost path changes nothing."""
    value = find(document, where)
    if isinstance(value, Node):
        _change_node(value, how)
    elif isinstance(value, str):
        put(document, where, how(value))


def _change_node(node: Node, how: Change) -> None:
    node.title = how(node.title) if isinstance(node.title, str) else node.title
    node.text = how(node.text) if isinstance(node.text, str) else node.text
    if node.rows:
        node.rows = [[how(c) if isinstance(c, str) else c for c in row] for row in node.rows]


def put(document: OfficialDocument, where: str, value: Any) -> None:
    """Set what stands at the path; a path that leads nowhere changes nothing."""
    head, _, last = where.rpartition(".")
    owner = find(document, head) if head else document
    match = _STEP.fullmatch(last)
    if owner is None or not match or not hasattr(owner, match[1]):
        return
    if match[2] is None:
        setattr(owner, match[1], value)
    elif isinstance(items := getattr(owner, match[1]), list) and int(match[2]) < len(items):
        items[int(match[2])] = value


def strings(document: OfficialDocument) -> Iterator[tuple[str, str]]:
    """Yield every printed string with the path it is mended at (a node's strings share the node's path)."""
    for name in PRINTED:
        yield from _strings(getattr(document, name), name)


def _strings(value: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, list) and value and isinstance(value[0], Node):
        for path, node in nodes(value, where):
            yield from ((path, text) for text in node_strings(node))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _strings(item, f"{where}[{index}]")
    elif dataclasses.is_dataclass(value):
        for spec in dataclasses.fields(value):
            yield from _strings(getattr(value, spec.name), f"{where}.{spec.name}")


def node_strings(node: Node) -> Iterator[str]:
    """Yield title, text and cells of one node, not of its children."""
    cells = [c for row in node.rows or [] if isinstance(row, list) for c in row]
    yield from (s for s in (node.title, node.text, *cells) if isinstance(s, str) and s)


def copied(document: OfficialDocument) -> OfficialDocument:
    """Return a copy whose printed parts can be changed freely; the derived parts are shared with the original."""
    return dataclasses.replace(
        document,
        addressees=list(document.addressees),
        recipients=list(document.recipients),
        body=_copied_nodes(document.body),
        appendices=[dataclasses.replace(a, body=_copied_nodes(a.body)) for a in document.appendices],
        signature=_copied_signature(document.signature),
        co_signature=_copied_signature(document.co_signature),
        slip=dataclasses.replace(document.slip) if document.slip else None,
    )


def _copied_signature(signature: Signature | None) -> Signature | None:
    return dataclasses.replace(signature, authority=list(signature.authority)) if signature else None


def _copied_nodes(root: list[Node]) -> list[Node]:
    result = [dataclasses.replace(node) for node in root]
    stack = list(result)
    while stack:
        node = stack.pop()
        node.children = [dataclasses.replace(child) for child in node.children]
        node.rows = [list(row) if isinstance(row, list) else row for row in node.rows] if node.rows else node.rows
        stack += node.children
    return result


def mapped(document: OfficialDocument, how: Change) -> OfficialDocument:
    """Return a copy whose printed strings are `how` of the old ones."""
    result = copied(document)
    for where, text in list(strings(result)):
        if how(text) != text:
            change(result, where, how)
    return result
