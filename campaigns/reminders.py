"""What reminders know of this room: activities that are to be over and have no result yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import cast

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Activity, ActivityParty, CampaignState
from documents.models import Part
from notifications.sources import Due

TITLE_LENGTH = 200


class ActivityReminders:
    """Activities of running campaigns, told to who leads them; to the campaign's own office where nobody does."""

    code = "campaigns.activity"

    def due_on_days(self, days: Collection[dt.date], today: dt.date) -> Iterator[Due]:
        """Yield the open activities that end on one of `days`, once for each organization that leads; two queries."""
        open_rows = Activity.objects.filter(
            ends_on__in=set(days), done_on__isnull=True, campaign__state=CampaignState.ACTIVE
        )
        leads = ActivityParty.objects.filter(part=Part.LEAD, organization__isnull=False)
        rows = open_rows.select_related("campaign").prefetch_related(Prefetch("parties", leads, to_attr="lead_rows"))
        for activity in rows.order_by("pk").iterator(chunk_size=2000):
            named = {party.organization_id for party in activity.lead_rows if party.organization_id}
            for agency in sorted(named) or [activity.campaign.organization_id]:
                yield _due(activity, agency)


def _due(activity: Activity, agency: int) -> Due:
    title = activity.title
    return Due(
        object_id=activity.pk,
        organization_id=agency,
        issuer_id=activity.campaign.organization_id,
        title=title if len(title) <= TITLE_LENGTH else f"{title[: TITLE_LENGTH - 1].rstrip()}…",
        url=reverse("campaigns:activity_detail", args=[activity.pk]),
        due_on=cast("dt.date", activity.ends_on),
        since=timezone.localdate(activity.created_at),
    )
