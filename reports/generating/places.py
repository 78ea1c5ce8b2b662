"""The country's committees, and a person in each office that benchmarks look from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth import get_user_model

from organizations.models import AdministrativeUnit, Organization, OrganizationKind, Role, Staff, UnitLevel
from organizations.services import load_units

BEGIN = dt.date(2025, 7, 1)
# Whom benchmarks sign in: a clerk of a commune and a monitor of its province.
PROVINCE_CODE, COMMUNE_CODE = "31", "11239"
CLERK, MONITOR, SUPERUSER = "vanthu.bench", "theodoi.bench", "admin.bench"


@dataclass(frozen=True)
class Country:
    """The communes to fill, and the committees by unit id."""

    communes: list[AdministrativeUnit]
    committees: dict[int, Organization]


def make_country(*, whole: bool) -> Country:
    """Make the committees of the country, or of one province alone, with the people that benchmarks look as."""
    load_units()
    provinces = AdministrativeUnit.objects.filter(level=UnitLevel.PROVINCE)
    provinces = provinces if whole else provinces.filter(code=PROVINCE_CODE)
    communes = list(AdministrativeUnit.objects.filter(level=UnitLevel.COMMUNE, parent__in=provinces).order_by("code"))
    above = _committees(list(provinces), {})
    committees = above | _committees(communes, above)
    _make_people(committees)
    return Country(communes, committees)


def _committees(units: list[AdministrativeUnit], above: dict[int, Organization]) -> dict[int, Organization]:
    rows = [_committee(unit, above.get(unit.parent_id or 0)) for unit in units]
    Organization.objects.bulk_create(rows, batch_size=1000)
    for row in rows:
        row.find_place()
    Organization.objects.bulk_update(rows, ["path", "depth"], batch_size=1000)
    return {row.unit_id: row for row in rows}


def _committee(unit: AdministrativeUnit, parent: Organization | None) -> Organization:
    called = unit.name[0].lower() + unit.name[1:]
    row = Organization(
        code=f"G{unit.level[0].upper()}{unit.code}", name=f"Ủy ban nhân dân {called}", short_name=f"UBND {called}",
        symbol="UBND", kind=OrganizationKind.COMMITTEE, unit=unit, parent=parent,
    )  # fmt: skip
    row.fold_search_text()
    return row


def _make_people(committees: dict[int, Organization]) -> None:
    commune = AdministrativeUnit.objects.get(level=UnitLevel.COMMUNE, code=COMMUNE_CODE)
    people = get_user_model().objects
    seats = [(CLERK, commune.pk, Role.CLERK, "Văn thư"), (MONITOR, commune.parent_id, Role.MONITOR, "Theo dõi")]
    for username, unit, role, title in seats:
        user = people.create_user(username, password=None)
        Staff.objects.create(user=user, organization=committees[unit or 0], role=role, title=title, starts_on=BEGIN)
    people.create_superuser(SUPERUSER, password=None)
