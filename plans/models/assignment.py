"""Assignments: one agency's part in a task, and the extensions of its deadline."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from coopportal.fields import NfcTextField, TimeStamped
from documents.models import Part
from plans.models.task import Task
from plans.status import Status, status_case, status_of, today_here

if TYPE_CHECKING:
    from organizations.models import Staff


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments as agencies and assigners look at them."""

    def visible_to(self, staff: Staff | None) -> AssignmentQuerySet:
        """Keep what the own tree has to do and what the own tree handed out; nothing for nobody."""
        if staff is None:
            return self.none()
        return self.filter(
            Q(organization__path__startswith=staff.scope_path)
            | Q(task__organization__path__startswith=staff.scope_path)
        )

    def unfinished(self) -> AssignmentQuerySet:
        """Keep what is neither closed nor stopped; work that waits for acceptance is still among it."""
        return self.filter(closed_at__isnull=True, stopped_at__isnull=True)

    def still_to_do(self) -> AssignmentQuerySet:
        """Keep what the agency still has to do: unfinished and not reported complete."""
        return self.unfinished().filter(completed_at__isnull=True)

    def with_status(self, today: dt.date | None = None) -> AssignmentQuerySet:
        """Annotate `status`, computed in SQL as `Assignment.status_on` computes it."""
        return self.annotate(status=status_case(today or today_here()))

    def search(self, words: str) -> AssignmentQuerySet:
        """Keep those whose task holds every word of `words`, marks and case ignored."""
        return self.filter(task__in=Task.objects.search(words).values("pk")) if words.strip() else self


class Assignment(TimeStamped):
    """One organization's part in a task: what is to be done by when, and the moments of its life.

    `due_on` is the deadline that counts today, `original_due_on` the one that was first set; an extension changes only
    the former. `completed_at` is when the agency reported complete (and asked for acceptance), `accepted_at` when the
    assigner agreed. Times are aware; days are days in Vietnam.
    """

    task = models.ForeignKey(Task, verbose_name="nhiệm vụ", on_delete=models.CASCADE, related_name="assignments")
    organization = models.ForeignKey(
        "organizations.Organization", verbose_name="cơ quan", on_delete=models.PROTECT, related_name="assignments"
    )
    part = models.CharField("vai trò", max_length=12, choices=Part.choices, default=Part.LEAD)
    starts_on = models.DateField("bắt đầu", null=True, blank=True)
    due_on = models.DateField("hạn", null=True, blank=True)
    original_due_on = models.DateField("hạn ban đầu", null=True, blank=True, editable=False)
    assigned_at = models.DateTimeField("giao lúc", default=timezone.now, editable=False)
    received_at = models.DateTimeField("tiếp nhận lúc", null=True, blank=True, editable=False)
    started_at = models.DateTimeField("bắt đầu báo cáo lúc", null=True, blank=True, editable=False)
    completed_at = models.DateTimeField("báo cáo hoàn thành lúc", null=True, blank=True, editable=False)
    accepted_at = models.DateTimeField("nghiệm thu lúc", null=True, blank=True, editable=False)
    closed_at = models.DateTimeField("kết thúc lúc", null=True, blank=True, editable=False)
    stopped_at = models.DateTimeField("dừng lúc", null=True, blank=True, editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "phân công"
        verbose_name_plural = "phân công"
        ordering = ["task", "-part", "organization"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "organization"],
                name="assignment_once_a_task",
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
            models.Index(
                fields=["due_on"],
                name="assignment_open_due",
                condition=Q(closed_at__isnull=True, stopped_at__isnull=True, completed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.task}"

    @property
    def is_extended(self) -> bool:
        """Tell whether the deadline is no longer the one that was first set."""
        return self.due_on != self.original_due_on

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
