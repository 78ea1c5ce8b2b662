"""Commune names of a sheet as today's units: official names, short names, codes, and names that were merged away."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from coopportal.text import fold
from organizations.models import AdministrativeUnit, UnitSuccession

_NOUNS = re.compile(r"^(?:xa|phuong|dac khu|thi tran|tt|p|x)\b\.?\s*")
_PARTS = re.compile(r"\s*[,;–]\s*|\s+-\s+")


@dataclass(frozen=True)
class Place:
    """What a name may mean: the units it may be today, best first, and how that is known."""

    units: tuple[AdministrativeUnit, ...]
    how: str = ""

    @property
    def is_clear(self) -> bool:
        """Tell whether the name means just one unit."""
        return len(self.units) == 1


class Places:
    """The communes that a person may write in and all former names that lead to them; two queries at making."""

    def __init__(self, communes: Iterable[AdministrativeUnit]) -> None:
        self.communes = {unit.pk: unit for unit in communes}
        self._today: dict[str, list[AdministrativeUnit]] = defaultdict(list)
        for unit in self.communes.values():
            for name in {fold(unit.name), fold(unit.proper_name), unit.code}:
                self._today[name].append(unit)
        self._former: dict[str, list[UnitSuccession]] = defaultdict(list)
        rows = UnitSuccession.objects.filter(unit__in=self.communes).select_related("former")
        for row in rows.order_by("-is_whole", "pk"):
            self._former[_proper(row.former.name)].append(row)

    @property
    def only(self) -> AdministrativeUnit | None:
        """The one commune of who works in a single one."""
        return next(iter(self.communes.values())) if len(self.communes) == 1 else None

    def find(self, words: str) -> Place:
        """Return what the name may mean; nothing where it is known neither today nor from before."""
        first, *rest = [part for part in _PARTS.split(fold(words)) if part] or [""]
        today = self._today.get(first) or self._today.get(first.zfill(5)) or []
        if today:
            return Place(tuple(today))
        proper = _proper(first)
        former = self._of_district(self._former.get(proper, []), rest)
        if former:
            units = tuple(dict.fromkeys(self.communes[row.unit_id] for row in former))
            return Place(units, f"tên cũ: {former[0].former}")
        today = self._today.get(proper, [])
        return Place(tuple(today), "khác loại xã, phường" if today else "")

    @staticmethod
    def _of_district(rows: list[UnitSuccession], rest: list[str]) -> list[UnitSuccession]:
        """Keep those whose district or province the words name, where they name any."""
        if not rest:
            return rows
        named = [row for row in rows if any(_proper_place(part) in fold(str(row.former)) for part in rest)]
        return named or rows


def _proper(name: str) -> str:
    return _NOUNS.sub("", fold(name)).strip()


def _proper_place(part: str) -> str:
    return re.sub(r"^(?:huyen|quan|thi xa|thanh pho|tinh|tp|tx|h|q|t)\b\.?\s*", "", part).strip()
