"""Whom a task can go to: the choices of the review page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from django.db.models import Q

from organizations.models import Organization, OrganizationGroup, Staff
from organizations.queries import AgencyMatcher, Match

MOST_OTHERS = 250
Target = Organization | OrganizationGroup


def key_of(target: Target) -> str:
    """`o12` for an organization, `g3` for a group."""
    return f"{'o' if isinstance(target, Organization) else 'g'}{target.pk}"


def label_of(target: Target) -> str:
    """What a choice shows."""
    return str(target) if isinstance(target, Organization) else f"{target.name} (nhóm)"


class Targets:
    """The organizations and groups that a document's tasks may go to, as `by` may choose them.

    The likeliest for an agency's words come from the issuer's neighbourhood; the list of the others is one for the
    page. Six queries at most, whatever the number of tasks.
    """

    def __init__(self, issuer: Organization, by: Staff) -> None:
        self.issuer, self.by = issuer, by
        self._near: dict[str, list[Match]] = {}
        self._known: dict[str, Target] = {}

    @cached_property
    def _matcher(self) -> AgencyMatcher:
        return AgencyMatcher(self.issuer)

    def near(self, words: str) -> list[Match]:
        """Return the likeliest meanings of an agency's words, best first."""
        if words not in self._near:
            self._near[words] = self._matcher.matches(words) if words.strip() else []
        return self._near[words]

    def best(self, words: str) -> Match | None:
        """Return the meaning to propose for an agency's words, None where nothing is near enough."""
        return self._matcher.best(words)

    def learn(self, keys: Iterable[str]) -> None:
        """Load the targets behind the keys that a form holds; those out of the person's reach stay unknown."""
        wanted = {
            k for k in keys if k not in self._known and k[:1] in ("o", "g") and k[1:].isascii() and k[1:].isdigit()
        }
        ids = {sort: [int(k[1:]) for k in wanted if k[0] == sort and len(k) < 19] for sort in "og"}
        if ids["o"]:
            reach = Organization.objects.visible_to(self.by).active().filter(pk__in=ids["o"])
            self._known |= {key_of(o): o for o in reach}
        if ids["g"]:
            groups = OrganizationGroup.objects.visible_to(self.by).filter(pk__in=ids["g"])
            self._known |= {key_of(g): g for g in groups}

    def get(self, key: str) -> Target | None:
        """Return the target of a key that was learnt; None where there is none within reach."""
        return self._known.get(key)

    @cached_property
    def others(self) -> list[tuple[str, str]]:
        """The groups and organizations around the issuer as (key, label), for whoever is none of the likeliest."""
        issuer = self.issuer
        around = Q(path__startswith=issuer.path, depth__lte=issuer.depth + 1) | Q(path__startswith=issuer.commune_path)
        if not issuer.depth:
            around = Q(path__startswith=issuer.path, depth__lte=1)
        reach = Organization.objects.visible_to(self.by).active()
        near = reach.filter(around | Q(pk__in=issuer.ancestor_ids)).order_by("path")[:MOST_OTHERS]
        groups = OrganizationGroup.objects.visible_to(self.by).filter(owner__in=issuer.ancestor_ids)
        return [(key_of(t), label_of(t)) for t in (*groups, *near)]
