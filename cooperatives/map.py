"""A province's communes as a drawing: a circle each, as large as it has sheets, coloured by how many are active.

Plain reckoning; the page writes it out as SVG, without tiles and without scripts.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

WIDTH, MARGIN = 960.0, 40.0
LEAST, MOST = 4.0, 24.0
# Islands further off than this (times what nine tenths of the communes lie within) would shrink all the rest: they are
# drawn at the edge.
FAR = 1.7
LABELS, LETTER, LINE = 24, 7.5, 15.0


@dataclass(frozen=True)
class Place:
    """What is known of a commune: counts of its sheets."""

    code: str
    name: str
    count: int
    active: int
    weak: int = 0

    @property
    def tone(self) -> str:
        """The colour: nothing there, most active, some, few."""
        if not self.count:
            return "none"
        share = self.active / self.count
        return "ok" if share >= 0.8 else "warn" if share >= 0.5 else "bad"


@dataclass(frozen=True)
class Spot:
    """A circle on the drawing."""

    place: Place
    x: float
    y: float
    r: float
    is_far: bool = False
    has_label: bool = False

    @property
    def label(self) -> str:
        """The name without its kind."""
        return self.place.name.removeprefix("Phường ").removeprefix("Xã ").removeprefix("Đặc khu ")

    @property
    def label_y(self) -> float:
        return round(self.y - self.r - 4, 1)

    @property
    def number_y(self) -> float:
        """Where the count is written inside the circle."""
        return round(self.y + 4, 1)

    @property
    def is_large(self) -> bool:
        return self.r >= 9


@dataclass(frozen=True)
class Drawing:
    """All circles, the largest first so that small ones lie on top, and the size of the drawing."""

    spots: list[Spot]
    width: float
    height: float


def drawing(places: Sequence[Place], where: Mapping[str, tuple[float, float]]) -> Drawing | None:
    """Return the drawing of the communes whose place is known; None where none is."""
    known = [place for place in places if place.code in where]
    if not known:
        return None
    middle = tuple(median(where[place.code][axis] for place in known) for axis in (0, 1))
    off = {place.code: math.dist(where[place.code], middle) for place in known}
    limit = max(sorted(off.values())[int(0.9 * (len(off) - 1))] * FAR, 0.1)
    near = [place for place in known if off[place.code] <= limit]
    south, north = _span([where[place.code][0] for place in near])
    west, east = _span([where[place.code][1] for place in near])
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = (WIDTH - 2 * MARGIN) / ((east - west) * squeeze)
    height = (north - south) * scale + 2 * MARGIN
    most = max(place.count for place in known) or 1
    spots = []
    for place in sorted(known, key=lambda place: -place.count):
        latitude, longitude = where[place.code]
        x = min(max(MARGIN + (longitude - west) * squeeze * scale, MARGIN / 2), WIDTH - MARGIN / 2)
        y = min(max(MARGIN + (north - latitude) * scale, MARGIN / 2), height - MARGIN / 2)
        r = LEAST + (MOST - LEAST) * math.sqrt(place.count / most) if place.count else LEAST
        spots.append(Spot(place, round(x, 1), round(y, 1), round(r, 1), off[place.code] > limit))
    return Drawing(_labelled(spots), WIDTH, round(height, 1))


def _labelled(spots: list[Spot]) -> list[Spot]:
    """Name the largest, as long as no name lies on another."""
    taken: list[Spot] = []
    for spot in spots[:LABELS]:
        if spot.place.count and all(_is_clear(spot, other) for other in taken):
            taken.append(spot)
    return [replace(spot, has_label=spot in taken) for spot in spots]


def _is_clear(spot: Spot, other: Spot) -> bool:
    width = (len(spot.label) + len(other.label)) * LETTER / 2
    return abs(spot.x - other.x) > width or abs(spot.label_y - other.label_y) > LINE


def _span(values: Sequence[float]) -> tuple[float, float]:
    """The least and the greatest, never the same: one commune alone is drawn as well."""
    least, most = min(values), max(values)
    return (least, most) if most - least > 0.01 else (least - 0.05, most + 0.05)
