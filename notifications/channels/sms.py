"""Text messages through the gateway of the office's provider.

Settings: `SMS_GATEWAY_URL` (takes JSON `{"to", "text", "brand"}`), `SMS_GATEWAY_TOKEN` (a bearer token), `SMS_BRAND`.
Texts go without marks, since a message with marks costs two to three times as much and some telephones show boxes.
"""

from __future__ import annotations

import json

import phonenumbers
from django.conf import settings

from coopportal.text import unmarked
from notifications.channels.base import DeliveryError, Letter
from notifications.channels.http import post
from notifications.models import Message, Preference


class SmsAdapter:
    """A gateway that takes JSON over HTTPS."""

    def is_configured(self) -> bool:
        """Off until there is a gateway."""
        return bool(settings.SMS_GATEWAY_URL)

    def send(self, message: Message, letter: Letter) -> None:
        """Send one line to the person's mobile number."""
        wish = Preference.objects.filter(user=message.recipient.user_id, sms_agreed_at__isnull=False).first()
        if not self.is_configured() or wish is None:
            raise DeliveryError("Kênh SMS chưa được bật hoặc người nhận chưa đồng ý", for_good=True)
        body = {"to": international(wish.phone), "text": unmarked(letter.line), "brand": settings.SMS_BRAND}
        headers = {"Authorization": f"Bearer {settings.SMS_GATEWAY_TOKEN}"} if settings.SMS_GATEWAY_TOKEN else {}
        post(settings.SMS_GATEWAY_URL, json.dumps(body).encode(), headers, trusted=True)


def is_phone(phone: str) -> bool:
    """Tell whether this is a number that a Vietnamese telephone can have."""
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(phone, "VN"))
    except phonenumbers.NumberParseException:
        return False


def international(phone: str) -> str:
    """Return a Vietnamese number as gateways want it: `84912345678`. Raises DeliveryError for what is none."""
    try:
        number = phonenumbers.parse(phone, "VN")
    except phonenumbers.NumberParseException:
        raise DeliveryError("Số điện thoại không hợp lệ", for_good=True) from None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164).lstrip("+")
