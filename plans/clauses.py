"""Where in its document a task stands, as officials cite it: `gạch đầu dòng thứ 2, mục 1, phần III`."""

from __future__ import annotations

from collections.abc import Iterator

from coopportal.text import fold
from documents.official import tree

_BY_NUMBER = {
    tree.PART: "Phần",
    tree.CHAPTER: "Chương",
    tree.HEADING: "mục",
    tree.ARTICLE: "Điều",
    tree.SECTION: "mục",
    tree.SUBSECTION: "mục",
    tree.POINT: "điểm",
}
_BY_PLACE = {tree.ITEM: "gạch đầu dòng thứ", tree.SUBITEM: "dấu cộng thứ", tree.PARAGRAPH: "đoạn thứ"}


def clause_index(document: tree.OfficialDocument) -> list[tuple[str, str]]:
    """Return each numbered piece of the body as (folded words, how it is cited), in order."""
    return list(_walk(document.body, ()))


def clause_of(text: str, index: list[tuple[str, str]]) -> str:
    """Return how the first piece that holds the task's words is cited; an empty text where none does."""
    wanted = fold(text)
    if not wanted:
        return ""
    return next((cited for words, cited in index if wanted in words or (len(words) > 30 and words in wanted)), "")


def _walk(nodes: list[tree.Node], above: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    counts: dict[str, int] = {}
    under_article = any(a.startswith("Điều") for a in above)
    for node in nodes:
        counts[node.level] = counts.get(node.level, 0) + 1
        own = _name(node, counts[node.level], under_article)
        path = (own, *above) if own else above
        words = fold(" ".join(part for part in (node.title, node.text) if part))
        if words and path:
            yield words, ", ".join(path)
        yield from _walk(node.children, path)


def _name(node: tree.Node, place: int, under_article: bool) -> str:
    if node.level in _BY_PLACE:
        return f"{_BY_PLACE[node.level]} {place}"
    if node.level not in _BY_NUMBER or not node.number:
        return ""
    # Inside an article the numbered pieces are khoản (Decree 30/2020, Annex I, II.6).
    word = "khoản" if under_article and node.level == tree.SECTION else _BY_NUMBER[node.level]
    return f"{word} {node.number}"
