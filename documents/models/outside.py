"""Recipients outside the portal, and the messages that were exchanged with other systems."""

from __future__ import annotations

import uuid

from django.db import models

from coopportal.fields import NfcCharField, TimeStamped
from documents.models.delivery import Channel, Delivery, DeliveryState, RecallState
from documents.models.document import OfficialDocument


class SendState(models.TextChoices):
    """What became of the sending itself; what the recipient did with it is `OutsideDelivery.state`."""

    WAITING = "waiting", "Chờ gửi"
    SENT = "sent", "Đã gửi"
    FAILED = "failed", "Gửi lỗi"


class OutsideDelivery(TimeStamped):
    """One document to one recipient who is not in the portal, by email or as an edXML file."""

    document = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản", on_delete=models.CASCADE, related_name="outside_deliveries"
    )
    channel = models.CharField(
        "đường gửi", max_length=10, choices=[(c.value, c.label) for c in (Channel.EMAIL, Channel.EDXML)]
    )
    name = NfcCharField("nơi nhận", max_length=255)
    code = models.CharField("mã định danh", max_length=35, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    send_state = models.CharField("gửi", max_length=10, choices=SendState.choices, default=SendState.WAITING)
    attempts = models.PositiveSmallIntegerField("số lần gửi", default=0)
    error = models.CharField("lỗi", max_length=300, blank=True, default="")
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    state = models.CharField("trạng thái", max_length=2, choices=DeliveryState.choices, blank=True, default="")
    recall_state = models.CharField("lấy lại", max_length=2, choices=RecallState.choices, blank=True, default="")
    by = models.ForeignKey(
        "organizations.Staff", verbose_name="người gửi", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = "lượt gửi ra ngoài"
        verbose_name_plural = "lượt gửi ra ngoài"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "channel", "email", "code"],
                name="outside_once",
                violation_error_message="Văn bản đã được gửi tới nơi này.",
            ),
            models.CheckConstraint(
                condition=models.Q(channel=Channel.EMAIL, send_state__in=SendState.values) & ~models.Q(email="")
                | models.Q(channel=Channel.EDXML) & ~models.Q(code=""),
                name="outside_has_address",
            ),
            models.CheckConstraint(
                condition=~models.Q(send_state="sent") | models.Q(sent_at__isnull=False), name="outside_sent_has_time"
            ),
        ]

    def __str__(self) -> str:
        return self.name


def message_path(message: ExchangeMessage, filename: str) -> str:
    """Return where a message is kept: a name that nobody guesses."""
    return f"documents/edxml/{uuid.uuid4().hex}.edxml"


class ExchangeMessage(models.Model):
    """An edXML file that came in or went out, kept byte for byte."""

    class Way(models.TextChoices):
        IN = "in", "Nhận"
        OUT = "out", "Gửi"

    class Content(models.TextChoices):
        DOCUMENT = "document", "Văn bản"
        STATUS = "status", "Trạng thái"

    organization = models.ForeignKey(
        "organizations.Organization", verbose_name="tổ chức", on_delete=models.PROTECT, related_name="+"
    )
    way = models.CharField("chiều", max_length=3, choices=Way.choices)
    content = models.CharField("nội dung", max_length=10, choices=Content.choices)
    document = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản", on_delete=models.CASCADE, related_name="messages"
    )
    delivery = models.ForeignKey(
        Delivery, verbose_name="lượt gửi", null=True, blank=True, on_delete=models.CASCADE, related_name="messages"
    )
    partner_code = models.CharField("mã định danh bên kia", max_length=35, blank=True)
    partner_name = NfcCharField("bên kia", max_length=255, blank=True)
    document_key = NfcCharField("DocumentId", max_length=255)
    status_code = models.CharField("mã trạng thái", max_length=2, blank=True)
    file = models.FileField("tệp", upload_to=message_path, max_length=255)
    digest = models.CharField("SHA-256", max_length=64)
    signed_by = NfcCharField("chữ ký số", max_length=255, blank=True)
    by = models.ForeignKey(
        "organizations.Staff", verbose_name="người thực hiện", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "gói tin edXML"
        verbose_name_plural = "gói tin edXML"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "digest"],
                condition=models.Q(way="in"),
                name="message_taken_once",
                violation_error_message="Gói tin này đã được nhận trước đó.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_content_display()} {self.document_key}"
