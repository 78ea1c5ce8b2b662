"""The versions of a draft, and comparing two of them."""

from __future__ import annotations

from documents.comparing import Comparison, compare
from documents.models import DraftVersion, OfficialDocument
from documents.official.tree import from_dict
from documents.words import lines_of


def versions_of(document: OfficialDocument) -> list[DraftVersion]:
    """Return the versions, newest first, without their trees."""
    return list(document.versions.select_related("by__user", "by__organization").defer("tree"))


def compared(document: OfficialDocument, before: int, after: int) -> Comparison | None:
    """Return what changed from version `before` to `after`; None where either is not there."""
    trees = dict(document.versions.filter(number__in=(before, after)).values_list("number", "tree"))
    if before not in trees or after not in trees:
        return None
    return compare(lines_of(from_dict(trees[before])), lines_of(from_dict(trees[after])))
