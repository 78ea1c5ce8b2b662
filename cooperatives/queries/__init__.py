"""What pages and other rooms read of the registry."""

from cooperatives.queries.difficulties import by_kind_and_age, difficulties
from cooperatives.queries.doubles import near_sheets, probable_doubles
from cooperatives.queries.figures import (
    MISSING,
    collected,
    collecting,
    collecting_by_unit,
    criteria_for,
    figure_years,
    figures_tab,
)
from cooperatives.queries.history import HistoryLine, Meanwhile, changes_since, sheet_history
from cooperatives.queries.registry import (
    MARKS,
    NO_CODE,
    UNTRANSFORMED,
    WEAK,
    WITH_OCOP,
    StatusCount,
    Totals,
    commune_places,
    communes_for,
    counts_by_commune,
    extra_fields_for,
    registry,
    status_counts,
    totals,
)
from cooperatives.queries.sectors import find_sectors, sector_headings
from cooperatives.queries.settlement import settled_of, settlement_kinds, settling
from cooperatives.queries.sheet import holdings_of, section_pages, settlement_progress, tab_extras
from cooperatives.queries.sorting import ORDERS, Order, order_of

__all__ = [
    "MARKS",
    "MISSING",
    "NO_CODE",
    "ORDERS",
    "UNTRANSFORMED",
    "WEAK",
    "WITH_OCOP",
    "HistoryLine",
    "Meanwhile",
    "Order",
    "StatusCount",
    "Totals",
    "by_kind_and_age",
    "changes_since",
    "collected",
    "collecting",
    "collecting_by_unit",
    "commune_places",
    "communes_for",
    "counts_by_commune",
    "criteria_for",
    "difficulties",
    "extra_fields_for",
    "figure_years",
    "figures_tab",
    "find_sectors",
    "holdings_of",
    "near_sheets",
    "order_of",
    "probable_doubles",
    "registry",
    "section_pages",
    "sector_headings",
    "settled_of",
    "settlement_kinds",
    "settlement_progress",
    "settling",
    "sheet_history",
    "status_counts",
    "tab_extras",
    "totals",
]
