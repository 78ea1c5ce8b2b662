"""Communes merged, renamed, divided: agencies, people and open work follow; shown first, dated, written down."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from cooperatives.models import Cooperative
from organizations.models import AdministrativeUnit, Delegation, Organization, OrganizationKind, Role
from organizations.queries import todays_units
from organizations.services import divide_unit, load_units, merge_organization, merge_units, rename_unit
from plans.models import Assignment
from tests.factories.cooperatives import CooperativeFactory
from tests.factories.organizations import DelegationFactory, OrganizationFactory, StaffFactory, World
from tests.factories.plans import work_of

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 7, 1)
TYPED = {"on": "01/07/2026", "decree": "Nghị quyết 5/NQ-UBTVQH16"}


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def as_(client):
    def sign_in(staff):
        client.force_login(staff.user)
        return client

    return sign_in


@pytest.fixture
def west(world):
    """The neighbour has an economic office, a village with people, and a cooperative with an account."""
    place = world.neighbour
    office = OrganizationFactory(
        parent=place, unit=place.unit, kind=OrganizationKind.DEPARTMENT, name="Phòng Kinh tế xã Tây", symbol="PKT"
    )
    Organization.objects.filter(pk=world.economy.pk).update(name="Phòng Kinh tế xã Đông", symbol="PKT")
    village = OrganizationFactory(parent=place, unit=place.unit, kind=OrganizationKind.VILLAGE, name="Thôn Bãi")
    return {
        "committee": place, "office": office, "village": village,
        "clerk": StaffFactory(organization=place, role=Role.CLERK),
        "head": StaffFactory(organization=office, role=Role.CONTACT),
        "elder": StaffFactory(organization=village, role=Role.CONTACT),
        "sheet": CooperativeFactory(unit=place.unit),
    }  # fmt: skip


def test_agencies_people_and_open_work_follow_a_merged_commune(world, west):
    east = world.commune.unit
    work = work_of(world, due_on=dt.date(2027, 1, 1))
    Assignment.objects.filter(pk=work.pk).update(organization=west["office"])
    DelegationFactory(staff=west["clerk"], organization=west["committee"])
    merge_units(units=[world.neighbour.unit], into=east, on=ON, decree="NQ 5", by=world.administrator)
    for row in (work, *(one for key, one in west.items())):
        row.refresh_from_db()
    assert (west["committee"].merged_into, west["office"].merged_into) == (world.commune, world.economy)
    assert (west["committee"].valid_to, west["committee"].is_active) == (dt.date(2026, 6, 30), False)
    assert (west["clerk"].organization, west["head"].organization) == (world.commune, world.economy)
    village = west["village"]
    assert (village.is_active, village.parent, village.unit) == (True, world.commune, east)
    assert village.path == f"{world.commune.path}{village.pk}/" and west["elder"].organization == village
    assert (work.organization, west["sheet"].unit) == (world.economy, east)
    assert not Delegation.objects.filter(organization=west["committee"], revoked_at=None).exists()
    moved = AuditEntry.objects.filter(code="organizations.staff.moved", data__decree="NQ 5")
    assert {west["clerk"].pk, west["head"].pk} <= set(moved.values_list("object_id", flat=True))
    assert set(Cooperative.objects.visible_to(west["clerk"])) == {west["sheet"]}


def test_where_the_new_commune_has_no_committee_agencies_go_on(world, west):
    Organization.objects.filter(unit=world.commune.unit).exclude(pk=world.commune.pk).update(is_active=False)
    Organization.objects.filter(pk=world.commune.pk).update(is_active=False)
    merge_units(units=[world.neighbour.unit], into=world.commune.unit, on=ON, decree="NQ", by=None)
    west["office"].refresh_from_db()
    assert (west["office"].is_active, west["office"].unit) == (True, world.commune.unit)


def test_the_page_shows_what_moves_before_it_is_done(world, west, as_):
    client, url = as_(world.administrator), reverse("organizations:unit_merge")
    typed = TYPED | {"units": [world.neighbour.unit.pk], "into": world.commune.unit.pk}
    page = client.post(url, typed)
    text = page.content.decode()
    assert page.status_code == 200 and "hợp nhất vào" in text and "Thôn Bãi" in text and "Không hoàn tác" in text
    assert "Hồ sơ hợp tác xã" in text and not AuditEntry.objects.filter(code="organizations.unit.merged").exists()
    mark = page.context["form"].fingerprint
    changed = client.post(url, typed | {"decree": "Văn bản khác", "confirm": mark})
    assert changed.status_code == 200 and "Xem trước" in changed.content.decode()
    assert client.post(url, typed | {"confirm": mark}).status_code == 302
    assert "nhập Xã Tây vào Xã Đông" in client.get(reverse("organizations:rearranging_list")).content.decode()
    future = (timezone.localdate() + dt.timedelta(days=3)).isoformat()
    again = {"units": [world.commune.unit.pk], "into": world.commune.unit.pk, "on": future, "decree": "x"}
    assert client.post(url, again).status_code == 422
    assert as_(world.leader).get(url).status_code == 403
    commune_admin = StaffFactory(organization=world.commune, role=Role.ADMINISTRATOR)
    assert as_(commune_admin).get(url).status_code == 403


def test_a_day_that_has_not_come_is_refused(world):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    with pytest.raises(ValidationError, match="Chưa đến ngày"):
        merge_units(units=[world.neighbour.unit], into=world.commune.unit, on=tomorrow, decree="", by=None)
    with pytest.raises(ValidationError, match="Chưa đến ngày"):
        merge_organization(organization=world.economy, into=world.culture, by=None, on=tomorrow)


def test_a_renamed_commune_is_found_by_both_names(world, as_):
    unit = world.commune.unit
    client, url = as_(world.administrator), reverse("organizations:unit_rename")
    typed = TYPED | {"unit": unit.pk, "kind": "phường", "name": "Phường Đông", "with_organizations": "on"}
    assert client.post(url, typed | {"name": "Đông"}).status_code == 422
    mark = client.post(url, typed).context["form"].fingerprint
    assert client.post(url, typed | {"confirm": mark}).status_code == 302
    unit.refresh_from_db()
    world.commune.refresh_from_db()
    assert (unit.name, unit.kind, world.commune.name) == ("Phường Đông", "phường", "Ủy ban nhân dân phường Đông")
    assert [found.unit for found in todays_units("Xã Đông")][-1] == unit
    with pytest.raises(ValidationError, match="tên khác"):
        rename_unit(unit=unit, name="Phường Đông", kind="phường", on=ON, decree="x", by=None)


def test_a_commune_is_divided_and_its_name_then_means_either(world):
    unit = world.commune.unit
    made = divide_unit(unit=unit, code="99991", name="Xã Đông Mới", kind="xã", on=ON, decree="NQ 7", by=None)
    assert {(found.unit, found.is_whole) for found in todays_units("Xã Đông") if found.former} == {
        (unit, False), (made, False),
    }  # fmt: skip
    with pytest.raises(ValidationError):
        divide_unit(unit=unit, code="99992", name="xã đông mới", kind="xã", on=ON, decree="", by=None)


def test_names_given_on_the_portal_survive_the_next_loading(db):
    load_units()
    unit = AdministrativeUnit.objects.get(code="11239")
    rename_unit(unit=unit, name="Phường Thanh Miện", kind="phường", on=ON, decree="NQ", by=None)
    load_units()
    unit.refresh_from_db()
    assert unit.name == "Phường Thanh Miện"


def test_an_agency_is_merged_with_its_people_after_a_look(world, as_):
    person = StaffFactory(organization=world.economy, role=Role.CONTACT)
    client, url = as_(world.administrator), reverse("organizations:organization_merge", args=[world.economy.pk])
    typed = TYPED | {"into": world.culture.pk}
    page = client.post(url, typed)
    assert str(person) in page.content.decode()
    assert client.post(url, typed | {"confirm": page.context["form"].fingerprint}).status_code == 302
    person.refresh_from_db()
    assert person.organization == world.culture
