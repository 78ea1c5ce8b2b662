"""Fields that the review needs: days as people type them, lists one entry a line, recurrences in words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from coopportal.text import one_line
from documents.forms.widgets import PlainDay, PlainText, PlainTextarea
from documents.recurrence import SAMPLES, Rule, rule_of, words_of
from organizations.forms import DateField


class DayField(DateField):
    """A day that is typed and shown as dd/mm/yyyy; what cannot be read stays in the field."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "placeholder": "dd/mm/yyyy", "autocomplete": "off"}
        super().__init__(widget=PlainDay(format="%d/%m/%Y", attrs=attrs), **kwargs)

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day and not 1945 <= day.year <= 2200:
            raise ValidationError("Năm phải từ 1945 trở đi; hãy viết đủ bốn chữ số, ví dụ 05/04/2026.", code="year")
        return day


class LinesField(forms.CharField):
    """A list of texts, one a line; blank lines fall out."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(widget=PlainTextarea(attrs={"rows": rows}), required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        return [line for line in map(one_line, (value or "").splitlines()) if line]

    def run_validators(self, value: Any) -> None:
        """The validators of a text run on each line."""
        for line in value:
            super().run_validators(line)


class RecurrenceField(forms.CharField):
    """A recurring or relative limit in words: `hằng tháng, ngày 20`; cleans to the tree's rule."""

    def __init__(self, **kwargs: Any) -> None:
        widget = PlainText(attrs={"placeholder": "hằng tháng, ngày 20"})
        super().__init__(required=False, max_length=100, widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return words_of(value) if isinstance(value, dict) or ":" in str(value or "") else value

    def clean(self, value: Any) -> Rule:
        text = super().clean(value)
        try:
            return rule_of(text)
        except ValueError:
            raise ValidationError(f"Chưa hiểu chu kỳ này. Hãy viết như: {SAMPLES}.", code="rule") from None


class OneLineField(forms.CharField):
    """A text of one line in NFC, wherever it was copied from."""

    widget = PlainText

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")
