"""Every change of state in this room."""

from notifications.services.daily import run_daily
from notifications.services.digest import deliver_digest, send_digests
from notifications.services.inbox import mark_all_read, mark_read, notify
from notifications.services.messages import deliver_message, deliver_waiting, retry_message
from notifications.services.rules import drop_rule, retry_delivery, save_rule
from notifications.services.sweep import sweep
from notifications.services.wishes import save_preference, save_webhook

__all__ = [
    "deliver_digest",
    "deliver_message",
    "deliver_waiting",
    "drop_rule",
    "mark_all_read",
    "mark_read",
    "notify",
    "retry_delivery",
    "retry_message",
    "run_daily",
    "save_preference",
    "save_rule",
    "save_webhook",
    "send_digests",
    "sweep",
]
