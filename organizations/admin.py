"""The administrator's view of this room."""

from django.contrib import admin
from django.http import HttpRequest

from organizations.models import (
    AdministrativeUnit,
    CalendarException,
    Delegation,
    Organization,
    OrganizationGroup,
    Staff,
)


@admin.register(AdministrativeUnit)
class AdministrativeUnitAdmin(admin.ModelAdmin):
    list_display = ("code", "name", "level", "parent")
    list_filter = ("level",)
    search_fields = ("name", "code", "search_text")


@admin.register(Organization)
class OrganizationAdmin(admin.ModelAdmin):
    list_display = ("code", "name", "kind", "parent", "is_active")
    list_filter = ("kind", "is_active")
    search_fields = ("name", "code", "search_text")
    raw_id_fields = ("unit", "parent")


@admin.register(OrganizationGroup)
class OrganizationGroupAdmin(admin.ModelAdmin):
    list_display = ("name", "owner", "reach")
    raw_id_fields = ("owner", "members")


@admin.register(Staff)
class StaffAdmin(admin.ModelAdmin):
    list_display = ("user", "organization", "role", "title", "starts_on", "ends_on")
    list_filter = ("role",)
    raw_id_fields = ("user", "organization")


@admin.register(CalendarException)
class CalendarExceptionAdmin(admin.ModelAdmin):
    list_display = ("day", "is_working", "reason")


@admin.register(Delegation)
class DelegationAdmin(admin.ModelAdmin):
    """To look at: rights are given and taken back by the services, which ask who may."""

    list_display = ("staff", "organization", "form", "starts_on", "ends_on", "revoked_at")
    list_filter = ("form",)
    list_select_related = ("staff__user", "organization")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
