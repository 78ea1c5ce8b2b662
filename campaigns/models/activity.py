"""What happens in a campaign, and whose part it is."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from campaigns.models.campaign import Campaign
from coopportal.fields import NfcCharField, NfcTextField, TimeStamped
from documents.models import Part
from organizations.models import Organization, OrganizationGroup, Staff


class Stage(models.TextChoices):
    """How far an activity is; follows from its days alone, never typed."""

    DONE = "done", "Đã thực hiện"
    LATE = "late", "Quá hạn, chưa có kết quả"
    RUNNING = "running", "Đang diễn ra"
    COMING = "coming", "Sắp tới"
    UNDATED = "undated", "Chưa rõ ngày"


TONES = {Stage.DONE: "ok", Stage.LATE: "bad", Stage.RUNNING: "info", Stage.COMING: "wait", Stage.UNDATED: "mute"}


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Activities."""

    def visible_to(self, staff: Staff | None) -> ActivityQuerySet:
        """Keep the activities of the campaigns that the person sees."""
        return self.filter(campaign__in=Campaign.objects.visible_to(staff))


class Activity(TimeStamped):
    """One activity with the labels that plans give it (Nội dung, Quy mô, Thời gian, Địa điểm, Thành phần).

    `time_text` is what the plan says; `starts_on` and `ends_on` are the days it means, both inclusive, either or both
    unknown. `ends_on` alone is a limit ("trước 15/3"). `done_on` is the day it was carried out, `done_at` when that was
    written down.
    """

    campaign = models.ForeignKey(
        Campaign, verbose_name="chiến dịch", on_delete=models.CASCADE, related_name="activities"
    )
    order = models.PositiveIntegerField("thứ tự", default=0, editable=False)
    number = NfcCharField("số thứ tự", max_length=10, blank=True, help_text="Như trong kế hoạch, ví dụ: 4")
    title = NfcTextField(
        "tên hoạt động", max_length=1000, help_text="Ví dụ: Tổ chức Lễ phát động Tháng hành động vì HTX"
    )
    content = NfcTextField("nội dung", blank=True)
    scale = NfcTextField("quy mô", blank=True, help_text="Ví dụ: 120 đại biểu; 30 gian hàng")
    time_text = NfcTextField("thời gian như kế hoạch ghi", blank=True, help_text="Ví dụ: Trong tháng 4/2026")
    starts_on = models.DateField("từ ngày", null=True, blank=True)
    ends_on = models.DateField("đến ngày", null=True, blank=True)
    place = NfcTextField("địa điểm", blank=True, help_text="Ví dụ: Hội trường UBND xã")
    participants = NfcTextField("thành phần", blank=True)
    result = NfcTextField("kết quả", blank=True)
    done_on = models.DateField("ngày thực hiện xong", null=True, blank=True)
    done_at = models.DateTimeField("ghi kết quả lúc", null=True, blank=True, editable=False)
    done_by = models.ForeignKey(
        Staff, verbose_name="người ghi kết quả", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        editable=False,
    )  # fmt: skip

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "hoạt động"
        verbose_name_plural = "hoạt động"
        ordering = ["campaign", "order", "id"]
        indexes = [
            models.Index(fields=["ends_on"], name="activity_open_due", condition=Q(done_on__isnull=True)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="activity_days_in_order",
                violation_error_message="Ngày kết thúc không được trước ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(result=""),
                name="activity_done_has_result",
                violation_error_message="Hãy ghi kết quả trước khi ghi ngày thực hiện xong.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("campaigns:activity_detail", args=[self.pk])

    def stage(self, today: dt.date | None = None) -> Stage:
        """Return how far the activity is on `today` (today in Vietnam when not given)."""
        day = today or timezone.localdate()
        if self.done_on:
            return Stage.DONE
        last = self.ends_on or self.starts_on
        if last is None:
            return Stage.UNDATED
        if last < day:
            return Stage.LATE
        return Stage.RUNNING if self.starts_on and self.starts_on <= day else Stage.COMING

    @property
    def tone(self) -> str:
        return TONES[self.stage()]

    @property
    def leads(self) -> list[ActivityParty]:
        """Who leads; from the prefetched parties."""
        return [p for p in self.parties.all() if p.part == Part.LEAD]

    @property
    def coordinators(self) -> list[ActivityParty]:
        """Who joins; from the prefetched parties."""
        return [p for p in self.parties.all() if p.part == Part.COORDINATING]


class ActivityParty(models.Model):
    """An agency of an activity: the plan's words, and the organization or group they stand for (or nobody yet)."""

    activity = models.ForeignKey(Activity, verbose_name="hoạt động", on_delete=models.CASCADE, related_name="parties")
    order = models.PositiveIntegerField("thứ tự", default=0)
    part = models.CharField("vai", max_length=12, choices=Part.choices, default=Part.LEAD)
    words = NfcCharField("như văn bản viết", max_length=500, blank=True)
    organization = models.ForeignKey(
        Organization, verbose_name="tổ chức", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    group = models.ForeignKey(
        OrganizationGroup, verbose_name="nhóm", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "đơn vị tham gia"
        verbose_name_plural = "đơn vị tham gia"
        ordering = ["activity", "part", "order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organization__isnull=True) | Q(group__isnull=True),
                name="activity_party_one_meaning",
                violation_error_message="Chỉ chọn một tổ chức hoặc một nhóm.",
            ),
        ]

    def __str__(self) -> str:
        return self.words or str(self.organization or self.group or "")

    @property
    def key(self) -> str:
        """`o12`, `g3` or empty, as forms send it."""
        if self.organization_id:
            return f"o{self.organization_id}"
        return f"g{self.group_id}" if self.group_id else ""
