"""A year's figures beside those of the year before; changes that have to be explained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cooperatives.models import YearlyFigures
from cooperatives.models.figures import FIGURES, MONEY_FIELDS
from coopportal.display import number

UNUSUAL = Decimal(30)


@dataclass(frozen=True)
class Line:
    """One figure of two years; `change` is in per cent, None where one of them is unknown or the first is zero."""

    name: str
    label: str
    before: Any
    now: Any
    change: Decimal | None
    is_unusual: bool
    is_money: bool
    explanation: str = ""
    year: int | None = None

    @property
    def change_words(self) -> str:
        """The change as `+12,5%`; blank where there is none to tell."""
        if not self.change:
            return "từ 0" if self.is_unusual else ""
        return f"{'+' if self.change > 0 else ''}{number(self.change, 1)}%"


def change_of(before: Any, now: Any) -> tuple[Decimal | None, bool]:
    """Return the change in per cent and whether it is unusual: beyond 30 %, or from nothing to something.

    A blank is not a zero: where one of the two is unknown there is nothing to compare, and nothing to explain.
    """
    if before is None or now is None:
        return None, False
    if before == 0:
        return None, now != 0
    change = (Decimal(now) - Decimal(before)) * 100 / abs(Decimal(before))
    return change, abs(change) > UNUSUAL


def lines(
    now: Mapping[str, Any],
    before: YearlyFigures | None,
    explanations: Mapping[str, str] | None = None,
    year: int | None = None,
) -> list[Line]:
    """Return every figure beside the year before."""
    return [_line(name, now.get(name), getattr(before, name, None), explanations or {}, year) for name in FIGURES]


def _line(name: str, now: Any, before: Any, explanations: Mapping[str, str], year: int | None) -> Line:
    change, is_unusual = change_of(before, now)
    words, is_money = explanations.get(name, ""), name in MONEY_FIELDS
    return Line(name, FIGURES[name], before, now, change, is_unusual, is_money, words, year)


def unexplained(found: list[Line]) -> list[Line]:
    """Return the unusual changes that nobody explained."""
    return [line for line in found if line.is_unusual and not line.explanation.strip()]
