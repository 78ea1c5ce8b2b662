"""Template tags of the registry."""

from __future__ import annotations

from typing import Any

from django import template

from cooperatives.sections import TABS
from cooperatives.showing import document_words, shown

register = template.Library()


@register.simple_tag
def sheet_tabs() -> tuple[tuple[str, str], ...]:
    """Return the tabs of a sheet after the first: what stands in the address, and the words."""
    return TABS


@register.filter
def shown_as(row: Any, name: str) -> str:
    """Return a field of a row as people read it."""
    return shown(row, name)


register.filter("document_words", document_words)
