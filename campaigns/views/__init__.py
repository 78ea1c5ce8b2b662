"""Pages of campaigns."""

from campaigns.views.activities import (
    ActivityCreateView,
    ActivityDetailView,
    ActivityResultView,
    ActivityUpdateView,
    activity_remove,
)
from campaigns.views.campaigns import (
    CampaignCreateView,
    CampaignDetailView,
    CampaignListView,
    CampaignUpdateView,
    campaign_move,
)
from campaigns.views.proposal import CampaignFromDocumentView

__all__ = [
    "ActivityCreateView",
    "ActivityDetailView",
    "ActivityResultView",
    "ActivityUpdateView",
    "CampaignCreateView",
    "CampaignDetailView",
    "CampaignFromDocumentView",
    "CampaignListView",
    "CampaignUpdateView",
    "activity_remove",
    "campaign_move",
]
