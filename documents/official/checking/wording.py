"""Rules of wording: each finds the texts that its mend would change, so that the mend always ends the finding."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator

from documents.official.checking import places
from documents.official.checking.context import CELL, Block, Context
from documents.official.checking.registry import TREE, WARNING, Hit, Rule, add
from documents.official.tree import OfficialDocument

Change = Callable[[str], str]
Pick = Callable[[Context], Iterable[tuple[str, str]]]

_LONGEST = 80  # letters shown of a slip with its neighbours


def prose(context: Context) -> Iterator[tuple[str, str]]:
    """Pick the running text, the subject and the appendices' titles."""
    yield from context.prose_strings


def sentences(context: Context) -> Iterator[tuple[str, str]]:
    """Pick running text without table cells."""
    yield from ((b.where, b.text) for b in context.prose if b.role != CELL)


def everything(context: Context) -> Iterator[tuple[str, str]]:
    """Pick every printed string of the cleaned tree."""
    yield from context.strings


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
    hint: tuple[str, ...] = (),
) -> None:
    """Enter a rule that finds each text which `change` would alter.

    `message` and `mend` may hold `{found}` and `{wanted}`: the words around the first difference before and after.
    With `safe` the change is offered as a one-click mend. `hint` names small-letter words without one of which
    the change does nothing, so that most texts are passed over at once.
    """

    def find(context: Context) -> Iterator[Hit]:
        seen: set[str] = set()
        for where, text in pick(context) if not hint or _any_in(context.small_letters, hint) else ():
            if where in seen or (hint and not _any_in(text.lower(), hint)):
                continue
            wanted = change(text)
            if wanted == text:
                continue
            seen.add(where)
            words = dict(zip(("found", "wanted"), difference(text, wanted), strict=True))
            yield Hit(where, message.format(**words), mend.format(**words))

    def fix(document: OfficialDocument, where: str) -> None:
        places.change(document, where, change)

    add(Rule(code, what, clause, severity, TREE, find, fix if safe else None))


def _any_in(small: str, words: tuple[str, ...]) -> bool:
    return any(word in small for word in words)


def difference(old: str, new: str) -> tuple[str, str]:
    """Return the first difference of two texts with a word on each side, before and after."""
    start = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    begin = old.rfind(" ", 0, max(0, old.rfind(" ", 0, start))) + 1
    matcher = difflib.SequenceMatcher(None, old[start : start + 60], new[start : start + 60], autojunk=False)
    block = next((m for m in matcher.get_matching_blocks() if m.size >= 3), None)
    end_old = start + block.a if block else len(old)
    end_new = start + block.b if block else len(new)
    return _words(old, begin, end_old), _words(new, begin, end_new)


def _words(text: str, begin: int, end: int) -> str:
    for _ in range(2):  # to the end of this word and of the next
        end = text.find(" ", end + 1) if 0 <= end < len(text) else len(text)
        end = len(text) if end < 0 else end
    return text[begin : min(end, begin + _LONGEST)].strip()


def excerpt(text: str, length: int = 60) -> str:
    """Return the beginning of a text, cut at a word, with an ellipsis where it goes on."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0] + " …"


def block_hit(block: Block, message: str, mend: str | None = None, severity: str | None = None) -> Hit:
    """Return a hit at the place of a block."""
    return Hit(block.where, message, mend, severity)
