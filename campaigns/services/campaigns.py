"""Campaigns themselves."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from campaigns.models import Campaign, CampaignState
from campaigns.models.campaign import STEPS
from campaigns.services.notices import tell_opened
from organizations.models import Organization, Staff
from organizations.services.directory import actor_of


@transaction.atomic
def create_campaign(*, organization: Organization, by: Staff | None, **values: Any) -> Campaign:
    """Make a draft; `values` are the model's fields. Raises ValidationError naming the fields."""
    campaign = Campaign(organization=organization, created_by=by, **values)
    campaign.full_clean()
    campaign.save()
    record(code="campaigns.campaign.created", obj=campaign, **actor_of(by))
    return campaign


@transaction.atomic
def update_campaign(*, campaign: Campaign, by: Staff | None, **values: Any) -> Campaign:
    """Change the fields in `values`. Raises ValidationError naming the fields, and for a campaign that is over."""
    fresh = locked(campaign)
    before = {name: getattr(fresh, name) for name in values}
    for name, value in values.items():
        setattr(fresh, name, value)
    fresh.full_clean()
    fresh.save()
    changed = [label_of(n) for n in values if before[n] != getattr(fresh, n)]
    if changed:
        record(code="campaigns.campaign.changed", obj=fresh, data={"fields": changed}, **actor_of(by))
    return fresh


@transaction.atomic
def move_campaign(*, campaign: Campaign, to: str, by: Staff | None, at: dt.datetime | None = None) -> Campaign:
    """Begin a draft, end a running campaign, or take up an ended one again; who leads is told when it begins.

    Raises ValidationError for any other step.
    """
    fresh = _locked_row(campaign)
    step = STEPS.get((fresh.state, to))
    if step is None:
        wanted = CampaignState(to).label.lower() if to in CampaignState.values else to
        raise ValidationError(
            f"Chiến dịch đang ở trạng thái “{fresh.get_state_display().lower()}” nên không chuyển sang “{wanted}” được."
        )
    fresh.state = to
    fresh.save(update_fields=["state", "updated_at"])
    campaign.state = to
    if step == "opened":
        tell_opened(fresh, at=at)
    record(code=f"campaigns.campaign.{step}", obj=fresh, **actor_of(by))
    return fresh


def locked(campaign: Campaign) -> Campaign:
    """Return the row, locked; raises ValidationError where the campaign is over."""
    fresh = _locked_row(campaign)
    if fresh.state == CampaignState.CLOSED:
        raise ValidationError("Chiến dịch đã kết thúc; hãy mở lại trước khi sửa.")
    return fresh


def _locked_row(campaign: Campaign) -> Campaign:
    rows = Campaign.objects.select_for_update(of=("self",)).select_related("organization")
    fresh: Campaign = rows.get(pk=campaign.pk)
    return fresh


def label_of(name: str) -> str:
    """Return the Vietnamese label of a field."""
    return str(getattr(Campaign._meta.get_field(name), "verbose_name", name))
