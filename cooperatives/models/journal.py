"""What was done for a sheet over time: visits and support, what has to be settled, and sheets that were merged."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from cooperatives.models.difficulty import Difficulty
from cooperatives.models.rows import SheetRow, money
from cooperatives.models.sheet_choices import SettlementKind
from coopportal.fields import NfcCharField, NfcTextField


class JournalKind(models.TextChoices):
    VISIT = "visit", "Thăm, làm việc tại đơn vị"
    SUPPORT = "support", "Hỗ trợ, hướng dẫn"
    TRAINING = "training", "Tập huấn"
    MEETING = "meeting", "Họp, đối thoại"
    CALL = "call", "Trao đổi qua điện thoại, thư"
    CHECK = "check", "Kiểm tra, giám sát"
    OTHER = "other", "Việc khác"


class JournalEntry(SheetRow):
    """A dated note of a visit, of support or of a talk."""

    kind = models.CharField("việc", max_length=10, choices=JournalKind.choices)
    on = models.DateField("ngày", default=timezone.localdate)
    title = NfcCharField("tóm tắt", max_length=200, help_text="Ví dụ: Hướng dẫn sửa Điều lệ theo Luật Hợp tác xã 2023")
    text = NfcTextField(
        "nội dung", blank=True, help_text="Ví dụ: Đã thống nhất họp Đại hội thành viên trước 30/4/2026."
    )
    people = NfcCharField("thành phần", max_length=255, blank=True, help_text="Ví dụ: Phòng Kinh tế; bà Yến, Giám đốc")
    difficulty = models.ForeignKey(
        Difficulty,
        verbose_name="liên quan khó khăn",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="notes",
    )
    by = models.ForeignKey(
        "organizations.Staff", verbose_name="người ghi", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "nhật ký làm việc"
        verbose_name_plural = "nhật ký làm việc"
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return self.title


class SettlementItem(SheetRow):
    """One thing that has to be settled before a weak cooperative is dissolved or transformed."""

    kind = models.CharField("loại việc", max_length=20, choices=SettlementKind.choices)
    title = NfcCharField("việc phải giải quyết", max_length=255, help_text="Ví dụ: Nợ ngân sách 42 triệu từ năm 2011")
    amount = money("số tiền", help_text="Nếu là khoản nợ.")
    due_on = models.DateField("hạn", null=True, blank=True)
    settled_on = models.DateField("giải quyết xong ngày", null=True, blank=True)
    result = NfcCharField(
        "kết quả", max_length=255, blank=True, help_text="Ví dụ: Đã xóa nợ theo Quyết định 167/QĐ-UBND"
    )

    class Meta:
        verbose_name = "việc phải giải quyết"
        verbose_name_plural = "việc phải giải quyết"
        ordering = ["settled_on", "due_on", "id"]

    def __str__(self) -> str:
        return self.title


class MergedSheet(SheetRow):
    """The trace of a doubled sheet that was merged into this one: what it was, who merged, when and why."""

    old_id = models.PositiveBigIntegerField("mã hồ sơ cũ", unique=True)
    name = NfcCharField("tên trên hồ sơ cũ", max_length=255)
    code = models.CharField("mã số trên hồ sơ cũ", max_length=10, blank=True)
    content = models.JSONField("toàn bộ hồ sơ cũ", default=dict)
    taken = models.JSONField("ô lấy từ hồ sơ cũ", default=list)
    reason = NfcCharField("lý do", max_length=255)
    by = models.ForeignKey("organizations.Staff", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "hồ sơ đã gộp"
        verbose_name_plural = "hồ sơ đã gộp"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name
