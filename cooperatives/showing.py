"""A sheet's values as words, for the trail and for the history on the sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from cooperatives.models import Cooperative
from coopportal import display

_MONEY = {"charter_capital", "debt"}


def shown(cooperative: Cooperative, name: str) -> str:
    """Return one field as people read it; an identity number only masked, since the trail is read by many."""
    if name == "representative_identity":
        return cooperative.masked_identity
    value = getattr(cooperative, name)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    choice = getattr(cooperative, f"get_{name}_display", None)
    return str(choice()) if choice else _as_words(name, value)


def _as_words(name: str, value: Any) -> str:
    if isinstance(value, dt.date):
        return display.date(value)
    if isinstance(value, Decimal | int):
        digits = 0 if value == int(value) else 1
        return display.number(value, digits) + (" đồng" if name in _MONEY else "")
    return str(value)


def shown_values(cooperative: Cooperative, names: Iterable[str]) -> dict[str, str]:
    """Return the named fields as words."""
    return {name: shown(cooperative, name) for name in names}


def label_of(name: str) -> str:
    """Return the Vietnamese label of a field, its own name where the field is no more."""
    labels = {f.name: str(f.verbose_name) for f in Cooperative._meta.get_fields() if hasattr(f, "verbose_name")}
    return labels.get(name, name)
