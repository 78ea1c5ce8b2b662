"""Which organizations, groups and colleagues a person sees, and when the rights end."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from organizations.models import Organization, OrganizationGroup, Staff
from organizations.services import appoint, end_term
from tests.factories.organizations import GroupFactory, UserFactory, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def names(found):
    return {str(o) for o in found}


def test_the_tree_knows_its_places(world):
    assert world.economy.path == f"/{world.province.pk}/{world.commune.pk}/{world.economy.pk}/"
    assert world.economy.depth == 2
    assert world.economy.root_path == world.province.path
    assert world.economy.commune_path == world.commune.path


def test_a_clerk_sees_the_own_commune_and_the_offices_of_the_province(world):
    seen = set(Organization.objects.visible_to(world.clerk))
    own = {world.commune, world.economy, world.culture, *world.villages}
    assert seen == own | {world.province, world.bureau, world.union, world.neighbour}


def test_a_monitor_sees_the_whole_province_and_nothing_of_another(world):
    seen = set(Organization.objects.visible_to(world.monitor))
    assert world.neighbour_economy in seen
    assert world.stranger not in seen


def test_nobody_sees_nothing():
    World()
    assert not Organization.objects.visible_to(None).exists()
    assert not OrganizationGroup.objects.visible_to(None).exists()
    assert not Staff.objects.visible_to(None).exists()


def test_colleagues_are_those_of_the_own_organization_and_below(world):
    assert set(Staff.objects.visible_to(world.contact)) == {world.contact}
    below = {world.specialist, world.clerk, world.leader, world.contact, world.village_contact}
    assert set(Staff.objects.visible_to(world.leader)) == below


def test_groups_of_the_offices_above_are_seen_and_those_of_neighbours_are_not(world):
    theirs = GroupFactory(owner=world.neighbour)
    seen = set(OrganizationGroup.objects.visible_to(world.contact))
    assert seen == {world.village_group}
    assert theirs not in seen


def test_a_group_stands_for_the_active_villages_of_its_owner(world):
    Organization.objects.filter(pk=world.villages[2].pk).update(is_active=False)
    assert set(world.village_group.expand()) == set(world.villages[:2])


def test_a_role_that_ended_acts_at_once_in_an_open_session(world, client):
    client.force_login(world.clerk.user)
    assert client.get(reverse("organizations:profile")).status_code == 200
    end_term(staff=world.clerk, by=world.administrator)
    assert client.get(reverse("organizations:profile")).status_code == 403


def test_a_term_counts_from_its_first_day_to_its_last_in_vietnam_time(world):
    staff = appoint(
        user=UserFactory(),
        organization=world.commune,
        role="clerk",
        title="Văn thư",
        by=None,
        starts_on=dt.date(2026, 5, 4),
    )
    end_term(staff=staff, by=None, last_day=dt.date(2026, 5, 8))
    moments = {
        "2026-05-03T16:59:59Z": False,
        "2026-05-03T17:00:01Z": True,
        "2026-05-08T16:59:59Z": True,
        "2026-05-08T17:00:01Z": False,
    }
    for moment, on_duty in moments.items():
        with time_machine.travel(moment, tick=False):
            assert Staff.objects.on_duty().filter(pk=staff.pk).exists() is on_duty, moment


def test_anothers_group_cannot_be_changed(world, client):
    client.force_login(world.neighbour_clerk.user)
    assert client.get(reverse("organizations:group_update", args=[world.village_group.pk])).status_code == 404
