"""The registry after communes were merged."""

from __future__ import annotations

from django.db import transaction

from audit.services import record_many
from cooperatives.models import Cooperative, Difficulty
from organizations.models import AdministrativeUnit, Staff
from organizations.services.directory import actor_of


@transaction.atomic
def follow_unit(*, unit: AdministrativeUnit, into: AdministrativeUnit, by: Staff | None, decree: str) -> int:
    """Hang the sheets and open difficulties of `unit` on `into`; return how many sheets.

    Addresses, papers, and the figures of years that are written down keep the old name.
    """
    sheets = list(Cooperative.objects.select_for_update().filter(unit=unit))
    Cooperative.objects.filter(pk__in=[sheet.pk for sheet in sheets]).update(unit=into)
    Difficulty.objects.unsettled().filter(unit=unit).update(unit=into)
    data = {"changed": {"unit": [unit.name, into.name]}, "why": decree}
    record_many(
        code="cooperatives.cooperative.unit_followed", entries=[(sheet, data) for sheet in sheets], **actor_of(by)
    )
    return len(sheets)
