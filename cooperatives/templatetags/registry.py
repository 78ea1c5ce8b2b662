"""Template tags of the registry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from cooperatives.columns import Cell
from cooperatives.models import Cooperative
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


@register.simple_tag
def row_cells(sheet: Cooperative, cells: Iterable[Cell]) -> SafeString:
    """Return a row's cells as HTML; written here since a page has hundreds of them."""
    return format_html_join(
        "",
        '<td data-label="{}"{}>{}</td>',
        ((cell.label, _NUMBER if cell.look == "number" else "", _inner(sheet, cell)) for cell in cells),
    )


_NUMBER = mark_safe(' class="num"')
_BREAK = mark_safe("<br>")


def _inner(sheet: Cooperative, cell: Cell) -> SafeString | str:
    if cell.look == "status":
        return _status(sheet, cell.words)
    words = cell.words or "–"
    if cell.look == "code":
        return format_html('<span class="code">{}</span>', words)
    if cell.look == "lines":
        lines = format_html_join(_BREAK, "{}", ((line,) for line in words.splitlines()))
        return format_html('<span class="text-nowrap">{}</span>', lines)
    return words


def _status(sheet: Cooperative, words: str) -> SafeString:
    badges = [(sheet.status_tone, words)]
    badges += [("warn", "Yếu kém")] if sheet.is_weak else []
    badges += [("warn", "Chưa chuyển đổi")] if sheet.is_untransformed else []
    return format_html_join(" ", '<span class="status status-{}">{}</span>', badges)


register.filter("document_words", document_words)
