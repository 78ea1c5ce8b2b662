"""What pages and other rooms read of organizations."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from coopportal.text import fold
from organizations.models import AdministrativeUnit, Organization, OrganizationGroup, Staff, UnitLevel

# How offices shorten the words of their own names.
_SHORT_FORMS = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "htx": "hop tac xa",
    "tht": "to hop tac",
    "qtdnd": "quy tin dung nhan dan",
    "mttq": "mat tran to quoc",
    "ubmttq": "uy ban mat tran to quoc",
    "ubmttqvn": "uy ban mat tran to quoc viet nam",
    "ub": "uy ban",
    "lmhtx": "lien minh hop tac xa",
    "lm": "lien minh",
    "vp": "van phong",
    "tp": "thanh pho",
    "tt": "trung tam",
    "vhxh": "van hoa xa hoi",
    "ttdvsnc": "trung tam dich vu su nghiep cong",
}
_WORD = re.compile(r"[^\W_]+")
# Words that tell nothing of which organization is meant.
_WEAK = {"cac", "xa", "phuong", "tinh", "thanh", "pho", "tren", "dia", "ban", "cua", "thuoc", "va", "viet", "nam", "nhung"}


@dataclass(frozen=True)
class Match:
    """One possible meaning of an agency's name: an organization or a group, with how sure we are (0 to 1)."""

    label: str
    score: float
    organization: Organization | None = None
    group: OrganizationGroup | None = None

    @property
    def key(self) -> str:
        """`o12` for organization 12, `g3` for group 3: what forms send."""
        return f"o{self.organization.pk}" if self.organization else f"g{self.group.pk if self.group else ''}"


def words_of(name: str) -> frozenset[str]:
    """Return the telling words of an agency's name: folded, short forms written out, weak words left out."""
    words = [_SHORT_FORMS.get(w, w) for w in _WORD.findall(fold(name))]
    every = " ".join(words).split()
    strong = [w for w in every if w not in _WEAK]
    return frozenset(strong or every)


class AgencyMatcher:
    """Matches names of agencies in a document to organizations and groups of the issuer's own tree.

    Made once a document (two queries), asked for every name: none more.
    """

    def __init__(self, issuer: Organization) -> None:
        # The neighbourhood of an issuer: its commune (or province offices), and what stands beside and above it.
        near = Q(path__startswith=issuer.commune_path) | Q(path__startswith=issuer.root_path, depth__lte=1)
        organizations = list(Organization.objects.active().filter(near | Q(pk__in=issuer.ancestor_ids)))
        groups = OrganizationGroup.objects.filter(owner__in=issuer.ancestor_ids).select_related("owner")
        self._issuer = issuer
        self._entries = [(self._names(o), o, None) for o in organizations]
        self._entries += [([words_of(n) for n in (g.name, *g.other_names)], None, g) for g in groups]

    @staticmethod
    def _names(organization: Organization) -> list[frozenset[str]]:
        return [words_of(n) for n in (organization.name, organization.short_name) if n]

    def matches(self, name: str, *, limit: int = 5) -> list[Match]:
        """Return the likeliest meanings of `name`, best first; only those that share at least half of their words."""
        wanted = words_of(name)
        plural = fold(name).startswith(("cac ", "nhung ", "toan bo "))
        found = [m for m in (self._rate(wanted, plural, *entry) for entry in self._entries) if m.score >= 0.5]
        return sorted(found, key=lambda m: (-m.score, m.label))[:limit]

    def best(self, name: str) -> Match | None:
        """Return the meaning to propose, or None where nothing is near enough."""
        found = self.matches(name, limit=1)
        return found[0] if found and found[0].score >= 0.6 else None

    def _rate(
        self,
        wanted: frozenset[str],
        plural: bool,
        names: list[frozenset[str]],
        organization: Organization | None,
        group: OrganizationGroup | None,
    ) -> Match:
        score = max((_likeness(wanted, n) for n in names), default=0.0)
        if organization:
            score += 0.04 * organization.path.startswith(self._issuer.path) - 0.1 * plural
            return Match(str(organization), min(score, 1.0), organization=organization)
        assert group is not None
        score += 0.05 * plural + 0.02 * (group.owner_id == self._issuer.pk)
        return Match(f"{group.name} (nhóm)", min(score, 1.0), group=group)


def _likeness(wanted: frozenset[str], have: frozenset[str]) -> float:
    common = len(wanted & have)
    return 2 * common / (len(wanted) + len(have)) if common else 0.0


def find_by_code(code: str) -> Organization | None:
    """Return the active organization with this code."""
    return Organization.objects.active().select_related("unit").filter(code=code.strip()).first()


def directory(staff: Staff, *, words: str = "", kind: str = "") -> QuerySet[Organization]:
    """Return the organizations a person may look up, with their place and how many people they have."""
    found = Organization.objects.visible_to(staff).active().search(words)
    if kind:
        found = found.filter(kind=kind)
    return found.select_related("unit", "parent").annotate(people=Count("staff", distinct=True)).order_by("path")


def communes_of(province: AdministrativeUnit) -> QuerySet[AdministrativeUnit]:
    """Return the communes of a province by name."""
    return AdministrativeUnit.objects.filter(level=UnitLevel.COMMUNE, parent=province).order_by("name")
