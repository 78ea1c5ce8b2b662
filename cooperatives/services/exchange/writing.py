"""Writing a judged sheet into the registry in one transaction, and taking it back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from audit.services import record
from cooperatives.exchange.columns import EXTRA_PREFIX
from cooperatives.exchange.comparing import stored
from cooperatives.models import Cooperative, Fate, ImportRow, ImportState, RegisteredSector, SheetImport
from cooperatives.services.exchange.common import BATCH, SECTORS, SHORT, as_json, end, must_be
from cooperatives.services.registry import create_cooperative, update_cooperative
from cooperatives.services.sectors import register_sectors
from coopportal.queue import enqueue
from organizations.models import AdministrativeUnit, Staff
from organizations.services.directory import actor_of

UNDO_DAYS = 7
WRITTEN = (Fate.ADD, Fate.CHANGE)


@transaction.atomic
def confirm_import(*, job: SheetImport, by: Staff, with_doubts: bool = False) -> SheetImport:
    """Write what was judged, all of it or nothing: at once where it is little, else in the queue.

    `with_doubts` adds the rows that are probably there under a near-equal name as well. Raises ValidationError while a
    row that is not left out has a problem.
    """
    fresh = SheetImport.objects.select_for_update().get(pk=job.pk)
    must_be(fresh, ImportState.CHECKED)
    wrong = fresh.rows.filter(fate=Fate.REFUSED, left_out=False)
    if fresh.message or wrong.exists():
        first = wrong.first()
        where = f" (dòng {first.number}: {next(iter(first.problems.values()))})" if first else ""
        raise ValidationError(fresh.message or f"Còn {wrong.count()} dòng có lỗi nên chưa ghi gì vào sổ{where}.")
    if with_doubts:
        fresh.rows.filter(fate=Fate.DOUBT, left_out=False).update(fate=Fate.ADD)
    else:
        fresh.rows.filter(fate=Fate.DOUBT).update(left_out=True)
    fresh.state, fresh.done, fresh.by = ImportState.WRITING, 0, by
    fresh.total = _to_write(fresh).count()
    fresh.save()
    if fresh.total <= SHORT:
        return write_import(job_id=fresh.pk) or fresh
    enqueue("cooperatives.tasks.write_sheet", fresh.pk)
    return fresh


def _to_write(job: SheetImport) -> models.QuerySet[ImportRow]:
    return job.rows.filter(fate__in=WRITTEN, left_out=False).order_by("number")


def write_import(*, job_id: int) -> SheetImport | None:
    """Write a confirmed import in one transaction; what the registry refuses now ends it with nothing written."""
    try:
        return _write(job_id)
    except ValidationError as error:
        return _take_back(job_id, " ".join(error.messages))


@transaction.atomic
def _write(job_id: int) -> SheetImport | None:
    rows = SheetImport.objects.select_for_update(of=("self",), skip_locked=True)
    found = rows.select_related("by__organization__unit__parent", "by__user", "organization").filter(pk=job_id)
    job = found.filter(state=ImportState.WRITING).first()
    if job is None:
        return None
    named = {values["unit"] for values in _to_write(job).values_list("values", flat=True) if "unit" in values}
    units = AdministrativeUnit.objects.in_bulk(named)
    for row in _to_write(job).select_related("cooperative__unit").iterator(chunk_size=BATCH):
        _write_row(job, row, units)
    job.done, job.written_at = job.total, timezone.now()
    counts = {fate: _to_write(job).filter(fate=fate).count() for fate in WRITTEN}
    data = {"added": counts[Fate.ADD], "changed": counts[Fate.CHANGE]}
    record(code="cooperatives.import.written", obj=job, data=data, **actor_of(job.by))
    return end(job, ImportState.DONE, "")


def _write_row(job: SheetImport, row: ImportRow, units: dict[int, AdministrativeUnit]) -> None:
    values = {name: _from_json(name, value, units) for name, value in row.values.items() if name != SECTORS}
    extra = {name.removeprefix(EXTRA_PREFIX): value for name, value in values.items() if name.startswith(EXTRA_PREFIX)}
    plain = {name: value for name, value in values.items() if not name.startswith(EXTRA_PREFIX)}
    try:
        if row.fate == Fate.ADD:
            sheet = create_cooperative(by=job.by, same_name_confirmed=True, extra=extra, **plain)
        else:
            sheet = _change(job, row, plain, extra)
    except ValidationError as error:
        raise ValidationError(f"Dòng {row.number} ({row.name}): {' '.join(error.messages)}") from error
    if SECTORS in row.values:
        row.before[SECTORS] = register_sectors(cooperative=sheet, sectors=row.values[SECTORS], by=job.by)
    row.cooperative, row.version = sheet, sheet.updated_at
    row.save(update_fields=["cooperative", "version", "before"])


def _change(job: SheetImport, row: ImportRow, plain: dict[str, Any], extra: dict[str, Any]) -> Cooperative:
    sheet = row.cooperative
    if sheet is None or not Cooperative.objects.visible_to(job.by).filter(pk=sheet.pk).exists():
        raise ValidationError("Hồ sơ không còn trong sổ hoặc ngoài phạm vi của bạn.")
    if sheet.updated_at != row.version:
        raise ValidationError("Có người vừa sửa hồ sơ này sau khi bảng được đọc; hãy đọc lại bảng để xem thay đổi.")
    row.before = {name: as_json(getattr(sheet, name)) for name in plain}
    values = dict(plain)
    if extra:
        row.before["extra"] = sheet.extra
        values["extra"] = {**sheet.extra, **{key: stored(value) for key, value in extra.items()}}
    why = f"Nhập từ bảng “{job.file_name}”, dòng {row.number}"
    return update_cooperative(cooperative=sheet, by=job.by, same_name_confirmed=True, why=why, **values)


def _from_json(name: str, value: Any, units: dict[int, AdministrativeUnit]) -> Any:
    if name == "unit":
        return units[value]
    if name.startswith(EXTRA_PREFIX) or name == "extra":
        return value
    field = Cooperative._meta.get_field(name)
    return field.to_python(value) if value is not None else None  # type: ignore[union-attr]


@transaction.atomic
def _take_back(job_id: int, message: str) -> SheetImport:
    """Back to the review, with what went wrong; nothing was written."""
    job = SheetImport.objects.select_for_update().get(pk=job_id)
    return end(job, ImportState.CHECKED, f"Chưa ghi gì vào sổ. {message}")


@transaction.atomic
def undo_import(*, job: SheetImport, by: Staff) -> SheetImport:
    """Take an import back: new sheets go, changed ones get their values again, all or nothing.

    Raises ValidationError after seven days, or where somebody worked on one of the sheets since, naming them.
    """
    fresh = SheetImport.objects.select_for_update().get(pk=job.pk)
    must_be(fresh, ImportState.DONE)
    if fresh.written_at and timezone.now() - fresh.written_at > dt.timedelta(days=UNDO_DAYS):
        raise ValidationError(f"Chỉ hoàn tác được trong {UNDO_DAYS} ngày sau khi ghi.")
    rows = list(_to_write(fresh).select_related("cooperative__unit"))
    _must_be_untouched(rows)
    units = AdministrativeUnit.objects.in_bulk({row.before["unit"] for row in rows if "unit" in row.before})
    why = f"Hoàn tác lượt nhập “{fresh.file_name}”"
    for row in rows:
        sheet = row.cooperative
        if sheet is None:
            continue
        if row.fate == Fate.ADD:
            _remove(sheet, why, by)
        else:
            RegisteredSector.objects.filter(cooperative=sheet, pk__in=row.before.pop(SECTORS, [])).delete()
            values = {name: _from_json(name, value, units) for name, value in row.before.items()}
            update_cooperative(cooperative=sheet, by=by, same_name_confirmed=True, why=why, **values)
    record(code="cooperatives.import.undone", obj=fresh, **actor_of(by))
    return end(fresh, ImportState.UNDONE, "")


def _must_be_untouched(rows: list[ImportRow]) -> None:
    touched = [row.name for row in rows if row.cooperative is None or row.cooperative.updated_at != row.version]
    if touched:
        names = "; ".join(touched[:5]) + ("…" if len(touched) > 5 else "")
        raise ValidationError(f"Không hoàn tác được vì đã có người sửa hoặc xóa sau khi nhập: {names}.")


def _remove(sheet: Cooperative, why: str, by: Staff) -> None:
    record(code="cooperatives.cooperative.removed", obj=sheet, data={"why": why}, **actor_of(by))
    try:
        sheet.delete()
    except models.ProtectedError as error:
        raise ValidationError(f"Không hoàn tác được: hồ sơ “{sheet}” đã có số liệu, công việc gắn với nó.") from error
