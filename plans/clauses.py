"""Where in its document a task stands, as officials cite it: `gạch đầu dòng thứ 2, mục 1, phần III`."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

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


class Citer:
    """Cites the tasks of one document in their order: a sentence that stands twice is cited once at each place."""

    def __init__(self, document: tree.OfficialDocument) -> None:
        self._pieces = list(_walk(document.body, ()))
        self._used: set[int] = set()
        self._tops = [node for node in document.body if node.level in (tree.PART, tree.CHAPTER, tree.HEADING)]

    def section(self, text: str) -> str:
        """Return the heading of the widest part that holds the task's words (`I. MỤC ĐÍCH`); empty where none does."""
        wanted = fold(text)
        for top in self._tops:
            words = fold(" ".join(part for node in _below(top) for part in (node.title, node.text) if part))
            if wanted and wanted in words and top.title:
                return f"{top.number}. {top.title}" if top.number else top.title
        return ""

    def cite(self, text: str) -> str:
        """Return how the piece that holds the task's words is cited; an empty text where none does."""
        wanted = fold(text)
        places = [n for n, (words, _) in enumerate(self._pieces) if wanted and _holds(words, wanted)]
        if not places:
            return ""
        place = next((n for n in places if n not in self._used), places[0])
        self._used.add(place)
        return self._pieces[place][1]


def quoted(document: tree.OfficialDocument, text: str) -> str:
    """Return the words of the paper that a task was read from, as printed; an empty text where no piece holds them."""
    wanted = fold(text)
    for words, printed in _printed(document.body):
        if wanted and _holds(words, wanted):
            return text if wanted in words else printed
    return ""


def fragment_of(words_of_paper: str) -> str:
    """Return the ending of an address that makes a browser open the page at these words and mark them.

    It is the text fragment of the WICG: the first words and the last, so that a long sentence stays a short address.
    """
    words = words_of_paper.split()
    if not words:
        return ""
    if len(words) <= 10:
        return f"#:~:text={_escaped(' '.join(words))}"
    return f"#:~:text={_escaped(' '.join(words[:5]))},{_escaped(' '.join(words[-4:]))}"


def _escaped(words: str) -> str:
    # A dash would be read as a mark of the fragment's own.
    return quote(words, safe="").replace("-", "%2D")


def _printed(nodes: list[tree.Node]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        for part in (node.text, node.title):
            if part:
                yield fold(part), part
        yield from _printed(node.children)


def _holds(words: str, wanted: str) -> bool:
    # A task may be put together from a heading and its line, so a long line within the task counts as well.
    return wanted in words or (len(words) > 30 and words in wanted)


def _below(node: tree.Node) -> Iterator[tree.Node]:
    yield node
    for child in node.children:
        yield from _below(child)


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
