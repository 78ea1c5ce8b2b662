"""Lists and sums of difficulties, by kind and age."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from cooperatives.models import Difficulty, DifficultyKind, DifficultyState
from organizations.models import AdministrativeUnit, Staff

OPEN = (DifficultyState.RAISED, DifficultyState.ROUTED)


def difficulties(
    staff: Staff,
    *,
    words: str = "",
    kind: str = "",
    state: str = "",
    age: int = 0,
    unit: AdministrativeUnit | None = None,
    today: dt.date | None = None,
) -> QuerySet[Difficulty]:
    """Return the difficulties that the person sees and the filters keep: the longest waiting first, then settled."""
    day = today or timezone.localdate()
    found: QuerySet[Difficulty] = Difficulty.objects.visible_to(staff).search(words)
    if kind:
        found = found.filter(kind=kind)
    if unit:
        found = found.filter(unit=unit)
    if age:
        found = found.filter(raised_on__lt=day - dt.timedelta(days=age))
    found = _of_state(found, state, day)
    found = found.select_related("unit", "cooperative", "agency", "raiser")
    return found.order_by(_settled_last(), "raised_on", "pk")


def _settled_last() -> Case:
    return Case(When(state__in=OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())


def _of_state(found: QuerySet[Difficulty], state: str, day: dt.date) -> QuerySet[Difficulty]:
    if state == "open":
        return found.filter(state__in=OPEN)
    if state == "late":
        return found.filter(state__in=OPEN, due_on__lt=day)
    return found.filter(state=state) if state else found


@dataclass(frozen=True)
class KindLine:
    """How many unsettled difficulties of a kind there are, by how long they have waited."""

    kind: str
    label: str
    young: int
    month: int
    old: int
    late: int

    @property
    def every(self) -> int:
        return self.young + self.month + self.old


def by_kind_and_age(staff: Staff, *, today: dt.date | None = None) -> list[KindLine]:
    """Return the unsettled difficulties that the person sees, counted by kind and age, most first; one query."""
    day = today or timezone.localdate()
    week, month = day - dt.timedelta(days=7), day - dt.timedelta(days=30)
    rows = (
        Difficulty.objects.visible_to(staff)
        .unsettled()
        .order_by()
        .values("kind")
        .annotate(
            young=Count("pk", filter=Q(raised_on__gte=week)),
            month=Count("pk", filter=Q(raised_on__lt=week, raised_on__gte=month)),
            old=Count("pk", filter=Q(raised_on__lt=month)),
            late=Count("pk", filter=Q(due_on__lt=day)),
        )
    )
    found = [KindLine(label=str(DifficultyKind(row["kind"]).label), **row) for row in rows]
    return sorted(found, key=lambda line: (-line.every, line.label))
