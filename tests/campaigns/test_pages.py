"""The campaigns' pages, as people use them."""

import datetime as dt
import html
import re

import lxml.html
import pytest
from django.urls import reverse

from campaigns.models import Activity, Campaign
from documents.models import Part
from tests.factories.campaigns import ActivityFactory, CampaignFactory, PartyFactory

LIST = "/chien-dich/"


def text_of(answer):
    return html.unescape(answer.content.decode())


def sent_back(answer):
    """Return what a browser would send if the page's own form were sent as it is."""
    (form,) = lxml.html.fromstring(answer.content.decode()).xpath("//main//form")
    return dict(form.form_values())


@pytest.fixture
def proposal_url(plan):
    return reverse("campaigns:campaign_from_document", args=[plan.pk])


def test_the_proposal_page_sent_as_it_is_makes_the_campaign(world, plan, proposal_url, as_):
    client = as_(world.clerk)
    page = client.get(proposal_url)
    assert "Hợp tác xã cùng nông dân chuyển đổi số" in text_of(page)
    assert text_of(page).count('<details class="proposed"') == 3
    answer = client.post(proposal_url, sent_back(page))
    campaign = Campaign.objects.get()
    assert answer.url == campaign.get_absolute_url()
    assert (campaign.document, campaign.messages[0]) == (plan, "Vào hợp tác xã để cùng mạnh")
    assert campaign.peak_ends_on == dt.date(2026, 4, 12)
    first = campaign.activities.get(number="1")
    assert {str(p.organization or p.group) for p in first.parties.all()} == {
        "Phòng Văn hóa - Xã hội",
        "Phòng Kinh tế",
        "Các thôn",
    }


def test_the_proposal_is_corrected_before_it_is_saved(world, plan, proposal_url, as_):
    client = as_(world.clerk)
    data = sent_back(client.get(proposal_url))
    data["c-title"] = "Tháng hành động của xã"
    del data["a-1-included"]
    data["a-0-starts_on"] = data["a-0-ends_on"] = "07/04/2026"
    data["a-2-p-1-target"] = f"o{world.culture.pk}"
    data["a-0-p-2-DELETE"] = "on"
    client.post(proposal_url, data)
    campaign = Campaign.objects.get()
    assert campaign.title == "Tháng hành động của xã"
    assert [a.number for a in campaign.activities.all()] == ["1", "3"]
    first, third = campaign.activities.all()
    assert first.starts_on == dt.date(2026, 4, 7)
    assert [p.words for p in first.coordinators] == ["Phòng Kinh tế"]
    assert [p.organization for p in third.coordinators] == [world.culture]


def test_errors_of_the_proposal_are_shown_and_nothing_typed_is_lost(world, plan, proposal_url, as_):
    client = as_(world.clerk)
    data = sent_back(client.get(proposal_url))
    data |= {"c-title": "", "a-0-starts_on": "32/13/2026", "a-1-title": "", "a-1-content": "giữ tôi lại"}
    answer = client.post(proposal_url, data)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "32/13/2026" in page
    assert "giữ tôi lại" in page
    assert page.count("Cần sửa") == 2
    assert not Campaign.objects.exists()


def test_a_forged_agency_is_refused(world, plan, proposal_url, as_):
    client = as_(world.clerk)
    data = sent_back(client.get(proposal_url))
    data["a-0-p-0-target"] = f"o{world.neighbour_economy.pk}"
    answer = client.post(proposal_url, data)
    assert (answer.status_code, "không thuộc phạm vi" in text_of(answer)) == (422, True)


def test_a_plan_with_a_campaign_leads_there(world, plan, proposal_url, as_):
    client = as_(world.clerk)
    client.post(proposal_url, sent_back(client.get(proposal_url)))
    assert client.get(proposal_url).url == Campaign.objects.get().get_absolute_url()


def test_only_the_plans_holder_proposes(world, plan, proposal_url, as_):
    assert as_(world.contact).get(proposal_url).status_code == 403
    assert as_(world.monitor).get(proposal_url).status_code == 403
    assert as_(world.neighbour_clerk).get(proposal_url).status_code == 404


