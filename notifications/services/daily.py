"""The run of a day: reminders, then emails, then word to administrators of what did not get through."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from audit.services import record
from notifications.models import DigestDelivery, SweepRun
from notifications.services.digest import DigestCounts, send_digests
from notifications.services.inbox import notify
from notifications.services.sweep import sweep
from organizations.calendar import WorkingCalendar
from organizations.models import Organization, Role, Staff


def run_daily(*, run_date: dt.date, on_days_off: bool = True) -> dict[str, Any]:
    """Make the reminders of `run_date`, then send the emails; return the counts that `send_reminders` prints.

    Safe to run again and beside another run. Where `on_days_off` is False nothing is done on a day off.
    """
    working = WorkingCalendar().is_working(run_date)
    nothing: dict[str, Any] = {"reminders": 0, "people": 0, "emails": 0, "emails_failed": 0, "without_address": 0}
    head: dict[str, Any] = {"date": run_date.isoformat(), "working_day": working}
    if not (working or on_days_off):
        return head | nothing
    run = sweep(run_date=run_date)
    emails = send_digests(day=run_date)
    counts = nothing | run.counts | {
        "emails": emails.sent, "emails_failed": emails.failed, "without_address": emails.without_address,
    }  # fmt: skip
    _finish(run, counts, emails)
    return {**head, **counts}


@transaction.atomic
def _finish(run: SweepRun, counts: dict[str, int], emails: DigestCounts) -> None:
    """Keep the counts; a run that did nothing leaves no line in the audit trail."""
    run.counts = counts
    run.save(update_fields=["counts"])
    if emails.failed_ids:
        _tell_administrators(run.run_date, emails)
    if any(counts[name] for name in ("reminders", "emails", "emails_failed")):
        data = {**counts, "day": f"{run.run_date:%d/%m/%Y}"}
        record(code="notifications.sweep.ran", obj=run, data=data)


def _tell_administrators(day: dt.date, emails: DigestCounts) -> None:
    """Tell the administrators above those who got no email, once a day."""
    failed = DigestDelivery.objects.filter(pk__in=emails.failed_ids)
    places = Organization.objects.filter(pk__in=failed.values("recipient__organization"))
    above = {pk for place in places for pk in place.ancestor_ids}
    notify(
        recipients=Staff.objects.on_duty().filter(Q(role=Role.ADMINISTRATOR), organization__in=above),
        code="notifications.digest.failed",
        title=f"{emails.failed} thư tổng hợp ngày {day:%d/%m/%Y} chưa gửi được",
        body="Hãy xem lỗi của từng thư; cổng sẽ gửi lại ở lượt sau, hoặc bấm “Gửi lại” khi máy chủ thư đã hoạt động.",
        url=f"{reverse('notifications:delivery_list')}?state=failed",
        key=f"digest-failed-{day.isoformat()}",
    )
