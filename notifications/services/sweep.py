"""The sweep: what is due to be said for a day and has not been said."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from coopportal.text import fold
from notifications import wording
from notifications.agenda import Agenda
from notifications.models import Notification, ReminderEntry, SweepRun
from notifications.rulebook import RuleBook
from notifications.services.inbox import local_path
from notifications.services.messages import tell_other_systems
from notifications.services.recipients import People
from notifications.sources import Due, ReminderSource, registered
from organizations.calendar import WorkingCalendar
from organizations.models import Organization

# So much work is held in memory at a time, whatever is due.
CHUNK = 2000
BATCH = 1000
TITLE_LENGTH = 500
# Work that was being saved while the last run looked is looked at again.
OVERLAP = dt.timedelta(hours=1)
_LOCK = 0x52656D69


@transaction.atomic
def sweep(*, run_date: dt.date, at: dt.datetime | None = None) -> SweepRun:
    """Make the reminders of `run_date` that have not been made: ledger and notifications, in one transaction.

    Of each piece of open work only the newest step is made, so a worker that was down tells everybody once and
    nothing stale. Safe to run again and at the same moment as another: runs wait for each other, and the ledger's
    unique constraint keeps one of each. A run that is killed leaves nothing behind. Returns the run with `counts` of
    `reminders` and `people`.
    """
    _one_at_a_time()
    at = at or timezone.now()
    rules, calendar = RuleBook(), WorkingCalendar()
    basis = hashlib.sha256(f"{calendar.state} | {rules.state}".encode()).hexdigest()
    known = SweepRun.objects.last_before(run_date, at, basis)
    run = SweepRun.objects.create(run_date=run_date, started_at=at, basis=basis)
    agenda = Agenda(run_date, calendar)
    days = agenda.days(rules.ladders, known.run_date if known else None)
    teller = _Teller(run, agenda, rules)
    for source in registered():
        for some in _in_chunks(_to_look_at(source, days, known, run)):
            teller.tell(source, some)
    run.counts = {"reminders": teller.reminders, "people": len(teller.people_told)}
    run.finished_at = timezone.now()
    run.save(update_fields=["counts", "finished_at"])
    return run


def _one_at_a_time() -> None:
    """Wait until no other run is under way: what it made is then in the ledger."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _to_look_at(source: ReminderSource, days: list[dt.date], known: SweepRun | None, run: SweepRun) -> Iterator[Due]:
    """Yield the work due on `days`, then what has changed since the run that is known."""
    yield from source.due_on_days(days, run.run_date)
    if known is None:
        return
    looked_at = set(days)
    changed = source.changed_since(known.started_at - OVERLAP, run.run_date)
    yield from (one for one in changed if one.due_on not in looked_at)


def _in_chunks(found: Iterable[Due]) -> Iterator[list[Due]]:
    rest = iter(found)
    while some := list(islice(rest, CHUNK)):
        yield some


class _Teller:
    """Writes the ledger and the notifications of one run, some work at a time."""

    def __init__(self, run: SweepRun, agenda: Agenda, rules: RuleBook) -> None:
        self._run, self._agenda, self._rules = run, agenda, rules
        self._people = People()
        self._places: dict[int, Organization] = {}
        self._newest_entry = 0
        self.reminders = 0
        self.people_told: set[int] = set()

    def tell(self, source: ReminderSource, due: list[Due]) -> None:
        """Make the reminders of this work that are due and that the ledger does not hold."""
        self._learn_places(due)
        entries = list(self._entries(source, due))
        ReminderEntry.objects.bulk_create(entries, ignore_conflicts=True, batch_size=BATCH)
        made = list(ReminderEntry.objects.filter(run=self._run, pk__gt=self._newest_entry).order_by("pk"))
        if not made:
            return
        self._newest_entry = made[-1].pk
        self.reminders += len(made)
        self.people_told.update(entry.recipient_id for entry in made)
        for entry in made:
            entry.organization = self._places[entry.organization_id]
        _notify(made, {one.object_id: one.url for one in due})

    def _learn_places(self, due: list[Due]) -> None:
        ids = {pk for one in due for pk in (one.organization_id, one.issuer_id)} - self._places.keys()
        new = Organization.objects.in_bulk(ids) if ids else {}
        self._places.update(new)
        self._people.learn(new.values())

    def _entries(self, source: ReminderSource, due: list[Due]) -> Iterator[ReminderEntry]:
        """Yield an entry for every person who has to hear of a step and has not heard of it, nor of a later one."""
        heard = _heard(source.code, due)
        for one in due:
            worker = self._places[one.organization_id]
            ladder = self._rules.ladder_of(worker)
            step = self._agenda.step(one.due_on, ladder)
            if step is None or _before_handing_over(one, step, self._run):
                continue
            told = self._people.told(worker=worker, assigner=self._places[one.issuer_id], step=step, ladder=ladder)
            for recipient, audience in told.items():
                if step > heard.get((one.object_id, recipient, one.due_on), -999):
                    yield ReminderEntry(
                        run=self._run, source=source.code, object_id=one.object_id, recipient_id=recipient, step=step,
                        due_on=one.due_on, audience=audience, organization=worker, title=one.title[:TITLE_LENGTH],
                        run_date=self._run.run_date, made_at=self._run.started_at, search_text=fold(one.title),
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


def _notify(made: list[ReminderEntry], addresses: dict[int, str]) -> None:
    told = Notification.objects.bulk_create(
        [
            Notification(
                recipient_id=entry.recipient_id,
                code=wording.code_of(entry.due_on, entry.run_date),
                title=wording.headline(entry),
                body=wording.details(entry),
                url=local_path(addresses[entry.object_id]),
                source=entry.source,
                object_id=entry.object_id,
                reminder=entry,
                made_at=entry.made_at,
            )
            for entry in made
        ],
        batch_size=BATCH,
    )
    tell_other_systems(told, made[0].made_at)
