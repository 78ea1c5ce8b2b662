"""What reminders know of this room: yearly figures that are not sent, and those that the commune has not approved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from cooperatives.deadlines import Deadlines, Table, running_year
from cooperatives.models import Cooperative, FiguresDeadline, FiguresState, Status, YearlyFigures
from coopportal.text import fold
from notifications.sources import Due
from organizations.models import Organization, OrganizationKind

SENT = (FiguresState.SUBMITTED, FiguresState.APPROVED)


class FiguresReminders:
    """Figures that a cooperative with an account of its own has not sent; it is told until they are."""

    code = "cooperatives.figures"

    def due_on_days(self, days: Collection[dt.date], today: dt.date) -> Iterator[Due]:
        """Yield the unsent figures whose day is one of `days`; three queries."""
        table = Table(running_year(today))
        yield from _with_accounts(_unsent(table.year), table, {d.due_on for d in table.every()} & set(days))

    def changed_since(self, moment: dt.datetime, today: dt.date) -> Iterator[Due]:
        """Yield the unsent figures of sheets that are new, given back, or whose day was moved, at `moment` or later."""
        table = Table(running_year(today))
        rows = YearlyFigures.objects.filter(cooperative=OuterRef("pk"), year=table.year, updated_at__gte=moment)
        news = Q(created_at__gte=moment) | Exists(rows) | Q(province__in=_moved(table.year, moment))
        yield from _with_accounts(_unsent(table.year).filter(news), table)

    def open_deadlines(self, ids: Collection[int]) -> dict[int, dt.date | None]:
        """Return the days of those of the sheets whose figures are still unsent."""
        table = Table(running_year(timezone.localdate()))
        found = _unsent(table.year).filter(pk__in=ids).values_list("pk", "province")
        return {pk: table.of(province).due_on for pk, province in found}


class CollectingReminders:
    """Communes with figures that are not approved; who keeps the registry is told in one line how many are left."""

    code = "cooperatives.collecting"

    def due_on_days(self, days: Collection[dt.date], today: dt.date) -> Iterator[Due]:
        """Yield a commune once where its day is one of `days` and something is left; three queries."""
        table = Table(running_year(today))
        yield from _communes(table, {d.commune_due_on for d in table.every()} & set(days))

    def changed_since(self, moment: dt.datetime, today: dt.date) -> Iterator[Due]:
        """Yield the communes of provinces that moved the day at `moment` or later."""
        table = Table(running_year(today))
        yield from _communes(table, provinces=_moved(table.year, moment))

    def open_deadlines(self, ids: Collection[int]) -> dict[int, dt.date | None]:
        """Return the days of those of the offices whose communes still have something left."""
        table = Table(running_year(timezone.localdate()))
        places = Organization.objects.filter(pk__in=ids).values_list("pk", "unit", "unit__parent")
        left = {row["unit"] for row in _left(table.year) if row["left"]}
        return {pk: table.of(province).commune_due_on for pk, unit, province in places if unit in left}


def _living() -> QuerySet[Cooperative]:
    return Cooperative.objects.exclude(status=Status.ENDED)


def _unsent(year: int) -> QuerySet[Cooperative]:
    """The living sheets that have an account and no figures on their way."""
    sent = YearlyFigures.objects.filter(cooperative=OuterRef("pk"), year=year, state__in=SENT)
    return _living().filter(~Exists(sent), organization__is_active=True)


def _moved(year: int, moment: dt.datetime) -> list[int]:
    rows = FiguresDeadline.objects.filter(year=year, updated_at__gte=moment)
    return list(rows.values_list("province", flat=True))


def _committees(units: Collection[int]) -> dict[int, Organization]:
    """Return the committee of each commune, by its unit; one query."""
    rows = Organization.objects.active().filter(kind=OrganizationKind.COMMITTEE, unit__in=units, unit__level="commune")
    return {row.unit_id: row for row in rows.order_by("-depth", "-pk")}


def _keepers(units: Collection[int]) -> dict[int, Organization]:
    """Return who keeps each commune's registry: its economic office where there is one, else the committee."""
    offices = Organization.objects.active().filter(kind=OrganizationKind.DEPARTMENT, unit__in=units).order_by("-pk")
    kept = {row.unit_id: row for row in offices if "kinh te" in fold(row.name)}
    return _committees(units) | kept


def _with_accounts(
    sheets: QuerySet[Cooperative], table: Table, wanted: Collection[dt.date] | None = None
) -> Iterator[Due]:
    if wanted is not None and not wanted:
        return
    rows = list(sheets.order_by("pk").only("pk", "name", "unit", "province", "organization", "created_at"))
    committees = _committees({row.unit_id for row in rows})
    for row in rows:
        days = table.of(row.province_id)
        if wanted is None or days.due_on in wanted:
            yield _figures_due(row, days, committees.get(row.unit_id))


def _figures_due(sheet: Cooperative, days: Deadlines, committee: Organization | None) -> Due:
    own: int = sheet.organization_id  # type: ignore[assignment]
    return Due(
        object_id=sheet.pk,
        organization_id=own,
        issuer_id=committee.pk if committee else own,
        title=f"Gửi số liệu năm {days.year} của {sheet.name}",
        url=reverse("cooperatives:figures", args=[sheet.pk, days.year]),
        due_on=days.due_on,
        since=timezone.localdate(sheet.created_at),
    )


def _left(year: int, provinces: Collection[int] | None = None) -> list[dict[str, Any]]:
    """Return for each commune how many living sheets there are, and of how many the figures are not approved."""
    approved = YearlyFigures.objects.filter(cooperative=OuterRef("pk"), year=year, state=FiguresState.APPROVED)
    sheets = _living() if provinces is None else _living().filter(province__in=provinces)
    counted = sheets.annotate(done=Exists(approved)).order_by().values("unit", "province")
    rows = counted.annotate(every=Count("pk"), left=F("every") - Count("pk", filter=Q(done=True)))
    return [dict(row) for row in rows]


def _communes(
    table: Table, wanted: Collection[dt.date] | None = None, provinces: Collection[int] | None = None
) -> Iterator[Due]:
    if (wanted is not None and not wanted) or (provinces is not None and not provinces):
        return
    rows = [row for row in _left(table.year, provinces) if row["left"]]
    keepers = _keepers({row["unit"] for row in rows})
    for row in rows:
        days, place = table.of(row["province"]), keepers.get(row["unit"])
        if place and (wanted is None or days.commune_due_on in wanted):
            yield _collecting_due(place, days, row)


def _collecting_due(place: Organization, days: Deadlines, row: dict[str, Any]) -> Due:
    return Due(
        object_id=place.pk,
        organization_id=place.pk,
        issuer_id=place.parent_id or place.pk,
        title=f"Duyệt số liệu năm {days.year} của hợp tác xã, tổ hợp tác: còn {row['left']}/{row['every']} đơn vị",
        url=f"{reverse('cooperatives:collecting')}?year={days.year}",
        due_on=days.commune_due_on,
        since=dt.date(days.year, 10, 1),
    )
