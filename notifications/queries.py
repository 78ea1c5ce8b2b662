"""What pages and other rooms read of notifications."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from notifications.models import DigestDelivery, Message, Notification, ReminderEntry, ReminderRule
from notifications.rulebook import RuleBook
from organizations.models import Organization, Staff


def unread_count(staff: Staff | None) -> int:
    """Return how many notifications the person has not opened."""
    return Notification.objects.visible_to(staff).unread().count() if staff else 0


def inbox(staff: Staff, *, only_unread: bool = False) -> QuerySet[Notification]:
    """Return what the person was told, newest first."""
    found = Notification.objects.visible_to(staff).select_related("reminder")
    return found.unread() if only_unread else found


@dataclass(frozen=True)
class LedgerFilter:
    """What the ledger may be narrowed by; blank values ask nothing."""

    words: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    reading: str = ""
    source: str = ""
    object_id: int | None = None


def ledger(staff: Staff, asked: LedgerFilter | None = None) -> QuerySet[ReminderEntry]:
    """Return the reminders that the person may know of, with who was reminded, how, and whether it was read."""
    asked = asked or LedgerFilter()
    found = ReminderEntry.objects.visible_to(staff).search(asked.words)
    conditions = {
        "run_date__gte": asked.since,
        "run_date__lte": asked.until,
        "source": asked.source or None,
        "object_id": asked.object_id,
        "notification__read_at__isnull": {"read": False, "unread": True}.get(asked.reading),
    }
    found = found.filter(**{name: value for name, value in conditions.items() if value is not None})
    related = found.select_related("recipient__user", "recipient__organization", "organization", "notification")
    return related.prefetch_related("notification__messages").order_by("-pk")


def reminders_of(staff: Staff, *, source: str, object_id: int) -> QuerySet[ReminderEntry]:
    """Return the reminders of one piece of work, for its page."""
    return ledger(staff, LedgerFilter(source=source, object_id=object_id))


def deliveries(staff: Staff, *, state: str = "") -> QuerySet[DigestDelivery]:
    """Return the daily emails of the people in the person's scope, newest first."""
    found = DigestDelivery.objects.visible_to(staff)
    if state:
        found = found.filter(state=state)
    return found.select_related("recipient__user", "recipient__organization").order_by("-day", "-pk")


def messages(staff: Staff, *, state: str = "") -> QuerySet[Message]:
    """Return the messages over other channels to the people in the person's scope, newest first."""
    found = Message.objects.visible_to(staff)
    if state:
        found = found.filter(state=state)
    return found.select_related("recipient__user", "recipient__organization", "notification").order_by("-pk")


@dataclass(frozen=True)
class RuleInForce:
    """The ladder of one organization and where it comes from (None: the portal's own)."""

    organization: Organization
    words: str
    origin: Organization | None

    @property
    def is_own(self) -> bool:
        """Tell whether the organization made the rule itself."""
        return self.origin is not None and self.origin.pk == self.organization.pk


def rules_in_force(organizations: list[Organization]) -> list[RuleInForce]:
    """Return for each organization the ladder that holds for it; two queries for all of them."""
    book = RuleBook()
    owners = Organization.objects.in_bulk(ReminderRule.objects.values_list("organization_id", flat=True))
    return [RuleInForce(one, book.ladder_of(one).words, owners.get(book.origin_of(one) or 0)) for one in organizations]


def organizations_to_rule(staff: Staff, *, words: str = "") -> QuerySet[Organization]:
    """Return the organizations whose rule the person may change: the own one and those below."""
    own = Organization.objects.active().below(staff.organization)
    return own.search(words).order_by("path")
