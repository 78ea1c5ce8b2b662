"""Activities of a campaign: what is planned, and what came of it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from audit.services import record
from campaigns.models import Activity, ActivityParty, Campaign, CampaignState
from campaigns.services.campaigns import locked
from coopportal.display import date
from documents.services.reviewed import ReviewedParty
from organizations.models import Staff
from organizations.services.directory import actor_of


@dataclasses.dataclass(frozen=True)
class ActivityValues:
    """An activity as forms and proposals hand it over; the field names are the model's."""

    title: str
    number: str = ""
    content: str = ""
    scale: str = ""
    time_text: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    place: str = ""
    participants: str = ""
    parties: tuple[ReviewedParty, ...] = ()

    def fill(self, activity: Activity) -> Activity:
        """Write the values into a row, not saved yet."""
        for spec in dataclasses.fields(self):
            if spec.name != "parties":
                setattr(activity, spec.name, getattr(self, spec.name))
        return activity


@transaction.atomic
def save_activity(
    *, campaign: Campaign, values: ActivityValues, by: Staff | None, activity: Activity | None = None
) -> Activity:
    """Add an activity at the end, or change `activity`, with its parties. Raises ValidationError naming the fields."""
    fresh = locked(campaign)
    if activity and activity.campaign_id != fresh.pk:
        raise ValidationError("Hoạt động này thuộc chiến dịch khác.")
    row = Activity.objects.select_for_update().get(pk=activity.pk) if activity else _new(fresh)
    values.fill(row).full_clean()
    row.save()
    row.parties.all().delete()
    ActivityParty.objects.bulk_create(party_rows(row, values.parties))
    record(code="campaigns.activity.saved", obj=row, data={"campaign": fresh.pk}, **actor_of(by))
    return row


def _new(campaign: Campaign) -> Activity:
    last = campaign.activities.aggregate(last=Max("order", default=0))["last"]
    return Activity(campaign=campaign, order=last + 1)


def party_rows(activity: Activity, parties: Iterable[ReviewedParty]) -> list[ActivityParty]:
    """Return the unsaved rows of an activity's parties."""
    return [
        ActivityParty(
            activity=activity, order=n, part=p.part, words=p.words[:500], organization=p.organization, group=p.group
        )
        for n, p in enumerate(parties)
    ]


@transaction.atomic
def remove_activity(*, activity: Activity, by: Staff | None) -> None:
    """Take an activity out of its campaign; one with a written result stays. Raises ValidationError then."""
    locked(activity.campaign)
    if activity.result or activity.done_on:
        raise ValidationError("Hoạt động đã có kết quả nên không bỏ được; hãy sửa nội dung nếu cần.")
    record(code="campaigns.activity.removed", obj=activity, data={"campaign": activity.campaign_id}, **actor_of(by))
    activity.delete()


@transaction.atomic
def record_result(
    *,
    activity: Activity,
    result: str,
    by: Staff | None,
    done_on: dt.date | None = None,
    today: dt.date | None = None,
    at: dt.datetime | None = None,
) -> Activity:
    """Write down how an activity goes; with `done_on` that it was carried out on that day, without that it still runs.

    Raises ValidationError at `result` or `done_on`, and for a campaign that has not begun or is over.
    """
    row = Activity.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=activity.pk)
    if row.campaign.state != CampaignState.ACTIVE:
        raise ValidationError("Chỉ ghi kết quả khi chiến dịch đang thực hiện.")
    if not result.strip():
        raise ValidationError({"result": "Hãy ghi kết quả, ví dụ: 120 đại biểu dự, ký 3 hợp đồng tiêu thụ."})
    if done_on and done_on > (today or timezone.localdate()):
        raise ValidationError({"done_on": "Ngày này chưa tới; hãy để trống cho đến khi thực hiện xong."})
    row.result, row.done_on, row.done_by = result, done_on, by
    row.done_at = (at or timezone.now()) if done_on else None
    row.full_clean()
    row.save()
    data = {"campaign": row.campaign_id, "on": date(done_on)}
    record(code=f"campaigns.activity.{'done' if done_on else 'noted'}", obj=row, data=data, **actor_of(by))
    return row
