"""The choice of whom a task goes to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from documents.queries.targets import Targets, label_of


class TargetSelect(forms.Widget):
    """A select: "chưa gán", the likeliest meanings of the words, then all others around the issuer.

    The list of the others is written once for the page: a hundred selects of two hundred options are one text repeated.
    """

    def __init__(self, targets: Targets, words: str) -> None:
        super().__init__()
        self.targets, self.words = targets, words

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """Return the select's HTML with `value` (a key) chosen where it is known."""
        chosen = self.targets.get(value or "")
        near = {m.key: m.label for m in self.targets.near(self.words)}
        if chosen and value not in near:
            near = {value: label_of(chosen), **near}
        options = format_html_join(
            "", '<option value="{}"{}>{}</option>', ((k, _selected(k == value), label) for k, label in near.items())
        )
        attributes = format_html_join("", ' {}="{}"', (self.build_attrs(self.attrs, attrs) | {"name": name}).items())
        return format_html(
            '<select{}><option value="">— chưa gán —</option>{}{}</select>',
            attributes,
            format_html('<optgroup label="Gần nhất">{}</optgroup>', options) if options else "",
            others_html(self.targets),
        )


def _selected(yes: bool) -> SafeString:
    return mark_safe(" selected" if yes else "")  # noqa: S308 - two fixed words


def others_html(targets: Targets) -> SafeString:
    """Return the group of all other choices, made once for a page."""
    if not hasattr(targets, "_others_html"):
        options = format_html_join("", '<option value="{}">{}</option>', targets.others)
        targets._others_html = format_html('<optgroup label="Tổ chức, nhóm khác">{}</optgroup>', options)  # type: ignore[attr-defined]
    return targets._others_html  # type: ignore[attr-defined,no-any-return]
