"""What an agency sets for itself: thresholds of sizes, its own sets of criteria, fields of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from cooperatives.models import CriteriaSet, Criterion, ExtraField, Grade, SizeThreshold
from coopportal.text import fold
from organizations.models import AdministrativeUnit, Staff
from organizations.services.directory import actor_of


@transaction.atomic
def save_threshold(*, threshold: SizeThreshold, by: Staff, valid_from: dt.date, **values: Any) -> SizeThreshold:
    """Change a cell of the table; another `valid_from` makes a new cell and leaves the old one for the years before.

    Raises ValidationError naming the fields.
    """
    kept = SizeThreshold.objects.select_for_update().get(pk=threshold.pk)
    if valid_from < kept.valid_from:
        raise ValidationError({"valid_from": "Ngày áp dụng mới không được trước ngày áp dụng của ngưỡng đang sửa."})
    if valid_from != kept.valid_from:
        kept = SizeThreshold(group=kept.group, size_class=kept.size_class, valid_from=valid_from)
    for name, value in values.items():
        setattr(kept, name, value)
    kept.full_clean()
    kept.save()
    record(code="cooperatives.threshold.saved", obj=kept, **actor_of(by))
    return kept


@dataclass(frozen=True)
class CriterionLine:
    """One criterion as it is typed in: its part with the part's most points, its words, its own most points."""

    part: str
    part_max: Decimal | None
    name: str
    max_points: Decimal | None


@transaction.atomic
def save_criteria(
    *,
    criteria: CriteriaSet | None,
    province: AdministrativeUnit,
    by: Staff,
    lines: Sequence[CriterionLine],
    grades: Sequence[tuple[str, Decimal]],
    **values: Any,
) -> CriteriaSet:
    """Make a province's own set of criteria, or change one that no evaluation uses yet.

    The two best grades count as good (tốt, khá). Raises ValidationError naming the fields; `lines` or `grades` where
    there are none, and where the set is in use.
    """
    if criteria and (criteria.province_id != province.pk or _is_used(criteria)):
        raise ValidationError("Bộ tiêu chí này dùng chung hoặc đã có đánh giá theo nó; hãy lập một bộ mới.")
    if not lines or not grades:
        raise ValidationError({"lines" if not lines else "grades": "Hãy ghi ít nhất một dòng."})
    kept = criteria or CriteriaSet(province=province)
    for name, value in values.items():
        setattr(kept, name, value)
    kept.full_clean()
    kept.save()
    kept.criteria.all().delete()
    kept.grades.all().delete()
    Criterion.objects.bulk_create(
        Criterion(
            set=kept, number=at, part=line.part, part_max=line.part_max, name=line.name, max_points=line.max_points
        )
        for at, line in enumerate(lines, 1)
    )
    ordered = sorted(grades, key=lambda grade: -grade[1])
    Grade.objects.bulk_create(
        Grade(set=kept, name=name, min_points=least, is_good=at < 2) for at, (name, least) in enumerate(ordered)
    )
    record(code="cooperatives.criteria.saved", obj=kept, **actor_of(by))
    return kept


def _is_used(criteria: CriteriaSet) -> bool:
    from cooperatives.models import Evaluation

    return Evaluation.objects.filter(set=criteria).exists()


@transaction.atomic
def save_extra_field(
    *, province: AdministrativeUnit, by: Staff, field: ExtraField | None = None, **values: Any
) -> ExtraField:
    """Add a field to the province's sheets, or change one; its key, made of the first label, stays for good.

    Raises ValidationError naming the fields; at `choices` where a choice has none to choose from.
    """
    kept = field or ExtraField(province=province)
    for name, value in values.items():
        setattr(kept, name, value)
    if kept.type == "choice" and not kept.choices:
        raise ValidationError({"choices": "Hãy ghi các lựa chọn, mỗi dòng một lựa chọn."})
    kept.key = kept.key or _free_key(province, kept.label)
    kept.full_clean()
    kept.save()
    record(code="cooperatives.extra_field.saved", obj=kept, **actor_of(by))
    return kept


def _free_key(province: AdministrativeUnit, label: str) -> str:
    stem = "_".join(w for w in "".join(c if c.isalnum() else " " for c in fold(label)).split() if w)[:30] or "o"
    stem = stem if stem[0].isalpha() else f"o_{stem}"
    have = set(ExtraField.objects.filter(province=province).values_list("key", flat=True))
    return next(key for key in (stem, *(f"{stem}_{n}" for n in range(2, 1000))) if key not in have)
