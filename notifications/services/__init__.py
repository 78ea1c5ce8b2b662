"""Every change of state in this room."""

from notifications.services.daily import run_daily
from notifications.services.digest import deliver_digest, email_now, send_digests
from notifications.services.inbox import mark_all_read, mark_read, notify
from notifications.services.rules import drop_rule, retry_delivery, save_rule
from notifications.services.sweep import sweep

__all__ = [
    "deliver_digest",
    "drop_rule",
    "email_now",
    "mark_all_read",
    "mark_read",
    "notify",
    "retry_delivery",
    "run_daily",
    "save_rule",
    "send_digests",
    "sweep",
]
