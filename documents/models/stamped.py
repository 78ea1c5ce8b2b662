"""Copies of incoming documents with the stamp ĐẾN."""

from __future__ import annotations

from django.db import models

from documents.models.incoming import IncomingEntry


class StampedCopy(models.Model):
    """One copy as it was stamped; `key` names what the stamp says and what it stands on. Rows are never changed.

    The stamp tells to whom the document went, so that after the leader's order there is a second copy; the first stays.
    """

    entry = models.ForeignKey(
        IncomingEntry, verbose_name="dòng sổ", on_delete=models.PROTECT, related_name="stamped_copies"
    )
    key = models.CharField("mã nội dung", max_length=64)
    file_name = models.CharField("tệp lưu", max_length=120)
    digest = models.CharField("SHA-256", max_length=64, db_index=True)
    size = models.PositiveIntegerField("độ dài (byte)")
    at = models.DateTimeField("đóng dấu lúc", auto_now_add=True)

    class Meta:
        verbose_name = "bản đóng dấu đến"
        verbose_name_plural = "bản đóng dấu đến"
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["entry", "key"], name="stamped_copy_once")]

    def __str__(self) -> str:
        return f"{self.entry}, đóng dấu {self.at:%d/%m/%Y}"
