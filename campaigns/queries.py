"""What pages and other rooms read of campaigns."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from campaigns.models import Activity, ActivityParty, Campaign
from documents.models import OfficialDocument
from organizations.models import Staff


def campaigns_for(
    staff: Staff, *, words: str = "", year: int | None = None, state: str = "", today: dt.date | None = None
) -> QuerySet[Campaign]:
    """Return the campaigns that the person sees and the filters keep, newest first.

    Each has `activity_count`, `done_count` and `late_count` (over by `today` and without a result).
    """
    found = Campaign.objects.visible_to(staff).search(words)
    if year:
        found = found.filter(year=year)
    if state:
        found = found.filter(state=state)
    return _with_counts(found, today or timezone.localdate()).order_by("-year", "-pk")


def _with_counts(found: QuerySet[Campaign], day: dt.date) -> QuerySet[Campaign]:
    late = Q(done_on__isnull=True) & (Q(ends_on__lt=day) | Q(ends_on__isnull=True, starts_on__lt=day))
    return found.select_related("organization").annotate(
        activity_count=_count(Q()), done_count=_count(Q(done_on__isnull=False)), late_count=_count(late)
    )


def _count(condition: Q) -> Coalesce:
    """Return the number of a campaign's activities as a subquery: joins of several counts would multiply each other."""
    rows = Activity.objects.filter(condition, campaign=OuterRef("pk")).order_by().values("campaign")
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0)


def years_of(staff: Staff) -> list[int]:
    """Return the years that have campaigns, newest first."""
    return list(Campaign.objects.visible_to(staff).order_by("-year").values_list("year", flat=True).distinct())


def activities_of(campaign: Campaign) -> list[Activity]:
    """Return a campaign's activities in the plan's order, with their parties; two queries."""
    return list(campaign.activities.prefetch_related(_parties()))


def activity_rows(staff: Staff) -> QuerySet[Activity]:
    """Return the activities that the person sees, with all that their page shows."""
    rows = Activity.objects.visible_to(staff).select_related("campaign__organization", "done_by__user")
    return rows.prefetch_related(_parties())


def _parties() -> Prefetch[Any]:
    return Prefetch("parties", ActivityParty.objects.select_related("organization", "group__owner"))


def campaign_of(document: OfficialDocument, staff: Staff) -> Campaign | None:
    """Return the campaign made from a document, where there is one that the person sees."""
    return Campaign.objects.visible_to(staff).filter(document=document).first()


def without_campaign(found: QuerySet[OfficialDocument]) -> QuerySet[OfficialDocument]:
    """Keep the documents that no campaign was made from yet."""
    return found.filter(~Exists(Campaign.objects.filter(document=OuterRef("pk"))))
