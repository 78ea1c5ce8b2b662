"""Template tags and filters of the whole portal."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from coopportal import display

register = template.Library()

register.filter("so", display.number)
register.filter("tien", display.money)
register.filter("ngay", display.date)
register.filter("luc", display.moment)


@register.simple_tag
def percent(part: float, whole: float) -> str:
    """Return part of whole as `66,7%`."""
    return display.percent(part, whole)


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """Return the page's query string with `changes` made; a None or empty value takes the key out."""
    params = context["request"].GET.copy()
    for key, value in changes.items():
        params.pop(key, None)
        if value not in (None, ""):
            params[key] = value
    return f"?{params.urlencode()}"


@register.simple_tag
def badge(tone: str, label: str) -> SafeString:
    """Return a status in words and colour; `tone` is ok, info, wait, warn, bad or mute."""
    return format_html('<span class="status status-{}">{}</span>', tone, label)


@register.simple_tag(takes_context=True)
def current(context: Context, *prefixes: str) -> SafeString | str:
    """Return `aria-current="page"` where the address starts with one of the prefixes."""
    path = context["request"].path
    return mark_safe(' aria-current="page"') if any(path.startswith(p) for p in prefixes) else ""
