"""Who sees campaigns and who writes in them: the exact sets."""

import pytest

from campaigns.access import may_edit, may_record
from campaigns.models import Activity, Campaign, CampaignState
from organizations.models import OrganizationKind, Role
from tests.factories.campaigns import ActivityFactory, CampaignFactory, PartyFactory
from tests.factories.organizations import GroupFactory, StaffFactory

EVERYBODY = {
    "specialist", "clerk", "leader", "contact", "village_contact", "monitor", "administrator", "neighbour_clerk",
    "neighbour_contact", "outsider",
}  # fmt: skip
COMMUNE = {"specialist", "clerk", "leader", "contact", "village_contact"}
PROVINCE = {"monitor", "administrator"}
NEIGHBOURS = {"neighbour_clerk", "neighbour_contact"}


def who_sees(world, campaign):
    return {n for n, p in world.people().items() if Campaign.objects.visible_to(p).filter(pk=campaign.pk).exists()}


def test_a_communes_campaign_is_for_its_people_and_those_above(world):
    assert who_sees(world, CampaignFactory(organization=world.commune)) == COMMUNE | PROVINCE


def test_the_provinces_campaign_is_for_all_below(world):
    assert who_sees(world, CampaignFactory(organization=world.province)) == EVERYBODY - {"outsider"}


def test_a_draft_stays_with_its_holder_and_the_offices_above_in_the_commune(world):
    draft = CampaignFactory(organization=world.economy, state=CampaignState.DRAFT)
    assert who_sees(world, draft) == COMMUNE - {"village_contact"}
    of_the_commune = CampaignFactory(organization=world.commune, state=CampaignState.DRAFT)
    assert who_sees(world, of_the_commune) == {"specialist", "clerk", "leader"}


def test_who_has_a_part_in_a_sisters_campaign_sees_it(world):
    campaign = CampaignFactory(organization=world.union)
    assert who_sees(world, campaign) == PROVINCE
    PartyFactory(activity=ActivityFactory(campaign=campaign), organization=world.neighbour_economy)
    PartyFactory(activity=ActivityFactory(campaign=campaign), organization=world.neighbour_economy)
    assert who_sees(world, campaign) == PROVINCE | NEIGHBOURS
    assert Campaign.objects.visible_to(world.neighbour_clerk).count() == 1


@pytest.mark.parametrize("reach", ["children", "below"])
def test_groups_count_by_what_they_stand_for(world, reach):
    group = GroupFactory(owner=world.province, name="UBND các xã", kinds=[OrganizationKind.COMMITTEE], reach=reach)
    campaign = CampaignFactory(organization=world.union)
    PartyFactory(activity=ActivityFactory(campaign=campaign), group=group)
    assert who_sees(world, campaign) == PROVINCE | {"specialist", "clerk", "leader", "neighbour_clerk"}


def test_nobody_and_activities_follow(world):
    activity = ActivityFactory(campaign=CampaignFactory(organization=world.commune))
    assert not Campaign.objects.visible_to(None).exists()
    assert list(Activity.objects.visible_to(world.clerk)) == [activity]
    assert not Activity.objects.visible_to(world.neighbour_clerk).exists()


def test_only_the_own_office_edits(world):
    campaign = CampaignFactory(organization=world.commune)
    assert {n for n, p in world.people().items() if may_edit(p, campaign)} == {"specialist", "clerk", "leader"}
    of_an_office = CampaignFactory(organization=world.economy)
    assert {n for n, p in world.people().items() if may_edit(p, of_an_office)} == {"specialist", "clerk", "leader"}


def test_the_provinces_own_staff_reads_a_communes_campaign_and_writes_in_its_own(world):
    leader = StaffFactory(organization=world.province, role=Role.LEADER)
    assert not may_edit(leader, CampaignFactory(organization=world.commune))
    assert may_edit(leader, CampaignFactory(organization=world.province))


def test_results_are_written_by_the_holder_and_by_those_with_a_part(world):
    activity = ActivityFactory(campaign=CampaignFactory(organization=world.commune))
    assert not may_record(world.contact, activity)
    PartyFactory(activity=activity, organization=world.economy)
    PartyFactory(activity=activity, group=world.village_group)
    fresh = Activity.objects.get(pk=activity.pk)
    allowed = {n for n, p in world.people().items() if may_record(p, fresh)}
    assert allowed == COMMUNE
