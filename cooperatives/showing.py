"""Values of sheets and their rows as words, for the trail and for pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from cooperatives.models import Cooperative
from coopportal import display
from documents.models import OfficialDocument

_MASKED = {"representative_identity", "identity"}


def shown(row: models.Model, name: str) -> str:
    """Return one field as people read it; an identity number only masked, since the trail is read by many."""
    if name in _MASKED:
        return str(row.masked_identity)  # type: ignore[attr-defined]
    value = getattr(row, name)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, dict):
        return "; ".join(f"{key}: {kept}" for key, kept in value.items() if kept not in (None, ""))
    choice = getattr(row, f"get_{name}_display", None)
    return str(choice()) if choice else _as_words(row, name, value)


def _as_words(row: models.Model, name: str, value: Any) -> str:
    if isinstance(value, dt.date):
        return display.date(value)
    if isinstance(value, Decimal | int):
        digits = 0 if value == int(value) else 1
        plain = f"{value:.0f}" if name in {"year", "birth_year"} else display.number(value, digits)
        return plain + (" đồng" if is_money(row, name) else "")
    return str(value)


def is_money(row: models.Model, name: str) -> bool:
    """Tell whether a field holds đồng."""
    field = row._meta.get_field(name)
    return isinstance(field, models.DecimalField) and field.decimal_places == 0


def shown_values(cooperative: Cooperative, names: Iterable[str]) -> dict[str, str]:
    """Return the named fields as words."""
    return {name: shown(cooperative, name) for name in names}


def label_of(name: str, model: str = "") -> str:
    """Return the Vietnamese label of a field of a sheet, or of a row's model; the name itself where there is none."""
    if name.startswith("extra."):
        return name.removeprefix("extra.")
    owner = apps.get_model(model) if model else Cooperative
    try:
        return str(getattr(owner._meta.get_field(name), "verbose_name", name))
    except FieldDoesNotExist:
        return name


def document_words(document: OfficialDocument) -> str:
    """Return number, symbol and subject of a document, short enough for a list of choices."""
    number = "/".join(part for part in (document.number, document.symbol) if part)
    return " – ".join(part for part in (number, document.subject[:90]) if part) or str(document)
