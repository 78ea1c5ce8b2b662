"""The rearrangement of 01/07/2025 (63 to 34 provinces, 10,040 to 3,321 communes) from the package `vietnamadminunits`.

Only its data files are read, none of its code runs; a portal without it lacks the old names, nothing else.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from organizations.models import FormerLevel
from organizations.services.succession import Succession

_LEGACY = (
    "SELECT provinceKey, districtKey, COALESCE(wardKey, ''), province, district, COALESCE(ward, ''), "
    "COALESCE(wardCode, '') FROM admin_units_legacy"
)


def successions_of(folder: Path) -> Iterator[Succession]:
    """Yield what the data files in `folder` say of provinces and communes."""
    table = json.loads((folder / "converter_2025.json").read_text("utf-8"))
    with sqlite3.connect(f"file:{folder / 'dataset.db'}?mode=ro", uri=True) as data:
        old = {"_".join(row[:3]): row for row in data.execute(_LEGACY)}
        provinces = dict(data.execute("SELECT DISTINCT provinceKey, provinceCode FROM admin_units"))
        communes = {(p, w): c for p, w, c in data.execute("SELECT provinceKey, wardKey, wardCode FROM admin_units")}
    names = {row[0]: row[3] for row in old.values()}
    for new, formers in table["DICT_PROVINCE"].items():
        for key in formers:
            yield Succession(FormerLevel.PROVINCE, "", names[key], "", "", provinces[new])
    for new, ward, key, is_whole in _moves(table):
        if key in old and (new, ward) in communes and old[key][5]:
            *_, province, district, name, code = old[key]
            yield Succession(FormerLevel.COMMUNE, code, name, district, province, communes[new, ward], is_whole)


def _moves(table: dict[str, dict[str, dict[str, list]]]) -> Iterator[tuple[str, str, str, bool]]:  # type: ignore[type-arg]
    """Yield province and commune of today (keys), the former commune's key, and whether all of it went there."""
    for new, wards in table["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, keys in wards.items():
            yield from ((new, ward, key, True) for key in keys)
    for new, olds in table["DICT_PROVINCE_WARD_DIVIDED"].items():
        for key, parts in olds.items():
            yield from ((new, part["newWardKey"], key, False) for part in parts)
