"""Every change in this room."""

from campaigns.proposal import propose_campaign
from campaigns.services.activities import ActivityValues, record_result, remove_activity, save_activity
from campaigns.services.campaigns import create_campaign, move_campaign, update_campaign
from campaigns.services.documents import create_from_document, matched_activities

__all__ = [
    "ActivityValues",
    "create_campaign",
    "create_from_document",
    "matched_activities",
    "move_campaign",
    "propose_campaign",
    "record_result",
    "remove_activity",
    "save_activity",
    "update_campaign",
]
