"""Who sees which sheets, and who may write: the exact sets."""

import pytest

from cooperatives.models import Cooperative
from cooperatives.scope import may_edit
from organizations.models import OrganizationKind, Role
from tests.factories.cooperatives import CooperativeFactory
from tests.factories.organizations import CommuneFactory, OrganizationFactory, StaffFactory

EAST, WEST, FAR = "Hợp tác xã Đông", "Hợp tác xã Tây", "Hợp tác xã Xa"
SEEN = {
    "specialist": {EAST},
    "clerk": {EAST},
    "leader": {EAST},
    "contact": {EAST},
    "village_contact": set(),
    "monitor": {EAST, WEST},
    "administrator": {EAST, WEST},
    "neighbour_clerk": {WEST},
    "neighbour_contact": {WEST},
    "outsider": {FAR},
}
EDITORS = {"specialist", "clerk", "leader", "contact", "neighbour_clerk", "neighbour_contact"}


@pytest.fixture
def sheets(world):
    CooperativeFactory(name=EAST, unit=world.commune.unit)
    CooperativeFactory(name=WEST, unit=world.neighbour.unit)
    CooperativeFactory(name=FAR, unit=CommuneFactory(parent=world.stranger.unit))


@pytest.mark.parametrize("name", SEEN)
def test_each_person_sees_exactly_the_sheets_of_the_own_place(world, sheets, name):
    found = Cooperative.objects.visible_to(world.people()[name])
    assert set(found.values_list("name", flat=True)) == SEEN[name]


def test_nobody_sees_nothing(world, sheets):
    assert not Cooperative.objects.visible_to(None).exists()


@pytest.mark.parametrize("name", SEEN)
def test_only_those_who_keep_the_register_write(world, name):
    assert may_edit(world.people()[name]) is (name in EDITORS)


def test_a_contact_of_another_office_reads_only(world):
    culture = StaffFactory(organization=world.culture, role=Role.CONTACT)
    assert not may_edit(culture)


def test_staff_of_an_association_reads_only(world):
    farmers = OrganizationFactory(parent=world.commune, unit=world.commune.unit, kind=OrganizationKind.ASSOCIATION)
    assert not may_edit(StaffFactory(organization=farmers, role=Role.SPECIALIST))


def test_a_cooperative_sees_its_own_sheet_alone(world, sheets):
    account = OrganizationFactory(parent=world.commune, unit=world.commune.unit, kind=OrganizationKind.COOPERATIVE)
    own = CooperativeFactory(name="Hợp tác xã Riêng", unit=world.commune.unit, organization=account)
    person = StaffFactory(organization=account, role=Role.CONTACT)
    assert list(Cooperative.objects.visible_to(person)) == [own]
    assert not may_edit(person)


def test_a_monitor_who_sits_in_a_commune_still_watches_the_province(world, sheets):
    monitor = StaffFactory(organization=world.economy, role=Role.MONITOR)
    assert set(Cooperative.objects.visible_to(monitor).values_list("name", flat=True)) == {EAST, WEST}


def test_the_province_of_a_sheet_follows_its_commune_by_every_door(world):
    sheet = CooperativeFactory(unit=world.commune.unit)
    far = CommuneFactory(parent=world.stranger.unit)
    Cooperative.objects.filter(pk=sheet.pk).update(unit=far)
    sheet.refresh_from_db()
    assert sheet.province == world.stranger.unit
    made = Cooperative.objects.bulk_create([Cooperative(name="Hợp tác xã Mới", unit=world.neighbour.unit)])
    made[0].refresh_from_db()
    assert made[0].province == world.province.unit
    sheet.unit, sheet.province = world.commune.unit, None
    sheet.save()
    sheet.refresh_from_db()
    assert sheet.province == world.province.unit
