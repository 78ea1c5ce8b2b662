"""The administrator's view of this room: to look and to correct heads; moments are left to the services."""

from __future__ import annotations

from django.contrib import admin

from plans.models import (
    ActionPlan,
    Assignment,
    AssignmentRequest,
    Indicator,
    PlanTemplate,
    ProgressReport,
    Task,
    WorkRule,
)


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
        "stopped_at", "moved_due_on", "last_day", "period_on", "finished_on",
    )  # fmt: skip
    list_select_related = ("task", "organization")


@admin.register(ProgressReport)
class ProgressReportAdmin(admin.ModelAdmin):
    list_display = ("assignment", "author", "percent", "asks_acceptance", "made_at", "answer")
    raw_id_fields = ("assignment", "author", "answered_by")
    readonly_fields = ("made_at", "answered_at")
    list_select_related = ("assignment__task", "assignment__organization", "author__user")


@admin.register(AssignmentRequest)
class AssignmentRequestAdmin(admin.ModelAdmin):
    list_display = ("assignment", "kind", "made_at", "decision", "decided_at")
    list_filter = ("kind", "decision")
    raw_id_fields = ("assignment", "asked_by", "decided_by")
    readonly_fields = ("kind", "new_due_on", "made_at", "decision", "decided_at")
    list_select_related = ("assignment__task", "assignment__organization")


@admin.register(Indicator)
class IndicatorAdmin(admin.ModelAdmin):
    list_display = ("name", "unit", "plan", "target", "due_on")
    raw_id_fields = ("plan", "section")
    list_select_related = ("plan",)


@admin.register(PlanTemplate)
class PlanTemplateAdmin(admin.ModelAdmin):
    list_display = ("title", "organization")
    raw_id_fields = ("organization",)
    list_select_related = ("organization",)


@admin.register(WorkRule)
class WorkRuleAdmin(admin.ModelAdmin):
    list_display = ("organization", "day_off", "return_days")
    raw_id_fields = ("organization",)
    list_select_related = ("organization",)
