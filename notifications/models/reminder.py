"""When people are reminded (rules), and who was reminded of what (ledger)."""

from __future__ import annotations

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from coopportal.fields import NfcCharField, Searchable, TimeStamped, trigram_index
from notifications.quiet import QuietHours
from notifications.schedule import DEFAULT_AFTER, DEFAULT_BEFORE, LONGEST_BEFORE, Ladder
from organizations.access import ScopedQuerySet
from organizations.models import Organization, Staff

_DAYS = [MinValueValidator(1), MaxValueValidator(LONGEST_BEFORE)]


def default_before() -> list[int]:
    """Return the days before a deadline at which people are reminded unless their organization says otherwise."""
    return list(DEFAULT_BEFORE)


def default_after() -> list[int]:
    """Return the days after a missed deadline, likewise."""
    return list(DEFAULT_AFTER)


class ReminderRule(TimeStamped):
    """An organization's own ladder; it holds for those below it as well, until one of them has its own."""

    organization = models.OneToOneField(
        Organization, verbose_name="tổ chức", on_delete=models.CASCADE, related_name="reminder_rule"
    )
    before = ArrayField(
        models.PositiveSmallIntegerField(validators=_DAYS), verbose_name="trước hạn", default=default_before, blank=True
    )
    on_the_day = models.BooleanField("nhắc đúng ngày đến hạn", default=True)
    after = ArrayField(
        models.PositiveSmallIntegerField(validators=_DAYS), verbose_name="sau hạn", default=default_after, blank=True
    )
    repeat_every = models.PositiveSmallIntegerField(
        "rồi nhắc lại sau mỗi",
        default=7,
        validators=[MaxValueValidator(LONGEST_BEFORE)],
        help_text="Số ngày; 0 là không nhắc lại.",
    )
    leaders_from = models.PositiveSmallIntegerField("báo lãnh đạo từ ngày quá hạn thứ", default=1, validators=_DAYS)
    assigner_from = models.PositiveSmallIntegerField(
        "báo cơ quan giao việc từ ngày quá hạn thứ", default=7, validators=_DAYS
    )

    quiet_from = models.TimeField(
        "không gửi tin từ",
        default=dt.time(20, 0),
        help_text="Trong khoảng giờ này và ngày nghỉ, thư và tin báo ngay phải chờ.",
    )
    quiet_until = models.TimeField("đến", default=dt.time(7, 0))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "quy tắc nhắc việc"
        verbose_name_plural = "quy tắc nhắc việc"
        ordering = ["organization__path"]

    def __str__(self) -> str:
        return f"Quy tắc nhắc việc của {self.organization}"

    def clean(self) -> None:
        """Put the days in order, without doubles; raise ValidationError for a rule that would never remind."""
        self.before = sorted(set(self.before or []), reverse=True)
        self.after = sorted(set(self.after or []))
        if not (self.before or self.on_the_day or self.after or self.repeat_every):
            raise ValidationError("Quy tắc này không nhắc lần nào. Hãy chọn ít nhất một mốc nhắc.")

    @property
    def words(self) -> str:
        """The rule in words."""
        return self.ladder().words

    def ladder(self) -> Ladder:
        """Return the rule as plain values to reckon with."""
        return Ladder(
            before=tuple(self.before),
            on_the_day=self.on_the_day,
            after=tuple(self.after),
            repeat_every=self.repeat_every,
            leaders_from=self.leaders_from,
            assigner_from=self.assigner_from,
        )

    def quiet(self) -> QuietHours:
        """Return the hours in which nobody is disturbed."""
        return QuietHours(self.quiet_from, self.quiet_until)


class SweepRunQuerySet(models.QuerySet["SweepRun"]):
    """Runs of the sweep."""

    def last_before(self, run_date: dt.date, at: dt.datetime, basis: str) -> SweepRun | None:
        """Return the run before this one where this one may build on it: what it looked at needs no second look.

        None where there was no run, where it reckoned on another basis, and where it was for a later day or at a later
        time than this one: then a clock was wrong or somebody asked for another day, and only a full look is sure.
        """
        last = self.filter(finished_at__isnull=False).order_by("-pk").first()
        if last is None or last.basis != basis or last.run_date > run_date or last.started_at > at:
            return None
        return last


class SweepRun(models.Model):
    """One run of the daily sweep: what it was for and what it made.

    `basis` is the digest of the calendar and the rules that it reckoned with: where they have changed since, the next
    run looks at all open work and not only at what has news.
    """

    run_date = models.DateField("cho ngày", db_index=True)
    started_at = models.DateTimeField("bắt đầu", default=timezone.now)
    finished_at = models.DateTimeField("kết thúc", null=True, blank=True)
    counts = models.JSONField("kết quả", default=dict, blank=True)
    basis = models.CharField(max_length=64, blank=True, default="", editable=False)

    objects = SweepRunQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt nhắc việc"
        verbose_name_plural = "lượt nhắc việc"
        ordering = ["-started_at", "-id"]

    def __str__(self) -> str:
        return f"Lượt nhắc việc ngày {self.run_date:%d/%m/%Y}"


class Audience(models.TextChoices):
    """Why somebody is reminded."""

    WORKER = "worker", "Người thực hiện"
    LEADER = "leader", "Lãnh đạo"
    ASSIGNER = "assigner", "Cơ quan giao việc"


class ReminderEntryQuerySet(ScopedQuerySet):
    """The ledger of reminders."""

    organization_field = "recipient__organization"

    def scope(self, staff: Staff) -> models.Q:
        """Widen the common scope by what concerns the work of one's own organizations, whoever was reminded of it."""
        return super().scope(staff) | models.Q(organization__path__startswith=staff.scope_path)


class ReminderEntry(Searchable):
    """One person reminded of one deadline at one step; the constraint makes a second time impossible.

    `step` is counted in days from the deadline: -3 three days before, 0 on the day, 1 one day late.
    """

    search_fields = ("title",)

    run = models.ForeignKey(SweepRun, verbose_name="lượt", on_delete=models.PROTECT, related_name="entries")
    source = models.CharField("nguồn", max_length=40)
    object_id = models.BigIntegerField("mã đối tượng")
    recipient = models.ForeignKey(
        Staff, verbose_name="người được nhắc", on_delete=models.PROTECT, related_name="reminders"
    )
    step = models.SmallIntegerField("mốc nhắc")
    due_on = models.DateField("hạn")
    audience = models.CharField("vì là", max_length=10, choices=Audience.choices, default=Audience.WORKER)
    organization = models.ForeignKey(
        Organization, verbose_name="cơ quan thực hiện", on_delete=models.PROTECT, related_name="+"
    )
    title = NfcCharField("việc", max_length=500)
    run_date = models.DateField("nhắc cho ngày", db_index=True)
    made_at = models.DateTimeField("nhắc lúc", default=timezone.now)

    objects = ReminderEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "lần nhắc"
        verbose_name_plural = "sổ nhắc việc"
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "object_id", "recipient", "step", "due_on"], name="reminder_once"
            ),
        ]
        indexes = [trigram_index("reminder_search")]

    def __str__(self) -> str:
        return f"{self.title} ({self.step:+d})"

    @property
    def step_words(self) -> str:
        """The step in words: `trước hạn 3 ngày`, `đúng hạn`, `quá hạn 1 ngày`."""
        if self.step == 0:
            return "đúng hạn"
        return f"trước hạn {-self.step} ngày" if self.step < 0 else f"quá hạn {self.step} ngày"
