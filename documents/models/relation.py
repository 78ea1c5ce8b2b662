"""How documents hang together: what one implements, answers, replaces, amends or corrects."""

from __future__ import annotations

from django.db import models

from documents.models.document import OfficialDocument


class RelationKind(models.TextChoices):
    """What the later document does with the earlier one."""

    IMPLEMENTS = "implements", "thực hiện"
    ANSWERS = "answers", "trả lời"
    REPLACES = "replaces", "thay thế"
    AMENDS = "amends", "sửa đổi, bổ sung"
    CORRECTS = "corrects", "đính chính"


class DocumentRelation(models.Model):
    """`source` (the later document) does `kind` with `target` (the earlier one)."""

    source = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản", on_delete=models.CASCADE, related_name="relations"
    )
    target = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản liên quan", on_delete=models.PROTECT, related_name="related_by"
    )
    kind = models.CharField("quan hệ", max_length=12, choices=RelationKind.choices)
    by = models.ForeignKey(
        "organizations.Staff", verbose_name="người ghi", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    made_at = models.DateTimeField("ghi lúc", auto_now_add=True)

    class Meta:
        verbose_name = "quan hệ văn bản"
        verbose_name_plural = "quan hệ văn bản"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target", "kind"],
                name="relation_once",
                violation_error_message="Quan hệ này đã được ghi.",
            ),
            models.CheckConstraint(
                condition=~models.Q(source=models.F("target")),
                name="relation_of_two",
                violation_error_message="Văn bản không thể liên quan đến chính nó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.get_kind_display()} {self.target}"
