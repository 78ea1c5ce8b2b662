"""To whom a document was handed, how far each recipient has come with it, and every step of that with its moment."""

from __future__ import annotations

from django.db import models

from coopportal.fields import NfcCharField, NfcTextField
from documents.models.document import OfficialDocument


class DeliveryState(models.TextChoices):
    """How far a recipient has come, in the codes of the national exchange (QCVN 102:2016/BTTTT)."""

    ARRIVED = "01", "Đã đến"
    REFUSED = "02", "Từ chối tiếp nhận"
    RECEIVED = "03", "Đã tiếp nhận"
    ASSIGNED = "04", "Đã phân công"
    IN_PROGRESS = "05", "Đang xử lý"
    DONE = "06", "Hoàn thành"


class RecallState(models.TextChoices):
    """How a recipient stands to the sender's wish to take the document back."""

    ASKED = "13", "Yêu cầu lấy lại"
    AGREED = "15", "Đồng ý lấy lại"
    DECLINED = "16", "Từ chối lấy lại"


class Channel(models.TextChoices):
    """The way by which a document reached its recipient."""

    PORTAL = "portal", "Trên cổng"
    EDXML = "edxml", "Trục liên thông (edXML)"
    EMAIL = "email", "Thư điện tử"


TRACE_CODES = [*DeliveryState.choices, *RecallState.choices]


class Delivery(models.Model):
    """One document handed to one organization; it gives that organization and those above it the right to read it."""

    document = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản", on_delete=models.CASCADE, related_name="deliveries"
    )
    organization = models.ForeignKey(
        "organizations.Organization", verbose_name="nơi nhận", on_delete=models.PROTECT, related_name="deliveries"
    )
    channel = models.CharField("đường gửi", max_length=10, choices=Channel.choices, default=Channel.PORTAL)
    state = models.CharField("trạng thái", max_length=2, choices=DeliveryState.choices, default=DeliveryState.ARRIVED)
    recall_state = models.CharField("lấy lại", max_length=2, choices=RecallState.choices, blank=True, default="")
    delivered_at = models.DateTimeField("gửi lúc")
    read_at = models.DateTimeField("mở lúc", null=True, blank=True)

    class Meta:
        verbose_name = "lượt gửi"
        verbose_name_plural = "lượt gửi"
        ordering = ["organization__path"]
        constraints = [
            models.UniqueConstraint(fields=["document", "organization"], name="delivery_once"),
            models.CheckConstraint(condition=models.Q(state__in=DeliveryState.values), name="delivery_state_known"),
            models.CheckConstraint(
                condition=models.Q(recall_state__in=["", *RecallState.values]), name="delivery_recall_known"
            ),
        ]
        indexes = [models.Index(fields=["organization", "state"], name="delivery_inbox")]

    def __str__(self) -> str:
        return f"{self.document_id} → {self.organization}"


class DeliveryTrace(models.Model):
    """One step of a delivery: what, when, by whom, with which words. Rows are never changed."""

    delivery = models.ForeignKey(
        Delivery, verbose_name="lượt gửi", null=True, blank=True, on_delete=models.CASCADE, related_name="traces"
    )
    outside = models.ForeignKey(
        "documents.OutsideDelivery",
        verbose_name="lượt gửi ra ngoài",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="traces",
    )
    code = models.CharField("mã trạng thái", max_length=2, choices=TRACE_CODES)
    note = NfcTextField("lý do, ghi chú", blank=True)
    by = models.ForeignKey(
        "organizations.Staff", verbose_name="người thực hiện", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    by_name = NfcCharField("người thực hiện bên ngoài", max_length=255, blank=True)
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "vết chuyển nhận"
        verbose_name_plural = "vết chuyển nhận"
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(delivery__isnull=True) ^ models.Q(outside__isnull=True), name="trace_of_one_delivery"
            ),
            models.CheckConstraint(
                condition=~models.Q(code__in=[DeliveryState.REFUSED, *RecallState.values]) | ~models.Q(note=""),
                name="trace_refusal_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.get_code_display()}"

    @property
    def who(self) -> str:
        """Who did it, as pages show it."""
        return self.by.full_name if self.by else self.by_name or "Hệ thống"
