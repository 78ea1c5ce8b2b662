"""The status of a cooperative over time."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from cooperatives.models import Cooperative, Status, StatusChange
from cooperatives.models.choices import next_statuses
from coopportal.display import date
from documents.models import OfficialDocument
from organizations.models import Staff
from organizations.services.directory import actor_of


@transaction.atomic
def change_status(
    *,
    cooperative: Cooperative,
    to: str,
    on: dt.date,
    reason: str,
    by: Staff | None,
    document_words: str = "",
    document: OfficialDocument | None = None,
    until: dt.date | None = None,
    today: dt.date | None = None,
) -> StatusChange:
    """Take the cooperative to another status from the day `on` (Decree 92/2024, art. 27-28).

    `until` is the last day of a suspension. Raises ValidationError at `after`, `on`, `until` or `reason`.
    """
    fresh = Cooperative.objects.select_for_update().get(pk=cooperative.pk)
    _check_step(fresh, to, on, until, today or timezone.localdate())
    change = StatusChange(
        cooperative=fresh,
        before=fresh.status,
        after=to,
        on=on,
        until=until,
        reason=reason,
        by=by,
        made_at=timezone.now(),
        document_words=document_words,
        document=document,
        since_before=fresh.status_since,
        until_before=fresh.suspended_until,
    )
    change.full_clean()
    change.save()
    _put(fresh, status=to, since=on, until=until)
    data = {"before": change.before_label, "after": change.after_label, "on": date(on)}
    record(code="cooperatives.status.changed", obj=fresh, data=data, **actor_of(by))
    return change


@transaction.atomic
def withdraw_last_change(*, cooperative: Cooperative, reason: str, by: Staff | None) -> StatusChange:
    """Take back the newest step that still counts, written down by mistake; the row stays, marked.

    Raises ValidationError where there is none, or at `reason` where it is blank.
    """
    fresh = Cooperative.objects.select_for_update().get(pk=cooperative.pk)
    change: StatusChange | None = fresh.status_changes.filter(withdrawn_at=None).order_by("-pk").first()
    if change is None:
        raise ValidationError("Chưa có lần đổi trạng thái nào để đính chính.")
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi vì sao lần ghi này sai."})
    change.withdrawn_at, change.withdrawn_by, change.withdrawn_reason = timezone.now(), by, reason
    change.full_clean()
    change.save()
    _put(fresh, status=change.before, since=change.since_before, until=change.until_before)
    record(
        code="cooperatives.status.withdrawn",
        obj=fresh,
        data={"after": change.after_label, "why": reason},
        **actor_of(by),
    )
    return change


def _put(cooperative: Cooperative, *, status: str, since: dt.date | None, until: dt.date | None) -> None:
    cooperative.status, cooperative.status_since, cooperative.suspended_until = status, since, until
    cooperative.save(update_fields=["status", "status_since", "suspended_until", "updated_at"])


def _check_step(cooperative: Cooperative, to: str, on: dt.date, until: dt.date | None, today: dt.date) -> None:
    errors: dict[str, str] = {}
    if to not in dict(next_statuses(cooperative.status, cooperative.kind)):
        errors["after"] = _why_not(cooperative)
    earliest = cooperative.status_since or cooperative.founded_on
    if on > today:
        errors["on"] = "Ngày này chưa tới; hãy ghi khi trạng thái mới đã có hiệu lực."
    elif earliest and on < earliest:
        errors["on"] = f"Trạng thái hiện nay có từ ngày {date(earliest)}; ngày đổi không thể sớm hơn."
    if until and to != Status.SUSPENDED:
        errors["until"] = "Chỉ tạm ngừng kinh doanh mới có ngày kết thúc; hãy bỏ trống ô này."
    elif until and until < on:
        errors["until"] = "Ngày hết tạm ngừng không được trước ngày bắt đầu."
    if errors:
        raise ValidationError(errors)


def _why_not(cooperative: Cooperative) -> str:
    if cooperative.status == Status.ENDED:
        return "Đơn vị đã chấm dứt tồn tại, mã số không dùng lại. Nếu ghi nhầm, hãy đính chính lần ghi trước."
    return f"Từ “{cooperative.status_label}” không chuyển sang trạng thái này được."
