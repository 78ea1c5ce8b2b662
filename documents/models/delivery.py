"""To whom a document was handed, and when they opened it."""

from __future__ import annotations

from django.db import models

from documents.models.document import OfficialDocument


class Delivery(models.Model):
    """One document handed to one organization; it gives that organization and those above it the right to read it."""

    document = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản", on_delete=models.CASCADE, related_name="deliveries"
    )
    organization = models.ForeignKey(
        "organizations.Organization", verbose_name="nơi nhận", on_delete=models.PROTECT, related_name="deliveries"
    )
    delivered_at = models.DateTimeField("gửi lúc")
    read_at = models.DateTimeField("mở lúc", null=True, blank=True)

    class Meta:
        verbose_name = "lượt gửi"
        verbose_name_plural = "lượt gửi"
        ordering = ["organization__path"]
        constraints = [models.UniqueConstraint(fields=["document", "organization"], name="delivery_once")]

    def __str__(self) -> str:
        return f"{self.document_id} → {self.organization}"
