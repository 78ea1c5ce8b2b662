"""Administrative units over time: the table of old and new units, and merging units of today."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from coopportal.text import fold, nfc, one_line
from organizations.models import AdministrativeUnit, FormerLevel, FormerUnit, Staff, UnitLevel, UnitSuccession
from organizations.services.directory import actor_of
from organizations.services.merging import require_in_force
from organizations.services.rearranging import follow_with_agencies
from organizations.signals import unit_merged

REARRANGED_ON = dt.date(2025, 7, 1)
COLUMNS = ("level", "code", "name", "district", "province", "new_code", "is_whole", "on", "decree")


@dataclass(frozen=True)
class Succession:
    """One line of the table: a former unit and one unit of today that followed it."""

    level: str
    code: str
    name: str
    district: str
    province: str
    new_code: str
    is_whole: bool = True
    on: dt.date = REARRANGED_ON
    decree: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        return (self.level, self.name, self.district, self.province)


def read_successions(lines: Iterable[str]) -> list[Succession]:
    """Return the rows of a CSV with the columns of `COLUMNS`; the last three may be blank.

    Raises ValidationError naming the line of a wrong level, a blank name or code, or a day that is none.
    """
    return [_read(number, row) for number, row in enumerate(csv.DictReader(lines), 2)]


def _read(number: int, row: dict[str, str | None]) -> Succession:
    said = {name: one_line(row.get(name) or "") for name in COLUMNS}
    if said["level"] not in FormerLevel.values or not said["name"] or not said["new_code"]:
        raise ValidationError(f"Dòng {number}: cần level (province, district, commune), name và new_code.")
    try:
        on = dt.date.fromisoformat(said["on"]) if said["on"] else REARRANGED_ON
    except ValueError:
        raise ValidationError(f"Dòng {number}: ngày “{said['on']}” phải viết theo dạng 2025-07-01.") from None
    return Succession(
        said["level"], said["code"], said["name"], said["district"], said["province"], said["new_code"],
        fold(said["is_whole"]) not in {"0", "no", "khong", "mot phan", "false"}, on, said["decree"],
    )  # fmt: skip


@transaction.atomic
def load_successions(rows: Sequence[Succession]) -> int:
    """Bring the table in or up to date; return how many successions it holds now. Safe to run again.

    Raises ValidationError naming codes of new units that this portal does not know.
    """
    units = {(unit.level, unit.code): unit.pk for unit in AdministrativeUnit.objects.only("level", "code").iterator()}
    unknown = sorted({row.new_code for row in rows if _level(row) not in _levels(units, row)})
    if unknown:
        raise ValidationError(f"Không có đơn vị mang mã: {', '.join(unknown[:10])}.")
    FormerUnit.objects.bulk_create(
        {row.key: _former(row) for row in rows}.values(), update_conflicts=True, batch_size=1000,
        unique_fields=["level", "name", "district", "province"], update_fields=["code", "search_text", "valid_to"],
    )  # fmt: skip
    formers = {(f.level, f.name, f.district, f.province): f.pk for f in FormerUnit.objects.iterator()}
    found = {(formers[row.key], units[_level(row), row.new_code]): row for row in rows}
    UnitSuccession.objects.bulk_create(
        (
            UnitSuccession(former_id=former, unit_id=unit, is_whole=row.is_whole, on=row.on, decree=row.decree)
            for (former, unit), row in found.items()
        ),
        update_conflicts=True, batch_size=1000, unique_fields=["former", "unit"],
        update_fields=["is_whole", "on", "decree"],
    )  # fmt: skip
    return UnitSuccession.objects.count()


def _level(row: Succession) -> str:
    return UnitLevel.PROVINCE if row.level == FormerLevel.PROVINCE else UnitLevel.COMMUNE


def _levels(units: dict[tuple[str, str], int], row: Succession) -> list[str]:
    return [level for level in UnitLevel.values if (level, row.new_code) in units]


def _former(row: Succession) -> FormerUnit:
    former = FormerUnit(
        level=row.level, code=row.code, name=nfc(row.name), district=nfc(row.district), province=nfc(row.province),
        valid_to=row.on - dt.timedelta(days=1),
    )  # fmt: skip
    former.fold_search_text()
    return former


@transaction.atomic
def merge_units(
    *, units: Iterable[AdministrativeUnit], into: AdministrativeUnit, on: dt.date, decree: str, by: Staff | None
) -> int:
    """End communes on the day before `on` and let `into` follow them; return how many ended.

    Papers, and figures of years before, keep the old name; what rooms above count goes on under `into`: they are told
    by `unit_merged` in this transaction, after the agencies and their people have followed. Raises ValidationError for
    a unit with itself, of another level, or ended, and at `on` for a day that has not come.
    """
    require_in_force(on)
    old = list(AdministrativeUnit.objects.select_for_update().filter(pk__in=[unit.pk for unit in units]))
    _check(old, into)
    for unit in old:
        unit.valid_to, unit.successor = on - dt.timedelta(days=1), into
        unit.full_clean()
        unit.save()
        _write_down(unit, into, on, decree)
        follow_with_agencies(unit=unit, into=into, on=on, decree=decree, by=by)
        unit_merged.send(sender=AdministrativeUnit, unit=unit, into=into, by=by, at=timezone.now(), decree=decree)
        data = {"into": into.name, "decree": decree}
        record(code="organizations.unit.merged", obj=unit, data=data, **actor_of(by))
    AdministrativeUnit.objects.filter(successor__in=old).update(successor=into)
    return len(old)


def _check(old: list[AdministrativeUnit], into: AdministrativeUnit) -> None:
    if not old or into.pk in {unit.pk for unit in old}:
        raise ValidationError("Hãy chọn ít nhất một đơn vị khác với đơn vị mới.")
    if any(unit.level != into.level for unit in old):
        raise ValidationError("Chỉ nhập được các đơn vị cùng cấp.")
    if into.successor_id or any(unit.successor_id for unit in old):
        raise ValidationError("Có đơn vị đã kết thúc từ trước; hãy chọn đơn vị đang còn.")


def _write_down(unit: AdministrativeUnit, into: AdministrativeUnit, on: dt.date, decree: str) -> None:
    """Keep the old name findable beside those that ended before."""
    province = unit.parent.name if unit.parent else ""
    former, _ = FormerUnit.objects.update_or_create(
        level=unit.level, name=unit.name, district="", province=province,
        defaults={"code": unit.code, "valid_to": on - dt.timedelta(days=1)},
    )  # fmt: skip
    UnitSuccession.objects.update_or_create(former=former, unit=into, defaults={"on": on, "decree": decree})
