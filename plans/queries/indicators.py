"""Indicators: plan against actual, unit by unit and period by period."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from coopportal import display
from organizations.models import Organization
from plans.models import ActionPlan, Indicator, IndicatorActual, IndicatorShare, Reckoning

NOTHING = Decimal(0)


@dataclass(frozen=True)
class UnitLine:
    """One unit: what it is to bring, what it brought in each period (None: not reported), and all together."""

    organization: Organization
    target: Decimal | None
    values: list[Decimal | None]
    actual: Decimal

    @property
    def rate(self) -> str:
        """The share of its target, as a percentage."""
        return display.percent(self.actual, self.target) if self.target else "–"


@dataclass(frozen=True)
class Board:
    """An indicator with its units; `so_far` is what all together had brought at the end of each period."""

    indicator: Indicator
    periods: list[dt.date]
    lines: list[UnitLine]
    actual: Decimal
    so_far: list[Decimal | None]

    @property
    def rate(self) -> str:
        """The share of the whole target, as a percentage."""
        return display.percent(self.actual, self.indicator.target)

    @property
    def is_reached(self) -> bool:
        """Tell whether the target is reached."""
        return self.actual >= self.indicator.target


def boards_of(plan: ActionPlan) -> list[Board]:
    """Return the boards of a plan's indicators; three queries at any size."""
    shares = IndicatorShare.objects.select_related("organization").order_by("organization__path")
    actuals = IndicatorActual.objects.select_related("organization").order_by("period_on", "pk")
    rows = plan.indicators.select_related("section", "plan").prefetch_related(
        Prefetch("shares", shares), Prefetch("actuals", actuals)
    )
    return [board_of(indicator) for indicator in rows.order_by("pk")]


def board_of(indicator: Indicator) -> Board:
    """Return the board of one indicator.

    What a unit under a unit of the indicator reports counts for that one: villages report, the commune adds up.
    """
    periods = indicator.periods()
    units = [(share.organization, share.target) for share in indicator.shares.all()]
    by_unit: dict[int, dict[dt.date, Decimal]] = defaultdict(dict)
    actuals = list(indicator.actuals.all())
    others: dict[int, Organization] = {}
    for actual in actuals:
        unit = _unit_of(actual.organization, [one for one, _ in units])
        if unit is None:
            unit = others.setdefault(actual.organization_id, actual.organization)
        days = by_unit[unit.pk]
        days[actual.period_on] = days.get(actual.period_on, NOTHING) + actual.value
    units += [(one, None) for one in others.values()]
    lines = [_line(indicator, one, target, by_unit[one.pk], periods) for one, target in units]
    so_far = [_so_far(indicator, lines, n) for n in range(len(periods))]
    return Board(indicator, periods, lines, sum((line.actual for line in lines), NOTHING), so_far)


def _unit_of(reporter: Organization, units: list[Organization]) -> Organization | None:
    above = [one for one in units if reporter.path.startswith(one.path)]
    return max(above, key=lambda one: len(one.path), default=None)


def _line(
    indicator: Indicator,
    organization: Organization,
    target: Decimal | None,
    days: dict[dt.date, Decimal],
    periods: list[dt.date],
) -> UnitLine:
    values = [days.get(period) for period in periods]
    return UnitLine(organization, target, values, _together(indicator, values))


def _together(indicator: Indicator, values: list[Decimal | None]) -> Decimal:
    known = [value for value in values if value is not None]
    if indicator.reckoning == Reckoning.LAST:
        return known[-1] if known else NOTHING
    return sum(known, NOTHING)


def _so_far(indicator: Indicator, lines: list[UnitLine], n: int) -> Decimal | None:
    """Return what all units had brought by the end of period `n`; None where nobody has reported on it."""
    if all(line.values[n] is None for line in lines):
        return None
    return sum((_together(indicator, line.values[: n + 1]) for line in lines), NOTHING)
