"""Who did what, when: append-only, chained."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from coopportal.fields import NfcCharField


class AuditEntry(models.Model):
    """One act. `code` is stable and dotted (`documents.document.imported`); its sentence is made when it is shown.

    The table refuses update and delete (a trigger, see the migration); `digest` chains each row to the one before.
    """

    at = models.DateTimeField("thời điểm", db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người thực hiện", null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_name = NfcCharField("tên người thực hiện", max_length=200)
    organization_path = models.CharField("đường dẫn tổ chức", max_length=255, db_index=True, blank=True)
    code = models.CharField("mã hành động", max_length=100, db_index=True)
    object_type = models.CharField("loại đối tượng", max_length=100)
    object_id = models.BigIntegerField("mã đối tượng", null=True)
    object_label = NfcCharField("tên đối tượng", max_length=500)
    data = models.JSONField("dữ liệu", default=dict, blank=True)
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = "dòng nhật ký"
        verbose_name_plural = "nhật ký"
        ordering = ["-id"]
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_object")]

    def __str__(self) -> str:
        return f"{self.code} {self.object_label}"
