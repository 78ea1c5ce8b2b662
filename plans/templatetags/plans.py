"""Status and deadline as the pages of this room show them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from coopportal.templatetags.portal import badge
from documents.recurrence import words_of
from plans.charts import plain
from plans.queries.matrix import SIGNS
from plans.status import AT_WORK, TONES, Status

register = template.Library()


@register.filter
def recurrence(rule: Any) -> str:
    """Return the period of a recurring duty in words; nothing for other limits, whose own words are shown."""
    return words_of(rule) if isinstance(rule, str) else ""


@register.filter
def figure(value: Decimal | None) -> str:
    """Return an indicator's figure without needless decimals; nothing for None."""
    return "" if value is None else plain(value)


@register.filter
def sign(status: str) -> str:
    """Return what stands for a status in a matrix."""
    return SIGNS[Status(status)]


@register.simple_tag
def status_badge(status: str) -> SafeString:
    """Return a status in word and colour."""
    known = Status(status)
    return badge(TONES[known], known.label)


@register.simple_tag
def status_tone(status: str) -> str:
    """Return the tone of a status: ok, info, wait, warn, bad or mute."""
    return TONES[Status(status)]


@register.simple_tag
def due_words(due_on: dt.date | None, status: str, today: dt.date) -> SafeString | str:
    """Return how far off a deadline is: `còn 3 ngày`, `quá 5 ngày`; nothing where no agency is at work any more."""
    if due_on is None or status not in AT_WORK:
        return ""
    left = (due_on - today).days
    if left < 0:
        # A task whose agencies all got more time is past its own day and yet not late.
        return format_html('<span class="due due-bad">quá {} ngày</span>', -left) if status == Status.OVERDUE else ""
    if left == 0:
        return format_html('<span class="due due-bad">{}</span>', "hết hạn hôm nay")
    return format_html('<span class="due{}">còn {} ngày</span>', " due-near" if left <= 3 else "", left)


@register.filter
def file_size(size: int) -> str:
    """Return a size in KB or MB as Vietnamese write numbers: `1,4 MB`."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB".replace(".", ",")
