"""Files that go with a document beside its own appendices (`Gửi kèm`)."""

from __future__ import annotations

from typing import Any

from django.db import models

from coopportal.fields import NfcCharField, NfcTextField
from documents.models.document import OfficialDocument
from organizations.models import Staff


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Attachments as those who see the document see them."""

    def visible_to(self, staff: Staff | None) -> AttachmentQuerySet:
        """Keep the files of documents that the person sees; what was replaced or dropped is for the holder's side."""
        if staff is None:
            return self.none()
        seen = self.filter(document__in=OfficialDocument.objects.visible_to(staff).order_by().values("pk"))
        own: dict[str, Any] = {"document__organization__path__startswith": staff.scope_path}
        drafting: dict[str, Any] = {"document__drafting_unit__path__startswith": staff.scope_path}
        return seen.filter(models.Q(gone_at__isnull=True) | models.Q(**own) | models.Q(**drafting))

    def current(self) -> AttachmentQuerySet:
        """Keep what goes with the document now."""
        return self.filter(gone_at__isnull=True)


class Attachment(models.Model):
    """One version of a file that goes with a document, kept under the digest of its bytes.

    A row says what was handed in and never changes its file; a new version is a new row that `replaces` the old one,
    and what no longer goes along has `gone_at`. Once the document has left the draft, database triggers keep the rows
    as they are (migration 0011). `caution` tells what the portal could not look into: files of messages from outside
    are kept as they came.
    """

    document = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản", on_delete=models.CASCADE, related_name="attachments"
    )
    order = models.PositiveSmallIntegerField("thứ tự")
    title = NfcCharField("tên gọi", max_length=300, help_text="Như sẽ ghi ở dòng “Gửi kèm” của văn bản.")
    note = NfcCharField("ghi chú", max_length=500, blank=True)
    name = NfcCharField("tên tệp", max_length=255)
    content_type = models.CharField("loại", max_length=100)
    size = models.PositiveIntegerField("dung lượng (byte)")
    digest = models.CharField("SHA-256", max_length=64, db_index=True)
    file_name = models.CharField("tệp lưu", max_length=120)
    text = NfcTextField("nội dung chữ", blank=True, default="")
    caution = NfcCharField("lưu ý khi mở", max_length=300, blank=True, default="")
    replaces = models.OneToOneField(
        "self", verbose_name="thay cho", null=True, blank=True, on_delete=models.CASCADE, related_name="replaced_by"
    )
    by = models.ForeignKey(
        "organizations.Staff", verbose_name="người gửi kèm", null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("lúc")
    gone_at = models.DateTimeField("thôi gửi kèm lúc", null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp gửi kèm"
        verbose_name_plural = "tệp gửi kèm"
        ordering = ["document", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "digest"],
                condition=models.Q(gone_at__isnull=True),
                name="attachment_once",
                violation_error_message="Tệp này đã được gửi kèm.",
            ),
            models.UniqueConstraint(
                fields=["document", "order"],
                condition=models.Q(gone_at__isnull=True),
                name="attachment_place_once",
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="attachment_has_title"),
        ]

    def __str__(self) -> str:
        return self.title
