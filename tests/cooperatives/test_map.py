"""The communes as circles: reckoning, far islands, and what the page shows to whom."""

import pytest
from django.urls import reverse

from cooperatives.map import WIDTH, Place, drawing
from organizations.queries import positions
from organizations.unit_package import decided_units
from tests.factories.cooperatives import CooperativeFactory

WHERE = {"1": (20.8, 106.3), "2": (20.9, 106.5), "3": (20.7, 106.4), "4": (8.6, 114.0)}


def test_circles_lie_north_up_grow_with_their_counts_and_stay_inside():
    places = [Place("1", "A", 40, 40), Place("2", "B", 10, 6), Place("3", "C", 0, 0), Place("4", "Đảo", 2, 0)]
    made = drawing([*places, Place("9", "Không rõ", 5, 5)], WHERE)
    spots = {spot.place.code: spot for spot in made.spots}
    assert set(spots) == set(WHERE) and made.spots[0].place.code == "1"
    assert spots["2"].y < spots["1"].y < spots["3"].y and spots["1"].x < spots["3"].x < spots["2"].x
    assert spots["1"].r > spots["2"].r > spots["3"].r
    assert [spots[code].place.tone for code in "1234"] == ["ok", "warn", "none", "bad"]
    assert spots["4"].is_far and all(0 <= s.x <= WIDTH and 0 <= s.y <= made.height for s in made.spots)
    assert [s.label for s in made.spots if s.has_label] == ["A", "B", "Đảo"] and spots["1"].is_large
    assert drawing(places, {}) is None and len(drawing(places[:1], WHERE).spots) == 1


def test_every_commune_has_a_place():
    codes = {unit.code for unit in decided_units() if unit.province == "31"}
    assert set(positions("31")) == codes and positions("00") == {}


@pytest.mark.django_db
def test_the_page_counts_what_one_sees(world, as_, monkeypatch):
    east = world.commune.unit
    CooperativeFactory(unit=east, is_weak=True)
    CooperativeFactory(unit=world.neighbour.unit)
    monkeypatch.setattr("cooperatives.views.registry.positions", lambda code: {east.code: (20.8, 106.3)})
    page = as_(world.monitor).get(reverse("cooperatives:map")).content.decode()
    assert page.count("<circle") == 1 and "1 yếu kém" in page and f"?unit={world.neighbour.unit.code}" in page
    own = as_(world.clerk).get(reverse("cooperatives:map")).content.decode()
    assert world.neighbour.unit.name not in own
