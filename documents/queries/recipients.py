"""Whom a document names as its recipients, and which organizations of the portal they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coopportal.text import fold, one_line
from documents.models import OfficialDocument
from documents.official.tree import OfficialDocument as Tree
from documents.official.tree import TreeFormatError
from organizations.models import Organization
from organizations.queries import AgencyMatcher, Match

# Lines of `Nơi nhận` that name no recipient outside the office itself.
_NOBODY = re.compile(r"nhu (tren|dieu|kinh gui)|luu\b|website|cong thong tin|trang thong tin")


@dataclass(frozen=True)
class Named:
    """A recipient in the document's own words, and who that is in the portal (None: nobody there)."""

    words: str
    match: Match | None


def named_recipients(document: OfficialDocument) -> list[Named]:
    """Return the recipients that a document names, each with its meaning; two queries."""
    try:
        tree = document.official
    except TreeFormatError:
        return []
    matcher = AgencyMatcher(document.organization)
    return [Named(words, matcher.best(words)) for words in recipient_words(tree)]


def recipient_words(tree: Tree) -> list[str]:
    """Return the lines of `Kính gửi` and `Nơi nhận` that name somebody, without their closing signs."""
    lines = [one_line(line).strip(" -–;.,") for line in (*tree.addressees, *tree.recipients)]
    return list(dict.fromkeys(line for line in lines if line and not _NOBODY.match(fold(line))))


def named_organizations(document: OfficialDocument) -> list[Organization]:
    """Return the portal's organizations that a document goes to: groups as their members, the asker it answers too."""
    found: dict[int, Organization] = {}
    for named in named_recipients(document):
        match = named.match
        if match and match.group:
            found |= {o.pk: o for o in match.group.expand()}
        elif match and match.organization:
            found[match.organization.pk] = match.organization
    answered = document.answers
    if answered:
        found[answered.organization_id] = answered.organization
    found.pop(document.organization_id, None)
    return list(found.values())
