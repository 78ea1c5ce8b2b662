"""Long files that the queue reads."""

from __future__ import annotations

from django.db import models

from coopportal.fields import NfcCharField, NfcTextField, TimeStamped
from documents.models.document import OfficialDocument, source_path
from organizations.models import Staff


class ImportJobQuerySet(models.QuerySet["ImportJob"]):
    """Imports under way."""

    def visible_to(self, staff: Staff | None) -> ImportJobQuerySet:
        """Keep the person's own: what is being read is nobody else's business yet."""
        return self.filter(by=staff) if staff else self.none()


class ImportJob(TimeStamped):
    """A file that was uploaded and is still to be read; then it points at its document or says why there is none."""

    class State(models.TextChoices):
        WAITING = "waiting", "Đang đọc"
        DONE = "done", "Đã đọc xong"
        FAILED = "failed", "Không đọc được"

    organization = models.ForeignKey(
        "organizations.Organization", verbose_name="tổ chức", on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey("organizations.Staff", verbose_name="người nhập", on_delete=models.PROTECT, related_name="+")
    source_name = NfcCharField("tên tệp", max_length=255)
    source_file = models.FileField("tệp", upload_to=source_path, max_length=255, blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=State.choices, default=State.WAITING)
    message = NfcTextField("lý do không đọc được", blank=True)
    document = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ImportJobQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt nhập tệp dài"
        verbose_name_plural = "lượt nhập tệp dài"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.source_name
