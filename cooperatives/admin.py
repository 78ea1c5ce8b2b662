"""The administrator's view of the registry: to look things up; changes go through the pages, which keep the trail."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from cooperatives.models import Cooperative, OcopProduct, StatusChange


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows to look at."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Cooperative)
class CooperativeAdmin(ReadOnlyAdmin):
    list_display = ("name", "kind", "code", "unit", "status")
    list_filter = ("kind", "status", "field")
    list_select_related = ("unit",)
    search_fields = ("search_text",)
    # The number is shown on the sheet alone, on request and with a line in the trail.
    exclude = ("representative_identity",)


@admin.register(StatusChange)
class StatusChangeAdmin(ReadOnlyAdmin):
    list_display = ("cooperative", "before", "after", "on", "withdrawn_at")
    list_select_related = ("cooperative",)


@admin.register(OcopProduct)
class OcopProductAdmin(ReadOnlyAdmin):
    list_display = ("name", "cooperative", "stars", "valid_until")
    list_filter = ("stars", "group")
    list_select_related = ("cooperative",)
