"""The administrator's view of this room: to look, not to rewrite the ledger."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from notifications.models import DigestDelivery, Message, Notification, ReminderEntry, ReminderRule, SweepRun


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that only services write."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Notification)
class NotificationAdmin(ReadOnlyAdmin):
    list_display = ("title", "recipient", "made_at", "read_at", "emailed_at")
    list_select_related = ("recipient__user",)


@admin.register(ReminderEntry)
class ReminderEntryAdmin(ReadOnlyAdmin):
    list_display = ("title", "recipient", "step", "due_on", "run_date")
    list_select_related = ("recipient__user",)
    list_filter = ("audience",)


@admin.register(ReminderRule)
class ReminderRuleAdmin(ReadOnlyAdmin):
    list_display = ("organization", "words")


@admin.register(SweepRun)
class SweepRunAdmin(ReadOnlyAdmin):
    list_display = ("run_date", "started_at", "finished_at", "counts")


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    list_display = ("recipient", "channel", "state", "attempts", "next_try_at", "error")
    list_select_related = ("recipient__user",)
    list_filter = ("channel", "state")


@admin.register(DigestDelivery)
class DigestDeliveryAdmin(ReadOnlyAdmin):
    list_display = ("recipient", "day", "state", "attempts", "error")
    list_select_related = ("recipient__user",)
    list_filter = ("state",)
