"""The size class of a cooperative, from an editable table of thresholds (Decree 113/2024/NĐ-CP, art. 4-5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from cooperatives.models import Cooperative, Field, SizeClass, SizeGroup, SizeThreshold, YearlyFigures
from cooperatives.models.figures import period_of

GROUP_OF: dict[str, str] = {
    Field.AGRICULTURE: SizeGroup.AGRICULTURE,
    Field.INDUSTRY: SizeGroup.INDUSTRY,
    Field.CONSTRUCTION: SizeGroup.INDUSTRY,
    Field.CREDIT: SizeGroup.FINANCE,
}
_ORDER = (SizeClass.LARGE, SizeClass.MEDIUM, SizeClass.SMALL)


@dataclass(frozen=True)
class Size:
    """A size class, or none with the reason why it cannot be told."""

    size_class: str = ""
    why_not: str = ""

    @property
    def label(self) -> str:
        return str(SizeClass(self.size_class).label) if self.size_class else ""


def group_of(field: str) -> str:
    """Return the group in whose thresholds a field of work is measured."""
    return GROUP_OF.get(field, SizeGroup.TRADE)


def thresholds_on(day: dt.date) -> dict[tuple[str, str], SizeThreshold]:
    """Return the thresholds in force on `day` by group and class; one query."""
    rows = SizeThreshold.objects.filter(valid_from__lte=day).order_by("valid_from")
    return {(row.group, row.size_class): row for row in rows}


def size_of(
    *,
    field: str,
    members: int | None,
    revenue: Decimal | None,
    capital: Decimal | None,
    thresholds: dict[tuple[str, str], SizeThreshold],
) -> Size:
    """Return the size class of official members AND (revenue of the year OR total capital).

    A class whose threshold is not known, or for which a figure is missing, makes the answer unknown: never a guess.
    """
    if not thresholds:
        return Size(why_not="Chưa có ngưỡng áp dụng cho năm này.")
    if members is None:
        return Size(why_not="Chưa có số thành viên chính thức.")
    for size_class in _ORDER:
        row = thresholds.get((group_of(field), size_class))
        if row is None or not row.is_known:
            return Size(why_not=f"Ngưỡng quy mô “{size_class.label}” của nhóm lĩnh vực này chưa được nhập.")
        reached = _reaches(row, members, revenue, capital)
        if reached is None:
            return Size(why_not="Chưa có doanh thu hoặc tổng nguồn vốn của năm.")
        if reached:
            return Size(size_class)
    return Size(SizeClass.MICRO)


def _reaches(row: SizeThreshold, members: int, revenue: Decimal | None, capital: Decimal | None) -> bool | None:
    if members < (row.min_members or 0):
        return False
    answers = list(_compare([(revenue, row.min_revenue), (capital, row.min_capital)]))
    if True in answers:
        return True
    return None if None in answers else False


def _compare(pairs: Iterable[tuple[Decimal | None, Decimal | None]]) -> Iterable[bool | None]:
    for value, least in pairs:
        if least is not None:
            yield None if value is None else value >= least


def size_for(figures: YearlyFigures, cooperative: Cooperative) -> Size:
    """Return the size class that a year's figures give, by the thresholds at the end of its data; one query."""
    return size_of(
        field=cooperative.field,
        members=figures.official_members,
        revenue=figures.revenue,
        capital=figures.total_capital,
        thresholds=thresholds_on(period_of(figures.year)[1]),
    )
