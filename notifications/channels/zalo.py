"""Messages of the office's Zalo Official Account to people who follow it and agreed.

Settings: `ZALO_OA_TOKEN` (the access token), `ZALO_OA_URL` where another gateway speaks the same words.
"""

from __future__ import annotations

import json

from django.conf import settings

from notifications.channels.base import DeliveryError, Letter
from notifications.channels.http import post
from notifications.models import Message, Preference


class ZaloAdapter:
    """Zalo's consultation message (`oa/message/cs`)."""

    def is_configured(self) -> bool:
        """Off until there is a token."""
        return bool(settings.ZALO_OA_TOKEN)

    def send(self, message: Message, letter: Letter) -> None:
        """Send one line; Zalo answers 200 also where it refuses, and says so in `error`."""
        wish = Preference.objects.filter(user=message.recipient.user_id, zalo_agreed_at__isnull=False).first()
        if not self.is_configured() or wish is None:
            raise DeliveryError("Kênh Zalo chưa được bật hoặc người nhận chưa đồng ý", for_good=True)
        content = json.dumps({"recipient": {"user_id": wish.zalo_id}, "message": {"text": letter.line}})
        answer = post(settings.ZALO_OA_URL, content.encode(), {"access_token": settings.ZALO_OA_TOKEN}, trusted=True)
        _refuse_errors(answer.text)


def _refuse_errors(text: str) -> None:
    try:
        said = json.loads(text)
        code, words = int(said.get("error", 0)), str(said.get("message", ""))
    except (ValueError, TypeError, AttributeError):
        raise DeliveryError("Zalo trả lời không đọc được") from None
    if code:
        raise DeliveryError(f"Zalo từ chối: {words} (mã {code})", for_good=code in {-201, -213, -230})
