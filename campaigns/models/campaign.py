"""A campaign: a frame of time with a peak, a theme, messages, and activities."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from coopportal.fields import NfcCharField, NfcTextField, Searchable, TimeStamped, trigram_index
from documents.models import OfficialDocument
from organizations.access import ScopedQuerySet, own_office
from organizations.models import Organization, OrganizationGroup, Staff


class CampaignState(models.TextChoices):
    DRAFT = "draft", "Dự thảo"
    ACTIVE = "active", "Đang thực hiện"
    CLOSED = "closed", "Đã kết thúc"


# What a button may do, and how the trail calls it.
STEPS: dict[tuple[str, str], str] = {
    (CampaignState.DRAFT, CampaignState.ACTIVE): "opened",
    (CampaignState.ACTIVE, CampaignState.CLOSED): "closed",
    (CampaignState.CLOSED, CampaignState.ACTIVE): "reopened",
}


class CampaignQuerySet(ScopedQuerySet):
    """Campaigns that a person may see."""

    def scope(self, staff: Staff) -> Q:
        """Own tree, campaigns of those above, and those with a part for one's tree; a draft only with its holder.

        What a superior runs is meant for everybody below it (a commune's for its offices and villages, the province's
        for all communes). A draft is seen by its organization and by the offices above it in the same commune.
        """
        own = staff.organization
        below = Q(organization__path__startswith=staff.scope_path)
        above = Q(organization__in=own.ancestor_ids)
        taking_part = Q(models.Exists(self._parts_of(staff)))
        drafts = own_office(staff)
        return (~Q(state=CampaignState.DRAFT) & (below | above | taking_part)) | (Q(state=CampaignState.DRAFT) & drafts)

    @staticmethod
    def _parts_of(staff: Staff) -> models.QuerySet[models.Model]:
        from campaigns.models.activity import ActivityParty

        own = staff.organization
        named = Q(organization__path__startswith=staff.scope_path) | Q(
            group__members__path__startswith=staff.scope_path
        )
        of_kind = Q(group__kinds=[]) | Q(group__kinds__contains=[own.kind])
        children = Q(group__reach=OrganizationGroup.Reach.CHILDREN, group__owner=own.parent_id)
        deeper = Q(group__reach=OrganizationGroup.Reach.BELOW, group__owner__in=own.ancestor_ids[:-1])
        parts = ActivityParty.objects.filter(activity__campaign=models.OuterRef("pk"))
        return parts.filter(named | (of_kind & (children | deeper)))


class Campaign(Searchable, TimeStamped):
    """A campaign of one organization, by hand or from its plan (`document`). Days are inclusive."""

    search_fields = ("title", "theme", "host")

    organization = models.ForeignKey(
        Organization, verbose_name="tổ chức", on_delete=models.PROTECT, related_name="campaigns"
    )
    document = models.OneToOneField(
        OfficialDocument,
        verbose_name="văn bản",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="campaign",
    )
    year = models.PositiveSmallIntegerField(
        "năm", validators=[MinValueValidator(1990, "Năm phải từ 1990."), MaxValueValidator(2100, "Năm không quá 2100.")]
    )
    title = NfcCharField("tên chiến dịch", max_length=300, help_text="Ví dụ: Tháng hành động vì Hợp tác xã năm 2026")
    theme = NfcTextField("chủ đề", blank=True, help_text="Ví dụ: Hợp tác xã liên kết, chuyển đổi số và phát triển xanh")
    messages = models.JSONField("thông điệp", default=list, blank=True)
    starts_on = models.DateField("từ ngày", null=True, blank=True)
    ends_on = models.DateField("đến ngày", null=True, blank=True)
    peak_starts_on = models.DateField("cao điểm từ ngày", null=True, blank=True)
    peak_ends_on = models.DateField("cao điểm đến ngày", null=True, blank=True)
    host = NfcCharField("đơn vị tổ chức", max_length=255, blank=True, help_text="Ví dụ: Liên minh Hợp tác xã thành phố")
    budget_text = NfcTextField("kinh phí", blank=True, help_text="Ví dụ: Ngân sách xã năm 2026 và nguồn xã hội hóa.")
    state = models.CharField(
        "trạng thái", max_length=10, choices=CampaignState.choices, default=CampaignState.DRAFT, editable=False
    )
    created_by = models.ForeignKey(
        Staff,
        verbose_name="người lập",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "chiến dịch"
        verbose_name_plural = "chiến dịch"
        ordering = ["-year", "-id"]
        indexes = [
            trigram_index("campaign_search"),
            models.Index(fields=["organization", "state"], name="campaign_holder"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="campaign_days_in_order",
                violation_error_message="Ngày kết thúc không được trước ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(peak_starts_on__isnull=True)
                | Q(peak_ends_on__isnull=True)
                | Q(peak_ends_on__gte=F("peak_starts_on")),
                name="campaign_peak_in_order",
                violation_error_message="Ngày hết cao điểm không được trước ngày bắt đầu cao điểm.",
            ),
            models.CheckConstraint(condition=Q(state__in=CampaignState.values), name="campaign_state_known"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("campaigns:campaign_detail", args=[self.pk])

    @property
    def tone(self) -> str:
        """The colour of the state's badge."""
        return {CampaignState.DRAFT: "wait", CampaignState.ACTIVE: "info"}.get(CampaignState(self.state), "mute")

    def clean(self) -> None:
        """Keep messages as a list of texts, whichever door they come through."""
        if isinstance(self.messages, list):
            self.messages = [str(m).strip() for m in self.messages if str(m).strip()]
