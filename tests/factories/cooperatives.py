"""Sheets of the registry."""

from __future__ import annotations

import factory
from stdnum.vn import mst

from cooperatives.models import (
    Cooperative,
    Difficulty,
    Field,
    Kind,
    OcopGroup,
    OcopProduct,
    Officer,
    Position,
    Sector,
    SectorSystem,
    SheetFile,
)
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


class OfficerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Officer

    cooperative = factory.SubFactory(CooperativeFactory)
    name = "Nguyễn Văn Sơn"
    position = Position.DIRECTOR


class SectorSystemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SectorSystem
        django_get_or_create = ("year",)

    year = 2025
    decision = "Quyết định 36/2025/QĐ-TTg"


class SectorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Sector
        django_get_or_create = ("edition", "code")

    edition = factory.SubFactory(SectorSystemFactory)
    code = "0161"
    name = "Hoạt động dịch vụ trồng trọt"


class SheetFileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SheetFile

    cooperative = factory.SubFactory(CooperativeFactory)
    kind = "charter"
    title = "Điều lệ"
    file = factory.django.FileField(filename="dieu-le.pdf", data=b"%PDF-1.4 ...")
    name = "Điều lệ.pdf"
    content_type = "application/pdf"
    size = 12
    digest = "0" * 64


class DifficultyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Difficulty

    unit = factory.SubFactory(CommuneFactory)
    kind = "land"
    title = "Chưa có mặt bằng nhà sơ chế"
    text = "Cần thuê 500 m² đất công ích."
    source = "cooperative"
