"""One-click mends: the changes of a draft that are safe to make without asking."""

from __future__ import annotations

from collections.abc import Iterable

from documents.official.checking import places
from documents.official.checking.context import Surroundings
from documents.official.checking.registry import get
from documents.official.checking.run import check
from documents.official.tree import Finding, OfficialDocument

_ROUNDS = 6  # a mend may uncover another slip behind it; more rounds than that never found anything


def is_safe(finding: Finding) -> bool:
    """Tell whether the finding's rule offers a mend that needs no decision."""
    known = get(finding.rule)
    return bool(known and known.fix)


def apply(
    document: OfficialDocument,
    findings: Iterable[Finding] | None = None,
    *,
    rules: Iterable[str] | None = None,
    surroundings: Surroundings | None = None,
) -> tuple[OfficialDocument, list[Finding]]:
    """Return a mended copy of the tree and the findings that are left.

    Without `findings` every safe mend is made, and again until none is left; with `findings` only those, each once,
    at its place. `rules` limits the mends to those codes. The tree given is not changed. Derived parts (assignments,
    deadlines) are not made anew: the caller derives them from the new text.
    """
    result = places.copied(document)
    wanted = None if rules is None else set(rules)
    if findings is not None:
        _mend(result, [f for f in findings if wanted is None or f.rule in wanted])
        return result, check(result, surroundings)
    for _ in range(_ROUNDS):
        left = check(result, surroundings)
        if not _mend(result, [f for f in left if wanted is None or f.rule in wanted]):
            return result, left
    return result, check(result, surroundings)


def _mend(document: OfficialDocument, findings: list[Finding]) -> int:
    """Make the mends in place and return how many; those that move entries of a list come last, so places stay true."""
    todo = [f for f in findings if is_safe(f)]
    for finding in sorted(todo, key=lambda f: f.rule in MOVING):
        known = get(finding.rule)
        if known and known.fix:
            known.fix(document, finding.where)
    return len(todo)


MOVING = {"recipients.file_line_last", "recipients.as_above", "recipients.repeated", "addressees.repeated"}