def test_the_campaigns_page_draws_the_timeline_and_says_the_same_in_words(world, as_):
    campaign = CampaignFactory(
        organization=world.commune, peak_starts_on=dt.date(2026, 4, 6), peak_ends_on=dt.date(2026, 4, 12)
    )
    lead = ActivityFactory(
        campaign=campaign, title="Lễ phát động", starts_on=dt.date(2026, 4, 6), ends_on=dt.date(2026, 4, 6)
    )
    ActivityFactory(campaign=campaign, title="Tập huấn", time_text="Tùy điều kiện")
    PartyFactory(activity=lead, organization=world.economy)
    page = text_of(as_(world.clerk).get(campaign.get_absolute_url()))
    assert page.count("<circle") == 1
    assert "line-peak" in page
    assert "06/04/2026" in page
    assert "Tùy điều kiện" in page
    assert "1 hoạt động chưa rõ ngày" in page
    svg = page[page.index("<svg") : page.index("</svg>")]
    assert not re.search(r'="\d+,\d', svg), "fractions with a comma would not draw"
    assert "style=" not in page


def test_the_list_counts_and_filters(world, as_):
    first = CampaignFactory(organization=world.commune, title="Tuần lễ OCOP", year=2025)
    second = CampaignFactory(organization=world.commune, theme="Chuyển đổi số")
    ActivityFactory(campaign=first, result="Xong", done_on=dt.date(2025, 5, 1))
    ActivityFactory(campaign=first, ends_on=dt.date(2025, 5, 1))
    PartyFactory.create_batch(3, activity=ActivityFactory(campaign=first))
    client = as_(world.clerk)

    def names(**asked):
        return [c.title for c in client.get(LIST, asked).context["object_list"]]

    shown = client.get(LIST).context["object_list"]
    assert [(c.activity_count, c.done_count, c.late_count) for c in shown] == [(0, 0, 0), (3, 1, 1)]
    assert names(q="tuan le") == names(year="2025") == ["Tuần lễ OCOP"]
    assert names(q="chuyen doi") == [second.title]
    assert names(state="closed") == []
    assert len(names(year="x", state="y")) == 2


def test_a_campaign_by_hand_from_draft_to_end(world, as_):
    client = as_(world.clerk)
    wrong = client.post(
        reverse("campaigns:campaign_create"),
        {
            "title": "Tuần lễ OCOP",
            "year": "1900",
            "starts_on": "02/05/2026",
            "ends_on": "01/05/2026",
            "messages": "A\nB",
        },
    )
    assert (wrong.status_code, set(wrong.context["form"].errors)) == (422, {"ends_on"})
    client.post(reverse("campaigns:campaign_create"), {"title": "Tuần lễ OCOP", "year": "2026", "messages": "A\n\n B "})
    campaign = Campaign.objects.get()
    assert (campaign.organization, campaign.messages, campaign.state) == (world.commune, ["A", "B"], "draft")
    added = client.post(
        reverse("campaigns:activity_create", args=[campaign.pk]),
        {
            "number": "1", "title": "Hội chợ", "ends_on": "20/05/2026", "p-TOTAL_FORMS": "1", "p-INITIAL_FORMS": "0",
            "p-0-words": "Phòng Kinh tế", "p-0-part": "lead", "p-0-target": f"o{world.economy.pk}",
        },
    )  # fmt: skip
    activity = Activity.objects.get()
    assert added.url == activity.get_absolute_url()
    assert [p.organization for p in activity.leads] == [world.economy]
    client.post(reverse("campaigns:campaign_move", args=[campaign.pk]), {"state": "active"})
    refused = client.post(reverse("campaigns:campaign_move", args=[campaign.pk]), {"state": "draft"}, follow=True)
    assert "không chuyển" in text_of(refused)
    campaign.refresh_from_db()
    assert campaign.state == "active"


def test_an_activity_form_with_errors_keeps_its_agencies(world, as_):
    campaign = CampaignFactory(organization=world.commune)
    activity = ActivityFactory(campaign=campaign, title="Hội chợ")
    PartyFactory(activity=activity, organization=world.economy)
    client, url = as_(world.clerk), reverse("campaigns:activity_update", args=[activity.pk])
    assert f'value="o{world.economy.pk}" selected' in text_of(client.get(url))
    sent = {
        "title": "", "p-TOTAL_FORMS": "2", "p-INITIAL_FORMS": "1", "p-0-words": "Phòng Kinh tế", "p-0-part": "lead",
        "p-0-target": f"o{world.economy.pk}", "p-1-words": "Cơ quan lạ", "p-1-part": "coordinating", "p-1-target": "",
    }  # fmt: skip
    answer = client.post(url, sent)
    assert (answer.status_code, "Cơ quan lạ" in text_of(answer), "Hãy ghi tên hoạt động" in text_of(answer)) == (
        422,
        True,
        True,
    )
    client.post(url, {**sent, "title": "Hội chợ xuân"})
    assert [(p.part, p.words) for p in activity.parties.order_by("order")] == [
        (Part.LEAD, "Phòng Kinh tế"),
        (Part.COORDINATING, "Cơ quan lạ"),
    ]


