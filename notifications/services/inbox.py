"""Telling people something, and noting that they have read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from notifications.models import Notification
from notifications.services.messages import make_instant
from organizations.models import Staff

TITLE_LENGTH = 500


@transaction.atomic
def notify(
    *,
    recipients: Iterable[Staff],
    code: str,
    title: str,
    body: str = "",
    url: str = "",
    source: str = "",
    object_id: int | None = None,
    key: str = "",
    urgent: bool = False,
    at: dt.datetime | None = None,
) -> int:
    """Tell people in the portal at once; by email with their next daily digest, or now where it is `urgent`.

    What is urgent goes out over every channel the person chose, but not in the quiet hours and on days off.

    `url` is a path inside the portal; `key` makes it unrepeatable (a person gets the same key once). A person who is
    named twice is told once. Returns how many people were told; raises ValueError for an address outside the portal.
    The audit line is that of the act which people are told of.
    """
    local_path(url)
    words = title if len(title) <= TITLE_LENGTH else f"{title[: TITLE_LENGTH - 1]}…"
    about = {
        "code": code,
        "title": words,
        "body": body,
        "url": url,
        "source": source,
        "object_id": object_id,
        "key": key,
    }
    at = at or timezone.now()
    made = [Notification(recipient_id=pk, made_at=at, **about) for pk in _not_told_yet(recipients, key)]
    # Another process may tell the same key at the same moment: the constraint keeps one.
    Notification.objects.bulk_create(made, ignore_conflicts=bool(key), batch_size=1000)
    if urgent:
        make_instant(_as_kept(made, key), at)
    return len(made)


def _not_told_yet(recipients: Iterable[Staff], key: str) -> list[int]:
    wanted = {person.pk for person in recipients}
    if key:
        wanted -= set(Notification.objects.filter(key=key, recipient__in=wanted).values_list("recipient_id", flat=True))
    return sorted(wanted)


def _as_kept(made: list[Notification], key: str) -> list[Notification]:
    """Return the rows as the database has them: with a key another process may have been first."""
    if not key:
        return made
    return list(Notification.objects.filter(key=key, recipient__in=[one.recipient_id for one in made]))


def local_path(url: str) -> str:
    """Return `url` where it is empty or a path inside the portal; raise ValueError for any other address."""
    if url and not (url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)):
        raise ValueError("A notification leads to a path inside the portal only.")
    return url


@transaction.atomic
def mark_read(*, notification: Notification, at: dt.datetime | None = None) -> Notification:
    """Note the first time the person opened it; a later time changes nothing."""
    found = Notification.objects.filter(pk=notification.pk, read_at__isnull=True)
    if found.update(read_at=at or timezone.now()):
        notification.refresh_from_db(fields=["read_at"])
    return notification


@transaction.atomic
def mark_all_read(*, staff: Staff, at: dt.datetime | None = None) -> int:
    """Note that the person has read everything; return how many were unread."""
    return Notification.objects.visible_to(staff).unread().update(read_at=at or timezone.now())
