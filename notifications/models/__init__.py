"""What a person is told, the rules and the ledger of reminders, and the daily emails."""

from notifications.models.delivery import DigestDelivery, DigestState
from notifications.models.notification import Notification
from notifications.models.reminder import Audience, ReminderEntry, ReminderRule, SweepRun

__all__ = [
    "Audience",
    "DigestDelivery",
    "DigestState",
    "Notification",
    "ReminderEntry",
    "ReminderRule",
    "SweepRun",
]
