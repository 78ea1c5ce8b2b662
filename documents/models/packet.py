"""Packets: a document with all that goes with it as one PDF, made by the queue and kept with its digest."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse

from coopportal.fields import NfcCharField, NfcTextField, TimeStamped
from documents.models.document import OfficialDocument
from organizations.models import Staff


class PacketQuerySet(models.QuerySet["Packet"]):
    """Packets as those who see the document see them."""

    def visible_to(self, staff: Staff | None) -> PacketQuerySet:
        """Keep the packets of documents that the person sees; lists of recipients are for the holder's side."""
        if staff is None:
            return self.none()
        seen = self.filter(document__in=OfficialDocument.objects.visible_to(staff).order_by().values("pk"))
        own: dict[str, Any] = {"document__organization__path__startswith": staff.scope_path}
        return seen.filter(models.Q(with_lists=False) | models.Q(**own))


class PutTogether(TimeStamped):
    """A file that the queue puts together out of others, kept under its digest; the same content is made once.

    `key` is the digest of all that it is made of. `apart` names the files that could not be pages (title, name, size,
    digest, why).
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Đang lập"
        DONE = "done", "Đã lập xong"
        FAILED = "failed", "Không lập được"

    key = models.CharField("mã nội dung", max_length=64)
    state = models.CharField("trạng thái", max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveSmallIntegerField("đã xong", default=0)
    total = models.PositiveSmallIntegerField("tổng số bước", default=0)
    message = NfcTextField("lý do không lập được", blank=True)
    file_name = models.CharField("tệp lưu", max_length=120, blank=True)
    digest = models.CharField("SHA-256", max_length=64, blank=True, db_index=True)
    size = models.PositiveIntegerField("độ dài (byte)", default=0)
    pages = models.PositiveIntegerField("số trang", default=0)
    apart = models.JSONField("tệp để riêng", default=list, blank=True)
    title = NfcCharField("tên", max_length=300)
    by = models.ForeignKey("organizations.Staff", verbose_name="người lập", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def percent(self) -> int:
        """How much is done, for the bar."""
        return 100 * self.done // self.total if self.total else 0


class Packet(PutTogether):
    """One PDF of a document, its annexes, what goes with it and, for the holder's side, the lists about it."""

    document = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản", on_delete=models.CASCADE, related_name="packets"
    )
    with_lists = models.BooleanField("kèm danh sách nơi nhận, chữ ký")

    objects = PacketQuerySet.as_manager()

    class Meta:
        verbose_name = "tập gộp"
        verbose_name_plural = "tập gộp"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="done") | ~models.Q(digest=""), name="packet_done_has_file"
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("documents:packet", args=[self.pk])