def test_the_agency_with_a_part_writes_the_result(world, as_):
    activity = ActivityFactory(campaign=CampaignFactory(organization=world.commune), ends_on=dt.date(2026, 5, 1))
    client, url = as_(world.contact), reverse("campaigns:activity_result", args=[activity.pk])
    assert client.get(url).status_code == 403
    PartyFactory(activity=activity, organization=world.economy)
    refused = client.post(url, {"result": "", "done_on": "01/01/2999"})
    assert (refused.status_code, "result" in refused.context["form"].errors) == (422, True)
    future = client.post(url, {"result": "120 đại biểu", "done_on": "01/01/2199"})
    assert (future.status_code, set(future.context["form"].errors)) == (422, {"done_on"})
    assert client.post(url, {"result": "120 đại biểu", "done_on": "01/05/2026"}).url == activity.get_absolute_url()
    assert "Thực hiện xong ngày 01/05/2026" in text_of(client.get(activity.get_absolute_url()))
    assert as_(world.neighbour_clerk).post(url, {"result": "x"}).status_code == 404


def test_an_activity_with_a_result_stays(world, as_):
    campaign = CampaignFactory(organization=world.commune)
    kept, gone = ActivityFactory(campaign=campaign, result="Xong"), ActivityFactory(campaign=campaign)
    client = as_(world.clerk)
    for activity in (kept, gone):
        client.post(reverse("campaigns:activity_remove", args=[activity.pk]))
    assert list(campaign.activities.all()) == [kept]


PAGES = [
    ("campaign_detail", "get"), ("campaign_update", "get"), ("campaign_update", "post"), ("campaign_move", "post"),
    ("activity_create", "get"), ("activity_create", "post"),
]  # fmt: skip
ACTIVITY_PAGES = [
    ("activity_detail", "get"), ("activity_update", "get"), ("activity_update", "post"), ("activity_result", "get"),
    ("activity_result", "post"), ("activity_remove", "post"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "method"), PAGES + ACTIVITY_PAGES)
def test_a_neighbours_campaign_is_not_found_and_a_monitor_only_reads(world, as_, name, method):
    activity = ActivityFactory(campaign=CampaignFactory(organization=world.commune))
    pk = activity.pk if name.startswith("activity_") and name != "activity_create" else activity.campaign_id
    url = reverse(f"campaigns:{name}", args=[pk])
    assert getattr(as_(world.neighbour_clerk), method)(url).status_code == 404
    expected = 200 if name.endswith("_detail") else 403
    assert getattr(as_(world.monitor), method)(url).status_code == expected


def test_hostile_text_stays_text(world, as_):
    campaign = CampaignFactory(organization=world.commune, title="<script>alert(1)</script>", messages=["<img src=x>"])
    activity = ActivityFactory(campaign=campaign, title="<script>alert(1)</script>", ends_on=dt.date(2026, 5, 1))
    PartyFactory(activity=activity, words="<script>alert(1)</script>")
    for url in (LIST, campaign.get_absolute_url(), activity.get_absolute_url()):
        content = as_(world.clerk).get(url).content
        assert b"<script>alert" not in content
        assert b"<img src=x" not in content


def test_query_budgets(world, as_, django_assert_max_num_queries, plan, proposal_url):
    campaigns = CampaignFactory.create_batch(60, organization=world.commune)
    for n in range(40):
        activity = ActivityFactory(campaign=campaigns[0], ends_on=dt.date(2026, 5, 1 + n % 28))
        PartyFactory.create_batch(3, activity=activity, organization=world.economy)
        PartyFactory(activity=activity, group=world.village_group)
    client = as_(world.clerk)
    with django_assert_max_num_queries(15):
        client.get(LIST)
    with django_assert_max_num_queries(20):
        client.get(campaigns[0].get_absolute_url())
    with django_assert_max_num_queries(20):
        client.get(activity.get_absolute_url())
    with django_assert_max_num_queries(20):
        client.get(proposal_url)
