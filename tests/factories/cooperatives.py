"""Sheets of the registry."""

from __future__ import annotations

import factory
from stdnum.vn import mst

from cooperatives.models import Cooperative, Field, Kind, OcopGroup, OcopProduct
from tests.factories.organizations import CommuneFactory


def tax_code(n: int) -> str:
    """Return the n-th tax code with a true check digit; sums that leave no single digit are passed over."""
    while len(digit := mst.calc_check_digit(f"02{n + 1:07d}")) > 1:
        n += 5_000_000
    return f"02{n + 1:07d}{digit}"


class CooperativeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Cooperative

    kind = Kind.COOPERATIVE
    name = factory.Sequence(lambda n: f"Hợp tác xã Thử {n}")
    code = factory.Sequence(tax_code)
    unit = factory.SubFactory(CommuneFactory)
    field = Field.AGRICULTURE
    official_members = 12
    representative_name = "Vũ Thị Hải"


class ProductFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OcopProduct

    cooperative = factory.SubFactory(CooperativeFactory)
    name = factory.Sequence(lambda n: f"Gạo nếp {n}")
    group = OcopGroup.FOOD
    stars = 3
