"""The register of rules: each a small function with a code, a clause, a severity and, where it is safe, a mend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from documents.official.tree import Finding, OfficialDocument

ERROR = "error"
WARNING = "warning"
INFO = "info"
SEVERITIES = (ERROR, WARNING, INFO)

TREE = "tree"  # decided from the tree alone
LINES = "lines"  # decided from the printed lines of a file
LAYOUT = "layout"  # decided from measures of a .docx or PDF
SCOPES = (TREE, LINES, LAYOUT)


@dataclass(frozen=True)
class Hit:
    """One place where a rule is broken; `severity` only where it differs from the rule's own."""

    where: str
    message: str
    mend: str | None = None
    severity: str | None = None


Find = Callable[[Any], Iterable[Hit]]
Fix = Callable[[OfficialDocument, str], None]


@dataclass(frozen=True)
class Rule:
    """A named rule. `fix(document, where)` changes the document in place and exists only where the mend is safe."""

    code: str
    what: str
    clause: str | None
    severity: str
    scope: str
    find: Find
    fix: Fix | None = None

    def findings(self, context: Any) -> Iterator[Finding]:
        """Return what this rule finds in `context` (a tree context or a layout, by scope)."""
        for hit in self.find(context):
            yield Finding(hit.where, hit.severity or self.severity, hit.message, self.code, self.clause, hit.mend)


_RULES: dict[str, Rule] = {}


def add(rule: Rule) -> Rule:
    """Enter a rule; raises ValueError for a code that is taken or a severity or scope that does not exist."""
    if rule.code in _RULES or rule.severity not in SEVERITIES or rule.scope not in SCOPES:
        raise ValueError(f"rule {rule.code!r} is entered twice or has a wrong severity or scope")
    _RULES[rule.code] = rule
    return rule


def rule(
    code: str, *, what: str, clause: str | None, severity: str = WARNING, scope: str = TREE, fix: Fix | None = None
) -> Callable[[Find], Find]:
    """Decorate a finder so that it stands in the register as the rule `code`."""

    def enter(find: Find) -> Find:
        add(Rule(code, what, clause, severity, scope, find, fix))
        return find

    return enter


def rules(scope: str | None = None) -> list[Rule]:
    """Return the rules of one scope, or all, in the order of their entry."""
    return [r for r in _RULES.values() if scope in (None, r.scope)]


def get(code: str | None) -> Rule | None:
    """Return the rule of that code, None where there is none."""
    return _RULES.get(code or "")
