"""What reminders know of this room: activities that are to be over and have no result yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from django.urls import reverse

from campaigns.models import ActivityParty, CampaignState
from documents.models import Part
from notifications.sources import Due

TITLE_LENGTH = 200


class ActivityReminders:
    """Activities of running campaigns by the organization that leads them; without a lead, its own campaign's."""

    code = "campaigns.activity"

    def due_on_days(self, days: Collection[dt.date], today: dt.date) -> Iterator[Due]:
        """Yield the open activities that end on one of `days`, once for each organization that leads; one query."""
        rows = ActivityParty.objects.filter(
            part=Part.LEAD,
            organization__isnull=False,
            activity__ends_on__in=set(days),
            activity__done_on__isnull=True,
            activity__campaign__state=CampaignState.ACTIVE,
        )
        values = rows.order_by("pk").values_list(
            "activity_id",
            "organization_id",
            "activity__campaign__organization_id",
            "activity__title",
            "activity__ends_on",
        )
        for pk, agency, issuer, title, ends_on in values.distinct().iterator(chunk_size=2000):
            yield Due(
                object_id=pk,
                organization_id=agency,
                issuer_id=issuer,
                title=title if len(title) <= TITLE_LENGTH else f"{title[: TITLE_LENGTH - 1].rstrip()}…",
                url=reverse("campaigns:activity_detail", args=[pk]),
                due_on=ends_on,
            )
