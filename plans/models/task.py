"""Tasks: one duty that an organization hands out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, Exists, Min, OuterRef, Q, Subquery, Value, When
from django.utils import timezone

from coopportal.fields import NfcCharField, NfcTextField, Searchable, TimeStamped, trigram_index
from organizations.access import ScopedQuerySet
from organizations.models import Organization
from plans.status import (
    CLOSED,
    DONE,
    OPEN,
    ORDER,
    UNFINISHED,
    Status,
    condition_of,
    rank_case,
    task_status_of,
    today_here,
)

if TYPE_CHECKING:
    from organizations.models import Staff


class TaskQuerySet(ScopedQuerySet):
    """Tasks that the own tree hands out or is handed."""

    def scope(self, staff: Staff) -> models.Q:
        from plans.models.assignment import Assignment

        own = Organization.objects.answering_to(staff.scope_path).values("pk")
        handed = Assignment.objects.filter(organization__in=own).order_by().values("task")
        return Q(organization__in=own) | Q(pk__in=handed)

    def with_status(self, today: dt.date | None = None) -> TaskQuerySet:
        """Annotate `status` as `Task.status_on` computes it from the assignments: one look at them for each row."""
        from plans.models.assignment import Assignment

        ranks = Assignment.objects.filter(task=OuterRef("pk")).order_by().values("task")
        worst = Subquery(ranks.annotate(worst=Min(rank_case(today or today_here()))).values("worst"))
        return self.annotate(worst=worst).annotate(
            status=Case(
                When(stopped_at__isnull=False, then=Value(Status.STOPPED)),
                *(When(worst=n, then=Value(status.value)) for n, status in enumerate(ORDER)),
                default=Value(Status.NOT_RECEIVED),
                output_field=models.CharField(),
            )
        )

    def of_status(self, statuses: Collection[str], today: dt.date | None = None) -> TaskQuerySet:
        """Keep the tasks that have one of these statuses, found through the indexes of their assignments."""
        if set(statuses) == set(OPEN):
            return self._open()
        if set(statuses) == set(DONE):
            return self._done()
        wanted = Q()
        for status in statuses:
            wanted |= self._condition(status, today or today_here())
        return self.filter(wanted)

    def _open(self) -> TaskQuerySet:
        from plans.models.assignment import Assignment

        running = Assignment.objects.unfinished().order_by().values("task")
        nobodys = ~Exists(Assignment.objects.filter(task=OuterRef("pk")))
        return self.filter(Q(pk__in=running) | nobodys, stopped_at__isnull=True)

    def _done(self) -> TaskQuerySet:
        from plans.models.assignment import Assignment

        closed = Assignment.objects.filter(CLOSED).order_by().values("task")
        running = Assignment.objects.unfinished().order_by().values("task")
        return self.filter(Q(pk__in=closed) & ~Q(pk__in=running), stopped_at__isnull=True)

    def _condition(self, status: str, today: dt.date) -> Q:
        from plans.models.assignment import Assignment

        def having(condition: Q) -> Q:
            return Q(pk__in=Assignment.objects.filter(condition).order_by().values("task"))

        found = having(condition_of(status, today))
        if status == Status.NOT_RECEIVED:
            found = found | Q(~Exists(Assignment.objects.filter(task=OuterRef("pk"))))
        weightier = Q()
        for one in ORDER[: ORDER.index(Status(status))]:
            weightier |= condition_of(one, today)
        if weightier:
            found &= ~having(UNFINISHED if status == Status.DONE_LATE else weightier)
        found &= Q(stopped_at__isnull=True)
        return found | Q(stopped_at__isnull=False) if status == Status.STOPPED else found

    def duties(self) -> TaskQuerySet:
        """Keep the recurring duties that run: they have a period, and nobody has ended them."""
        return self.filter(closed_at__isnull=True, stopped_at__isnull=True, period_on__isnull=False)


class Task(Searchable, TimeStamped):
    """A duty with its source clause; the agencies' parts are its assignments.

    `organization` hands it out. `proposed` is the row of the review page that it was made from: one task a row, which
    the database itself holds, so that making tasks twice makes each once. `recurrence` is the interchange format's
    (`monthly:20`, …, see Deadline in documents.official.tree); `period_on` is the nominal day of the duty's present
    period, each period has assignments of its own (plans.services.recurring). `under` is the assignment of the handing
    organization that this task carries out a part of; `blockers` have to be done first.
    """

    search_fields = ("number", "text", "clause", "product")

    organization = models.ForeignKey(
        "organizations.Organization", verbose_name="cơ quan giao", on_delete=models.PROTECT, related_name="issued_tasks"
    )
    document = models.ForeignKey(
        "documents.OfficialDocument",
        verbose_name="văn bản",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tasks",
    )
    under = models.ForeignKey(
        "plans.Assignment",
        verbose_name="việc của cấp trên",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="subtasks",
    )
    blockers = models.ManyToManyField(
        "self", through="plans.TaskLink", symmetrical=False, blank=True, related_name="blocked"
    )
    proposed = models.OneToOneField(
        "documents.ProposedTask", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="task"
    )
    plan = models.ForeignKey(
        "plans.ActionPlan",
        verbose_name="kế hoạch",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tasks",
    )
    section = models.ForeignKey(
        "plans.PlanSection",
        verbose_name="mục",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="tasks",
    )
    number = NfcCharField("số thứ tự", max_length=20, blank=True, help_text="Thứ tự trong văn bản, ví dụ: 3 hoặc 2.1")
    text = NfcTextField(
        "nội dung nhiệm vụ",
        help_text="Ví dụ: Rà soát các hợp tác xã ngừng hoạt động, báo cáo UBND xã trước ngày 20/6/2026",
    )
    clause = NfcCharField(
        "điều, khoản nguồn", max_length=255, blank=True, help_text="Ví dụ: mục 1, gạch đầu dòng thứ hai"
    )
    product = NfcCharField("sản phẩm", max_length=255, blank=True, help_text="Ví dụ: Báo cáo kết quả rà soát")
    starts_on = models.DateField("bắt đầu", null=True, blank=True)
    due_on = models.DateField("hạn hoàn thành", null=True, blank=True)
    due_text = NfcCharField("hạn như văn bản viết", max_length=500, blank=True)
    recurrence = models.JSONField("chu kỳ", null=True, blank=True)
    period_on = models.DateField("kỳ hiện tại", null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        "organizations.Staff",
        verbose_name="người giao",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    assigned_at = models.DateTimeField("giao lúc", default=timezone.now, editable=False)
    closed_at = models.DateTimeField("kết thúc lúc", null=True, blank=True, editable=False)
    stopped_at = models.DateTimeField("dừng lúc", null=True, blank=True, editable=False)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(starts_on__isnull=True) | Q(due_on__gte=models.F("starts_on")),
                name="task_dates_in_order",
                violation_error_message="Hạn hoàn thành không được trước ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(stopped_at__isnull=True),
                name="task_closed_or_stopped",
            ),
        ]
        indexes = [
            trigram_index("task_search"),
            models.Index(fields=["organization", "due_on"], name="task_issuer_due"),
            models.Index(
                fields=["period_on"],
                name="task_duty",
                condition=Q(period_on__isnull=False, closed_at__isnull=True, stopped_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 150 else f"{self.text[:149].rstrip()}…"

    @property
    def is_recurring(self) -> bool:
        """Tell whether the duty comes again each period; a limit that runs from an event does not."""
        return isinstance(self.recurrence, str) and bool(self.recurrence)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and self.stopped_at is None

    @property
    def lead_more(self) -> int:
        """How many leads a list's row does not name (rows of `queries.task_rows`)."""
        return int(self.lead_count) - len(self.lead_names)  # type: ignore[attr-defined]

    def status_on(self, today: dt.date) -> Status:
        """Return the status on `today`; reads the assignments (prefetch them for lists)."""
        statuses = {a.status_on(today) for a in self.assignments.all()}
        return task_status_of(statuses, stopped=self.stopped_at is not None)


class TaskLink(models.Model):
    """`task` waits for `blocker`. No ring of tasks waits for itself (plans.services.links holds that)."""

    task = models.ForeignKey(Task, verbose_name="nhiệm vụ", on_delete=models.CASCADE, related_name="blocker_links")
    blocker = models.ForeignKey(Task, verbose_name="chờ nhiệm vụ", on_delete=models.CASCADE, related_name="links")

    class Meta:
        verbose_name = "chờ nhiệm vụ khác"
        verbose_name_plural = "chờ nhiệm vụ khác"
        constraints = [
            models.UniqueConstraint(fields=["task", "blocker"], name="task_link_once"),
            models.CheckConstraint(condition=~Q(task=models.F("blocker")), name="task_link_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.task} ← {self.blocker}"
