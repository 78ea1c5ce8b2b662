"""Secret calendar addresses: made, read, revoked."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from audit.services import record
from organizations.models import Staff
from organizations.services.directory import actor_of
from plans.models import CalendarFeed


@transaction.atomic
def make_feed(*, by: Staff, at: dt.datetime | None = None) -> str:
    """Give the person a new secret address and take the old one away; return the secret, which is kept nowhere."""
    at = at or timezone.now()
    _revoke(by, at)
    secret = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(user=by.user, digest=digest_of(secret), made_at=at)
    record(code="plans.feed.made", obj=feed, **actor_of(by))
    return secret


@transaction.atomic
def revoke_feed(*, by: Staff, at: dt.datetime | None = None) -> bool:
    """Take the person's address away; False where there is none."""
    feed = CalendarFeed.objects.filter(user=by.user, revoked_at__isnull=True).first()
    if feed is None or not _revoke(by, at or timezone.now()):
        return False
    record(code="plans.feed.revoked", obj=feed, **actor_of(by))
    return True


def owner_of(secret: str, *, at: dt.datetime | None = None) -> Staff | None:
    """Return the person whose address this is, as the term on duty today has it; None for any other secret.

    Rights are those of this very moment: who has no term any more reads nothing, whatever they were sent once.
    """
    feed = CalendarFeed.objects.filter(digest=digest_of(secret), revoked_at__isnull=True).first()
    if feed is None:
        return None
    staff = Staff.objects.on_duty().filter(user=feed.user_id).select_related("user", "organization").first()
    if staff:
        CalendarFeed.objects.filter(pk=feed.pk).update(read_at=at or timezone.now())
    return staff


def digest_of(secret: str) -> str:
    """Return what is kept of a secret. It is 256 random bits, so a plain digest cannot be guessed back."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _revoke(by: Staff, at: dt.datetime) -> int:
    return CalendarFeed.objects.filter(user=by.user, revoked_at__isnull=True).update(revoked_at=at)
