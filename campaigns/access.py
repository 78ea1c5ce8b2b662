"""Who may change a campaign, and who may say what came of an activity."""

from __future__ import annotations

from campaigns.models import Activity, ActivityParty, Campaign
from organizations.access import OFFICE, WORKERS
from organizations.models import Organization, Staff


def may_hold(staff: Staff, organization: Organization) -> bool:
    """Tell whether the person writes for the organization: its own office staff, and those of its committee.

    The province's committee does not write in a commune's campaigns; it reads them.
    """
    if staff.role not in OFFICE:
        return False
    own = staff.organization
    same_house = organization.commune_path == own.commune_path and organization.path.startswith(own.path)
    return organization.pk == own.pk or same_house


def may_edit(staff: Staff, campaign: Campaign) -> bool:
    """Tell whether the person may change the campaign and its activities."""
    return may_hold(staff, campaign.organization)


def may_record(staff: Staff, activity: Activity) -> bool:
    """Tell whether the person may write down the result: who edits the campaign, and who has a part in the activity."""
    if may_edit(staff, activity.campaign):
        return True
    return staff.role in WORKERS and any(_is_part_of(staff.organization, p) for p in activity.parties.all())


def _is_part_of(organization: Organization, party: ActivityParty) -> bool:
    if party.organization_id:
        return party.organization_id == organization.pk
    return party.group is not None and party.group.expand().filter(pk=organization.pk).exists()
