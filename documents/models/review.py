"""The way of a draft through review: the slip that travels with it, each step, remarks at a place of the text."""

from __future__ import annotations

from django.db import models

from coopportal.fields import NfcCharField, NfcTextField, TimeStamped
from documents.models.document import OfficialDocument


class SubmissionSlip(TimeStamped):
    """Phiếu trình giải quyết công việc of one round of review; its dates are those of the acts, never typed."""

    document = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản", on_delete=models.CASCADE, related_name="slips"
    )
    round = models.PositiveSmallIntegerField("lần trình")
    to = models.ForeignKey(
        "organizations.Staff", verbose_name="trình xin ý kiến đồng chí", on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(
        "organizations.Staff", verbose_name="người trình", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("trình lúc")
    summary = NfcTextField("tóm tắt nội dung trình")
    requested_by = NfcTextField("văn bản của cơ quan đề nghị", blank=True)
    related = NfcTextField("căn cứ để trình và văn bản liên quan kèm theo", blank=True)
    explanation = NfcTextField("giải trình và ý kiến đề xuất của người trình", blank=True)
    proposal = NfcTextField("chuyên viên báo cáo và đề xuất", blank=True)

    class Meta:
        verbose_name = "phiếu trình"
        verbose_name_plural = "phiếu trình"
        ordering = ["document", "-round"]
        constraints = [models.UniqueConstraint(fields=["document", "round"], name="slip_once_a_round")]

    def __str__(self) -> str:
        return f"Phiếu trình lần {self.round}"


class ReviewStep(models.Model):
    """One act of the review, in order. `to` is whom it went to, `opinion` what was said."""

    class Act(models.TextChoices):
        SUBMITTED = "submitted", "Trình"
        FORWARDED = "forwarded", "Trình tiếp"
        RETURNED = "returned", "Trả lại"
        WITHDRAWN = "withdrawn", "Rút lại"
        APPROVED = "approved", "Duyệt"
        REFUSED = "refused", "Từ chối ký"

    document = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản", on_delete=models.CASCADE, related_name="review_steps"
    )
    round = models.PositiveSmallIntegerField("lần trình")
    act = models.CharField("việc", max_length=10, choices=Act.choices)
    by = models.ForeignKey("organizations.Staff", verbose_name="người", on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(
        "organizations.Staff", verbose_name="đến", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opinion = NfcTextField("ý kiến", blank=True)
    authority = NfcCharField("thẩm quyền", max_length=300, blank=True)
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "bước duyệt"
        verbose_name_plural = "các bước duyệt"
        ordering = ["document", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(act__in=["returned", "refused"]) | ~models.Q(opinion=""),
                name="review_return_has_reason",
            ),
            models.UniqueConstraint(
                fields=["document", "round"], condition=models.Q(act="approved"), name="review_approved_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()} ({self.document_id})"


class DraftComment(models.Model):
    """A remark at a place of the draft. `quote` holds the words as they stood, since places move when text changes."""

    document = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản", on_delete=models.CASCADE, related_name="comments"
    )
    where = models.CharField("vị trí", max_length=120, blank=True)
    quote = NfcTextField("đoạn được góp ý", blank=True)
    text = NfcTextField("góp ý")
    by = models.ForeignKey("organizations.Staff", verbose_name="người", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")
    settled_by = models.ForeignKey(
        "organizations.Staff", verbose_name="người xử lý", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    settled_at = models.DateTimeField("xử lý lúc", null=True, blank=True)

    class Meta:
        verbose_name = "góp ý"
        verbose_name_plural = "góp ý"
        ordering = ["document", "id"]

    def __str__(self) -> str:
        return self.text[:80]
