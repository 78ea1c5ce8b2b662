"""Widgets of the review: a page holds hundreds of them, so they are written without a template each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from documents.queries.targets import Targets, label_of


class _Plain:
    """Writes the widget's context as HTML itself; Django's own way runs a template for each widget and option."""

    pattern = ""

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        widget = context["widget"]
        attributes = flatatt({**widget["attrs"], "name": widget["name"]})
        return format_html(self.pattern, attributes=attributes, value=self.inner(widget), kind=widget.get("type", ""))

    def inner(self, widget: dict[str, Any]) -> Any:
        """Return what stands inside the element, or its value attribute."""
        return widget["value"] or ""


class _PlainInput(_Plain):
    pattern = '<input type="{kind}"{attributes}{value}>'

    def inner(self, widget: dict[str, Any]) -> Any:
        return flatatt({"value": widget["value"]}) if widget["value"] is not None else ""


class PlainText(_PlainInput, forms.TextInput):
    """A line of text."""


class PlainHidden(_PlainInput, forms.HiddenInput):
    """A value that goes along."""


class PlainCheckbox(_PlainInput, forms.CheckboxInput):
    """A tick."""


class PlainDay(_PlainInput, forms.DateInput):
    """A day as text."""


class PlainTextarea(_Plain, forms.Textarea):
    """Several lines."""

    pattern = "<textarea{attributes}>\n{value}</textarea>"


class PlainSelect(_Plain, forms.Select):
    """A choice of a few."""

    pattern = "<select{attributes}>{value}</select>"

    def inner(self, widget: dict[str, Any]) -> Any:
        options = (option for _, group, _ in widget["optgroups"] for option in group)
        return format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((o["value"], _selected(o["selected"]), o["label"]) for o in options),
        )


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
