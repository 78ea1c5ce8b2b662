"""The run of a day: reminders, then emails, then word to administrators of what did not get through."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from audit.services import record
from notifications import wording
from notifications.models import DigestDelivery, Message, ReminderEntry, SweepRun
from notifications.services.digest import DigestCounts, send_digests
from notifications.services.inbox import notify
from notifications.services.messages import make_daily
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
    make_daily(_short_lines(run), run_date, run.started_at)
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
    if emails.failed_ids or _given_up(run):
        _tell_administrators(run, emails)
    if any(counts[name] for name in ("reminders", "emails", "emails_failed")):
        data = {**counts, "day": f"{run.run_date:%d/%m/%Y}"}
        record(code="notifications.sweep.ran", obj=run, data=data)


def _short_lines(run: SweepRun) -> dict[int, str]:
    """Return for each person the run told the day in a line, for telephones."""
    found = ReminderEntry.objects.filter(run=run).order_by("recipient_id")
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for person, due_on in found.values_list("recipient_id", "due_on"):
        counts[person][wording.code_of(due_on, run.run_date)] += 1
    return {person: wording.day_in_a_line(run.run_date, codes) for person, codes in counts.items()}


def _given_up(run: SweepRun) -> QuerySet[Message]:
    """Return the messages that were given up since the day before."""
    return Message.objects.undelivered().filter(updated_at__gte=run.started_at - dt.timedelta(days=1))


def _tell_administrators(run: SweepRun, emails: DigestCounts) -> None:
    """Tell the administrators above those who got no email or message, once a day."""
    failed = DigestDelivery.objects.filter(pk__in=emails.failed_ids)
    lost = _given_up(run)
    places = Organization.objects.filter(
        Q(pk__in=failed.values("recipient__organization")) | Q(pk__in=lost.values("recipient__organization"))
    )
    above = {pk for place in places for pk in place.ancestor_ids}
    parts = [f"{emails.failed} thư tổng hợp"] * bool(emails.failed) + [f"{lost.count()} tin"] * lost.exists()
    notify(
        recipients=Staff.objects.on_duty().filter(Q(role=Role.ADMINISTRATOR), organization__in=above),
        code="notifications.digest.failed",
        title=f"{' và '.join(parts)} ngày {run.run_date:%d/%m/%Y} chưa gửi được",
        body="Hãy xem lỗi của từng thư; cổng sẽ gửi lại ở lượt sau, hoặc bấm “Gửi lại” khi máy chủ thư đã hoạt động.",
        url=f"{reverse('notifications:delivery_list')}?state=failed",
        key=f"digest-failed-{run.run_date.isoformat()}",
    )
