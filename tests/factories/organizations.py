"""Units, organizations, groups and people."""

from __future__ import annotations

import datetime as dt
import itertools
import pickle
from typing import Any

import factory
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Model

from coopportal.fields import Searchable
from organizations.models import (
    AdministrativeUnit,
    Delegation,
    Organization,
    OrganizationGroup,
    OrganizationKind,
    Role,
    SigningForm,
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


class DelegationFactory(factory.django.DjangoModelFactory):
    """A deputy's standing right to sign for the head; `DelegationFactory(staff=world.leader)` is one of xã Đông."""

    class Meta:
        model = Delegation

    staff = factory.SubFactory(StaffFactory, role=Role.LEADER, title="Phó Chủ tịch")
    organization = factory.SelfAttribute("staff.organization")
    form = SigningForm.KT
    principal_title = "Chủ tịch"
    starts_on = dt.date(2020, 1, 1)


class World:
    """A small province to test access in: two communes, one person a role, and a stranger province.

    Hundreds of tests begin with one. So the first of a process is built and kept: its objects, and the statements that
    wrote its rows; the others are that one, read back and written again. A second one beside a first is built anew.
    Ids come from a range that no sequence reaches.
    """

    _ids = itertools.count(10_000_000)
    _kept: tuple[bytes, str] | None = None

    def __init__(self) -> None:
        if World._kept is None:
            World._kept = self._build_and_note()
        elif not self._read_back(*World._kept):
            self._build_all()

    def _build_and_note(self) -> tuple[bytes, str]:
        statements: list[str] = []

        def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            statements.append(context["cursor"].mogrify(sql, params))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            self._build_all()
        return pickle.dumps(self.__dict__), ";".join(statements)

    def _read_back(self, objects: bytes, statements: str) -> bool:
        """Become the kept world and write its rows; return False when they stand there already."""
        self.__dict__.update(pickle.loads(objects))  # noqa: S301 (our own)
        if Organization.objects.filter(pk=self.commune.pk).exists():
            return False
        with connection.cursor() as cursor:
            cursor.execute(statements)
        return True

    def _build_all(self) -> None:
        self._rows: list[Model] = []
        self._make_organizations()
        self._make_people()
        self._write()
        self.village_group = GroupFactory(
            pk=next(self._ids), owner=self.commune, name="Các thôn", kinds=[OrganizationKind.VILLAGE]
        )

    def _make_organizations(self) -> None:
        kinds = OrganizationKind
        city = self._build(ProvinceFactory, name="Thành phố Thử", kind="thành phố")
        east = self._build(CommuneFactory, parent=city, name="Xã Đông")
        west = self._build(CommuneFactory, parent=city, name="Xã Tây")
        self.province = self._committee(city, None, "UBND thành phố Thử")
        self.bureau = self._under(self.province, "Sở Tài chính", kinds.DEPARTMENT, "STC")
        self.union = self._under(self.province, "Liên minh Hợp tác xã thành phố", kinds.UNION, "LMHTX")
        self.commune = self._committee(east, self.province, "UBND xã Đông")
        self.economy = self._under(self.commune, "Phòng Kinh tế", kinds.DEPARTMENT, "PKT")
        self.culture = self._under(self.commune, "Phòng Văn hóa - Xã hội", kinds.DEPARTMENT, "PVHXH")
        self.villages = [self._under(self.commune, f"Thôn {n}", kinds.VILLAGE, "") for n in ("Một", "Hai", "Ba")]
        self.neighbour = self._committee(west, self.province, "UBND xã Tây")
        self.neighbour_economy = self._under(self.neighbour, "Phòng Kinh tế", kinds.DEPARTMENT, "PKT")
        self.stranger = self._committee(self._build(ProvinceFactory, name="Tỉnh Xa"), None, "UBND tỉnh Xa")

    def _make_people(self) -> None:
        self.specialist = self._person(self.commune, Role.SPECIALIST, "Chuyên viên")
        self.clerk = self._person(self.commune, Role.CLERK, "Văn thư")
        self.leader = self._person(self.commune, Role.LEADER, "Phó Chủ tịch")
        self.contact = self._person(self.economy, Role.CONTACT, "Trưởng phòng")
        self.village_contact = self._person(self.villages[0], Role.CONTACT, "Trưởng thôn")
        self.monitor = self._person(self.union, Role.MONITOR, "Chuyên viên theo dõi")
        self.administrator = self._person(self.province, Role.ADMINISTRATOR, "Quản trị")
        self.neighbour_clerk = self._person(self.neighbour, Role.CLERK, "Văn thư")
        self.neighbour_contact = self._person(self.neighbour_economy, Role.CONTACT, "Trưởng phòng")
        self.outsider = self._person(self.stranger, Role.MONITOR, "Chuyên viên")

    def _build(self, maker: type[factory.django.DjangoModelFactory], **values: Any) -> Any:
        row = maker.build(pk=next(self._ids), **values)
        if isinstance(row, Searchable):
            row.fold_search_text()
        self._rows.append(row)
        return row

    def _committee(self, unit: AdministrativeUnit, parent: Organization | None, short_name: str) -> Organization:
        name = short_name.replace("UBND", "Ủy ban nhân dân")
        return self._placed(unit=unit, parent=parent, name=name, short_name=short_name)

    def _under(self, parent: Organization, name: str, kind: str, symbol: str) -> Organization:
        return self._placed(unit=parent.unit, parent=parent, name=name, short_name="", kind=kind, symbol=symbol)

    def _placed(self, **values: Any) -> Organization:
        organization: Organization = self._build(OrganizationFactory, **values)
        organization.find_place()
        return organization

    def _person(self, organization: Organization, role: str, title: str) -> Staff:
        user = self._build(UserFactory, password=PASSWORD)
        return self._build(StaffFactory, user=user, organization=organization, role=role, title=title)

    def _write(self) -> None:
        for model in (AdministrativeUnit, Organization, get_user_model(), Staff):
            model._default_manager.bulk_create([row for row in self._rows if isinstance(row, model)])

    def people(self) -> dict[str, Staff]:
        """Return one person a role, by the role's name, and the neighbours and strangers under theirs."""
        names = "specialist clerk leader contact village_contact monitor administrator".split()
        strangers = "neighbour_clerk neighbour_contact outsider".split()
        return {name: getattr(self, name) for name in names + strangers}
