"""What a person is told, the rules and the ledger of reminders, the daily emails, and messages over other channels."""

from notifications.models.channel import Channel, Message, MessageState, Preference, Webhook
from notifications.models.delivery import DigestDelivery, DigestState
from notifications.models.notification import Notification
from notifications.models.reminder import Audience, ReminderEntry, ReminderRule, SweepRun

__all__ = [
    "Audience",
    "Channel",
    "DigestDelivery",
    "DigestState",
    "Message",
    "MessageState",
    "Notification",
    "Preference",
    "ReminderEntry",
    "ReminderRule",
    "SweepRun",
    "Webhook",
]
