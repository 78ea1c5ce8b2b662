"""From a plan that the portal holds to a campaign with its activities."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from campaigns.models import Activity, ActivityParty, Campaign, CampaignState
from campaigns.proposal import ActivityProposal, CampaignProposal, PartyWords, propose_campaign
from campaigns.services.activities import ActivityValues, party_rows
from campaigns.services.notices import tell_opened
from coopportal.text import fold
from documents.models import OfficialDocument
from documents.services.reviewed import ReviewedParty
from organizations.models import Organization, Staff
from organizations.queries import AgencyMatcher, Match
from organizations.services.directory import actor_of

Matcher = Callable[[str], Match | None]


@transaction.atomic
def create_from_document(
    *,
    document: OfficialDocument,
    by: Staff | None,
    values: dict[str, Any] | None = None,
    activities: Sequence[ActivityValues] | None = None,
) -> Campaign:
    """Make a campaign from a plan, with `values` and `activities` as a person corrected them, or as they were read.

    The campaign belongs to the document's organization and runs at once where the document is in force; a plan that is
    a draft makes a draft. Raises ValidationError naming the fields, and where the document has a campaign already.
    """
    document = (
        OfficialDocument.objects.select_for_update(of=("self",)).select_related("organization").get(pk=document.pk)
    )
    if Campaign.objects.filter(document=document).exists():
        raise ValidationError("Văn bản này đã có chiến dịch; hãy mở chiến dịch đó để sửa.")
    if values is None or activities is None:
        proposal = propose_campaign(document.official)
        values = campaign_values(proposal, document.organization) if values is None else values
        activities = (
            matched_activities(proposal, AgencyMatcher(document.organization).best)
            if activities is None
            else activities
        )
    campaign = Campaign(organization=document.organization, document=document, created_by=by, **values)
    campaign.state = CampaignState.DRAFT if document.is_draft else CampaignState.ACTIVE
    campaign.full_clean()
    campaign.save()
    _add_activities(campaign, activities)
    if campaign.state == CampaignState.ACTIVE:
        tell_opened(campaign)
    data = {"activities": len(activities), "document": document.full_number or document.subject[:100]}
    record(code="campaigns.campaign.proposed", obj=campaign, data=data, **actor_of(by))
    return campaign


def campaign_values(proposal: CampaignProposal, organization: Organization) -> dict[str, Any]:
    """Return the proposal's own fields as the model's, without its activities.

    A head prints its issuer in capitals; where that is the campaign's organization, the portal's name of it is taken.
    """
    values = {f.name: getattr(proposal, f.name) for f in dataclasses.fields(proposal) if f.name != "activities"}
    own = fold(proposal.host) in ("", fold(organization.name), fold(organization.short_name))
    return values | {"title": proposal.title[:300], "host": organization.name if own else proposal.host[:255]}


def matched_activities(proposal: CampaignProposal, best: Matcher) -> list[ActivityValues]:
    """Return the proposed activities with each agency's likeliest meaning (none where nothing is near enough)."""
    return [_matched(activity, best) for activity in proposal.activities]


def _matched(activity: ActivityProposal, best: Matcher) -> ActivityValues:
    values = {f.name: getattr(activity, f.name) for f in dataclasses.fields(activity) if f.name != "parties"}
    return ActivityValues(**values, parties=tuple(_party(p, best(p.words)) for p in activity.parties))


def _party(words: PartyWords, match: Match | None) -> ReviewedParty:
    return ReviewedParty(
        words=words.words,
        part=words.part,
        organization=match.organization if match else None,
        group=match.group if match else None,
    )


def _add_activities(campaign: Campaign, activities: Iterable[ActivityValues]) -> None:
    rows = [(values.fill(Activity(campaign=campaign, order=n)), values) for n, values in enumerate(activities, start=1)]
    for row, _ in rows:
        row.full_clean()
    Activity.objects.bulk_create([row for row, _ in rows])
    ActivityParty.objects.bulk_create([party for row, values in rows for party in party_rows(row, values.parties)])
