"""Messages over other channels: made with the notification, sent by the queue, tried again, given up and listed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from coopportal.queue import enqueue
from notifications.channels import DeliveryError, Letter, adapter_of, configured
from notifications.letters import absolute
from notifications.models import Channel, Message, MessageState, Notification, Preference, Webhook
from notifications.quiet import next_moment
from notifications.rulebook import RuleBook
from notifications.sources import is_current
from organizations.calendar import WorkingCalendar
from organizations.models import Staff
from organizations.services.directory import actor_of

# Minutes until the next try after each failure; then a message is given up and listed.
PAUSES = (5, 15, 60, 240)
BATCH = 500

log = structlog.get_logger("notifications.messages")


def make_instant(notifications: list[Notification], at: dt.datetime) -> None:
    """Make a message for each way by which the recipients want to hear at once, in the notifications' transaction.

    At night and on days off a message waits; an organization's other system is a machine and hears at any hour.
    """
    people = _people(notifications)
    wishes = _wishes(people.values())
    start = _Starts(at)
    rows = [
        Message(recipient=person, channel=channel, notification=one, next_try_at=start.of(person))
        for one in notifications
        for person in [people[one.recipient_id]]
        for channel in _instant_channels(person, wishes.get(person.user_id))
    ]
    _make(rows, at)
    tell_other_systems(notifications, at, people)


def tell_other_systems(
    notifications: list[Notification], at: dt.datetime, people: dict[int, Staff] | None = None
) -> None:
    """Make the messages for organizations that have a webhook; nothing where nobody has one."""
    owners = set(Webhook.objects.filter(is_active=True).values_list("organization_id", flat=True))
    if not owners:
        return
    people = people or _people(notifications)
    connected = {pk for pk, person in people.items() if owners & set(person.organization.ancestor_ids)}
    rows = [
        Message(recipient_id=one.recipient_id, channel=Channel.WEBHOOK, notification=one, next_try_at=at)
        for one in notifications
        if one.recipient_id in connected
    ]
    _make(rows, at)


def make_daily(lines: dict[int, str], day: dt.date, at: dt.datetime) -> None:
    """Make the day's one line over Zalo and SMS for people who agreed to it; `lines` is by person."""
    people = {one.pk: one for one in Staff.objects.filter(pk__in=lines).select_related("organization", "user")}
    wishes = _wishes(people.values())
    start = _Starts(at)
    rows = [
        Message(recipient=person, channel=channel, day=day, text=lines[pk], next_try_at=start.of(person))
        for pk, person in people.items()
        for channel in _agreed_channels(wishes.get(person.user_id))
    ]
    _make(rows, at)


class _Starts:
    """When a person may be disturbed; the rules and the calendar are read once."""

    def __init__(self, at: dt.datetime) -> None:
        self._at, self._rules, self._calendar = at, RuleBook(), WorkingCalendar()

    def of(self, person: Staff) -> dt.datetime:
        return next_moment(self._at, self._rules.quiet_of(person.organization), self._calendar)


def _people(notifications: Iterable[Notification]) -> dict[int, Staff]:
    ids = {one.recipient_id for one in notifications}
    return {one.pk: one for one in Staff.objects.filter(pk__in=ids).select_related("organization", "user")}


def _wishes(people: Iterable[Staff]) -> dict[int, Preference]:
    found = Preference.objects.filter(user__in={person.user_id for person in people})
    return {one.user_id: one for one in found}


def _instant_channels(person: Staff, wish: Preference | None) -> list[Channel]:
    email = [Channel.EMAIL] if person.user.email and (wish is None or wish.email_instant) else []
    return email + _agreed_channels(wish)


def _agreed_channels(wish: Preference | None) -> list[Channel]:
    if wish is None:
        return []
    agreed = {Channel.ZALO: wish.zalo_agreed_at, Channel.SMS: wish.sms_agreed_at}
    return [channel for channel, moment in agreed.items() if moment and configured(channel)]


def _make(rows: list[Message], at: dt.datetime) -> None:
    Message.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    if any(row.next_try_at <= at for row in rows):
        enqueue("notifications.tasks.deliver_waiting")


def deliver_waiting(*, at: dt.datetime | None = None) -> dict[str, int]:
    """Try every message whose time has come; return how many were sent and how many were not.

    Each in its own transaction under a row lock that another process skips: nothing is sent twice by two workers, and
    what a broker lost is found here.
    """
    at = at or timezone.now()
    due = Message.objects.filter(state=MessageState.WAITING, next_try_at__lte=at).order_by("next_try_at", "pk")
    counts = {"sent": 0, "failed": 0}
    for pk in list(due.values_list("pk", flat=True)[:BATCH]):
        state = deliver_message(message_id=pk, at=at)
        counts["sent"] += state == MessageState.SENT
        counts["failed"] += state in {MessageState.WAITING, MessageState.FAILED}
    return counts


@transaction.atomic
def deliver_message(*, message_id: int, at: dt.datetime | None = None) -> str | None:
    """Send one waiting message; return what became of it, None where there was nothing to do."""
    at = at or timezone.now()
    rows = Message.objects.select_for_update(skip_locked=True, of=("self",)).filter(state=MessageState.WAITING)
    related = rows.select_related("recipient__user", "recipient__organization", "notification__reminder")
    message = related.filter(pk=message_id).first()
    if message is None:
        return None
    if _is_needless(message):
        message.state = MessageState.NEEDLESS
    else:
        _try(message, at)
    message.save()
    return message.state


def _is_needless(message: Message) -> bool:
    """Tell whether the person has read it meanwhile, is not on duty any more, or the work is done or moved."""
    told = message.notification
    if told is None or message.channel == Channel.WEBHOOK:
        return False
    if told.read_at or not Staff.objects.on_duty().filter(pk=message.recipient_id).exists():
        return True
    return told.reminder is not None and not is_current(told.reminder)


def _try(message: Message, at: dt.datetime) -> None:
    message.attempts += 1
    try:
        adapter_of(message.channel).send(message, _letter(message))
    except DeliveryError as error:
        _note_failure(message, error, at)
        return
    message.state, message.sent_at, message.error = MessageState.SENT, timezone.now(), ""
    if message.channel == Channel.EMAIL and message.notification:
        message.notification.emailed_at = message.sent_at
        message.notification.save(update_fields=["emailed_at"])


def _letter(message: Message) -> Letter:
    told = message.notification
    if told is None:
        return Letter(message.text, "", absolute("/"))
    return Letter(told.title, told.body, absolute(told.url or "/"))


def _note_failure(message: Message, error: DeliveryError, at: dt.datetime) -> None:
    message.error = error.reason
    if error.for_good or message.attempts > len(PAUSES):
        message.state = MessageState.FAILED
    else:
        message.next_try_at = at + dt.timedelta(minutes=PAUSES[message.attempts - 1])
    log.warning("message.failed", message=message.pk, channel=message.channel, attempts=message.attempts)


@transaction.atomic
def retry_message(*, message: Message, by: Staff | None) -> None:
    """Let a message that was given up be tried again. Raises ValidationError where it is not a failed one."""
    fresh = Message.objects.select_for_update().get(pk=message.pk)
    if fresh.state != MessageState.FAILED:
        raise ValidationError("Tin này không ở tình trạng lỗi nên không cần gửi lại.")
    fresh.state, fresh.attempts, fresh.next_try_at = MessageState.WAITING, 0, timezone.now()
    fresh.save()
    record(code="notifications.message.retried", obj=fresh, **actor_of(by))
    enqueue("notifications.tasks.deliver_waiting")
