"""Campaigns with activities."""

from __future__ import annotations

import factory

from campaigns.models import Activity, ActivityParty, Campaign, CampaignState
from documents.models import Part
from tests.factories.organizations import OrganizationFactory


class CampaignFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Campaign

    organization = factory.SubFactory(OrganizationFactory)
    year = 2026
    title = factory.Sequence(lambda n: f"Tháng hành động vì Hợp tác xã, đợt {n}")
    state = CampaignState.ACTIVE


class ActivityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Activity

    campaign = factory.SubFactory(CampaignFactory)
    order = factory.Sequence(lambda n: n)
    title = factory.Sequence(lambda n: f"Hoạt động {n}")


class PartyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ActivityParty

    activity = factory.SubFactory(ActivityFactory)
    part = Part.LEAD
    words = "Phòng Kinh tế"
