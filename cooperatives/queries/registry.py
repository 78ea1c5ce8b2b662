"""Reading sheets: lists, sums, counts, and the history of one sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from cooperatives.findings import LAW_IN_FORCE, MEETING_MONTHS, months_after
from cooperatives.map import Place
from cooperatives.models import Cooperative, ExtraField, Kind, OcopProduct, Status
from cooperatives.models.choices import SHORT_LABELS, TONES
from cooperatives.models.product import RECOGNISED_FROM
from cooperatives.queries.sorting import Order, in_order, with_extra
from organizations.models import AdministrativeUnit, Staff, UnitLevel

WITH_OCOP = "ocop"
WEAK = "weak"
UNTRANSFORMED = "untransformed"
NO_CODE = "no_code"
CHAIN, TECH, ONLINE = "chain", "tech", "online"
NO_MEETING, OLD_CHARTER = "no_meeting", "old_charter"
MARKS = [
    (WEAK, "Yếu kém, cần củng cố"),
    (UNTRANSFORMED, "Chưa chuyển đổi theo Luật"),
    (WITH_OCOP, "Có sản phẩm OCOP"),
    (NO_CODE, "Chưa có mã số thuế"),
    (NO_MEETING, "Quá 18 tháng không họp Đại hội"),
    (OLD_CHARTER, "Chưa sửa Điều lệ theo Luật 2023"),
    (CHAIN, "Tham gia chuỗi giá trị"),
    (TECH, "Ứng dụng công nghệ cao"),
    (ONLINE, "Bán hàng trên sàn điện tử"),
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
    extra: Sequence[tuple[ExtraField, Any]] = (),
    order: Order | None = None,
) -> QuerySet[Cooperative]:
    """Return the sheets that the person sees and the filters keep, by name or in another order, with their commune.

    `extra` are fields of the province with what is asked of each (`with_extra`).
    """
    found: QuerySet[Cooperative] = Cooperative.objects.visible_to(staff).search(words)
    wanted: dict[str, Any] = {"kind": kind, "status": status, "field": field, "unit": unit}
    found = found.filter(**{name: value for name, value in wanted.items() if value})
    for row, asked in extra:
        found = with_extra(found, row, asked)
    return in_order(_marked(found, mark).select_related("unit"), order or Order())


_PLAIN: dict[str, dict[str, Any]] = {
    WEAK: {"is_weak": True},
    UNTRANSFORMED: {"is_untransformed": True},
    NO_CODE: {"code": ""},
    CHAIN: {"in_value_chain": True},
    TECH: {"uses_high_tech": True},
    ONLINE: {"sells_online": True},
}


def _marked(found: QuerySet[Cooperative], mark: str) -> QuerySet[Cooperative]:
    plain = _PLAIN.get(mark)
    if plain:
        return found.filter(**plain)
    if mark == NO_MEETING:
        limit = months_after(timezone.localdate(), -MEETING_MONTHS)
        return found.filter(last_meeting_on__lt=limit).exclude(kind=Kind.GROUP)
    if mark == OLD_CHARTER:
        old = Q(certificate_on__lt=LAW_IN_FORCE) | Q(certificate_on=None, founded_on__lt=LAW_IN_FORCE)
        return found.filter(old, charter_adapted_on=None).exclude(kind=Kind.GROUP)
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


def commune_places(staff: Staff) -> list[Place]:
    """Return every commune that the person sees with the counts of its sheets, by name; two queries."""
    rows = Cooperative.objects.visible_to(staff).order_by().values("unit__code")
    active, weak = Q(status=Status.ACTIVE), Q(is_weak=True)
    counted = rows.annotate(every=Count("pk"), active=Count("pk", filter=active), weak=Count("pk", filter=weak))
    found = {row["unit__code"]: row for row in counted}
    nothing = {"every": 0, "active": 0, "weak": 0}
    communes = communes_for(staff).values_list("code", "name")
    return [
        Place(code, name, row["every"], row["active"], row["weak"])
        for code, name in communes
        for row in (found.get(code, nothing),)
    ]


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
