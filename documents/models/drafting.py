"""What goes with a draft: its versions, who is at work on it, own templates."""

from __future__ import annotations

from django.db import models

from coopportal.fields import NfcCharField, TimeStamped
from documents.models.document import KIND_CHOICES, OfficialDocument
from organizations.access import ScopedQuerySet


class DraftVersion(models.Model):
    """The tree as it stood when somebody saved, submitted, returned or approved it. Rows are added, never changed."""

    class Reason(models.TextChoices):
        BEGUN = "begun", "Bắt đầu soạn"
        SAVED = "saved", "Lưu"
        SUBMITTED = "submitted", "Trình duyệt"
        RETURNED = "returned", "Trả lại"
        APPROVED = "approved", "Duyệt"
        MENDED = "mended", "Sửa nhanh"

    document = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản", on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField("bản số")
    reason = models.CharField("lý do giữ", max_length=10, choices=Reason.choices)
    tree = models.JSONField("cây văn bản")
    by = models.ForeignKey("organizations.Staff", verbose_name="người", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "bản lưu"
        verbose_name_plural = "các bản lưu"
        ordering = ["document", "-number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="draft_version_once")]

    def __str__(self) -> str:
        return f"Bản {self.number}"


class DraftSession(models.Model):
    """One person at work on one draft: when last seen, and what they typed and have not saved yet.

    `typed` is the form as the browser sent it (lists by field), so that after a lost session everything is there
    again, half-typed words too; `tree` is what the preview draws of it. `version` is the one they began from.
    """

    document = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản", on_delete=models.CASCADE, related_name="sessions"
    )
    staff = models.ForeignKey("organizations.Staff", verbose_name="người", on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField("có mặt lúc")
    version = models.PositiveIntegerField("từ lần sửa")
    typed = models.JSONField("nội dung đang gõ", null=True, blank=True)
    tree = models.JSONField("cây đang gõ", null=True, blank=True)
    typed_at = models.DateTimeField("tự lưu lúc", null=True, blank=True)

    class Meta:
        verbose_name = "lượt soạn"
        verbose_name_plural = "các lượt soạn"
        ordering = ["document", "-seen_at"]
        constraints = [models.UniqueConstraint(fields=["document", "staff"], name="draft_session_once")]

    def __str__(self) -> str:
        return f"{self.staff_id} @ {self.document_id}"


class TemplateQuerySet(ScopedQuerySet):
    """Templates of offices."""


class DraftTemplate(TimeStamped):
    """A template that an office keeps for itself; those that every office has are in `documents.authoring.builtin`."""

    organization = models.ForeignKey(
        "organizations.Organization", verbose_name="của cơ quan", on_delete=models.CASCADE, related_name="+"
    )
    name = NfcCharField("tên mẫu", max_length=150, help_text="Ví dụ: Công văn đôn đốc báo cáo tháng")
    kind = models.CharField("loại văn bản", max_length=10, choices=KIND_CHOICES)
    tree = models.JSONField("cây văn bản")
    by = models.ForeignKey("organizations.Staff", verbose_name="người lập", on_delete=models.PROTECT, related_name="+")

    objects = TemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "mẫu văn bản"
        verbose_name_plural = "mẫu văn bản"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "name"],
                name="draft_template_name_once",
                violation_error_message="Cơ quan đã có mẫu cùng tên; hãy đặt tên khác.",
            )
        ]

    def __str__(self) -> str:
        return self.name
