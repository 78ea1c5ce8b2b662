"""Numbers with the way to the rows they count."""

from __future__ import annotations

from dataclasses import dataclass

from coopportal import display
from organizations.models import Organization


@dataclass(frozen=True)
class Figure:
    """A number and the list that holds what it counts."""

    value: int
    url: str


@dataclass(frozen=True)
class NamedFigure:
    """A number with its name and colour."""

    label: str
    tone: str
    figure: Figure


@dataclass(frozen=True)
class WorkFigures:
    """How the work of one unit and of those below it stands; one assignment of one agency counts as one.

    `open` holds `overdue`; `total` holds stopped work as well.
    """

    total: Figure
    on_time: Figure
    late: Figure
    open: Figure
    overdue: Figure
    waiting: Figure
    stopped: Figure

    @property
    def in_time(self) -> int:
        """Open work whose deadline has not passed."""
        return self.open.value - self.overdue.value

    @property
    def rate(self) -> str:
        """Done on time, of all that is done or overdue, as a percentage; a dash where there is none yet."""
        judged = self.on_time.value + self.late.value + self.overdue.value
        return display.percent(self.on_time.value, judged)


@dataclass(frozen=True)
class UnitRow:
    """One line of the table of units; documents and cooperatives for communes alone."""

    organization: Organization
    work: WorkFigures
    documents: Figure | None = None
    cooperatives: Figure | None = None
    active_cooperatives: Figure | None = None

    @property
    def order(self) -> tuple[int, int, str]:
        """Who has most overdue work comes first."""
        return (-self.work.overdue.value, -self.work.total.value, self.organization.name)
