"""What a province or a person adds of their own: fields without a migration, saved lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse

from coopportal.fields import NfcCharField, TimeStamped

if TYPE_CHECKING:
    from organizations.models import Staff


class ExtraType(models.TextChoices):
    TEXT = "text", "Chữ"
    NUMBER = "number", "Số"
    MONEY = "money", "Số tiền (đồng)"
    DATE = "date", "Ngày"
    CHOICE = "choice", "Chọn một trong danh sách"
    YES_NO = "yes_no", "Có hoặc không"


class ExtraField(TimeStamped):
    """A field that a province adds to the sheets of its communes; values are kept in `Cooperative.extra` by `key`."""

    province = models.ForeignKey(
        "organizations.AdministrativeUnit", verbose_name="tỉnh", on_delete=models.PROTECT, related_name="+"
    )
    key = models.CharField(
        max_length=40, editable=False, validators=[RegexValidator(r"^[a-z][a-z0-9_]*$", "Chữ thường không dấu.")]
    )
    label = NfcCharField("tên ô", max_length=120, help_text="Ví dụ: Tham gia chương trình mỗi xã một sản phẩm từ năm")
    help_text = NfcCharField("hướng dẫn ghi", max_length=255, blank=True)
    type = models.CharField("kiểu", max_length=10, choices=ExtraType.choices, default=ExtraType.TEXT)
    choices = models.JSONField("các lựa chọn", default=list, blank=True)
    order = models.PositiveSmallIntegerField("thứ tự", default=10)
    is_active = models.BooleanField("đang dùng", default=True)

    class Meta:
        verbose_name = "ô thông tin riêng của tỉnh"
        verbose_name_plural = "ô thông tin riêng của tỉnh"
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["province", "key"], name="extra_field_key_unique")]

    def __str__(self) -> str:
        return self.label


class SavedViewQuerySet(models.QuerySet):
    """Saved lists."""

    def visible_to(self, staff: Staff | None) -> SavedViewQuerySet:
        """Keep one's own and those that a colleague of the own organization shares."""
        if staff is None:
            return self.none()
        return self.filter(Q(owner=staff) | Q(is_shared=True, owner__organization=staff.organization))


class SavedView(TimeStamped):
    """The filters and columns of a list under a name. It holds no rows: who opens it sees the own rows alone."""

    owner = models.ForeignKey("organizations.Staff", on_delete=models.CASCADE, related_name="saved_views")
    name = NfcCharField("tên", max_length=120, help_text="Ví dụ: HTX nông nghiệp yếu kém")
    query = models.TextField("bộ lọc", blank=True)
    columns = models.JSONField("cột", default=list)
    is_shared = models.BooleanField("chia sẻ cho đồng nghiệp cùng cơ quan", default=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = "danh sách đã lưu"
        verbose_name_plural = "danh sách đã lưu"
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="saved_view_name_unique",
                violation_error_message="Bạn đã có danh sách mang tên này.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Where the list is looked at, with its filters and columns."""
        asked = QueryDict(self.query, mutable=True)
        asked.setlist("cot", self.columns)
        words = asked.urlencode()
        return reverse("cooperatives:cooperative_list") + (f"?{words}" if words else "")
