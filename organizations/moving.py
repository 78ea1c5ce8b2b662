"""What a rearrangement of units or agencies would move: rooms above say it, the page shows it before it is done.

A room registers in `AppConfig.ready` what it knows of a commune, and of agencies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from organizations.models import AdministrativeUnit, Organization


@dataclass(frozen=True)
class Moving:
    """One line: what it is, how many there are, and what becomes of them."""

    what: str
    count: int
    fate: str


OfUnit = Callable[[AdministrativeUnit], Iterable[Moving]]
OfAgencies = Callable[[Sequence[Organization]], Iterable[Moving]]
_units: dict[str, OfUnit] = {}
_agencies: dict[str, OfAgencies] = {}


def register(room: str, *, unit: OfUnit | None = None, agencies: OfAgencies | None = None) -> None:
    """Let a room say what it holds of a unit or of some agencies; another time in the place of the first."""
    if unit:
        _units[room] = unit
    if agencies:
        _agencies[room] = agencies


def of_unit(unit: AdministrativeUnit) -> list[Moving]:
    """Return what moves with a commune, without what is none."""
    return [line for room in sorted(_units) for line in _units[room](unit) if line.count]


def of_agencies(agencies: Sequence[Organization]) -> list[Moving]:
    """Return what moves with some agencies, without what is none."""
    return [line for room in sorted(_agencies) for line in _agencies[room](agencies) if line.count]
