"""By which ways a person is told outside the portal, and what became of each message."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from coopportal.fields import NfcTextField, TimeStamped
from notifications.models.notification import Notification
from organizations.access import ScopedQuerySet
from organizations.models import Organization, Staff


class Channel(models.TextChoices):
    """A way out of the portal; what stands in the portal itself needs no message."""

    EMAIL = "email", "Thư điện tử"
    ZALO = "zalo", "Zalo"
    SMS = "sms", "Tin nhắn SMS"
    WEBHOOK = "webhook", "Hệ thống khác (webhook)"


class Preference(TimeStamped):
    """What a person agreed to; without a row: email yes, Zalo and SMS no.

    Zalo and SMS need the person's own consent, which the row dates (Decree 13/2023 on personal data; to be verified).
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name="tài khoản", on_delete=models.CASCADE, related_name="told_by"
    )
    email_digest = models.BooleanField("nhận thư tổng hợp mỗi sáng", default=True)
    email_instant = models.BooleanField("nhận thư ngay khi có việc mới, bị trả lại hoặc được nghiệm thu", default=True)
    zalo_id = models.CharField(
        "mã người dùng Zalo", max_length=40, blank=True, help_text="Mã mà Zalo OA của cơ quan cấp khi bạn quan tâm OA."
    )
    zalo_agreed_at = models.DateTimeField("đồng ý nhận qua Zalo lúc", null=True, blank=True, editable=False)
    phone = models.CharField("số điện thoại di động", max_length=20, blank=True, help_text="Ví dụ: 0912 345 678")
    sms_agreed_at = models.DateTimeField("đồng ý nhận SMS lúc", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "cách nhận thông báo"
        verbose_name_plural = "cách nhận thông báo"
        constraints = [
            models.CheckConstraint(
                condition=Q(zalo_agreed_at__isnull=True) | ~Q(zalo_id=""), name="preference_zalo_has_id"
            ),
            models.CheckConstraint(condition=Q(sms_agreed_at__isnull=True) | ~Q(phone=""), name="preference_sms_phone"),
        ]

    def __str__(self) -> str:
        return f"Cách nhận thông báo của {self.user}"


def new_salt() -> str:
    """Return what makes a webhook's secret different from the last."""
    return secrets.token_hex(8)


class Webhook(TimeStamped):
    """Where an organization's other system hears of reminders and news of its people, as signed JSON.

    The secret is derived from the portal's key and `salt`; it is kept nowhere, and a new salt makes a new one.
    """

    organization = models.OneToOneField(
        Organization, verbose_name="tổ chức", on_delete=models.CASCADE, related_name="webhook"
    )
    url = models.URLField(
        "địa chỉ nhận",
        max_length=500,
        validators=[URLValidator(schemes=["https", "http"])],
        help_text="Ví dụ: https://dieuhanh.haiphong.gov.vn/coopportal",
    )
    is_active = models.BooleanField("đang dùng", default=True)
    salt = models.CharField(max_length=32, default=new_salt, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "kết nối hệ thống khác"
        verbose_name_plural = "kết nối hệ thống khác"
        ordering = ["organization__path"]

    def __str__(self) -> str:
        return f"Kết nối của {self.organization}"

    @property
    def secret(self) -> str:
        """The key with which the other system checks the signature of what it gets (HMAC-SHA256, hex)."""
        return salted_hmac(
            "notifications.webhook", f"{self.organization_id}:{self.salt}", algorithm="sha256"
        ).hexdigest()


class MessageState(models.TextChoices):
    """What became of a message."""

    WAITING = "waiting", "Chờ gửi"
    SENT = "sent", "Đã gửi"
    FAILED = "failed", "Gửi lỗi"
    NEEDLESS = "needless", "Không cần gửi nữa"


class MessageQuerySet(ScopedQuerySet):
    """Messages under their recipients' organizations."""

    organization_field = "recipient__organization"

    def undelivered(self) -> MessageQuerySet:
        """Keep what was given up."""
        return self.filter(state=MessageState.FAILED)


class Message(TimeStamped):
    """One telling over one channel: of one notification, or of a person's day as a whole (`day`).

    The constraints make a second one impossible. `next_try_at` is when the queue may try it: now, after the quiet
    hours, or after the pause that follows a failure.
    """

    recipient = models.ForeignKey(Staff, verbose_name="người nhận", on_delete=models.PROTECT, related_name="messages")
    channel = models.CharField("kênh", max_length=10, choices=Channel.choices)
    notification = models.ForeignKey(
        Notification, verbose_name="thông báo", null=True, blank=True, on_delete=models.CASCADE, related_name="messages"
    )
    day = models.DateField("ngày", null=True, blank=True)
    text = NfcTextField("nội dung", blank=True, default="")
    state = models.CharField("tình trạng", max_length=10, choices=MessageState.choices, default=MessageState.WAITING)
    next_try_at = models.DateTimeField("gửi từ lúc", default=timezone.now)
    attempts = models.PositiveSmallIntegerField("số lần gửi", default=0)
    error = models.CharField("lỗi", max_length=300, blank=True, default="")
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "tin gửi ra ngoài cổng"
        verbose_name_plural = "tin gửi ra ngoài cổng"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["notification", "channel"],
                condition=Q(notification__isnull=False),
                name="message_once_a_channel",
            ),
            models.UniqueConstraint(
                fields=["recipient", "channel", "day"], condition=Q(day__isnull=False), name="message_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(notification__isnull=False, day__isnull=True)
                | Q(notification__isnull=True, day__isnull=False),
                name="message_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="message_sent_has_time",
            ),
        ]
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(state="waiting"), name="message_waiting"),
            models.Index(fields=["recipient", "state"], name="message_of_person"),
        ]

    def __str__(self) -> str:
        what = self.notification.title if self.notification else self.text
        return f"{self.get_channel_display()}: {what[:100]}"
