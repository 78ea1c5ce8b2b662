"""The directory, and what the names of agencies in a document mean."""

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
_WEAK = {
    "cac",
    "xa",
    "phuong",
    "tinh",
    "thanh",
    "pho",
    "tren",
    "dia",
    "ban",
    "cua",
    "thuoc",
    "va",
    "viet",
    "nam",
    "nhung",
}


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


def spoken(name: str) -> str:
    """Return an agency's name folded, with its short forms written out."""
    return " ".join(_SHORT_FORMS.get(word, word) for word in _WORD.findall(fold(name)))


def words_of(name: str) -> frozenset[str]:
    """Return the telling words of an agency's name; weak words count only where there are no others."""
    every = spoken(name).split()
    strong = [w for w in every if w not in _WEAK]
    return frozenset(strong or every)


_COMMUNE_WORD = re.compile(r"\b(xa|phuong|dac khu)\b")
_PROVINCE_WORD = re.compile(r"\b(tinh|thanh pho)\b")


def level_of(name: str) -> str | None:
    """Return which level a name speaks of (`Mặt trận Tổ quốc xã`: commune), None where it does not say."""
    text = fold(name).replace("hop tac xa", "").replace("xa hoi", "").replace("tp.", "thanh pho ")
    if _COMMUNE_WORD.search(text):
        return UnitLevel.COMMUNE
    return UnitLevel.PROVINCE if _PROVINCE_WORD.search(text) else None


@dataclass(frozen=True)
class _Name:
    """A name in the forms that are compared."""

    words: frozenset[str]
    text: str

    @classmethod
    def of(cls, name: str) -> _Name:
        return cls(words_of(name), spoken(name))

    def without(self, place: frozenset[str]) -> _Name:
        return _Name(self.words - place, self.text)


# What kind of body a name begins with; names of two kinds do not mean the same one, however alike the rest.
_KINDS = tuple(
    "lien hiep|lien minh|hop tac|to hop tac|quy tin dung|uy ban|hoi dong|van phong|phong|so|hoi|trung tam|doan|bao|dai|"
    "truong|chi cuc|cuc|cong an|thon|to dan pho|ban|ngan hang|chi nhanh|cong ty".split("|")
)
_LEADING = re.compile(r"^(cac|nhung|toan bo|de nghi|giao) ")


def kind_of(text: str) -> str | None:
    """Return the kind of body that a spoken name begins with (`lien minh`), None where it is no known one."""
    bare = _LEADING.sub("", text)
    return next((kind for kind in _KINDS if bare == kind or bare.startswith(f"{kind} ")), None)


_PLURAL = re.compile(r"\b(cac|nhung|toan bo)\b")
# "các đơn vị liên quan" means nobody by name; a person has to choose.
_NOBODY = re.compile(r"(co )?lien quan( khac)?$")


class AgencyMatcher:
    """Matches names of agencies in a document to organizations and groups of the issuer's own tree.

    Made once a document (two queries), asked for every name: none more.
    """

    def __init__(self, issuer: Organization) -> None:
        # The neighbourhood of an issuer: its commune (or province offices), and what stands beside and above it.
        near = Q(path__startswith=issuer.commune_path) | Q(path__startswith=issuer.root_path, depth__lte=1)
        near |= Q(pk__in=issuer.ancestor_ids)
        self._issuer = issuer
        self._organizations = [
            (self._names(o), o) for o in Organization.objects.active().filter(near).select_related("unit")
        ]
        groups = OrganizationGroup.objects.filter(owner__in=issuer.ancestor_ids).select_related("owner")
        self._groups = [([_Name.of(n) for n in (g.name, *g.other_names)], g) for g in groups]

    def _names(self, organization: Organization) -> list[_Name]:
        names = [_Name.of(n) for n in (organization.name, organization.short_name) if n]
        if organization.unit_id != self._issuer.unit_id:
            return names
        # A commune's papers leave its own name out: "Phòng Kinh tế xã" is "Phòng Kinh tế xã Thanh Miện".
        place = words_of(organization.unit.proper_name)
        return names + [bare for bare in (n.without(place) for n in names) if bare.words]

    def matches(self, name: str, *, limit: int = 5) -> list[Match]:
        """Return the likeliest meanings of `name`, best first; none for "các đơn vị liên quan"."""
        asked = _Name.of(name)
        if _NOBODY.search(asked.text):
            return []
        level, plural = level_of(name) or self._issuer.unit.level, bool(_PLURAL.search(asked.text))
        found = [self._rate(asked, names, o, level, plural) for names, o in self._organizations]
        found += [self._rate_group(asked, names, g, plural) for names, g in self._groups]
        return sorted((m for m in found if m.score >= 0.5), key=lambda m: (-m.score, m.label))[:limit]

    def best(self, name: str) -> Match | None:
        """Return the meaning to propose, or None where nothing is near enough."""
        found = self.matches(name, limit=1)
        return found[0] if found and found[0].score >= 0.7 else None

    def _rate(self, asked: _Name, names: list[_Name], organization: Organization, level: str, plural: bool) -> Match:
        score = 0.9 * max((_likeness(asked, n) for n in names), default=0.0)
        score += 0.06 * (organization.unit.level == level) + 0.04 * organization.path.startswith(self._issuer.path)
        return Match(str(organization), score - 0.1 * plural, organization=organization)

    def _rate_group(self, asked: _Name, names: list[_Name], group: OrganizationGroup, plural: bool) -> Match:
        score = 0.9 * max((_likeness(asked, n) for n in names), default=0.0)
        score += 0.06 * plural + 0.04 * (group.owner_id == self._issuer.pk)
        return Match(f"{group.name} (nhóm)", score, group=group)


def _likeness(asked: _Name, have: _Name) -> float:
    common = len(asked.words & have.words)
    if not common:
        return 0.0
    if None not in (kinds := {kind_of(asked.text), kind_of(have.text)}) and len(kinds) > 1:
        return common / (len(asked.words) + len(have.words))
    # "Văn phòng" alone is the office whose name goes on with whose office it is.
    opening = 0.9 if len(asked.text.split()) > 1 and have.text.startswith(asked.text + " ") else 0.0
    return max(opening, 2 * common / (len(asked.words) + len(have.words)))


def find_by_code(code: str) -> Organization | None:
    """Return the active organization with this code."""
    return Organization.objects.active().select_related("unit").filter(code=code.strip()).first()


def directory(staff: Staff, *, words: str = "", kind: str = "") -> QuerySet[Organization]:
    """Return the organizations a person may look up, with their place and how many people they have."""
    found: QuerySet[Organization] = Organization.objects.visible_to(staff).active().search(words)
    if kind:
        found = found.filter(kind=kind)
    return found.select_related("unit", "parent").annotate(people=Count("staff", distinct=True)).order_by("path")


def communes_of(province: AdministrativeUnit) -> QuerySet[AdministrativeUnit]:
    """Return the communes of a province by name."""
    return AdministrativeUnit.objects.filter(level=UnitLevel.COMMUNE, parent=province).order_by("name")
