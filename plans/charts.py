"""Plan against actual as bars, reckoned on the server; all measures are whole units of the viewBox."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from coopportal import display
from plans.queries.indicators import Board

WIDTH = 460
ROW = 40
TOP = 20
LABEL_LENGTH = 46


@dataclass(frozen=True)
class PairOfBars:
    """A name with two bars: what was planned, what was done."""

    label: str
    note: str
    y: int
    planned: int
    done: int
    is_reached: bool

    @property
    def bar_y(self) -> int:
        return self.y + 5

    @property
    def second_y(self) -> int:
        return self.y + 14


@dataclass(frozen=True)
class Chart:
    """The drawing of a board: units one under another, or periods where the indicator was shared out to nobody."""

    key: str
    title: str
    description: str
    bars: list[PairOfBars]
    width: int = WIDTH

    @property
    def height(self) -> int:
        return TOP + ROW * len(self.bars)


def chart_of(board: Board) -> Chart | None:
    """Return the chart of an indicator; None where there is nothing to draw."""
    rows = _rows(board)
    if not rows:
        return None
    longest = max([max(planned or Decimal(0), done) for _, planned, done in rows], default=Decimal(0)) or Decimal(1)
    bars = [_pair(n, row, longest) for n, row in enumerate(rows)]
    indicator = board.indicator
    said = "; ".join(f"{label}: {_words(planned, done)}" for label, planned, done in rows[:12])
    return Chart(f"indicator-{indicator.pk}", f"{indicator.name} ({indicator.unit})", said, bars)


def _rows(board: Board) -> list[tuple[str, Decimal | None, Decimal]]:
    rows: list[tuple[str, Decimal | None, Decimal]] = [("Cả kế hoạch", board.indicator.target, board.actual)]
    rows += [(str(line.organization), line.target, line.actual) for line in board.lines if len(board.lines) > 1]
    return rows


def _pair(n: int, row: tuple[str, Decimal | None, Decimal], longest: Decimal) -> PairOfBars:
    label, planned, done = row
    name = label if len(label) <= LABEL_LENGTH else f"{label[: LABEL_LENGTH - 1].rstrip()}…"
    reached = planned is not None and done >= planned
    return PairOfBars(
        name,
        _words(planned, done),
        TOP + n * ROW + 8,
        _width(planned or Decimal(0), longest),
        _width(done, longest),
        reached,
    )


def _width(value: Decimal, longest: Decimal) -> int:
    return int(value / longest * WIDTH) if value > 0 else 0


def _words(planned: Decimal | None, done: Decimal) -> str:
    plan = "không giao" if planned is None else plain(planned)
    return f"{plain(done)} / {plan}"


def plain(value: Decimal) -> str:
    """Return a figure without needless decimals: `12`, `12,5`."""
    text = display.number(value, 2)
    return text.rstrip("0").rstrip(",") if "," in text else text
