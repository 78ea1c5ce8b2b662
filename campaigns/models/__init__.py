"""Campaigns, their activities, and who leads and joins them."""

from campaigns.models.activity import Activity, ActivityParty, Stage
from campaigns.models.campaign import Campaign, CampaignState

__all__ = ["Activity", "ActivityParty", "Campaign", "CampaignState", "Stage"]
