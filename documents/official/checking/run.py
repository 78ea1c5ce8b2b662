"""Running the tree rules over a document."""

from __future__ import annotations

from documents.official.checking import rules as _rules  # noqa: F401  (fills the register)
from documents.official.checking.context import Context, Surroundings
from documents.official.checking.places import PRINTED
from documents.official.checking.registry import SEVERITIES, TREE, rules
from documents.official.tree import Finding, OfficialDocument


def check(document: OfficialDocument, surroundings: Surroundings | None = None) -> list[Finding]:
    """Return what Decree 30/2020 would have otherwise in this tree: errors first, then in reading order.

    The tree is not changed. `surroundings` adds what the tree cannot know (today, paper or file, the register).
    """
    context = Context(document, surroundings or Surroundings())
    found = [finding for rule in rules(TREE) for finding in rule.findings(context)]
    return in_order(found)


def in_order(findings: list[Finding]) -> list[Finding]:
    """Return the findings by severity, then by the part of the document they stand in, top to bottom."""
    return sorted(findings, key=lambda f: (SEVERITIES.index(f.severity), _part(f.where)))


def _part(where: str) -> int:
    name = where.split(".")[0].split("[")[0]
    name = _DERIVED.get(name, name)
    return PRINTED.index(name) if name in PRINTED else -1


_DERIVED = {"date": "date_text", "deadlines": "body", "assignments": "body"}
