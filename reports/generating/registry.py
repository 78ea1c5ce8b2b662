"""The registry at the size of a province or of the country: the goals for 2030 of Resolution 20-NQ/TW."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from decimal import Decimal

from stdnum.vn import mst

from cooperatives.models import Cooperative, Kind, Status
from organizations.models import AdministrativeUnit
from reports.demo.registry import FAMILY, GIVEN, MIDDLE, PLACE_NAMES, TRADES

# How many cooperatives and cooperative groups.
SIZES = {"province": (2_500, 6_000), "nation": (45_000, 140_000)}
BATCH = 2_000
HEADS = {Kind.COOPERATIVE: "Hợp tác xã", Kind.GROUP: "Tổ hợp tác"}
_STATUSES = [Status.ACTIVE] * 9 + [Status.SUSPENDED, Status.NOT_AT_ADDRESS, Status.ENDED]


def fill_registry(communes: list[AdministrativeUnit], scale: str, chance: random.Random) -> int:
    """Fill the communes with sheets; return how many were made."""
    made = 0
    codes = _codes()
    for kind, count in zip((Kind.COOPERATIVE, Kind.GROUP), SIZES[scale], strict=True):
        for start in range(0, count, BATCH):
            numbers = range(start, min(start + BATCH, count))
            rows = [_sheet(kind, n, communes[n % len(communes)], codes, chance) for n in numbers]
            Cooperative.objects.bulk_create(rows, batch_size=500)
            made += len(rows)
    return made


def _codes() -> Iterator[str]:
    """Yield tax codes with a true check digit, each once."""
    for number in range(10_000_000):
        stem = f"{number + 100_000_000:09d}"
        digit = mst.calc_check_digit(stem)
        if len(digit) == 1:
            yield stem + digit


def _sheet(
    kind: Kind, number: int, unit: AdministrativeUnit, codes: Iterator[str], chance: random.Random
) -> Cooperative:
    trade, field, sector = TRADES[chance.randrange(len(TRADES))]
    place = PLACE_NAMES[chance.randrange(len(PLACE_NAMES))]
    founded = dt.date(2004, 1, 1) + dt.timedelta(days=chance.randrange(8000))
    row = Cooperative(
        kind=kind, name=f"{HEADS[kind]} {trade} {place} {unit.proper_name} {number % 97}",
        code=next(codes) if kind == Kind.COOPERATIVE else "", unit=unit, field=field, sectors=sector,
        representative_name=f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}",
        representative_phone=f"09{chance.randrange(10, 99)} {chance.randrange(100, 999)} {chance.randrange(100, 999)}",
        charter_capital=Decimal(chance.randrange(1, 80) * 50_000_000), official_members=chance.randrange(2, 400),
        founded_on=founded, certificate_on=founded, status=chance.choice(_STATUSES), is_weak=chance.random() < 0.08,
        is_untransformed=chance.random() < 0.05, in_value_chain=chance.random() < 0.13,
    )  # fmt: skip
    row.fold_search_text()
    return row
