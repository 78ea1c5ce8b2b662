"""Signed JSON to an organization's other system."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

from notifications.channels.base import DeliveryError, Letter
from notifications.channels.http import post
from notifications.models import Message, Webhook


def signature(secret: str, content: bytes) -> str:
    """Return the hex HMAC-SHA256 of the body, as the header `X-CoopPortal-Signature: sha256=…` carries it."""
    return hmac.new(secret.encode(), content, hashlib.sha256).hexdigest()


class WebhookAdapter:
    """Each organization names its own address; until then there is nothing to send to."""

    def is_configured(self) -> bool:
        """The channel itself needs no settings."""
        return True

    def send(self, message: Message, letter: Letter) -> None:
        """Post the notification to the organization of its recipient, or the nearest above that has an address."""
        webhook = _webhook_for(message)
        if webhook is None:
            raise DeliveryError("Cơ quan chưa khai báo địa chỉ kết nối, hoặc đã tắt", for_good=True)
        content = json.dumps(_body(message, letter), ensure_ascii=False).encode()
        post(webhook.url, content, {
            "X-CoopPortal-Delivery": str(message.pk),
            "X-CoopPortal-Signature": f"sha256={signature(webhook.secret, content)}",
        })  # fmt: skip


def _webhook_for(message: Message) -> Webhook | None:
    above = message.recipient.organization.ancestor_ids
    return Webhook.objects.filter(organization__in=above, is_active=True).order_by("-organization__depth").first()


def _body(message: Message, letter: Letter) -> dict[str, Any]:
    told = message.notification
    return {
        "id": message.pk,
        "code": told.code if told else "",
        "title": letter.title,
        "body": letter.body,
        "url": letter.link,
        "made_at": told.made_at.isoformat() if told else None,
        "organization": message.recipient.organization.code,
        "recipient": message.recipient.user.get_username(),
    }
