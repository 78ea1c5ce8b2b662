"""Loading the administrative units of the country."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from coopportal.text import fold, one_line
from organizations.models import AdministrativeUnit, UnitLevel
from organizations.unit_package import decided_units, name_key

FORCE_OF_CODES = dt.date(2025, 7, 1)
# Changes since the package's data, by code: Resolution 30/2026/QH16 made Đồng Nai a centrally run city.
LATER_PROVINCES = {"75": ("Thành phố Đồng Nai", "thành phố", dt.date(2026, 4, 30))}


@transaction.atomic
def load_units() -> tuple[int, int]:
    """Bring the 34 provinces and 3,321 communes in, or up to date; return how many of each there are now.

    Source: the package `vietnam-provinces`; names and codes of Decision 19/2025/QĐ-TTg from `vietnamadminunits`, since
    the former's last edition for Python 3.11 has 128 codes of a draft. Safe to run again.
    """
    from vietnam_provinces import Province, Ward

    _upsert([_province(p) for p in Province.iter_all()])
    provinces = {u.code: u for u in AdministrativeUnit.objects.filter(level=UnitLevel.PROVINCE)}
    communes = [_commune(w, provinces) for w in Ward.iter_all()]
    _as_decided(communes)
    # Communes renamed on the portal since are not given their old names again.
    later = AdministrativeUnit.objects.filter(level=UnitLevel.COMMUNE, valid_from__gt=FORCE_OF_CODES)
    own = set(later.values_list("code", flat=True))
    communes = [unit for unit in communes if unit.code not in own]
    _recode(communes)
    _upsert(communes)
    return len(provinces), AdministrativeUnit.objects.filter(level=UnitLevel.COMMUNE).count()


def _province(source) -> AdministrativeUnit:  # type: ignore[no-untyped-def]
    code = f"{int(source.code):02d}"
    name = one_line(source.name)
    kind, valid_from = ("thành phố" if name.startswith("Thành phố") else "tỉnh"), FORCE_OF_CODES
    if kind == "tỉnh" and not name.startswith("Tỉnh"):
        name = f"Tỉnh {name}"
    name, kind, valid_from = LATER_PROVINCES.get(code, (name, kind, valid_from))
    return AdministrativeUnit(level=UnitLevel.PROVINCE, code=code, name=name, kind=kind, valid_from=valid_from)


def _commune(source, provinces: dict[str, AdministrativeUnit]) -> AdministrativeUnit:  # type: ignore[no-untyped-def]
    return AdministrativeUnit(
        level=UnitLevel.COMMUNE,
        code=f"{int(source.code):05d}",
        name=one_line(source.name),
        kind=one_line(str(source.division_type.value)),
        parent=provinces[f"{int(source.province_code):02d}"],
        valid_from=FORCE_OF_CODES,
    )


def _as_decided(communes: list[AdministrativeUnit]) -> None:
    """Give the communes the names and codes of the decision, where the package that holds them is installed."""
    decided = {(unit.province, name_key(unit.name)): unit for unit in decided_units()}
    for commune in communes:
        known = decided.get((commune.parent.code, name_key(commune.name)))  # type: ignore[union-attr]
        if known:
            commune.code, commune.name = known.code, known.name.replace("'", "’")


def _recode(communes: list[AdministrativeUnit]) -> None:
    """Where a commune stands in the database under another code, give it its own: rows are known by name first."""
    wanted = {(unit.parent_id, name_key(unit.name)): unit.code for unit in communes}
    rows = AdministrativeUnit.objects.filter(level=UnitLevel.COMMUNE, successor=None).only("code", "name", "parent_id")
    wrong = [
        (row, code) for row in rows if (code := wanted.get((row.parent_id, name_key(row.name)), row.code)) != row.code
    ]
    for at, (row, _) in enumerate(wrong):  # codes change places among them, and each is unique
        row.code = f"~{at:04d}"
    AdministrativeUnit.objects.bulk_update([row for row, _ in wrong], ["code"], batch_size=500)
    for row, code in wrong:
        row.code = code
    AdministrativeUnit.objects.bulk_update([row for row, _ in wrong], ["code"], batch_size=500)


def _upsert(units: list[AdministrativeUnit]) -> None:
    for unit in units:
        unit.search_text = fold(f"{unit.name} {unit.code}")
    AdministrativeUnit.objects.bulk_create(
        units,
        update_conflicts=True,
        unique_fields=["level", "code"],
        update_fields=["name", "kind", "parent", "valid_from", "search_text"],
        batch_size=1000,
    )
