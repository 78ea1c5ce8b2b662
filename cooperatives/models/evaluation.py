"""Yearly evaluation by sets of criteria that an agency can change."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from cooperatives.models.choices import Field
from cooperatives.models.rows import NOT_NEGATIVE, SheetRow
from coopportal.fields import NfcCharField, NfcTextField, TimeStamped


def _points(label: str, **options: object) -> models.DecimalField:
    return models.DecimalField(label, max_digits=5, decimal_places=1, validators=NOT_NEGATIVE, **options)  # type: ignore[arg-type]


class CriteriaSet(TimeStamped):
    """A set of criteria from a circular or a province's own decision, for some years of data."""

    name = NfcCharField("tên bộ tiêu chí", max_length=200)
    source = NfcCharField("văn bản", max_length=255, help_text="Ví dụ: Thông tư 01/2020/TT-BKHĐT")
    province = models.ForeignKey(
        "organizations.AdministrativeUnit",
        verbose_name="của tỉnh",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Bỏ trống: dùng chung cả nước.",
    )
    field = models.CharField("chỉ cho lĩnh vực", max_length=20, choices=Field.choices, blank=True)
    first_year = models.PositiveSmallIntegerField("từ năm")
    last_year = models.PositiveSmallIntegerField("đến năm", null=True, blank=True)
    note = NfcTextField("lưu ý", blank=True)

    class Meta:
        verbose_name = "bộ tiêu chí đánh giá"
        verbose_name_plural = "bộ tiêu chí đánh giá"
        ordering = ["-first_year", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_year__isnull=True) | models.Q(last_year__gte=models.F("first_year")),
                name="criteria_set_years_in_order",
                violation_error_message="Năm cuối không được trước năm đầu.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Criterion(models.Model):
    """One criterion; `max_points` is null where the source's figure is not verified: the part's cap holds alone."""

    set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="criteria")
    number = models.PositiveSmallIntegerField("số")
    part = NfcCharField("phần", max_length=120)
    part_max = _points("điểm tối đa của phần", null=True, blank=True)
    name = NfcCharField("tiêu chí", max_length=255)
    max_points = _points("điểm tối đa", null=True, blank=True)

    class Meta:
        verbose_name = "tiêu chí"
        verbose_name_plural = "tiêu chí"
        ordering = ["set", "number"]
        constraints = [models.UniqueConstraint(fields=["set", "number"], name="criterion_number_unique")]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"


class Grade(models.Model):
    """A grade of a set: the least points for it."""

    set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="grades")
    name = NfcCharField("xếp loại", max_length=40)
    min_points = _points("từ điểm")
    is_good = models.BooleanField("tính vào tỷ lệ tốt, khá", default=False)

    class Meta:
        verbose_name = "mức xếp loại"
        verbose_name_plural = "mức xếp loại"
        ordering = ["set", "-min_points"]
        constraints = [models.UniqueConstraint(fields=["set", "min_points"], name="grade_points_unique")]

    def __str__(self) -> str:
        return self.name


class Evaluation(SheetRow):
    """A cooperative's evaluation for a year: points by criterion, their sum and the grade it gives, or why none."""

    year = models.PositiveSmallIntegerField("năm", validators=[MinValueValidator(2000), MaxValueValidator(2100)])
    set = models.ForeignKey(CriteriaSet, verbose_name="bộ tiêu chí", on_delete=models.PROTECT, related_name="+")
    points = models.JSONField("điểm theo tiêu chí", default=dict, blank=True)
    total = _points("tổng điểm", null=True, blank=True, editable=False)
    grade = models.ForeignKey(
        Grade, verbose_name="xếp loại", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    not_rated = NfcCharField("không xếp loại vì", max_length=255, blank=True)
    note = NfcTextField("nhận xét", blank=True)
    by = models.ForeignKey("organizations.Staff", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "đánh giá năm"
        verbose_name_plural = "đánh giá hằng năm"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "year"],
                name="evaluation_once_a_year",
                violation_error_message="Đơn vị đã được đánh giá năm này; hãy sửa bản đã có.",
            ),
            models.CheckConstraint(
                condition=models.Q(grade__isnull=True) | models.Q(not_rated=""), name="evaluation_graded_or_not"
            ),
        ]

    def __str__(self) -> str:
        return f"Đánh giá năm {self.year}"
