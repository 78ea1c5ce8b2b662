"""The administrator's view of campaigns: to look things up; changes go through the pages, which keep the trail."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from campaigns.models import Activity, Campaign


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows to look at."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Campaign)
class CampaignAdmin(ReadOnlyAdmin):
    list_display = ("title", "organization", "year", "state")
    list_filter = ("state", "year")
    list_select_related = ("organization",)
    search_fields = ("search_text",)


@admin.register(Activity)
class ActivityAdmin(ReadOnlyAdmin):
    list_display = ("title", "campaign", "starts_on", "ends_on", "done_on")
    list_select_related = ("campaign",)
