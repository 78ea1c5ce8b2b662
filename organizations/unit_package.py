"""Today's communes as the package `vietnamadminunits` holds them: names and codes of Decision 19/2025, and places.

Only its data files are read; where it is not installed everything here is empty.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from coopportal.text import one_line

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_PLACES = "SELECT wardCode, wardLat, wardLon FROM admin_units WHERE provinceCode = ? AND wardLat IS NOT NULL"


def package_data() -> Path | None:
    """Return the folder of the package's data; None where it is not installed."""
    spec = find_spec("vietnamadminunits")
    return Path(spec.origin).parent / "data" if spec and spec.origin else None


@dataclass(frozen=True)
class DecidedUnit:
    """A commune as Decision 19/2025/QĐ-TTg writes it; `province` is the province's code."""

    province: str
    code: str
    name: str


def decided_units() -> list[DecidedUnit]:
    """Return the communes of today by the decision; nothing where the package is not installed."""
    folder = package_data()
    if folder is None:
        return []
    with sqlite3.connect(f"file:{folder / 'dataset.db'}?mode=ro", uri=True) as data:
        rows = data.execute("SELECT provinceCode, wardCode, ward FROM admin_units WHERE wardCode IS NOT NULL")
        return [DecidedUnit(province, code, one_line(name)) for province, code, name in rows]


def name_key(name: str) -> tuple[str, str]:
    """Return a name as two spellings of it agree on it: `Hoà`, `Hòa`; dashes and apostrophes of any kind."""
    letters = unicodedata.normalize("NFD", one_line(name)).casefold().replace("–", "-").replace(" - ", "-")
    letters = letters.replace("’", "'")
    return "".join(c for c in letters if c not in _TONES), "".join(c for c in letters if c in _TONES)


@lru_cache(maxsize=64)
def positions(province: str) -> dict[str, tuple[float, float]]:
    """Return latitude and longitude of the communes of a province (by its code), by their codes."""
    folder = package_data()
    if folder is None:
        return {}
    with sqlite3.connect(f"file:{folder / 'dataset.db'}?mode=ro", uri=True) as data:
        return {code: (float(lat), float(lon)) for code, lat, lon in data.execute(_PLACES, [province]) if code}
