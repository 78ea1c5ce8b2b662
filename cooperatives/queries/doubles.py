"""Sheets that are probably the same organization, told while somebody types."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from cooperatives.duplicates import are_near, near_names
from cooperatives.models import Cooperative
from cooperatives.queries.registry import communes_for
from cooperatives.validators import normal_tax_code
from coopportal.text import whole_number
from organizations.models import Staff


@dataclass(frozen=True)
class Double:
    """A sheet that is probably the same, and by what one tells."""

    sheet: Cooperative
    by: str


def probable_doubles(staff: Staff, *, name: str, code: str, unit: str, apart_from: str = "") -> list[Double]:
    """Return the sheets the person sees that have this code, or a near-equal name in the commune `unit` (its id)."""
    seen = Cooperative.objects.visible_to(staff).select_related("unit")
    seen = seen.exclude(pk=whole_number(apart_from) or 0)
    number = normal_tax_code(code)
    found = [Double(sheet, "cùng mã số thuế") for sheet in seen.filter(code=number)] if len(number) >= 10 else []
    commune = whole_number(unit)
    if len(name.strip()) < 4 or not commune or not communes_for(staff).filter(pk=commune).exists():
        return found
    others = [sheet for sheet in seen.filter(unit=commune) if are_near(name, sheet.name)]
    return [*found, *(Double(s, "tên gần giống") for s in others if s.pk not in {d.sheet.pk for d in found})][:5]


def near_sheets(cooperative: Cooperative) -> list[Cooperative]:
    """Return the other sheets of the commune that may be the same: near-equal name, same telephone or person."""
    near = near_names(name=cooperative.name, unit=cooperative.unit, apart_from=cooperative.pk)
    others = Cooperative.objects.filter(unit=cooperative.unit).exclude(pk__in=[cooperative.pk, *(s.pk for s in near)])
    phone, person = cooperative.representative_phone, cooperative.representative_name
    same = (Q(representative_phone=phone) if phone else Q()) | (Q(representative_name=person) if person else Q())
    return [*near, *(others.filter(same) if same else others.none())][:20]
