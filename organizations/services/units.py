"""Loading the administrative units of the country."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from coopportal.text import fold, nfc
from organizations.models import AdministrativeUnit, UnitLevel

FORCE_OF_CODES = dt.date(2025, 7, 1)
# Changes since the package's data, by code: Resolution 30/2026/QH16 made Đồng Nai a centrally run city.
LATER_PROVINCES = {"75": ("Thành phố Đồng Nai", "thành phố", dt.date(2026, 4, 30))}


@transaction.atomic
def load_units() -> tuple[int, int]:
    """Bring the 34 provinces and 3,321 communes in, or up to date; return how many of each there are now.

    Source: the package `vietnam-provinces` (codes of Decision 19/2025/QĐ-TTg). Safe to run again.
    """
    from vietnam_provinces import Province, Ward

    _upsert([_province(p) for p in Province.iter_all()])
    provinces = {u.code: u for u in AdministrativeUnit.objects.filter(level=UnitLevel.PROVINCE)}
    _upsert([_commune(w, provinces) for w in Ward.iter_all()])
    return len(provinces), AdministrativeUnit.objects.filter(level=UnitLevel.COMMUNE).count()


def _province(source) -> AdministrativeUnit:  # type: ignore[no-untyped-def]
    code = f"{int(source.code):02d}"
    name = nfc(source.name)
    kind, valid_from = ("thành phố" if name.startswith("Thành phố") else "tỉnh"), FORCE_OF_CODES
    if kind == "tỉnh" and not name.startswith("Tỉnh"):
        name = f"Tỉnh {name}"
    name, kind, valid_from = LATER_PROVINCES.get(code, (name, kind, valid_from))
    return AdministrativeUnit(level=UnitLevel.PROVINCE, code=code, name=name, kind=kind, valid_from=valid_from)


def _commune(source, provinces: dict[str, AdministrativeUnit]) -> AdministrativeUnit:  # type: ignore[no-untyped-def]
    return AdministrativeUnit(
        level=UnitLevel.COMMUNE,
        code=f"{int(source.code):05d}",
        name=nfc(source.name),
        kind=nfc(str(source.division_type.value)),
        parent=provinces[f"{int(source.province_code):02d}"],
        valid_from=FORCE_OF_CODES,
    )


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
