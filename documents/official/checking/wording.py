"""Rules of wording: each finds the texts that its mend would change, so that the mend always ends the finding."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator

from documents.official.checking import places
from documents.official.checking.context import CELL, Block, Context
from documents.official.checking.registry import TREE, WARNING, Hit, Rule, add
from documents.official.tree import OfficialDocument

Change = Callable[[str], str]
Pick = Callable[[Context], Iterator[tuple[str, str]]]

_AROUND = 12  # letters shown on both sides of a slip


def prose(context: Context) -> Iterator[tuple[str, str]]:
    """Pick the running text, the subject and the appendices' titles."""
    if context.document.subject:
        yield "subject", context.document.subject
    for block in context.prose:
        yield block.where, block.text


def sentences(context: Context) -> Iterator[tuple[str, str]]:
    """Pick running text without table cells."""
    yield from ((b.where, b.text) for b in context.prose if b.role != CELL)


def everything(context: Context) -> Iterator[tuple[str, str]]:
    """Pick every printed string of the cleaned tree."""
    yield from places.strings(context.document)


def named(*names: str) -> Pick:
    """Pick whole fields by their names (`recipients`, `signature`, `issuer`)."""

    def pick(context: Context) -> Iterator[tuple[str, str]]:
        for where, text in everything(context):
            if where.split(".")[0].split("[")[0] in names:
                yield where, text

    return pick


def wording_rule(
    code: str,
    change: Change,
    *,
    what: str,
    clause: str | None,
    message: str,
    mend: str,
    pick: Pick,
    severity: str = WARNING,
    safe: bool = True,
) -> None:
    """Enter a rule that finds each text which `change` would alter.

    `message` and `mend` may hold `{found}` and `{wanted}`: the words around the first difference before and after.
    With `safe` the change is offered as a one-click mend.
    """

    def find(context: Context) -> Iterator[Hit]:
        seen: set[str] = set()
        for where, text in pick(context):
            wanted = change(text)
            if wanted == text or where in seen:
                continue
            seen.add(where)
            words = dict(zip(("found", "wanted"), difference(text, wanted), strict=True))
            yield Hit(where, message.format(**words), mend.format(**words))

    def fix(document: OfficialDocument, where: str) -> None:
        places.change(document, where, change)

    add(Rule(code, what, clause, severity, TREE, find, fix if safe else None))


def difference(old: str, new: str) -> tuple[str, str]:
    """Return the words around the first difference of two texts, before and after."""
    start = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    inside = start < len(old) and old[start].isalnum()
    begin = old.rfind(" ", 0, start if inside else max(0, start - 1)) + 1
    matcher = difflib.SequenceMatcher(None, old[start : start + 60], new[start : start + 60], autojunk=False)
    block = next((m for m in matcher.get_matching_blocks() if m.size >= 3), None)
    end_old = start + block.a if block else len(old)
    end_new = start + block.b if block else len(new)
    return _words(old, begin, end_old), _words(new, begin, end_new)


def _words(text: str, begin: int, end: int) -> str:
    stop = text.find(" ", end)
    stop = len(text) if stop < 0 else stop
    return text[begin : min(stop, max(end, begin) + 3 * _AROUND)].strip()


def excerpt(text: str, length: int = 60) -> str:
    """Return the beginning of a text, cut at a word, with an ellipsis where it goes on."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0] + " …"


def block_hit(block: Block, message: str, mend: str | None = None, severity: str | None = None) -> Hit:
    """Return a hit at the place of a block."""
    return Hit(block.where, message, mend, severity)
