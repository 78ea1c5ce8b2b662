"""The table of outside acts: what every portal begins with, and what the administrator writes."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from django.db import transaction

from audit.services import record
from documents.models import OutsideAct
from organizations.models import Staff
from organizations.services.directory import actor_of

TABLE = Path(__file__).parent.parent / "data" / "acts.csv"


def load_acts() -> int:
    """Enter the acts that are not in the table yet; return how many. What was edited or dropped stays as it is."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [{name: value or None for name, value in row.items()} for row in csv.DictReader(file)]
    have = set(OutsideAct.objects.values_list("number", flat=True))
    new = [OutsideAct(**{n: v for n, v in row.items() if v is not None}) for row in rows if row["number"] not in have]
    OutsideAct.objects.bulk_create(new)
    return len(new)


@transaction.atomic
def save_act(*, act: OutsideAct | None, by: Staff, **values: Any) -> OutsideAct:
    """Write an act into the table, or change it. Raises ValidationError naming the fields."""
    row = OutsideAct() if act is None else OutsideAct.objects.select_for_update().get(pk=act.pk)
    for name, value in values.items():
        setattr(row, name, value)
    row.is_active = True
    row.full_clean()
    row.save()
    record(code="documents.act.saved", obj=row, **actor_of(by))
    return row


@transaction.atomic
def drop_act(*, act: OutsideAct, by: Staff) -> OutsideAct:
    """Warn of an act no more; it stays in the table, struck out, so that it is not entered anew."""
    row = OutsideAct.objects.select_for_update().get(pk=act.pk)
    row.is_active = False
    row.save(update_fields=["is_active", "updated_at"])
    record(code="documents.act.dropped", obj=row, **actor_of(by))
    return row
