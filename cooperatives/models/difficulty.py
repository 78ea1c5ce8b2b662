"""Difficulties (khó khăn, vướng mắc): raised, routed to an agency, answered, told to who raised them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.core import signing
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cooperatives.models.cooperative import Cooperative
from cooperatives.scope import registry_scope
from coopportal.fields import NfcCharField, NfcTextField, Searchable, SearchQuerySet, TimeStamped, trigram_index

if TYPE_CHECKING:
    from organizations.models import Staff


class DifficultyKind(models.TextChoices):
    CAPITAL = "capital", "Vốn, tín dụng"
    LAND = "land", "Đất đai, mặt bằng"
    MARKET = "market", "Thị trường, tiêu thụ"
    PEOPLE = "people", "Nhân lực, đào tạo"
    SCIENCE = "science", "Khoa học, công nghệ, chuyển đổi số"
    INFRASTRUCTURE = "infrastructure", "Hạ tầng, thủy lợi, điện"
    TAX = "tax", "Thuế, phí, hóa đơn"
    PROCEDURE = "procedure", "Thủ tục hành chính, đăng ký"
    DEBT = "debt", "Nợ, tài sản tồn đọng"
    DISPUTE = "dispute", "Tranh chấp, nội bộ"
    DISASTER = "disaster", "Thiên tai, dịch bệnh"
    OTHER = "other", "Khó khăn khác"


class DifficultyState(models.TextChoices):
    RAISED = "raised", "Mới nêu"
    ROUTED = "routed", "Đã chuyển cơ quan"
    ANSWERED = "answered", "Đã trả lời"
    CLOSED = "closed", "Không xử lý"


class RaisedBy(models.TextChoices):
    COOPERATIVE = "cooperative", "Hợp tác xã, tổ hợp tác"
    VILLAGE = "village", "Thôn, tổ dân phố"
    VISIT = "visit", "Chuyến thăm, làm việc"
    OFFICE = "office", "Cơ quan ghi nhận"


STATE_TONES = {"raised": "warn", "routed": "wait", "answered": "ok", "closed": "mute"}
STEPS: dict[str, tuple[str, ...]] = {
    DifficultyState.RAISED: (DifficultyState.ROUTED, DifficultyState.ANSWERED, DifficultyState.CLOSED),
    DifficultyState.ROUTED: (DifficultyState.ROUTED, DifficultyState.ANSWERED, DifficultyState.CLOSED),
    DifficultyState.ANSWERED: (),
    DifficultyState.CLOSED: (),
}


class DifficultyQuerySet(SearchQuerySet):
    """Difficulties of the registry."""

    def visible_to(self, staff: Staff | None) -> DifficultyQuerySet:
        """Keep those of the own part of the registry, those that the own organization raised or has to answer."""
        if staff is None:
            return self.none()
        own = Q(raiser=staff.organization) | Q(agency__path__startswith=staff.organization.path)
        place = registry_scope(staff)
        if place is not None:
            own |= self._of_place(staff)
        return self.filter(own)

    @staticmethod
    def _of_place(staff: Staff) -> Q:
        from organizations.models import OrganizationKind

        if staff.organization.kind == OrganizationKind.COOPERATIVE:
            return Q(cooperative__organization=staff.organization)
        return registry_scope(staff, unit_only=True) or Q(pk__in=[])

    def unsettled(self) -> DifficultyQuerySet:
        """Keep those that nobody has answered or closed yet."""
        return self.filter(state__in=[DifficultyState.RAISED, DifficultyState.ROUTED])


class Difficulty(Searchable, TimeStamped):
    """One difficulty; `unit` is the commune, `cooperative` whose it is where it is one cooperative's.

    `task_id` and `task_url` name the task that the room above made of it when it was routed.
    """

    search_fields = ("title", "text", "raiser_words")
    SALT = "cooperatives.difficulty.reading"

    unit = models.ForeignKey(
        "organizations.AdministrativeUnit", verbose_name="xã, phường", on_delete=models.PROTECT, related_name="+"
    )
    cooperative = models.ForeignKey(
        Cooperative,
        verbose_name="hợp tác xã",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="difficulties",
    )
    kind = models.CharField("loại khó khăn", max_length=20, choices=DifficultyKind.choices)
    title = NfcCharField("tóm tắt", max_length=200, help_text="Ví dụ: Chưa có mặt bằng xây dựng nhà sơ chế rau an toàn")
    text = NfcTextField(
        "nội dung, đề xuất",
        help_text="Ví dụ: Cần thuê 500 m² đất công ích ở xứ đồng Cầu Đá; đã làm đơn tháng 3/2026, chưa được trả lời.",
    )
    source = models.CharField("nguồn", max_length=12, choices=RaisedBy.choices)
    raiser = models.ForeignKey(
        "organizations.Organization",
        verbose_name="tổ chức nêu",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    raiser_words = NfcCharField("người nêu", max_length=200, blank=True, help_text="Ví dụ: Bà Vũ Thị Yến, Giám đốc")
    raised_on = models.DateField("ngày nêu", default=timezone.localdate)
    recorded_by = models.ForeignKey(
        "organizations.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(
        "tình trạng", max_length=10, choices=DifficultyState.choices, default=DifficultyState.RAISED, editable=False
    )
    agency = models.ForeignKey(
        "organizations.Organization",
        verbose_name="cơ quan giải quyết",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    routed_on = models.DateField("chuyển ngày", null=True, blank=True, editable=False)
    due_on = models.DateField("hạn trả lời", null=True, blank=True)
    task_id = models.PositiveBigIntegerField(null=True, blank=True, editable=False, db_index=True)
    task_url = models.CharField(max_length=200, blank=True, editable=False)
    answer = NfcTextField("trả lời", blank=True)
    answered_by = models.ForeignKey(
        "organizations.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True, editable=False)
    published_at = models.DateTimeField("công bố cho người nêu lúc", null=True, blank=True, editable=False)

    objects = DifficultyQuerySet.as_manager()

    class Meta:
        verbose_name = "khó khăn, vướng mắc"
        verbose_name_plural = "khó khăn, vướng mắc"
        ordering = ["-raised_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="routed") | Q(agency__isnull=False, due_on__isnull=False),
                name="difficulty_routed_to_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "closed"]) | ~Q(answer=""), name="difficulty_answer_in_words"
            ),
        ]
        indexes = [
            trigram_index("difficulty_search"),
            models.Index(fields=["unit", "state", "raised_on"], name="difficulty_unit_state"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in (DifficultyState.RAISED, DifficultyState.ROUTED)

    @property
    def tone(self) -> str:
        return "bad" if self.is_late() else STATE_TONES[self.state]

    def is_late(self, today: dt.date | None = None) -> bool:
        """Tell whether the deadline has passed without an answer."""
        return self.is_open and self.due_on is not None and self.due_on < (today or timezone.localdate())

    def age(self, today: dt.date | None = None) -> int:
        """Return how many days it has been open, or took until it was settled."""
        ended = timezone.localdate(self.answered_at) if self.answered_at else None
        return ((ended or today or timezone.localdate()) - self.raised_on).days

    @property
    def reading_token(self) -> str:
        """The signed text of the address at which who raised it, with an account or without, reads the answer."""
        return signing.Signer(salt=self.SALT).sign(str(self.pk))

    @classmethod
    def find(cls, token: str) -> Difficulty | None:
        """Return the difficulty of a reading address; None for a token that this portal did not make."""
        try:
            pk = int(signing.Signer(salt=cls.SALT).unsign(token))
        except signing.BadSignature:
            return None
        return cls.objects.select_related("agency", "unit").filter(pk=pk).first()
