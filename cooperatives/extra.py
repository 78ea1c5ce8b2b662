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
