"""Which form field a column of a sheet gets: money, numbers and days as officials write them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db import models
from django.utils.dateparse import parse_datetime

from cooperatives.inputs import AreaField, MoneyField, NumberField
from documents.forms.fields import DayField


class SignedMoneyField(MoneyField):
    """An amount that may be a loss: `-120 triệu`, or as accountants write it `(120 triệu)`."""

    message = "Ghi số tiền bằng đồng; lỗ thì ghi dấu trừ, ví dụ: -120.000.000 hoặc -120 triệu."

    def read(self, text: str) -> Any:
        text = text.strip().replace("−", "-").replace("–", "-")
        if text.startswith("(") and text.endswith(")"):
            text = f"-{text[1:-1]}"
        return -super().read(text[1:]) if text.startswith("-") else super().read(text)


class MarkedField(NumberField):
    """A number with one digit after the comma."""

    digits = 1
    message = "Ghi một số, ví dụ: 7,5."


def field_for(column: Any, **kwargs: Any) -> forms.Field | None:
    """Return the form field for a model's column; to be used as a form's `formfield_callback`."""
    kept = {
        "label": str(column.verbose_name)[:1].upper() + str(column.verbose_name)[1:],
        "help_text": column.help_text,
    }
    if isinstance(column, models.DateField):
        return DayField(required=not column.blank, **kept)
    if isinstance(column, models.DecimalField):
        return _decimal(column, kept)
    if isinstance(column, models.PositiveSmallIntegerField) and "năm" in str(column.verbose_name):
        return forms.IntegerField(required=not column.blank, min_value=1900, max_value=2100, **kept)
    if isinstance(column, models.PositiveIntegerField | models.PositiveSmallIntegerField):
        return NumberField(**kept)
    if isinstance(column, models.TextField) and not isinstance(column, models.JSONField):
        kwargs["widget"] = forms.Textarea(attrs={"rows": 3})
    made: forms.Field | None = column.formfield(**kwargs)
    return made


def _decimal(column: models.DecimalField, kept: dict[str, Any]) -> forms.Field:
    if column.decimal_places:
        made = AreaField(**kept) if "m²" in str(column.verbose_name) else MarkedField(**kept)
    else:
        made = SignedMoneyField(**kept) if column.name == "profit" else MoneyField(**kept)
    made.required = not column.blank
    return made


class SeenMixin(forms.Form):
    """Carries when the page's row was last saved, to the microsecond, so that a meanwhile change is noticed."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_seen(self) -> dt.datetime | None:
        """Read the moment as it was written out; an unreadable one counts as none."""
        try:
            return parse_datetime(self.cleaned_data.get("seen") or "")
        except ValueError:
            return None

    def take_note_of(self, changed_at: dt.datetime) -> None:
        """Let the next save through: the person has now been told of the other one's change."""
        self.data = self.data.copy()
        self.data["seen"] = changed_at.isoformat()
