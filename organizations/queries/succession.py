"""Old names of administrative units, and which of today's units they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import QuerySet

from coopportal.text import fold
from organizations.models import AdministrativeUnit, FormerLevel, FormerUnit, UnitLevel, UnitSuccession

_NOUN = re.compile(
    r"^(?:(?:xa|phuong|thi tran|dac khu|huyen|quan|thi xa|thanh pho|tinh|tt|tx|tp)\s+|(?:x|p|tt|h|q|tx|tp)\.\s*)"
)


@dataclass(frozen=True)
class Today:
    """A unit of today that a name may mean; `former` is the unit that bore the name, None where it is today's own."""

    unit: AdministrativeUnit
    former: FormerUnit | None = None
    is_whole: bool = True

    @property
    def words(self) -> str:
        """What to show beside the choice: what became of the old unit."""
        if self.former is None:
            return "tên hiện nay"
        return f"{self.former} {'nhập vào' if self.is_whole else 'một phần vào'} {self.unit}"


def bare(name: str) -> str:
    """Return a unit's folded name without its common noun: `cao thang` for `Xã Cao Thắng`; numbers keep theirs."""
    whole = fold(name)
    rest = _NOUN.sub("", whole)
    return whole if not rest or rest.isdigit() else rest


def todays_units(name: str, *, district: str = "", province: str = "") -> list[Today]:
    """Return the communes of today that a commune's name may mean: today's own first, then those that followed it.

    `district` and `province` (old or new names) narrow it where they are given. Two queries.
    """
    found = [Today(unit) for unit in _current(name, province)] if not district else []
    rows = UnitSuccession.objects.filter(former__level=FormerLevel.COMMUNE, former__search_text__contains=bare(name))
    rows = rows.select_related("former", "unit__parent").order_by("former_id", "-is_whole", "unit_id")[:500]
    meant = (row for row in rows if _means(row, name, district, province))
    return [*found, *(Today(row.unit, row.former, row.is_whole) for row in meant)]


def _current(name: str, province: str) -> list[AdministrativeUnit]:
    units = AdministrativeUnit.objects.filter(level=UnitLevel.COMMUNE, successor=None, search_text__contains=bare(name))
    return [
        unit
        for unit in units.select_related("parent")[:500]
        if bare(unit.name) == bare(name) and (not province or bare(unit.parent.name) == bare(province))  # type: ignore[union-attr]
    ]


def _means(row: UnitSuccession, name: str, district: str, province: str) -> bool:
    former = row.former
    if bare(former.name) != bare(name) or (district and bare(former.district) != bare(district)):
        return False
    places = {bare(former.province), bare(row.unit.parent.name) if row.unit.parent else ""}
    return not province or bare(province) in places


def former_units(words: str, province: AdministrativeUnit | None = None) -> QuerySet[UnitSuccession]:
    """Return the successions whose old name holds every word of `words`, of one province of today where it is given."""
    found = UnitSuccession.objects.filter(former__in=FormerUnit.objects.search(words))
    if province:
        found = found.filter(unit__parent=province) | found.filter(unit=province)
    return found.select_related("former", "unit__parent").order_by(
        "former__province", "former__district", "former__name", "unit__name"
    )


def units_behind(unit: AdministrativeUnit) -> list[int]:
    """Return the ids of a unit and of all that were merged into it: what is counted under its name today."""
    return [unit.pk, *AdministrativeUnit.objects.filter(successor=unit).values_list("pk", flat=True)]
