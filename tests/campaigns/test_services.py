"""Campaigns from plans and by hand, their steps, their results."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from audit.models import AuditEntry
from audit.sentences import sentence
from campaigns.models import Activity, Campaign, CampaignState, Stage
from campaigns.reminders import ActivityReminders
from campaigns.services import (
    ActivityValues,
    create_campaign,
    create_from_document,
    move_campaign,
    record_result,
    remove_activity,
    save_activity,
    update_campaign,
)
from documents.models import DocumentState, Part
from documents.services.reviewed import ReviewedParty
from notifications.models import Notification
from tests.factories.campaigns import ActivityFactory, CampaignFactory, PartyFactory
from tests.factories.documents import DocumentFactory

TODAY = dt.date(2026, 5, 4)


def test_a_plan_becomes_a_campaign_with_its_agencies_matched(world, plan):
    campaign = create_from_document(document=plan, by=world.clerk)
    assert (campaign.organization, campaign.state, campaign.year) == (world.commune, CampaignState.ACTIVE, 2026)
    assert campaign.host == world.commune.name, "not the capitals of the head"
    first = campaign.activities.get(number="1")
    parties = {(p.part, p.words): p.organization or p.group for p in first.parties.all()}
    assert parties == {
        (Part.LEAD, "Phòng Văn hóa - Xã hội"): world.culture,
        (Part.COORDINATING, "Phòng Kinh tế"): world.economy,
        (Part.COORDINATING, "các thôn"): world.village_group,
    }
    third = campaign.activities.get(number="3")
    assert [p.organization for p in third.coordinators] == [None], "nobody in particular is nobody"
    (entry,) = AuditEntry.objects.all()
    assert "với 3 hoạt động từ văn bản 48/KH-UBND" in sentence(entry)


def test_those_with_a_part_are_told_once_each(world, plan):
    create_from_document(document=plan, by=world.clerk)
    told = Notification.objects.filter(code="campaigns.campaign.opened")
    assert {n.recipient_id for n in told} == {world.contact.pk, world.village_contact.pk}
    assert told.count() == 2


def test_a_second_campaign_from_the_same_plan_is_refused(world, plan):
    create_from_document(document=plan, by=world.clerk)
    with pytest.raises(ValidationError, match="đã có chiến dịch"):
        create_from_document(document=plan, by=world.clerk)
    assert Campaign.objects.count() == 1


def test_a_draft_plan_makes_a_draft_and_tells_nobody(world, plan):
    draft = DocumentFactory(organization=world.commune, kind="KH", tree=plan.tree, state=DocumentState.DRAFT)
    assert create_from_document(document=draft, by=world.clerk).state == CampaignState.DRAFT
    assert not Notification.objects.exists()


def test_a_wrong_activity_saves_nothing_of_the_campaign(world, plan):
    wrong = ActivityValues(title="Lễ phát động", starts_on=TODAY, ends_on=TODAY - dt.timedelta(days=1))
    with pytest.raises(ValidationError):
        create_from_document(document=plan, by=world.clerk, activities=[ActivityValues(title="Hội thi"), wrong])
    assert not Campaign.objects.exists()
    assert not Activity.objects.exists()
    assert not AuditEntry.objects.exists()


def test_the_steps_of_a_campaigns_life(world):
    campaign = create_campaign(organization=world.commune, by=world.clerk, title="Tuần lễ OCOP", year=2026)
    activity = save_activity(
        campaign=campaign,
        by=world.clerk,
        values=ActivityValues(title="Hội chợ", parties=(ReviewedParty("Phòng Kinh tế", organization=world.economy),)),
    )
    with pytest.raises(ValidationError, match="đang thực hiện"):
        record_result(activity=activity, result="Xong", by=world.clerk)
    move_campaign(campaign=campaign, to="active", by=world.leader)
    assert Notification.objects.filter(recipient=world.contact).count() == 1
    move_campaign(campaign=campaign, to="closed", by=world.leader)
    with pytest.raises(ValidationError, match="đã kết thúc"):
        update_campaign(campaign=campaign, by=world.clerk, title="Khác")
    with pytest.raises(ValidationError, match="đã kết thúc"):
        save_activity(campaign=campaign, by=world.clerk, values=ActivityValues(title="Muộn"))
    move_campaign(campaign=campaign, to="active", by=world.leader)
    assert Notification.objects.count() == 1, "taking it up again is no news to the partners"
    codes = [e.code.rsplit(".", 1)[1] for e in AuditEntry.objects.order_by("pk")]
    assert codes == ["created", "saved", "opened", "closed", "reopened"]


@pytest.mark.parametrize(
    ("state", "to"), [("draft", "closed"), ("active", "draft"), ("closed", "draft"), ("active", "x")]
)
def test_steps_that_do_not_exist_are_refused(world, state, to):
    campaign = CampaignFactory(organization=world.commune, state=state)
    with pytest.raises(ValidationError, match="không chuyển"):
        move_campaign(campaign=campaign, to=to, by=world.clerk)
    campaign.refresh_from_db()
    assert campaign.state == state


def test_an_activity_is_changed_with_its_parties(world):
    campaign = CampaignFactory(organization=world.commune)
    activity = save_activity(campaign=campaign, by=world.clerk, values=ActivityValues(title="Hội chợ"))
    PartyFactory(activity=activity)
    changed = ActivityValues(
        title="Hội chợ xuân", parties=(ReviewedParty("Các thôn", "coordinating", group=world.village_group),)
    )
    save_activity(campaign=campaign, activity=activity, by=world.clerk, values=changed)
    activity.refresh_from_db()
    assert activity.title == "Hội chợ xuân"
    assert [(p.part, p.group) for p in activity.parties.all()] == [("coordinating", world.village_group)]
    with pytest.raises(ValidationError, match="chiến dịch khác"):
        save_activity(campaign=CampaignFactory(), activity=activity, by=world.clerk, values=changed)


def test_results_with_and_without_an_end(world):
    activity = ActivityFactory(campaign=CampaignFactory(organization=world.commune), ends_on=TODAY)
    record_result(activity=activity, result="Đã có 80 đại biểu", by=world.contact, today=TODAY)
    activity.refresh_from_db()
    assert (activity.result, activity.done_on, activity.done_at) == ("Đã có 80 đại biểu", None, None)
    record_result(activity=activity, result="120 đại biểu dự", done_on=TODAY, by=world.contact, today=TODAY)
    activity.refresh_from_db()
    assert (activity.stage(TODAY), activity.done_by) == (Stage.DONE, world.contact)
    assert "thực hiện xong ngày 04/05/2026" in sentence(AuditEntry.objects.first())
    with pytest.raises(ValidationError, match="đã có kết quả"):
        remove_activity(activity=activity, by=world.clerk)


@pytest.mark.parametrize(
    ("values", "field"),
    [({"result": "  "}, "result"), ({"result": "Xong", "done_on": TODAY + dt.timedelta(days=1)}, "done_on")],
)
def test_results_that_cannot_be(world, values, field):
    activity = ActivityFactory(campaign=CampaignFactory(organization=world.commune))
    with pytest.raises(ValidationError) as told:
        record_result(activity=activity, by=world.clerk, today=TODAY, **values)
    assert set(told.value.message_dict) == {field}


@pytest.mark.parametrize(
    ("starts", "ends", "stage"),
    [
        (None, None, Stage.UNDATED),
        (-9, -1, Stage.LATE),
        (-9, 0, Stage.RUNNING),
        (0, 0, Stage.RUNNING),
        (1, 5, Stage.COMING),
        (None, 0, Stage.COMING),
        (None, -1, Stage.LATE),
        (-1, None, Stage.LATE),
    ],
)
def test_how_far_an_activity_is(starts, ends, stage):
    def day(n):
        return None if n is None else TODAY + dt.timedelta(days=n)

    assert Activity(title="x", starts_on=day(starts), ends_on=day(ends)).stage(TODAY) == stage


def test_reminders_hear_of_open_activities_of_running_campaigns_alone(world, django_assert_num_queries):
    running = CampaignFactory(organization=world.commune)
    due = ActivityFactory(campaign=running, ends_on=TODAY)
    PartyFactory(activity=due, organization=world.economy)
    PartyFactory(activity=due, organization=world.economy, words="Phòng Kinh tế xã")
    PartyFactory(activity=due, organization=world.culture, part=Part.COORDINATING)
    nobodys = ActivityFactory(campaign=running, ends_on=TODAY)
    done = ActivityFactory(campaign=running, ends_on=TODAY, result="Xong", done_on=TODAY)
    other_day = ActivityFactory(campaign=running, ends_on=TODAY + dt.timedelta(days=1))
    of_draft = ActivityFactory(campaign=CampaignFactory(state="draft"), ends_on=TODAY)
    for activity in (done, other_day, of_draft):
        PartyFactory(activity=activity, organization=world.economy)
    with django_assert_num_queries(2):
        found = list(ActivityReminders().due_on_days([TODAY], TODAY))
    assert [(d.object_id, d.organization_id, d.issuer_id, d.due_on) for d in found] == [
        (due.pk, world.economy.pk, world.commune.pk, TODAY),
        (nobodys.pk, world.commune.pk, world.commune.pk, TODAY),
    ]
