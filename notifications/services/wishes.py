"""How a person wants to be told, and where an organization's other system listens."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from audit.services import record
from notifications.models import Preference, Webhook
from notifications.models.channel import new_salt
from organizations.models import Staff
from organizations.services.directory import actor_of


@transaction.atomic
def save_preference(*, preference: Preference, zalo: bool, sms: bool, by: Staff) -> Preference:
    """Save a person's own wishes; consent is dated when it is given and ends when it is taken back.

    Raises ValidationError naming the fields.
    """
    now = timezone.now()
    preference.zalo_agreed_at = (preference.zalo_agreed_at or now) if zalo else None
    preference.sms_agreed_at = (preference.sms_agreed_at or now) if sms else None
    preference.full_clean()
    preference.save()
    data = {"zalo": "có" if zalo else "không", "sms": "có" if sms else "không"}
    record(code="notifications.preference.saved", obj=preference, data=data, **actor_of(by))
    return preference


@transaction.atomic
def save_webhook(*, webhook: Webhook, by: Staff, new_secret: bool = False) -> Webhook:
    """Save where an organization's other system listens. Raises ValidationError naming the fields."""
    if new_secret:
        webhook.salt = new_salt()
    webhook.full_clean()
    webhook.save()
    data = {"url": webhook.url, "new_secret": new_secret}
    record(code="notifications.webhook.saved", obj=webhook, data=data, **actor_of(by))
    return webhook
