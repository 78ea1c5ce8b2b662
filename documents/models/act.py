"""Acts of others that documents are based on: from when they hold and until when."""

from __future__ import annotations

import datetime as dt

from django.db import models

from coopportal.fields import NfcCharField, NfcTextField, TimeStamped


class OutsideAct(TimeStamped):
    """A law, decree or circular that is no document of the portal, with what is known of its effect.

    `other_names` are ways in which it is cited without its number, a line each; `citation` is the line of the basis as
    it is to be written, blank where nobody has checked it. `valid_to` is the first day on which it holds no more.
    """

    number = NfcCharField("số, ký hiệu", max_length=60, unique=True)
    name = NfcCharField("tên gọi", max_length=300)
    other_names = NfcTextField("cách viện dẫn khác", blank=True)
    citation = NfcTextField("câu căn cứ", blank=True)
    valid_from = models.DateField("có hiệu lực từ", null=True, blank=True)
    valid_to = models.DateField("hết hiệu lực từ", null=True, blank=True)
    replaced_by = NfcCharField("thay thế bằng", max_length=300, blank=True)
    amended_by = NfcCharField("được sửa đổi bởi", max_length=300, blank=True)
    source = NfcCharField("nguồn", max_length=300, blank=True)
    is_active = models.BooleanField("đang dùng trong bảng", default=True)

    class Meta:
        verbose_name = "văn bản làm căn cứ"
        verbose_name_plural = "văn bản làm căn cứ"
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gt=models.F("valid_from")),
                name="act_ends_after_it_begins",
                violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})" if self.number not in self.name else self.name

    def doubt(self, day: dt.date) -> str:
        """Return what is against citing it on a day, nothing where all is well or unknown."""
        if self.valid_to and self.valid_to <= day:
            instead = f"; nay là {self.replaced_by}" if self.replaced_by else ""
            return f"{self} hết hiệu lực từ ngày {self.valid_to:%d/%m/%Y}{instead}."
        if self.valid_from and self.valid_from > day:
            return f"{self} chưa có hiệu lực, đến ngày {self.valid_from:%d/%m/%Y} mới áp dụng."
        if self.amended_by:
            return f"{self} đã được sửa đổi, bổ sung bởi {self.amended_by}; hãy ghi cả văn bản sửa đổi."
        return ""
