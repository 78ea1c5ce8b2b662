"""Two people at one sheet: the second is told what the first one changed, and loses nothing of what was typed."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models

from cooperatives.extra import OWN
from cooperatives.queries.history import Meanwhile
from cooperatives.showing import shown


@dataclass(frozen=True)
class Told:
    """One field that somebody else changed; `mine` is what was typed, blank where the other's value was taken over."""

    label: str
    before: str
    now: str
    mine: str
    by: str
    is_conflict: bool


def tell(form: Any, fresh: models.Model, changes: dict[str, Meanwhile]) -> list[Told]:
    """Return what to tell of `changes`, and take the other's values over in fields that the person left as they were.

    `form` is bound and was valid; `fresh` is the row as it is now. Fields that both changed keep what was typed.
    """
    typed = copy.copy(fresh)
    told = []
    for name, change in changes.items():
        if name not in form.fields or name not in form.cleaned_data:
            continue
        if name.startswith(OWN):
            mine, value = form.own_words(name, fresh)
        else:
            setattr(typed, name, form.cleaned_data[name])
            mine, value = shown(typed, name), getattr(fresh, name)
        is_conflict = mine not in (change.before, change.now)
        if not is_conflict:
            _put(form, name, value)
        label = str(form.fields[name].label or name)
        told.append(Told(label, change.before, change.now, mine if is_conflict else "", change.by, is_conflict))
    return told


def _put(form: Any, name: str, value: Any) -> None:
    """Write the present value into the bound data, as the widget would have sent it."""
    if not getattr(form.data, "_mutable", False):
        form.data = form.data.copy()
    field = form.fields[name]
    if isinstance(field.widget, forms.CheckboxInput):
        form.data.pop(name, None)
        if value:
            form.data[name] = "on"
        return
    value = value.pk if isinstance(value, models.Model) else value
    form.data[name] = field.widget.format_value(field.prepare_value(value)) or ""
    if isinstance(form.data[name], list):
        form.data[name] = next(iter(form.data[name]), "")
