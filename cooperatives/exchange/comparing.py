"""Values of a row beside those of the sheet: whether they differ, and both as people read them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Model

from cooperatives.exchange.columns import EXTRA_PREFIX
from cooperatives.exchange.files import Cell
from cooperatives.models import Cooperative
from cooperatives.showing import shown
from coopportal.text import one_line


def as_typed(cell: Cell) -> str:
    """Return a cell as the person sees it in the file."""
    if isinstance(cell, dt.datetime | dt.date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def current(sheet: Cooperative, name: str) -> Any:
    """Return what a field of a sheet holds, of the province's own too."""
    return sheet.extra.get(name.removeprefix(EXTRA_PREFIX)) if name.startswith(EXTRA_PREFIX) else getattr(sheet, name)


def nothing(sheet: Cooperative, name: str) -> Any:
    """Return what a field holds where nothing is known."""
    if name.startswith(EXTRA_PREFIX):
        return None
    model_field = sheet._meta.get_field(name)
    if getattr(model_field, "null", False):
        return None
    default = model_field.get_default()  # type: ignore[union-attr]
    return default if default is not None else ""


def differs(sheet: Cooperative, name: str, value: Any) -> bool:
    """Tell whether a value is another one than the sheet has."""
    now = current(sheet, name)
    if name.startswith(EXTRA_PREFIX):
        return (stored(value) or "") != (now or "")
    if isinstance(now, str) and isinstance(value, str):
        return one_line(now) != one_line(value)
    return bool(now != value)


def stored(value: Any) -> Any:
    """Return the value of a province's own field as it is kept in JSON."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return int(value) if value is not None and not isinstance(value, str | bool) else value


def old_words(sheet: Cooperative, name: str) -> str:
    """Return what the sheet has as people read it."""
    now = current(sheet, name)
    return str(now or "") if name.startswith(EXTRA_PREFIX) or isinstance(now, Model) else shown(sheet, name)


def new_words(sheet: Cooperative, name: str, value: Any) -> str:
    """Return a value that the sheet would have as people read it."""
    if name.startswith(EXTRA_PREFIX) or isinstance(value, Model):
        return str(value if value is not None else "")
    probe = Cooperative(**{name: value})
    return shown(probe, name)
