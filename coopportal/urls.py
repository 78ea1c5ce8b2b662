"""Where every address leads: the rooms' own urls under their names."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from coopportal.health import healthz

# The rooms from the lowest up; each names its own addresses.
ROOMS = ("organizations", "notifications", "documents", "cooperatives", "plans", "campaigns", "reports")

urlpatterns: list[URLPattern | URLResolver] = [
    path("quan-tri/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
    *(path("", include(f"{room}.urls")) for room in ROOMS),
]
