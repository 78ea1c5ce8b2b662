"""The administrator's view of this room."""

from django.contrib import admin

from organizations.models import AdministrativeUnit, CalendarException, Organization, OrganizationGroup, Staff


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
