"""Indicators: set, shared out among units, reported on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from coopportal import display
from coopportal.text import one_line
from documents.official.tree import TreeFormatError
from organizations.models import Organization, Staff
from organizations.services.directory import actor_of
from plans.models import ActionPlan, Indicator, IndicatorActual, IndicatorShare
from plans.rights import may_record


@transaction.atomic
def save_indicator(
    *, indicator: Indicator, shares: Mapping[Organization, Decimal | None], by: Staff, **values: Any
) -> Indicator:
    """Set an indicator of a plan and what each unit is to bring; units that have reported already stay in it.

    Raises ValidationError naming the fields, also where the shares come to more or less than the whole (SUM only).
    """
    is_new = indicator.pk is None
    for name, value in values.items():
        setattr(indicator, name, one_line(value) if isinstance(value, str) else value)
    if indicator.section and indicator.section.plan_id != indicator.plan_id:
        raise ValidationError({"section": "Hãy chọn mục của chính kế hoạch này."})
    _check_shares(indicator, shares)
    indicator.full_clean()
    indicator.save()
    reported = set(indicator.actuals.values_list("organization_id", flat=True)) if not is_new else set()
    kept = {one.pk for one in shares} | reported
    indicator.shares.exclude(organization__in=kept).delete()
    rows = [IndicatorShare(indicator=indicator, organization=one, target=value) for one, value in shares.items()]
    IndicatorShare.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["indicator", "organization"], update_fields=["target"]
    )
    said = {"target": display.number(indicator.target, 2), "unit": indicator.unit, "count": len(rows)}
    record(code="plans.indicator.saved", obj=indicator, label=str(indicator), data=said, **actor_of(by))
    return indicator


def _check_shares(indicator: Indicator, shares: Mapping[Organization, Decimal | None]) -> None:
    given = [value for value in shares.values() if value is not None]
    if any(value < 0 for value in given):
        raise ValidationError({"target": "Chỉ tiêu giao cho đơn vị không được âm."})
    if indicator.reckoning == "sum" and indicator.unit != "%" and given and len(given) == len(shares):
        total = sum(given, Decimal(0))
        if total != indicator.target:
            raise ValidationError(
                {
                    "target": f"Tổng chỉ tiêu giao cho các đơn vị là {display.number(total, 2)}, khác chỉ tiêu chung "
                    f"{display.number(indicator.target, 2)}; hãy sửa cho khớp."
                }
            )


@transaction.atomic
def record_actual(
    *,
    indicator: Indicator,
    organization: Organization,
    period_on: dt.date,
    value: Decimal,
    by: Staff,
    note: str = "",
    at: dt.datetime | None = None,
) -> IndicatorActual:
    """Report a unit's figure for a period; a second report corrects the first, and the trail keeps both.

    Raises ValidationError naming `period_on`, `value` or `organization`.
    """
    indicator = Indicator.objects.select_for_update(of=("self",)).select_related("plan").get(pk=indicator.pk)
    if period_on not in indicator.periods():
        raise ValidationError({"period_on": "Hãy chọn một kỳ của chỉ tiêu này."})
    if not may_record(by, indicator, organization):
        raise ValidationError({"organization": "Chỉ báo cáo cho đơn vị mình, hoặc đơn vị được giao chỉ tiêu."})
    if value < 0:
        raise ValidationError({"value": "Kết quả không được âm."})
    actual = IndicatorActual.objects.filter(
        indicator=indicator, organization=organization, period_on=period_on
    ).first() or IndicatorActual(indicator=indicator, organization=organization, period_on=period_on)
    before = "" if actual.pk is None else display.number(actual.value, 2)
    actual.value, actual.note, actual.by, actual.made_at = value, one_line(note), by, at or timezone.now()
    actual.full_clean()
    actual.save()
    said = {"value": display.number(value, 2), "before": before}
    said |= {"day": f"{period_on:%d/%m/%Y}", "agency": str(organization)}
    record(code="plans.indicator.reported", obj=indicator, label=str(indicator), data=said, **actor_of(by))
    return actual


@transaction.atomic
def take_indicators(*, plan: ActionPlan, by: Staff) -> int:
    """Make an indicator of every countable target that was read from the plan's document and is none yet.

    Raises ValidationError where the plan has no document or none was read from it.
    """
    found = readable_indicators(plan)
    if not found:
        raise ValidationError("Không đọc được chỉ tiêu mới nào từ văn bản của kế hoạch.")
    for name, value, unit in found:
        row = Indicator(plan=plan, name=name, unit=unit, target=value)
        row.full_clean()
        row.save()
    record(code="plans.plan.indicators_taken", obj=plan, data={"count": len(found)}, **actor_of(by))
    return len(found)


def readable_indicators(plan: ActionPlan) -> list[tuple[str, Decimal, str]]:
    """Return name, value and unit of the targets of the plan's document that are no indicators yet."""
    if plan.document is None:
        return []
    try:
        read = plan.document.official.indicators
    except TreeFormatError:
        return []
    have = set(plan.indicators.values_list("name", flat=True))
    found: dict[str, tuple[str, Decimal, str]] = {}
    for one in read:
        name = one_line(one.text)[:300]
        if one.value is not None and 0 <= one.value < 10**12 and name and name not in have:
            found.setdefault(
                name, (name, Decimal(str(one.value)).quantize(Decimal("0.01")), (one.unit or "đơn vị")[:30])
            )
    return list(found.values())
