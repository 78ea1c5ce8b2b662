"""The registry's list in the order of a column, and filtered by the fields that a province added.

A list is that of one commune or province (`scope`): some thousand rows found by an index, of which the database keeps
the fifty that a page shows. So a column needs no index of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Func, JSONField, OrderBy, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from cooperatives.extra import EXTRA
from cooperatives.models import Cooperative, ExtraField, ExtraType
from coopportal.text import fold

# What a column of the list is ordered by; those that are made of several fields go by the first.
ORDERS: dict[str, str] = {
    "name": "name", "code": "code", "unit": "unit__name", "address": "address", "representative": "representative_name",
    "official_members": "official_members", "labourers": "labourers", "status": "status",
    "status_since": "status_since", "kind": "kind", "field": "field", "charter_capital": "charter_capital",
    "total_capital": "total_capital", "debt": "debt", "land_area": "land_area", "founded_on": "founded_on",
    "certificate_on": "certificate_on", "governance": "governance", "last_meeting_on": "last_meeting_on",
    "charter_adapted_on": "charter_adapted_on", "in_value_chain": "in_value_chain",
    "uses_high_tech": "uses_high_tech", "has_traceability": "has_traceability", "sells_online": "sells_online",
}  # fmt: skip
# Kept as blank text where nothing is known.
_BLANK = {"code", "address", "representative", "governance"}
NOT_SAID = "-"
RANGED = {ExtraType.NUMBER, ExtraType.MONEY, ExtraType.DATE}


class Folded(Func):
    """Text as `fold` gives it, reckoned by the database."""

    template = (
        "replace(regexp_replace(normalize(lower(%(expressions)s), NFD), '[\u0300-\u036f]', '', 'g'), '\u0111', 'd')"
    )
    output_field = CharField()


@dataclass(frozen=True)
class Order:
    """An order of the list: a column's key, and whether the greatest comes first."""

    key: str = "name"
    descending: bool = False

    @property
    def words(self) -> str:
        """As it stands in the address."""
        return f"-{self.key}" if self.descending else self.key


def order_of(words: str, extra: list[ExtraField]) -> Order:
    """Return the order that an address asks for; by name where it asks for none that there is."""
    key = words.removeprefix("-")
    known = key in ORDERS or key in {EXTRA + row.key for row in extra}
    return Order(key, words.startswith("-")) if known else Order()


def in_order(found: QuerySet[Cooperative], order: Order) -> QuerySet[Cooperative]:
    """Put a list in an order: what is not known comes last either way, equals go by name."""
    if order == Order():
        return found.order_by("name", "pk")
    return found.order_by(OrderBy(_key(order.key), descending=order.descending, nulls_last=True), "name", "pk")


def _key(key: str) -> F | Func:
    if key.startswith(EXTRA):
        return _extra(key.removeprefix(EXTRA))
    if key in _BLANK:
        return Func(F(ORDERS[key]), template="NULLIF(%(expressions)s, '')", output_field=CharField())
    return F(ORDERS[key])


def _extra(key: str) -> Func:
    """A province's own field as JSON: numbers go by their size, days and words as written; null is nothing."""
    return Func(KeyTransform(key, "extra"), template="NULLIF(%(expressions)s, 'null'::jsonb)", output_field=JSONField())


def with_extra(found: QuerySet[Cooperative], row: ExtraField, asked: Any) -> QuerySet[Cooperative]:
    """Keep the sheets whose field of the province holds what is asked.

    `asked` is a pair (from, to) for numbers, amounts and days, else words; `-` asks for those where nothing is written.
    """
    if row.type in RANGED:
        return found.filter(_between(row.key, *asked))
    if asked == NOT_SAID:
        return found.filter(Q(**{f"extra__{row.key}__isnull": True}) | Q(**{f"extra__{row.key}": None}))
    if row.type == ExtraType.TEXT:
        return found.alias(said=Folded(KeyTextTransform(row.key, "extra"))).filter(said__contains=fold(asked))
    return found.filter(**{f"extra__{row.key}": asked})


def _between(key: str, low: Any, high: Any) -> Q:
    """Numbers are kept as numbers and days as yyyy-mm-dd, so JSON compares both as they are meant."""
    condition = Q()
    if low not in (None, ""):
        condition &= Q(**{f"extra__{key}__gte": low})
    if high not in (None, ""):
        condition &= Q(**{f"extra__{key}__lte": high})
    return condition & ~Q(**{f"extra__{key}": None})
