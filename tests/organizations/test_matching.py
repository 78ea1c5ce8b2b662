"""Names of agencies in a document find their organizations and groups."""

import pytest

from organizations.queries import AgencyMatcher
from tests.factories.organizations import GroupFactory, OrganizationFactory, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = World()
    world.front = OrganizationFactory(
        parent=world.commune, unit=world.commune.unit, kind="front", name="Ủy ban Mặt trận Tổ quốc Việt Nam xã Đông"
    )
    world.city_front = OrganizationFactory(
        parent=world.province, unit=world.province.unit, kind="front", name="Ủy ban Mặt trận Tổ quốc Việt Nam thành phố"
    )
    world.communes = GroupFactory(owner=world.province, name="UBND các xã, phường", kinds=["committee"])
    return world


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Phòng Kinh tế xã", "economy"),
        ("phòng kinh tế", "economy"),
        ("Phòng Văn hóa – Xã hội", "culture"),
        ("Phòng VHXH", "culture"),
        ("Các thôn trên địa bàn xã", "village_group"),
        ("UBMTTQVN xã", "front"),
        ("UB MTTQ Việt Nam xã", "front"),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam thành phố", "city_front"),
        ("Phòng Kinh tế xã Đông", "economy"),
        ("Liên minh HTX thành phố", "union"),
    ],
)
def test_a_name_as_written_finds_its_organization(world, words, expected):
    best = AgencyMatcher(world.commune).best(words)
    assert best is not None
    assert (best.organization or best.group) == getattr(world, expected)


def test_a_neighbours_office_is_never_proposed(world):
    found = AgencyMatcher(world.commune).matches("Phòng Kinh tế", limit=20)
    assert world.neighbour_economy not in [m.organization for m in found]


def test_the_province_speaks_of_its_communes(world):
    best = AgencyMatcher(world.province).best("Ủy ban nhân dân các xã, phường")
    assert best.group == world.communes


@pytest.mark.parametrize("words", ["Công ty Điện lực", "các Liên hiệp HTX", "các đơn vị liên quan", "Hội Kinh tế xã"])
def test_an_unknown_agency_is_left_open(world, words):
    assert AgencyMatcher(world.commune).best(words) is None


def test_matching_asks_the_database_twice_however_many_names(world, django_assert_num_queries):
    with django_assert_num_queries(2):
        matcher = AgencyMatcher(world.commune)
        for name in ("Phòng Kinh tế", "Các thôn", "Hội Nông dân") * 10:
            matcher.best(name)
