"""Where every address leads: the rooms' own urls under their names."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
