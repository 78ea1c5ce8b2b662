"""How far the settling of weak cooperatives has come: 42 of 123."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from cooperatives.models import Cooperative, SettlementItem, SettlementKind
from organizations.models import AdministrativeUnit, Staff

DONE, OPEN, NONE = "done", "open", "none"


@dataclass(frozen=True)
class SettlementKindLine:
    """One kind of things to settle: how many are, of how many, and the money that is still open."""

    label: str
    done: int
    every: int
    amount_open: int | None


def settling(
    staff: Staff, *, state: str = "", words: str = "", unit: AdministrativeUnit | None = None
) -> QuerySet[Any]:
    """Return the weak sheets and those with things to settle, each with the counts `items` and `done`."""
    found: QuerySet[Any] = (
        Cooperative.objects.visible_to(staff)
        .search(words)
        .annotate(
            items=Count("settlementitem_rows"),
            done=Count("settlementitem_rows", filter=Q(settlementitem_rows__settled_on__isnull=False)),
        )
    )
    found = found.filter(Q(items__gt=0) | Q(is_weak=True))
    if unit:
        found = found.filter(unit=unit)
    if state == DONE:
        found = found.filter(items__gt=0, done=F("items"))
    elif state == OPEN:
        found = found.filter(items__gt=F("done"))
    elif state == NONE:
        found = found.filter(items=0)
    return found.select_related("unit").order_by("unit__name", "name", "pk")


def settled_of(staff: Staff) -> tuple[int, int]:
    """Return how many of the sheets with things to settle have settled all of them, and how many there are."""
    rows = settling(staff).filter(items__gt=0).order_by()
    return rows.filter(done=F("items")).count(), rows.count()


def settlement_kinds(staff: Staff) -> list[SettlementKindLine]:
    """Return the things to settle by kind; one query."""
    rows = SettlementItem.objects.visible_to(staff).order_by().values("kind")
    counted = rows.annotate(
        every=Count("pk"),
        done=Count("pk", filter=Q(settled_on__isnull=False)),
        amount_open=Sum("amount", filter=Q(settled_on__isnull=True)),
    )
    by_kind = {row.pop("kind"): row for row in counted}
    return [SettlementKindLine(str(k.label), **by_kind[k.value]) for k in SettlementKind if k.value in by_kind]
