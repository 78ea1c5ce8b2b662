"""The states of a document's life and where a document came from."""

from __future__ import annotations

from django.db import models


class DocumentState(models.TextChoices):
    DRAFT = "draft", "Dự thảo"
    REVIEW = "review", "Đang trình duyệt"
    APPROVED = "approved", "Đã duyệt, chờ ký"
    SIGNED = "signed", "Đã ký, chờ phát hành"
    ACTIVE = "active", "Đang thực hiện"
    CLOSED = "closed", "Đã kết thúc"
    RECALLED = "recalled", "Đã thu hồi"
    REPLACED = "replaced", "Đã được thay thế"


# What is not issued yet is the business of its holder alone, and of the unit that drafts it.
UNISSUED = (DocumentState.DRAFT, DocumentState.REVIEW, DocumentState.APPROVED, DocumentState.SIGNED)
# What still changes is printed with DỰ THẢO behind it.
CHANGING = (DocumentState.DRAFT, DocumentState.REVIEW)


class Origin(models.TextChoices):
    AUTHORED = "authored", "Soạn trên cổng"
    IMPORTED = "imported", "Nhập từ tệp"
    INCOMING = "incoming", "Văn bản đến"
