"""What reading and writing a sheet share."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from cooperatives.models import SheetImport
from organizations.models import AdministrativeUnit

BATCH = 500
# So many rows are read while the person waits; more go to the queue with their progress shown.
SHORT = 300
# Where a row keeps the level-4 classes that its words of trades name.
SECTORS = "registered"


def end(job: SheetImport, state: str, message: str) -> SheetImport:
    """Leave an import in its last state with what is said of it."""
    job.state, job.message = state, message
    job.save()
    return job


def must_be(job: SheetImport, state: str) -> None:
    """Raise ValidationError unless the import is in that state."""
    if job.state != state:
        raise ValidationError(f"Lượt nhập này đang ở tình trạng “{job.get_state_display().lower()}”.")


def as_json(value: Any) -> Any:
    """Return a value of a sheet as a row of the import keeps it."""
    if isinstance(value, AdministrativeUnit):
        return value.pk
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, dt.date) else value
