"""What the dashboard shows."""

from reports.queries.dashboard import Dashboard, dashboard
from reports.queries.figures import Figure, NamedFigure, UnitRow, WorkFigures

__all__ = ["Dashboard", "Figure", "NamedFigure", "UnitRow", "WorkFigures", "dashboard"]
