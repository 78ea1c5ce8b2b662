"""What pages read of yearly figures, evaluations, and how far the collecting of a year has come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from cooperatives.comparing import Line, lines
from cooperatives.models import (
    ConfirmationLink,
    Cooperative,
    CriteriaSet,
    Evaluation,
    FiguresState,
    Status,
    YearlyFigures,
)
from cooperatives.models.figures import FIGURES, year_of
from cooperatives.size import size_for
from organizations.models import Staff

SHOWN_YEARS = 4
MISSING = "missing"


@dataclass(frozen=True)
class FigureYear:
    """One year's figures with what they are compared with."""

    figures: YearlyFigures
    lines: list[Line]
    size: Any


def figure_years(cooperative: Cooperative) -> list[FigureYear]:
    """Return the newest years' figures beside the year before each; two queries and one a year for its thresholds."""
    kept = list(cooperative.yearlyfigures_rows.select_related("approved_by__user", "unit")[: SHOWN_YEARS + 1])
    by_year = {row.year: row for row in kept}
    return [_year(row, by_year.get(row.year - 1), cooperative) for row in kept[:SHOWN_YEARS]]


def _year(row: YearlyFigures, before: YearlyFigures | None, cooperative: Cooperative) -> FigureYear:
    values = {name: getattr(row, name) for name in FIGURES}
    return FigureYear(row, lines(values, before, row.explanations, row.year), size_for(row, cooperative))


def figures_tab(cooperative: Cooperative) -> dict[str, Any]:
    """Return what the tab of figures shows."""
    years, this_year = figure_years(cooperative), year_of(timezone.localdate())
    table = [{"label": FIGURES[name], "lines": [year.lines[at] for year in years]} for at, name in enumerate(FIGURES)]
    return {
        "years": years,
        "table": table,
        "this_year": this_year,
        "this_years": next((y.figures for y in years if y.figures.year == this_year), None),
        "links": list(ConfirmationLink.objects.filter(cooperative=cooperative).select_related("made_by__user")[:10]),
        "evaluations": list(
            Evaluation.objects.filter(cooperative=cooperative).select_related("grade", "set", "by__user")[:5]
        ),
        "criteria": criteria_for(cooperative, this_year),
    }


def criteria_for(cooperative: Cooperative, year: int) -> CriteriaSet | None:
    """Return the set of criteria for a cooperative in a year: the province's own first, then its field's, then any."""
    running = Q(first_year__lte=year) & (Q(last_year=None) | Q(last_year__gte=year))
    province = Q(province=None) | Q(province_id=cooperative.unit.parent_id)
    found = CriteriaSet.objects.filter(running, province, Q(field="") | Q(field=cooperative.field))
    return max(found, key=lambda s: (s.province_id is not None, bool(s.field), s.first_year), default=None)


def collecting(staff: Staff, year: int, *, state: str = "", words: str = "") -> QuerySet[Any]:
    """Return the living sheets with the state of a year's figures as `figures_state` (None where there are none)."""
    rows = YearlyFigures.objects.filter(cooperative=OuterRef("pk"), year=year)
    found: QuerySet[Any] = Cooperative.objects.visible_to(staff).exclude(status=Status.ENDED).search(words)
    if state == MISSING:
        found = found.filter(~Exists(rows))
    elif state:
        found = found.filter(Exists(rows.filter(state=state)))
    open_links = ConfirmationLink.objects.filter(
        cooperative=OuterRef("pk"), year=year, revoked_at=None, expires_at__gt=timezone.now()
    )
    found = found.annotate(figures_state=Subquery(rows.values("state")[:1]), has_link=Exists(open_links))
    return found.select_related("unit").order_by("unit__name", "name", "pk")


def collected(staff: Staff, year: int) -> dict[str, int]:
    """Return how many living sheets there are (`all`), and how many have figures in each state; two queries."""
    living = Cooperative.objects.visible_to(staff).exclude(status=Status.ENDED)
    every = living.count()
    rows = YearlyFigures.objects.filter(year=year, cooperative__in=living)
    counts = dict(rows.order_by().values_list("state").annotate(count=Count("pk")))
    states = {state: counts.get(state, 0) for state in FiguresState.values}
    return {"all": every, MISSING: every - sum(states.values()), **states}


@dataclass(frozen=True)
class UnitLine:
    """One commune of today in a year's collecting: sheets, how many sent figures, how many are approved, and sums.

    Figures that were written under a commune that has since been merged count under the one that followed it.
    """

    code: str
    name: str
    every: int
    sent: int
    approved: int
    members: int | None
    revenue: Any
    profit: Any


def collecting_by_unit(staff: Staff, year: int) -> list[UnitLine]:
    """Return a year's collecting by commune of today, by name; sums are of approved figures. Two queries."""
    living = Cooperative.objects.visible_to(staff).exclude(status=Status.ENDED).order_by()
    places = {row["unit"]: row for row in living.values("unit", "unit__code", "unit__name").annotate(every=Count("pk"))}
    approved = Q(state=FiguresState.APPROVED)
    rows = (
        YearlyFigures.objects.visible_to(staff)
        .filter(year=year)
        .annotate(today=Coalesce("unit__successor", "unit"))
        .order_by()
        .values("today")
        .annotate(
            sent=Count("pk", filter=Q(state__in=[FiguresState.SUBMITTED, FiguresState.APPROVED])),
            approved=Count("pk", filter=approved),
            members=Sum("official_members", filter=approved),
            revenue_sum=Sum("revenue", filter=approved),
            profit_sum=Sum("profit", filter=approved),
        )
    )
    found = {row["today"]: row for row in rows}
    lines = [_unit_line(place, found.get(pk, {})) for pk, place in places.items()]
    return sorted(lines, key=lambda line: line.name)


def _unit_line(place: dict[str, Any], row: dict[str, Any]) -> UnitLine:
    return UnitLine(
        place["unit__code"], place["unit__name"], place["every"], row.get("sent", 0), row.get("approved", 0),
        row.get("members"), row.get("revenue_sum"), row.get("profit_sum"),
    )  # fmt: skip
