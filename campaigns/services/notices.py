"""Telling those who have a part in a campaign."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.utils import timezone

from campaigns.models import ActivityParty, Campaign
from notifications.services import notify
from organizations.access import WORKERS
from organizations.models import OrganizationGroup, Staff


def tell_opened(campaign: Campaign, *, at: dt.datetime | None = None) -> None:
    """Tell the people of all organizations with a part in the campaign that it begins: one message a person."""
    activities = campaign.activities.count()
    notify(
        recipients=partners_of(campaign),
        code="campaigns.campaign.opened",
        title=f"Bắt đầu chiến dịch: {campaign.title}",
        body=f"Đơn vị của bạn có tên trong {activities} hoạt động của chiến dịch. Mở để xem phần việc và thời gian.",
        url=campaign.get_absolute_url(),
        source="campaigns.campaign",
        object_id=campaign.pk,
        at=at or timezone.now(),
    )


def partners_of(campaign: Campaign) -> QuerySet[Staff]:
    """Return the people on duty of the organizations that lead or join, groups expanded, the own office left out."""
    parties = ActivityParty.objects.filter(activity__campaign=campaign)
    ids = set(parties.filter(organization__isnull=False).values_list("organization_id", flat=True))
    groups = OrganizationGroup.objects.filter(
        pk__in=parties.filter(group__isnull=False).values("group")
    ).select_related("owner")
    for group in groups:
        ids.update(group.expand().values_list("pk", flat=True))
    ids.discard(campaign.organization_id)
    return Staff.objects.on_duty().filter(organization__in=ids, role__in=WORKERS)
