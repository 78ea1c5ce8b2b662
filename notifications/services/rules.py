"""Changing the reminder rules of an organization, and sending a failed email again."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from coopportal.queue import enqueue
from notifications.models import DigestDelivery, DigestState, ReminderRule
from organizations.models import Staff
from organizations.services.directory import actor_of


@transaction.atomic
def save_rule(*, rule: ReminderRule, by: Staff | None) -> ReminderRule:
    """Save an organization's ladder. Raises ValidationError naming the fields."""
    rule.full_clean()
    rule.save()
    record(code="notifications.rule.saved", obj=rule, data={"words": rule.words}, **actor_of(by))
    return rule


@transaction.atomic
def drop_rule(*, rule: ReminderRule, by: Staff | None) -> None:
    """Take an organization's own ladder away, so that the one above it holds again."""
    record(code="notifications.rule.dropped", obj=rule, **actor_of(by))
    rule.delete()


@transaction.atomic
def retry_delivery(*, delivery: DigestDelivery, by: Staff | None) -> None:
    """Hand a failed email to the queue again. Raises ValidationError where it is not a failed one."""
    if delivery.state != DigestState.FAILED:
        raise ValidationError("Thư này không ở tình trạng lỗi nên không cần gửi lại.")
    enqueue("notifications.tasks.retry_digest", delivery.pk)
    record(code="notifications.digest.retried", obj=delivery, **actor_of(by))
