"""Email of one piece of news at once; the daily digest has a way of its own (`services.digest`)."""

from __future__ import annotations

import smtplib

from django.core.mail import get_connection

from notifications.channels.base import DeliveryError, Letter
from notifications.letters import single_letter
from notifications.models import Message

MAIL_ERRORS = (smtplib.SMTPException, OSError)


def in_words(error: Exception) -> str:
    """Return what an administrator can act on; the server's own words behind it."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        reason = "Máy chủ thư từ chối địa chỉ người nhận"
    elif isinstance(error, smtplib.SMTPAuthenticationError):
        reason = "Máy chủ thư không chấp nhận tài khoản gửi"
    elif isinstance(error, smtplib.SMTPException):
        reason = "Máy chủ thư báo lỗi"
    else:
        reason = "Không kết nối được máy chủ thư"
    return f"{reason} ({error})"[:300]


class EmailAdapter:
    """The mail server of the settings."""

    def is_configured(self) -> bool:
        """Email is always on; without a server the settings write files."""
        return True

    def send(self, message: Message, letter: Letter) -> None:
        """Send the notification as an email of its own."""
        if message.notification is None or not message.recipient.user.email:
            raise DeliveryError("Người nhận chưa có địa chỉ thư điện tử", for_good=True)
        try:
            get_connection().send_messages([single_letter(message.notification)])
        except MAIL_ERRORS as error:
            refused = isinstance(error, smtplib.SMTPRecipientsRefused)
            raise DeliveryError(in_words(error), for_good=refused) from error
