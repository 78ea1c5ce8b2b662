"""Reading sheets: lists, sums, counts, and the history of one sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from cooperatives.models import Cooperative, ExtraField, OcopProduct, Status
from cooperatives.models.choices import SHORT_LABELS, TONES
from cooperatives.models.product import RECOGNISED_FROM
from organizations.models import AdministrativeUnit, Staff, UnitLevel

WITH_OCOP = "ocop"
WEAK = "weak"
UNTRANSFORMED = "untransformed"
NO_CODE = "no_code"
MARKS = [
    (WEAK, "Yếu kém, cần củng cố"),
    (UNTRANSFORMED, "Chưa chuyển đổi theo Luật"),
    (WITH_OCOP, "Có sản phẩm OCOP"),
    (NO_CODE, "Chưa có mã số thuế"),
]


def registry(
    staff: Staff,
    *,
    words: str = "",
    kind: str = "",
    status: str = "",
    field: str = "",
    mark: str = "",
    unit: AdministrativeUnit | None = None,
) -> QuerySet[Cooperative]:
    """Return the sheets that the person sees and the filters keep, by name, with their commune."""
    found = Cooperative.objects.visible_to(staff).search(words)
    wanted: dict[str, Any] = {"kind": kind, "status": status, "field": field, "unit": unit}
    found = found.filter(**{name: value for name, value in wanted.items() if value})
    return _marked(found, mark).select_related("unit").order_by("name", "pk")


def _marked(found: QuerySet[Cooperative], mark: str) -> QuerySet[Cooperative]:
    if mark == WEAK:
        return found.filter(is_weak=True)
    if mark == UNTRANSFORMED:
        return found.filter(is_untransformed=True)
    if mark == NO_CODE:
        return found.filter(code="")
    if mark == WITH_OCOP:
        valid = Q(valid_until=None) | Q(valid_until__gte=timezone.localdate())
        rows = OcopProduct.objects.filter(valid, cooperative=OuterRef("pk"), stars__gte=RECOGNISED_FROM)
        return found.filter(Exists(rows))
    return found


@dataclass(frozen=True)
class Totals:
    """Sums over a list: how many sheets, how many members of all kinds, and charter capital in đồng."""

    count: int
    active: int
    members: int
    capital: Any


def totals(found: QuerySet[Cooperative]) -> Totals:
    """Return the sums over `found`, in one query; unknown numbers count as nothing."""
    sums = found.order_by().aggregate(
        count=Count("pk"),
        active=Count("pk", filter=Q(status=Status.ACTIVE)),
        official=Sum("official_members", default=0),
        investing=Sum("capital_associates", default=0),
        others=Sum("other_associates", default=0),
        capital=Sum("charter_capital", default=0),
    )
    members = sums["official"] + sums["investing"] + sums["others"]
    return Totals(count=sums["count"], active=sums["active"], members=members, capital=sums["capital"])


@dataclass(frozen=True)
class StatusCount:
    """How many sheets have a status; `tone` is the badge's colour."""

    status: str
    label: str
    tone: str
    count: int


def status_counts(staff: Staff) -> list[StatusCount]:
    """Return the number of sheets in each of the seven legal statuses, in the law's order; one query."""
    rows = Cooperative.objects.visible_to(staff).order_by().values("status").annotate(count=Count("pk"))
    counts = {row["status"]: row["count"] for row in rows}
    return [StatusCount(s.value, SHORT_LABELS[s], TONES[s], counts.get(s.value, 0)) for s in Status]


def counts_by_commune(staff: Staff) -> list[dict[str, Any]]:
    """Return for each commune with sheets its unit id, name, code, number of sheets, and of active ones; one query."""
    rows = Cooperative.objects.visible_to(staff).order_by().values("unit_id", "unit__name", "unit__code")
    counted = rows.annotate(count=Count("pk"), active=Count("pk", filter=Q(status=Status.ACTIVE)))
    return list(counted.order_by("unit__name"))


def communes_for(staff: Staff) -> QuerySet[AdministrativeUnit]:
    """Return the communes whose sheets the person may see: the own one, or all of the province."""
    own = staff.organization.unit
    communes = AdministrativeUnit.objects.filter(level=UnitLevel.COMMUNE, successor=None).order_by("name")
    if own.level == UnitLevel.PROVINCE:
        return communes.filter(parent=own)
    return communes.filter(parent=own.parent_id) if staff.role == "monitor" else communes.filter(pk=own.pk)


def extra_fields_for(staff: Staff) -> QuerySet[ExtraField]:
    """Return the fields of its own that the person's province uses."""
    unit = staff.organization.unit
    own = unit.pk if unit.level == UnitLevel.PROVINCE else unit.parent_id
    return ExtraField.objects.filter(province=own, is_active=True)
