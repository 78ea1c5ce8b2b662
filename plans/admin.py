"""The administrator's view of this room: to look and to correct heads; moments are left to the services."""

from __future__ import annotations

from django.contrib import admin

from plans.models import ActionPlan, Assignment, ProgressReport, Task


@admin.register(ActionPlan)
class ActionPlanAdmin(admin.ModelAdmin):
    list_display = ("title", "year", "organization")
    list_filter = ("year",)
    search_fields = ("search_text",)
    raw_id_fields = ("organization", "document", "created_by")
    list_select_related = ("organization",)


@admin.register(Task)
class TaskAdmin(admin.ModelAdmin):
    list_display = ("__str__", "organization", "due_on", "closed_at", "stopped_at")
    search_fields = ("search_text",)
    raw_id_fields = ("organization", "document", "plan", "created_by")
    readonly_fields = ("proposed", "assigned_at", "closed_at", "stopped_at")
    list_select_related = ("organization",)


@admin.register(Assignment)
class AssignmentAdmin(admin.ModelAdmin):
    list_display = ("task", "organization", "part", "due_on", "completed_at", "closed_at")
    list_filter = ("part",)
    raw_id_fields = ("task", "organization")
    readonly_fields = (
        "original_due_on", "assigned_at", "received_at", "started_at", "completed_at", "accepted_at", "closed_at",
        "stopped_at",
    )  # fmt: skip
    list_select_related = ("task", "organization")


@admin.register(ProgressReport)
class ProgressReportAdmin(admin.ModelAdmin):
    list_display = ("assignment", "author", "percent", "asks_acceptance", "made_at", "answer")
    raw_id_fields = ("assignment", "author", "answered_by")
    readonly_fields = ("made_at", "answered_at")
    list_select_related = ("assignment__task", "assignment__organization", "author__user")
