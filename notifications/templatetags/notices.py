"""How this room's states look."""

from django import template
from django.utils.safestring import SafeString

from coopportal.templatetags.portal import badge
from notifications import wording
from notifications.models import DigestDelivery, DigestState, Message, Notification, ReminderEntry

register = template.Library()

KINDS = {
    wording.SOON: ("wait", "Sắp đến hạn"),
    wording.TODAY: ("warn", "Đến hạn hôm nay"),
    wording.OVERDUE: ("bad", "Quá hạn"),
}
TONES = {
    DigestState.SENT: "ok",
    DigestState.FAILED: "bad",
    DigestState.WAITING: "wait",
}


@register.simple_tag
def kind_badge(notification: Notification) -> SafeString:
    """Return what sort of notification it is, in words and colour."""
    return badge(*KINDS.get(notification.code, ("info", "Thông báo")))


@register.simple_tag
def step_badge(entry: ReminderEntry) -> SafeString:
    """Return the step of a reminder."""
    tone = "warn" if entry.step == 0 else "wait" if entry.step < 0 else "bad"
    return badge(tone, entry.step_words.capitalize())


@register.simple_tag
def state_badge(delivery: DigestDelivery | Message) -> SafeString:
    """Return the state of a daily email or another message."""
    return badge(TONES.get(DigestState(delivery.state), "mute"), delivery.get_state_display())
