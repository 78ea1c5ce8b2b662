"""The chain of documents: what one implements, answers, replaces and amends, and what is still in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from documents.models import DocumentRelation, DocumentState, OfficialDocument, RelationKind
from documents.models.states import UNISSUED
from organizations.models import Staff

# Deeper and wider than real chains go; a page must end.
MOST_LEVELS = 6
MOST_DOCUMENTS = 200
K = RelationKind
UPWARD = {
    K.IMPLEMENTS: "Thực hiện văn bản",
    K.ANSWERS: "Trả lời văn bản",
    K.REPLACES: "Thay thế văn bản",
    K.AMENDS: "Sửa đổi, bổ sung văn bản",
    K.CORRECTS: "Đính chính văn bản",
}
DOWNWARD = {
    K.IMPLEMENTS: "Được thực hiện bằng",
    K.ANSWERS: "Được trả lời bằng",
    K.REPLACES: "Được thay thế bằng",
    K.AMENDS: "Được sửa đổi, bổ sung bằng",
    K.CORRECTS: "Được đính chính bằng",
}


@dataclass
class Link:
    """One document of the chain: how it hangs on the one above it on the page, and what hangs on it.

    `document` is None where the person may not see it; then its place in the chain is shown without its words.
    """

    words: str
    document: OfficialDocument | None
    force: str = ""
    tone: str = "mute"
    children: list[Link] = field(default_factory=list)


@dataclass(frozen=True)
class Chain:
    """What stands above a document (`up`) and what came of it (`down`)."""

    up: list[Link]
    down: list[Link]

    @property
    def is_empty(self) -> bool:
        return not (self.up or self.down)


def force_of(document: OfficialDocument, amended: bool = False) -> tuple[str, str]:
    """Return in words and as a badge's tone whether a document is in force."""
    if document.state == DocumentState.RECALLED:
        return "Đã thu hồi", "bad"
    if document.state == DocumentState.REPLACED:
        return "Đã được thay thế", "bad"
    if document.state in UNISSUED:
        return "Chưa ban hành", "wait"
    return ("Còn hiệu lực, đã được sửa đổi", "warn") if amended else ("Còn hiệu lực", "ok")


def chain_of(document: OfficialDocument, staff: Staff) -> Chain:
    """Return the chain around a document; two queries a level, one for the documents' heads."""
    up = _edges([document.pk], "source", "target")
    down = _edges([document.pk], "target", "source")
    ids = {edge[1] for edges in (up, down) for rows in edges.values() for edge in rows}
    heads = OfficialDocument.objects.visible_to(staff).filter(pk__in=ids)
    seen = {d.pk: d for d in heads.defer("tree", "source_text", "source_search").select_related("organization")}
    amended = set(
        DocumentRelation.objects.filter(
            target__in=ids, kind=K.AMENDS, source__state__in=(DocumentState.ACTIVE, DocumentState.CLOSED)
        ).values_list("target", flat=True)
    )
    return Chain(
        _links(document.pk, up, UPWARD, seen, amended, {document.pk}),
        _links(document.pk, down, DOWNWARD, seen, amended, {document.pk}),
    )


Edges = dict[int, list[tuple[str, int]]]


def _edges(start: Iterable[int], near: str, far: str) -> Edges:
    """Walk the relations from `start`, a query a level; return for each document the kind and id of the next ones."""
    found: Edges = {}
    level, known = list(start), set(start)
    for _ in range(MOST_LEVELS):
        if not level or len(known) > MOST_DOCUMENTS:
            break
        rows = DocumentRelation.objects.filter(**{f"{near}__in": level}).order_by("pk")
        level = []
        for here, there, kind in rows.values_list(near, far, "kind")[:MOST_DOCUMENTS]:
            found.setdefault(here, []).append((kind, there))
            if there not in known:
                known.add(there)
                level.append(there)
    return found


def _links(
    at: int,
    edges: Edges,
    words: dict[RelationKind, str],
    seen: dict[int, OfficialDocument],
    amended: set[int],
    path: set[int],
) -> list[Link]:
    links = []
    for kind, pk in edges.get(at, []):
        if pk in path:
            continue
        document = seen.get(pk)
        force, tone = force_of(document, pk in amended) if document else ("", "mute")
        inner = _links(pk, edges, words, seen, amended, path | {pk})
        links.append(Link(words[RelationKind(kind)], document, force, tone, inner))
    return links
