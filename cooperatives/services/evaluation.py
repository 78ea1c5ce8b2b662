"""The yearly evaluation by a set of criteria."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from cooperatives.models import Cooperative, CriteriaSet, Criterion, Evaluation, Grade, Status
from cooperatives.services.edits import locked_sheet, note
from coopportal.display import number
from organizations.models import Staff


@transaction.atomic
def save_evaluation(
    *,
    cooperative: Cooperative,
    year: int,
    criteria: CriteriaSet,
    by: Staff,
    points: Mapping[int, Decimal | None],
    not_rated: str = "",
    comment: str = "",
) -> Evaluation:
    """Write a year's evaluation down: points by the criterion's number; their sum gives the grade.

    Raises ValidationError naming `points_<number>` for points above what a criterion or its part allows or that are
    missing, `not_rated` where points stand beside a reason for no rating.
    """
    sheet = locked_sheet(cooperative.pk)
    rows = list(criteria.criteria.all())
    given = {number_: value for number_, value in points.items() if value is not None}
    if not_rated and given:
        raise ValidationError({"not_rated": "Đã chấm điểm thì không ghi lý do không xếp loại; hãy bỏ một trong hai."})
    if not not_rated:
        _check(rows, given)
    found = Evaluation.objects.filter(cooperative=sheet, year=year).first() or Evaluation(cooperative=sheet, year=year)
    found.set, found.by, found.note, found.not_rated = criteria, by, comment, not_rated
    found.points = {str(number_): str(value) for number_, value in given.items()}
    found.total = None if not_rated else sum(given.values(), Decimal(0))
    found.grade = None if found.total is None else grade_of(criteria, found.total)
    found.full_clean()
    found.save()
    result = str(found.grade) if found.grade else f"không xếp loại ({not_rated})"
    note(sheet, "cooperatives.evaluation.saved", by, year=year, result=result)
    return found


def grade_of(criteria: CriteriaSet, total: Decimal) -> Grade | None:
    """Return the grade that a total gives."""
    grade: Grade | None = criteria.grades.filter(min_points__lte=total).order_by("-min_points").first()
    return grade


def _check(rows: list[Criterion], given: Mapping[int, Decimal]) -> None:
    errors: dict[str, str] = {}
    by_part: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        value = given.get(row.number)
        if value is None:
            errors[f"points_{row.number}"] = "Hãy chấm điểm tiêu chí này; không đạt thì ghi 0."
        elif row.max_points is not None and value > row.max_points:
            errors[f"points_{row.number}"] = f"Tối đa {number(row.max_points, 0)} điểm."
        by_part[row.part] += value or 0
    for row in rows:
        if row.part_max is not None and by_part[row.part] > row.part_max:
            words = (
                f"Cả phần “{row.part}” tối đa {number(row.part_max, 0)} điểm, đang là {number(by_part[row.part], 1)}."
            )
            errors.setdefault(f"points_{row.number}", words)
    if errors:
        raise ValidationError(errors)


MOST_MONTHS_STOPPED = 3


def reason_not_to_rate(cooperative: Cooperative, year: int) -> str:
    """Return why the rules leave a cooperative unrated in a year; blank where they do not.

    Younger than 12 months at the year's end, or stopped for more than 3 months of it (Circular 01/2020/TT-BKHĐT). At
    most one query.
    """
    born = cooperative.certificate_on or cooperative.founded_on
    if born and born > dt.date(year, 1, 1):
        return "Hoạt động chưa đủ 12 tháng"
    if days_stopped(cooperative, year) > MOST_MONTHS_STOPPED * 30:
        return "Ngừng hoạt động trên 3 tháng trong năm"
    return ""


def days_stopped(cooperative: Cooperative, year: int) -> int:
    """Return on how many days of a year the cooperative was not active, by the statuses that still count."""
    first, end = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    steps = list(cooperative.status_changes.filter(withdrawn_at=None).order_by("on", "pk").values_list("on", "after"))
    until = [step[0] for step in steps[1:]] + [end]
    return (
        sum(
            max((min(stop, end) - max(start, first)).days, 0)
            for (start, status), stop in zip(steps, until, strict=True)
            if status != Status.ACTIVE
        )
        if steps
        else 0
    )
