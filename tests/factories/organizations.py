"""Units, organizations, groups and people."""

from __future__ import annotations

import datetime as dt
from typing import Any

import factory
from django.contrib.auth import get_user_model

from organizations.models import (
    AdministrativeUnit,
    Organization,
    OrganizationGroup,
    OrganizationKind,
    Role,
    Staff,
    UnitLevel,
)

PASSWORD = "Mat-khau-thu-2026"


class ProvinceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AdministrativeUnit
        django_get_or_create = ("level", "code")

    level = UnitLevel.PROVINCE
    code = factory.Sequence(lambda n: f"{n % 90 + 10}")
    name = factory.Sequence(lambda n: f"Tỉnh Thử {n}")
    kind = "tỉnh"


class CommuneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AdministrativeUnit

    level = UnitLevel.COMMUNE
    code = factory.Sequence(lambda n: f"{n + 1:05d}")
    name = factory.Sequence(lambda n: f"Xã Thử {n}")
    kind = "xã"
    parent = factory.SubFactory(ProvinceFactory)


class OrganizationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organization

    code = factory.Sequence(lambda n: f"T{n:05d}")
    name = factory.Sequence(lambda n: f"Ủy ban nhân dân xã Thử {n}")
    short_name = factory.LazyAttribute(lambda o: o.name.replace("Ủy ban nhân dân", "UBND"))
    symbol = "UBND"
    kind = OrganizationKind.COMMITTEE
    unit = factory.SubFactory(CommuneFactory)
    parent = None


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"can-bo-{n}")
    first_name = "Nguyễn Văn"
    last_name = factory.Sequence(lambda n: f"Thử{n}")
    email = factory.LazyAttribute(lambda u: f"{u.username}@example.vn")

    @factory.post_generation
    def password(self: Any, create: bool, extracted: str | None, **kwargs: Any) -> None:
        self.set_password(extracted or PASSWORD)
        if create:
            self.save(update_fields=["password"])


class StaffFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Staff

    user = factory.SubFactory(UserFactory)
    organization = factory.SubFactory(OrganizationFactory)
    role = Role.SPECIALIST
    title = "Chuyên viên"
    starts_on = dt.date(2020, 1, 1)


class GroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OrganizationGroup

    owner = factory.SubFactory(OrganizationFactory)
    name = factory.Sequence(lambda n: f"Các thôn {n}")
    kinds = [OrganizationKind.VILLAGE]


class World:
    """A small province to test access in: two communes, one person a role, and a stranger province."""

    def __init__(self) -> None:
        self.province = self._committee(
            ProvinceFactory(name="Thành phố Thử", kind="thành phố"), None, "UBND thành phố Thử"
        )
        self.bureau = self._under(self.province, "Sở Tài chính", OrganizationKind.DEPARTMENT, "STC")
        self.union = self._under(self.province, "Liên minh Hợp tác xã thành phố", OrganizationKind.UNION, "LMHTX")
        self.commune = self._committee(
            CommuneFactory(parent=self.province.unit, name="Xã Đông"), self.province, "UBND xã Đông"
        )
        self.economy = self._under(self.commune, "Phòng Kinh tế", OrganizationKind.DEPARTMENT, "PKT")
        self.culture = self._under(self.commune, "Phòng Văn hóa - Xã hội", OrganizationKind.DEPARTMENT, "PVHXH")
        self.villages = [
            self._under(self.commune, f"Thôn {n}", OrganizationKind.VILLAGE, "") for n in ("Một", "Hai", "Ba")
        ]
        self.village_group = GroupFactory(owner=self.commune, name="Các thôn", kinds=[OrganizationKind.VILLAGE])
        self.neighbour = self._committee(
            CommuneFactory(parent=self.province.unit, name="Xã Tây"), self.province, "UBND xã Tây"
        )
        self.neighbour_economy = self._under(self.neighbour, "Phòng Kinh tế", OrganizationKind.DEPARTMENT, "PKT")
        self.stranger = self._committee(ProvinceFactory(name="Tỉnh Xa"), None, "UBND tỉnh Xa")
        self.specialist = StaffFactory(organization=self.commune, role=Role.SPECIALIST)
        self.clerk = StaffFactory(organization=self.commune, role=Role.CLERK, title="Văn thư")
        self.leader = StaffFactory(organization=self.commune, role=Role.LEADER, title="Phó Chủ tịch")
        self.contact = StaffFactory(organization=self.economy, role=Role.CONTACT, title="Trưởng phòng")
        self.village_contact = StaffFactory(organization=self.villages[0], role=Role.CONTACT, title="Trưởng thôn")
        self.monitor = StaffFactory(organization=self.union, role=Role.MONITOR, title="Chuyên viên theo dõi")
        self.administrator = StaffFactory(organization=self.province, role=Role.ADMINISTRATOR, title="Quản trị")
        self.neighbour_clerk = StaffFactory(organization=self.neighbour, role=Role.CLERK, title="Văn thư")
        self.neighbour_contact = StaffFactory(
            organization=self.neighbour_economy, role=Role.CONTACT, title="Trưởng phòng"
        )
        self.outsider = StaffFactory(organization=self.stranger, role=Role.MONITOR, title="Chuyên viên")

    @staticmethod
    def _committee(unit: AdministrativeUnit, parent: Organization | None, short_name: str) -> Organization:
        name = short_name.replace("UBND", "Ủy ban nhân dân")
        return OrganizationFactory(unit=unit, parent=parent, name=name, short_name=short_name)

    @staticmethod
    def _under(parent: Organization, name: str, kind: str, symbol: str) -> Organization:
        return OrganizationFactory(unit=parent.unit, parent=parent, name=name, short_name="", kind=kind, symbol=symbol)

    def people(self) -> dict[str, Staff]:
        """Return one person a role, by the role's name, and the neighbours and strangers under theirs."""
        names = "specialist clerk leader contact village_contact monitor administrator".split()
        strangers = "neighbour_clerk neighbour_contact outsider".split()
        return {name: getattr(self, name) for name in names + strangers}
