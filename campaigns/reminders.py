"""What reminders know of this room: activities that are to be over and have no result yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import cast

from django.db.models import Prefetch, Q, QuerySet
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
        return _due_of(_still_to_do().filter(ends_on__in=set(days)))

    def changed_since(self, moment: dt.datetime, today: dt.date) -> Iterator[Due]:
        """Yield the open activities that were written, or whose campaign was, at `moment` or later."""
        changed = Q(updated_at__gte=moment) | Q(campaign__updated_at__gte=moment)
        return _due_of(_still_to_do().filter(changed, ends_on__isnull=False))

    def open_deadlines(self, ids: Collection[int]) -> dict[int, dt.date | None]:
        """Return the last days of those of the activities that still have no result."""
        return dict(_still_to_do().filter(pk__in=ids).values_list("pk", "ends_on"))


def _still_to_do() -> QuerySet[Activity]:
    return Activity.objects.filter(done_on__isnull=True, campaign__state=CampaignState.ACTIVE)


def _due_of(activities: QuerySet[Activity]) -> Iterator[Due]:
    leads = ActivityParty.objects.filter(part=Part.LEAD, organization__isnull=False)
    rows = activities.select_related("campaign").prefetch_related(Prefetch("parties", leads, to_attr="lead_rows"))
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
