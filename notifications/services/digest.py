"""One email a person a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import structlog
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from notifications.channels.email import MAIL_ERRORS, in_words
from notifications.letters import digest_letter
from notifications.models import DigestDelivery, DigestState, Notification
from notifications.sources import current
from organizations.models import Staff

# What lay unread for longer is not worth an email any more; it stays in the portal.
WORTH_MAILING_DAYS = 14
# A mail server that is away would cost a timeout for every person.
GIVE_UP_AFTER = 3
OPEN = (DigestState.WAITING, DigestState.FAILED)

log = structlog.get_logger("notifications.digest")


@dataclass
class DigestCounts:
    """What became of a day's emails."""

    sent: int = 0
    failed: int = 0
    without_address: int = 0
    failed_ids: list[int] = field(default_factory=list)


def pending() -> QuerySet[Notification]:
    """Return what was neither read nor mailed, for people on duty."""
    since = timezone.now() - dt.timedelta(days=WORTH_MAILING_DAYS)
    found = Notification.objects.unread().filter(emailed_at__isnull=True, made_at__gte=since)
    return found.filter(recipient__in=Staff.objects.on_duty())


def send_digests(*, day: dt.date) -> DigestCounts:
    """Send every person's email of `day` that has not gone out, and try again what failed; each in its own transaction.

    Safe to run again and at the same moment as another run. A mail server's refusal is kept at the delivery.
    """
    prepared, without_address = _prepare(day)
    counts = DigestCounts(without_address=without_address)
    connection = get_connection()
    in_a_row = 0
    for pk in prepared:
        if in_a_row >= GIVE_UP_AFTER:
            state = _give_up(pk)
        else:
            state = deliver_digest(delivery_id=pk, connection=connection)
            in_a_row = in_a_row + 1 if state == DigestState.FAILED else 0
        counts.sent += state == DigestState.SENT
        if state == DigestState.FAILED:
            counts.failed += 1
            counts.failed_ids.append(pk)
    connection.close()
    return counts


@transaction.atomic
def _prepare(day: dt.date) -> tuple[list[int], int]:
    """Make the missing rows of `day`; return the ids still to send, and how many people have no address."""
    people = Staff.objects.filter(pk__in=pending().values("recipient")).order_by("pk")
    people = people.exclude(user__told_by__email_digest=False)
    addresses = dict(people.values_list("pk", "user__email"))
    with_address = [pk for pk, address in addresses.items() if address]
    rows = [DigestDelivery(recipient_id=pk, day=day, address=addresses[pk]) for pk in with_address]
    DigestDelivery.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    # What an older email did not bring is in today's: the old one is not needed any more.
    older = DigestDelivery.objects.filter(recipient__in=with_address, day__lt=day)
    older.filter(state__in=OPEN).update(state=DigestState.NEEDLESS)
    open_rows = DigestDelivery.objects.filter(day=day, state__in=OPEN)
    return list(open_rows.order_by("pk").values_list("pk", flat=True)), len(addresses) - len(with_address)


@transaction.atomic
def deliver_digest(*, delivery_id: int, connection: BaseEmailBackend | None = None) -> str | None:
    """Send one daily email; return what became of it.

    None where there was nothing to do: it had gone out already, or another process is sending it at this moment.
    """
    delivery = _locked(delivery_id)
    if delivery is None:
        return None
    lines = _lines_of(delivery.recipient_id)
    delivery.lines, delivery.address = len(lines), delivery.recipient.user.email
    if not lines or not delivery.address:
        delivery.state = DigestState.NEEDLESS
        delivery.save()
        return delivery.state
    _send(delivery, lines, connection or get_connection())
    return delivery.state


def _lines_of(person: int) -> list[Notification]:
    """Return what is worth a line: news, and reminders of work that is still to be done by the same deadline."""
    lines = list(pending().filter(recipient=person).select_related("reminder__organization").order_by("pk"))
    kept = current(line.reminder for line in lines if line.reminder)
    return [line for line in lines if line.reminder is None or line.reminder.pk in kept]


def _locked(delivery_id: int) -> DigestDelivery | None:
    """Return an open delivery under a row lock; None where another process holds it: that one is sending."""
    rows = DigestDelivery.objects.select_for_update(skip_locked=True, of=("self",))
    return (
        rows.select_related("recipient__user", "recipient__organization").filter(pk=delivery_id, state__in=OPEN).first()
    )


def _send(delivery: DigestDelivery, lines: list[Notification], connection: BaseEmailBackend) -> None:
    delivery.attempts += 1
    try:
        connection.send_messages([digest_letter(delivery, lines)])
    except MAIL_ERRORS as error:
        connection.close()
        _note_failure(delivery, error)
        return
    now = timezone.now()
    delivery.state, delivery.sent_at, delivery.error = DigestState.SENT, now, ""
    delivery.save()
    Notification.objects.filter(pk__in=[line.pk for line in lines]).update(emailed_at=now)


def _note_failure(delivery: DigestDelivery, error: Exception) -> None:
    delivery.state, delivery.error = DigestState.FAILED, in_words(error)
    delivery.save()
    log.warning("digest.failed", delivery=delivery.pk, attempts=delivery.attempts, error=type(error).__name__)


@transaction.atomic
def _give_up(delivery_id: int) -> str | None:
    delivery = _locked(delivery_id)
    if delivery is None:
        return None
    delivery.state = DigestState.FAILED
    delivery.error = "Không kết nối được máy chủ thư: đã dừng sau nhiều lần lỗi liên tiếp"
    delivery.save()
    return delivery.state
