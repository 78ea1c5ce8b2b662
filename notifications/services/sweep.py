"""The sweep: what is due to be said for a day and has not been said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from coopportal.text import fold
from notifications import wording
from notifications.models import Notification, ReminderEntry, SweepRun
from notifications.rulebook import RuleBook
from notifications.schedule import candidate_days, newest_step
from notifications.services.inbox import local_path
from notifications.services.recipients import People
from notifications.sources import Due, ReminderSource, registered
from organizations.calendar import WorkingCalendar
from organizations.models import Organization

BATCH = 1000
TITLE_LENGTH = 500


@transaction.atomic
def sweep(*, run_date: dt.date, at: dt.datetime | None = None) -> SweepRun:
    """Make the reminders of `run_date` that have not been made: ledger and notifications, in one transaction.

    Of each piece of open work only the newest step is made, so a worker that was down tells everybody once and
    nothing stale. Safe to run again and at the same moment as another: the ledger's unique constraint keeps one of
    each. Returns the run with `counts` of `reminders` and `people`.
    """
    run = SweepRun.objects.create(run_date=run_date)
    at = at or timezone.now()
    due = {source.code: list(source.due_on_days(candidate_days(run_date), run_date)) for source in registered()}
    entries = [entry for source in registered() for entry in _entries(source, due[source.code], run, at)]
    # In one order everywhere, so that two runs at the same moment wait for each other and never in a ring.
    entries.sort(key=lambda e: (e.source, e.object_id, e.recipient_id, e.step, e.due_on))
    ReminderEntry.objects.bulk_create(entries, ignore_conflicts=True, batch_size=BATCH)
    made = list(ReminderEntry.objects.filter(run=run).select_related("organization").order_by("pk"))
    addresses = {(code, one.object_id): one.url for code, found in due.items() for one in found}
    _tell(made, addresses)
    run.counts = {"reminders": len(made), "people": len({entry.recipient_id for entry in made})}
    run.finished_at = timezone.now()
    run.save(update_fields=["counts", "finished_at"])
    return run


def _entries(source: ReminderSource, due: list[Due], run: SweepRun, at: dt.datetime) -> Iterator[ReminderEntry]:
    """Yield an entry for every person who has to hear of a step and has not heard of it, nor of a later one."""
    ids = {pk for one in due for pk in (one.organization_id, one.issuer_id)}
    places = Organization.objects.in_bulk(ids)
    people, rules, calendar = People(places.values()), RuleBook(), WorkingCalendar()
    heard = _heard(source.code, due)
    for one in due:
        worker = places[one.organization_id]
        ladder = rules.ladder_of(worker)
        step = newest_step(one.due_on, run.run_date, ladder, calendar)
        if step is None or _before_handing_over(one, step, run):
            continue
        told = people.told(worker=worker, assigner=places[one.issuer_id], step=step, ladder=ladder)
        for recipient, audience in told.items():
            if step > heard.get((one.object_id, recipient, one.due_on), -999):
                yield ReminderEntry(
                    run=run, source=source.code, object_id=one.object_id, recipient_id=recipient, step=step,
                    due_on=one.due_on, audience=audience, organization=worker, title=one.title[:TITLE_LENGTH],
                    run_date=run.run_date, made_at=at, search_text=fold(one.title),
                )  # fmt: skip


def _before_handing_over(one: Due, step: int, run: SweepRun) -> bool:
    """Tell whether a warning had passed when the work was handed over: who has just got it need not hear that too.

    The step counts by its own day, not by the working day it may have been moved to: work handed over on Friday evening
    that is due on Monday is still warned of.
    """
    if one.since is None or step > 0 or one.since > run.run_date:
        return False
    return one.due_on + dt.timedelta(days=step) < one.since


def _heard(code: str, due: list[Due]) -> dict[tuple[int, int, dt.date], int]:
    ids = [one.object_id for one in due]
    rows = ReminderEntry.objects.filter(source=code, object_id__in=ids).order_by()
    newest = rows.values_list("object_id", "recipient_id", "due_on").annotate(Max("step"))
    return {(object_id, recipient, due_on): step for object_id, recipient, due_on, step in newest}


def _tell(made: list[ReminderEntry], addresses: dict[tuple[str, int], str]) -> None:
    Notification.objects.bulk_create(
        (
            Notification(
                recipient_id=entry.recipient_id,
                code=wording.code_of(entry.due_on, entry.run_date),
                title=wording.headline(entry),
                body=wording.details(entry),
                url=local_path(addresses[entry.source, entry.object_id]),
                source=entry.source,
                object_id=entry.object_id,
                reminder=entry,
                made_at=entry.made_at,
            )
            for entry in made
        ),
        batch_size=BATCH,
    )
