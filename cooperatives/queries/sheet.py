"""What the tabs of a sheet show."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cooperatives.findings import Holdings, capital_limit
from cooperatives.models import Cooperative, Difficulty, Kind, Member, MemberKind, SettlementItem, SheetFile
from cooperatives.models.rows import SheetRow
from cooperatives.queries.figures import figures_tab
from cooperatives.queries.history import sheet_history
from cooperatives.sections import Section, sections_of
from organizations.models import Staff


@dataclass(frozen=True)
class RowLine:
    """A row as words: label, words, whether it is a number."""

    pk: int
    cells: list[tuple[str, str, bool]]


@dataclass(frozen=True)
class SectionPage:
    """A section with its rows; `more` says how many rows are not shown."""

    section: Section
    rows: list[RowLine]
    more: int = 0


def section_pages(cooperative: Cooperative, tab: str) -> list[SectionPage]:
    """Return the sections of a tab with their rows; one query a section, two where a section overflows."""
    return [_page(cooperative, section) for section in sections_of(tab)]


def _page(cooperative: Cooperative, section: Section) -> SectionPage:
    rows = section.model._default_manager.filter(cooperative=cooperative).select_related(*section.related)
    rows = rows.prefetch_related(*section.prefetch)
    first = list(rows[: section.most + 1])
    for row in first:
        row.cooperative = cooperative
    more = rows.count() - section.most if len(first) > section.most else 0
    return SectionPage(section, [_line(section, row) for row in first[: section.most]], more)


def _line(section: Section, row: SheetRow) -> RowLine:
    return RowLine(row.pk, [(c.label, c.words(row), c.is_number) for c in section.columns])


def tab_extras(cooperative: Cooperative, tab: str, staff: Staff) -> dict[str, Any]:
    """Return what a tab shows beside its sections."""
    if tab == "nguoi" and cooperative.kind == Kind.UNION:
        members = Cooperative.objects.visible_to(staff).filter(union=cooperative).select_related("unit")
        return {"union_members": list(members.order_by("name")[:200])}
    if tab == "ho-tro":
        return {"files": list(SheetFile.objects.filter(cooperative=cooperative).select_related("by__user"))}
    if tab == "tai-san":
        return {"settlement": settlement_progress(cooperative)}
    if tab == "so-lieu":
        return figures_tab(cooperative)
    if tab == "nhat-ky":
        found = Difficulty.objects.visible_to(staff).filter(cooperative=cooperative)
        return {"difficulties": list(found.select_related("agency")[:50])}
    if tab == "lich-su":
        return {"history": sheet_history(cooperative, limit=200)}
    return {}


def holdings_of(cooperative: Cooperative) -> Holdings:
    """Return what the members' book says of capital, for `findings_of`; at most one query."""
    charter = cooperative.charter_capital
    if not charter:
        return Holdings()
    rows = Member.objects.filter(cooperative=cooperative, left_on=None, capital__gt=0)
    limit = charter * capital_limit(cooperative.kind) / 100
    above, associates = [], Decimal(0)
    for kind, name, capital in rows.values_list("kind", "name", "capital"):
        if kind == MemberKind.CAPITAL:
            associates += capital
        elif capital > limit:
            above.append((name, capital * 100 / charter))
    return Holdings(tuple(above), associates)


def settlement_progress(cooperative: Cooperative) -> tuple[int, int]:
    """Return how many of the things to be settled are, and how many there are."""
    days = SettlementItem.objects.filter(cooperative=cooperative).values_list("settled_on", flat=True)
    return sum(day is not None for day in days), len(days)
