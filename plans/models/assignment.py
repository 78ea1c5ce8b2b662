"""Assignments: one agency's part in a task, and the extensions of its deadline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from coopportal.fields import NfcTextField, TimeStamped
from documents.models import Part
from organizations.models import Organization
from plans.expressions import DayHere
from plans.models.task import Task
from plans.status import (
    OPEN,
    TO_DO,
    UNFINISHED,
    Status,
    condition_of,
    is_extended,
    status_case,
    status_of,
    today_here,
)

if TYPE_CHECKING:
    from organizations.models import Staff


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments as agencies and assigners look at them."""

    def visible_to(self, staff: Staff | None) -> AssignmentQuerySet:
        """Keep what the own tree has to do and what the own tree handed out; nothing for nobody."""
        if staff is None:
            return self.none()
        own = Organization.objects.answering_to(staff.scope_path).values("pk")
        return self.filter(Q(organization__in=own) | Q(task__organization__in=own))

    def unfinished(self) -> AssignmentQuerySet:
        """Keep what is neither closed nor stopped; work that waits for acceptance is still among it."""
        return self.filter(UNFINISHED)

    def still_to_do(self) -> AssignmentQuerySet:
        """Keep what the agency still has to do: unfinished and not reported complete."""
        return self.filter(TO_DO)

    def with_status(self, today: dt.date | None = None) -> AssignmentQuerySet:
        """Annotate `status`, computed in SQL as `Assignment.status_on` computes it."""
        return self.annotate(status=status_case(today or today_here()))

    def of_status(self, statuses: Collection[str], today: dt.date | None = None) -> AssignmentQuerySet:
        """Keep the assignments that have one of these statuses, by conditions that indexes stand on."""
        if set(statuses) == set(OPEN):
            return self.unfinished()
        wanted = Q()
        for status in statuses:
            wanted |= condition_of(status, today or today_here())
        return self.filter(wanted)

    def search(self, words: str) -> AssignmentQuerySet:
        """Keep those whose task holds every word of `words`, marks and case ignored."""
        return self.filter(task__in=Task.objects.search(words).values("pk")) if words.strip() else self


class Assignment(TimeStamped):
    """One organization's part in a task: what is to be done by when, and the moments of its life.

    `due_on` is the deadline that counts today, `original_due_on` the one that was first set; an extension changes only
    the former. `moved_due_on` is the working day that a deadline on a day off moves to (plans.judging); the database
    keeps `last_day`, the last day that is on time, and `finished_on`, the day in Vietnam on which the work was done.
    `period_on` is the nominal day of a recurring duty's period: one row a period. `completed_at` is when the agency
    reported complete (and asked for acceptance), `accepted_at` when the assigner agreed. Times are aware;
    days are days in Vietnam.
    """

    task = models.ForeignKey(Task, verbose_name="nhiệm vụ", on_delete=models.CASCADE, related_name="assignments")
    organization = models.ForeignKey(
        "organizations.Organization", verbose_name="cơ quan", on_delete=models.PROTECT, related_name="assignments"
    )
    part = models.CharField("vai trò", max_length=12, choices=Part.choices, default=Part.LEAD)
    starts_on = models.DateField("bắt đầu", null=True, blank=True)
    due_on = models.DateField("hạn", null=True, blank=True)
    original_due_on = models.DateField("hạn ban đầu", null=True, blank=True, editable=False)
    moved_due_on = models.DateField("hạn tính theo ngày làm việc", null=True, blank=True, editable=False)
    last_day = models.GeneratedField(
        expression=Coalesce("moved_due_on", "due_on"), output_field=models.DateField(null=True), db_persist=True
    )
    period_on = models.DateField("kỳ", null=True, blank=True, editable=False)
    assigned_at = models.DateTimeField("giao lúc", default=timezone.now, editable=False)
    received_at = models.DateTimeField("tiếp nhận lúc", null=True, blank=True, editable=False)
    started_at = models.DateTimeField("bắt đầu báo cáo lúc", null=True, blank=True, editable=False)
    completed_at = models.DateTimeField("báo cáo hoàn thành lúc", null=True, blank=True, editable=False)
    accepted_at = models.DateTimeField("nghiệm thu lúc", null=True, blank=True, editable=False)
    closed_at = models.DateTimeField("kết thúc lúc", null=True, blank=True, editable=False)
    stopped_at = models.DateTimeField("dừng lúc", null=True, blank=True, editable=False)
    finished_on = models.GeneratedField(
        expression=DayHere(Coalesce("completed_at", "closed_at")),
        output_field=models.DateField(null=True),
        db_persist=True,
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "phân công"
        verbose_name_plural = "phân công"
        ordering = ["task", "-part", "organization"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "organization", "period_on"],
                nulls_distinct=False,
                name="assignment_once_a_period",
                violation_error_message="Cơ quan này đã được giao nhiệm vụ này.",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(completed_at__isnull=False, closed_at__isnull=False),
                name="assignment_accepted_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(stopped_at__isnull=True),
                name="assignment_closed_or_stopped",
            ),
            models.CheckConstraint(
                condition=Q(started_at__isnull=True) | Q(received_at__isnull=False),
                name="assignment_received_before_start",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(starts_on__isnull=True) | Q(due_on__gte=F("starts_on")),
                name="assignment_dates_in_order",
                violation_error_message="Hạn hoàn thành không được trước ngày bắt đầu.",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "due_on"], name="assignment_agency_due"),
            models.Index(fields=["due_on"], name="assignment_open_due", condition=TO_DO),
            models.Index(fields=["last_day"], name="assignment_to_do_day", condition=TO_DO),
            models.Index(fields=["organization", "last_day"], name="assignment_to_do", condition=TO_DO),
            models.Index(
                fields=["organization"],
                name="assignment_waiting",
                condition=UNFINISHED & Q(completed_at__isnull=False),
            ),
            models.Index(
                fields=["organization", "finished_on"], name="assignment_done", condition=Q(closed_at__isnull=False)
            ),
            models.Index(
                fields=["updated_at"],
                name="assignment_open_changed",
                condition=Q(closed_at__isnull=True, stopped_at__isnull=True, completed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.task}"

    @property
    def is_extended(self) -> bool:
        """Tell whether the agency was given more time than was first set."""
        return is_extended(self)

    @property
    def is_moved(self) -> bool:
        """Tell whether the deadline falls on a day off and another day judges."""
        return self.moved_due_on is not None and self.moved_due_on != self.due_on

    def status_on(self, today: dt.date) -> Status:
        """Return the status on `today`, computed from the moments (see plans.status)."""
        return status_of(self, today)


class DeadlineExtension(models.Model):
    """One change of a deadline: from when to when, why, by whom. Rows are never changed."""

    assignment = models.ForeignKey(
        Assignment, verbose_name="phân công", on_delete=models.CASCADE, related_name="extensions"
    )
    old_due_on = models.DateField("hạn cũ", null=True, blank=True)
    new_due_on = models.DateField("hạn mới")
    reason = NfcTextField("lý do")
    by = models.ForeignKey(
        "organizations.Staff",
        verbose_name="người gia hạn",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    made_at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "gia hạn"
        verbose_name_plural = "gia hạn"
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(old_due_on__isnull=True) | Q(new_due_on__gt=F("old_due_on")),
                name="extension_is_later",
                violation_error_message="Hạn mới phải sau hạn hiện tại.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.assignment}: {self.new_due_on:%d/%m/%Y}"
