"""What the dashboard shows."""

from reports.queries.dashboard import Dashboard, dashboard, root_of
from reports.queries.figures import Figure, NamedFigure, UnitRow, WorkFigures
from reports.queries.statistics import GROUPINGS, HEAD, Statistics, statistics, table_of

__all__ = [
    "GROUPINGS",
    "HEAD",
    "Dashboard",
    "Figure",
    "NamedFigure",
    "Statistics",
    "UnitRow",
    "WorkFigures",
    "dashboard",
    "root_of",
    "statistics",
    "table_of",
]
