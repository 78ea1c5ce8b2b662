"""Which channel is served by what."""

from __future__ import annotations

from notifications.channels.base import Adapter
from notifications.channels.email import EmailAdapter
from notifications.channels.sms import SmsAdapter
from notifications.channels.webhook import WebhookAdapter
from notifications.channels.zalo import ZaloAdapter
from notifications.models import Channel

_ADAPTERS: dict[str, Adapter] = {
    Channel.EMAIL: EmailAdapter(),
    Channel.ZALO: ZaloAdapter(),
    Channel.SMS: SmsAdapter(),
    Channel.WEBHOOK: WebhookAdapter(),
}


def adapter_of(channel: str) -> Adapter:
    """Return what serves a channel."""
    return _ADAPTERS[channel]


def configured(channel: str) -> bool:
    """Tell whether a channel can be used at all."""
    return _ADAPTERS[channel].is_configured()
