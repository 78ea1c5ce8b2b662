"""Fields that a province adds of its own: how a value is typed, kept as JSON, and shown."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms

from cooperatives.inputs import MoneyField, NumberField
from cooperatives.models import Cooperative, ExtraField, ExtraType
from coopportal import display
from documents.forms.fields import DayField
from documents.forms.widgets import PlainSelect

# Before the key of such a field among the columns and filters of a list.
EXTRA = "x."
# Before the key among the fields of a form and in the trail.
OWN = "extra_"
YES_NO = [("", "— chưa rõ —"), ("yes", "Có"), ("no", "Không")]


def extra_fields_of(cooperative: Cooperative) -> list[ExtraField]:
    """Return the fields in use in the sheet's province; one query."""
    return list(ExtraField.objects.filter(province_id=cooperative.unit.parent_id, is_active=True))


def extra_form_field(row: ExtraField) -> forms.Field:
    """Return the form field in which a value is typed; all may be left blank."""
    kept: dict[str, Any] = {"label": row.label, "help_text": row.help_text}
    if row.type == ExtraType.NUMBER:
        return NumberField(**kept)
    if row.type == ExtraType.MONEY:
        return MoneyField(**kept)
    if row.type == ExtraType.DATE:
        return DayField(required=False, **kept)
    if row.type == ExtraType.CHOICE:
        return forms.ChoiceField(required=False, choices=[("", "— chọn —"), *((c, c) for c in row.choices)], **kept)
    if row.type == ExtraType.YES_NO:
        return forms.ChoiceField(required=False, choices=YES_NO, **kept)
    return forms.CharField(required=False, max_length=500, **kept)


FROM, TO = ".tu", ".den"
_RANGED = (ExtraType.NUMBER, ExtraType.MONEY, ExtraType.DATE)
_ALL, _NOTHING = ("", "Tất cả"), ("-", "Chưa ghi")


def extra_filter_fields(row: ExtraField) -> dict[str, forms.Field]:
    """Return the inputs by which a list is filtered by the field, by their names in the address."""
    name = f"{EXTRA}{row.key}"
    if row.type in _RANGED:
        return {name + FROM: _end(row, "từ"), name + TO: _end(row, "đến")}
    if row.type == ExtraType.TEXT:
        return {name: forms.CharField(required=False, max_length=100, label=row.label)}
    choices = YES_NO[1:] if row.type == ExtraType.YES_NO else [(c, c) for c in row.choices]
    made = forms.ChoiceField(required=False, choices=[_ALL, *choices, _NOTHING], widget=PlainSelect, label=row.label)
    return {name: made}


def _end(row: ExtraField, words: str) -> forms.Field:
    made = extra_form_field(row)
    made.label = f"{row.label}, {words}"
    made.widget.attrs |= {"aria-label": made.label, "placeholder": words}
    return made


def extra_asked(row: ExtraField, values: dict[str, Any]) -> Any:
    """Return what the cleaned values of a list's filter ask of the field; None where they ask nothing."""
    name = f"{EXTRA}{row.key}"
    if row.type not in _RANGED:
        return values.get(name)
    pair = tuple(extra_stored(row, values.get(name + end)) for end in (FROM, TO))
    return pair if any(one is not None for one in pair) else None


def extra_stored(row: ExtraField, value: Any) -> Any:
    """Return a cleaned value as it is kept: text, whole numbers, days as yyyy-mm-dd; None for nothing."""
    if value in (None, ""):
        return None
    if isinstance(value, dt.date):
        return value.isoformat()
    return int(value) if isinstance(value, Decimal) else value


def extra_value(row: ExtraField, stored: Any) -> Any:
    """Return a kept value as the form takes it."""
    if row.type == ExtraType.DATE and stored:
        return dt.date.fromisoformat(stored)
    return stored


def extra_words(row: ExtraField, stored: Any) -> str:
    """Return a kept value as people read it; blank for nothing."""
    if stored in (None, ""):
        return ""
    if row.type == ExtraType.DATE:
        return display.date(dt.date.fromisoformat(stored))
    if row.type in (ExtraType.NUMBER, ExtraType.MONEY):
        return display.number(stored) + (" đồng" if row.type == ExtraType.MONEY else "")
    return dict(YES_NO).get(stored, str(stored)) if row.type == ExtraType.YES_NO else str(stored)


def extra_changes(cooperative: Cooperative, before: dict[str, Any]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Return what became of a sheet's own fields since `before`, for the trail: words by name, and labels by name.

    One query. The labels are kept with the words: a definition may be called otherwise later.
    """
    now = cooperative.extra
    names = {key for key in {*before, *now} if before.get(key) != now.get(key)}
    rows = ExtraField.objects.filter(province_id=cooperative.unit.parent_id, key__in=names)
    changed, labels = {}, {}
    for row in rows:
        changed[OWN + row.key] = [extra_words(row, before.get(row.key)), extra_words(row, now.get(row.key))]
        labels[OWN + row.key] = row.label
    return changed, labels
