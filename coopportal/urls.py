"""Where every address leads: the rooms' own urls under their names."""

from importlib.util import find_spec

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("quan-tri/", admin.site.urls)]
for room in ("organizations", "notifications", "documents", "cooperatives", "plans", "campaigns", "reports"):
    if room in settings.INSTALLED_APPS and find_spec(f"{room}.urls"):
        urlpatterns.append(path("", include(f"{room}.urls")))
if find_spec("coopportal.health"):
    from coopportal.health import healthz

    urlpatterns.append(path("healthz", healthz, name="healthz"))
