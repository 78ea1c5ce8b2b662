"""Commune names of a sheet as today's units: official names, short names, codes, and names that were merged away."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from coopportal.text import fold
from organizations.models import AdministrativeUnit, UnitSuccession

_NOUNS = re.compile(r"^(?:xa|phuong|dac khu|thi tran|tt|p|x)\b\.?\s*")
_UPPER_NOUNS = re.compile(r"^(?:huyen|quan|thi xa|thanh pho|tinh|tp|tx|h|q|t)\b\.?\s*")
_PARTS = re.compile(r"\s*[,;–/]\s*|\s+-\s+")
# `(cũ)`, `trước đây`: that the name is of old is found out anyway.
_OF_OLD = re.compile(r"\((?:cu|truoc day|truoc sap xep)\)|\b(?:cu|truoc day)$")
_WRITTEN = {"tt": "thi tran", "x": "xa", "p": "phuong"}
_IN_ADDRESS = re.compile(r"(?:^|[,;–]|\s-)\s*((?:xa|phuong|thi tran|dac khu|tt)\b\.?\s+[^,;–].*)$")


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
        ours = Q(unit__in=self.communes) | Q(unit__successor__in=self.communes)
        rows = UnitSuccession.objects.filter(ours, former__level="commune")
        for row in rows.select_related("former", "unit__parent").order_by("-is_whole", "pk"):
            row.unit_id = row.unit.successor_id or row.unit_id
            self._former[_proper(fold(row.former.name))].append(row)

    @property
    def only(self) -> AdministrativeUnit | None:
        """The one commune of who works in a single one."""
        return next(iter(self.communes.values())) if len(self.communes) == 1 else None

    def find(self, words: str) -> Place:
        """Return what the name may mean; nothing where it is known neither today nor from before.

        A district or province of old beside the name narrows it: `xã Cao Thắng, huyện Thanh Miện, Hải Dương (cũ)`.
        """
        whole = self._today.get(fold(words))
        if whole:  # also names that hold a dash
            return Place(tuple(whole), self._also(whole, fold(words)))
        first, *rest = [part for part in map(_plain, _PARTS.split(fold(words))) if part] or [""]
        today = self._today.get(first) or self._today.get(first.zfill(5)) or []
        former = self._of_kind(first, self._former.get(_proper(first), []))
        named = self._of_places(former, rest)
        if named and (not today or any(_in_district(row, rest) for row in named)):
            return self._followers(named)
        if today:
            return Place(tuple(today), "" if rest else self._also(today, first))
        if former:
            return self._followers(former)
        today = self._today.get(_proper(first), [])
        return Place(tuple(today), "khác loại xã, phường" if today else "")

    def find_in_address(self, address: str) -> Place:
        """Return what the commune named within an address may mean: `Thôn Một, xã Cao Thắng, huyện Thanh Miện`."""
        named = _IN_ADDRESS.search(fold(address))
        return self.find(named[1]) if named else Place(())

    def _also(self, today: list[AdministrativeUnit], name: str) -> str:
        """Say where the name of a unit of today was also borne by another one before."""
        pks = {unit.pk for unit in today}
        rows = [row for row in self._of_kind(name, self._former.get(_proper(name), [])) if row.unit_id not in pks]
        if not rows or not _NOUNS.match(name):
            return ""
        there = self.communes[rows[0].unit_id]
        return f"tên hiện nay; nếu là {rows[0].former} (cũ) thì nay thuộc {there}, hãy ghi thêm tên huyện cũ"

    def _followers(self, rows: list[UnitSuccession]) -> Place:
        units = tuple(dict.fromkeys(self.communes[row.unit_id] for row in rows))
        split = "" if all(row.is_whole for row in rows) else ", đã chia về nhiều xã, phường"
        return Place(units, f"tên cũ: {rows[0].former}{split}")

    @staticmethod
    def _of_kind(first: str, rows: list[UnitSuccession]) -> list[UnitSuccession]:
        """Keep those of the noun that is written, where there are such."""
        noun = _NOUNS.match(first)
        kind = noun[0].strip(" .") if noun else ""
        kind = _WRITTEN.get(kind, kind)
        return [row for row in rows if kind and fold(row.former.name).startswith(kind)] or rows

    @staticmethod
    def _of_places(rows: list[UnitSuccession], rest: list[str]) -> list[UnitSuccession]:
        """Keep those whose district and province are the ones that the words name; nothing where they name none."""
        if not rest:
            return []
        fits = [row for row in rows if all(_names(part, row) for part in rest)]
        return fits or [row for row in rows if any(_names(part, row) for part in rest)]


def _names(part: str, row: UnitSuccession) -> bool:
    """Tell whether a part of an address is the former unit's district or its province, of old or of today."""
    places = (row.former.district, row.former.province, row.unit.parent.name if row.unit.parent else "")
    return _upper(part) in {_upper(fold(place)) for place in places}


def _in_district(row: UnitSuccession, rest: list[str]) -> bool:
    """Tell whether what stands beside the name is of old: there are no districts any more, and fewer provinces."""
    of_old = {_upper(fold(row.former.district)), _upper(fold(row.former.province))}
    today = _upper(fold(row.unit.parent.name)) if row.unit.parent else ""
    return any(_upper(part) in of_old and _upper(part) != today for part in rest)


def _plain(part: str) -> str:
    return _OF_OLD.sub(" ", part).strip(" .()")


def _proper(name: str) -> str:
    """Return a folded name without its noun; a name that is nothing but a number keeps it."""
    bare = _NOUNS.sub("", name).strip()
    return bare.lstrip("0") if bare.isdigit() else bare


def _upper(part: str) -> str:
    return _UPPER_NOUNS.sub("", part).strip()
