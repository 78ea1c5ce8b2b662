"""Taking sheets in: read and judge, choose, mend, write in one transaction, take back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, models, transaction
from django.utils import timezone

from audit.services import record
from cooperatives.exchange import files
from cooperatives.exchange.columns import EXTRA_PREFIX, Column, columns_for
from cooperatives.exchange.comparing import stored
from cooperatives.exchange.heading import Found, Heading, find_heading
from cooperatives.exchange.judge import Judge, Judged
from cooperatives.exchange.mended import put_in
from cooperatives.exchange.places import Places
from cooperatives.models import Cooperative, ExtraField, Fate, ImportRow, ImportState, RegisteredSector, SheetImport
from cooperatives.queries.registry import communes_for
from cooperatives.services.registry import create_cooperative, update_cooperative
from cooperatives.services.sectors import register_sectors
from coopportal.queue import enqueue
from coopportal.text import one_line
from organizations.models import AdministrativeUnit, Staff
from organizations.services.directory import actor_of

BATCH = 500
UNDO_DAYS = 7
# So many rows are read while the person waits; more go to the queue with their progress shown.
SHORT = 300
MOST_WORDS = 2000
_LOCK = 0x53686565
# Where a row keeps the level-4 classes that its words of trades name.
SECTORS = "registered"
WRITTEN = (Fate.ADD, Fate.CHANGE)
NO_HEADING = (
    "Không tìm thấy dòng tiêu đề: bảng cần ít nhất cột tên hợp tác xã. Hãy đặt tên cột như mẫu, "
    "chọn cột ở dưới, hoặc tải mẫu về để điền."
)


@transaction.atomic
def start_import(*, upload: UploadedFile[Any], by: Staff) -> SheetImport:
    """Keep an uploaded sheet and read it: at once where it is short, else in the queue.

    Raises ValidationError at `file` for a file that is no sheet, with the reason.
    """
    try:
        name = files.check(upload)
        upload.seek(0)
        data = upload.read()
        rows = len(files.read_sheet(data, name).rows)
    except ValidationError as error:
        raise ValidationError({"file": error}) from error
    job = SheetImport(organization=by.organization, by=by, file_name=name)
    job.file.save(name, ContentFile(data), save=False)
    job.full_clean(exclude=["file"])
    job.save()
    record(code="cooperatives.import.started", obj=job, **actor_of(by))
    _request_reading(job, rows)
    return job


def _request_reading(job: SheetImport, rows: int) -> None:
    """Judge the rows anew: at once where they are few, else in the queue."""
    SheetImport.objects.filter(pk=job.pk).update(
        state=ImportState.READING, done=0, total=rows, message="", updated_at=timezone.now()
    )
    if rows <= SHORT:
        read_import(job_id=job.pk)
    else:
        enqueue("cooperatives.tasks.read_sheet", job.pk)


def _sheet_of(job: SheetImport) -> files.Sheet:
    with job.file.open("rb") as file:
        return files.read_sheet(file.read(), job.file_name)


def read_import(*, job_id: int) -> SheetImport | None:
    """Judge every row of a waiting import; writes nothing but the import's own rows. Safe to run twice."""
    with _alone(job_id) as free:
        found = SheetImport.objects.select_related("by__organization__unit__parent", "by__user", "organization")
        job = found.filter(pk=job_id, state=ImportState.READING).first() if free else None
        return _read(job) if job else None


def _read(job: SheetImport) -> SheetImport:
    try:
        sheet = _sheet_of(job)
    except (ValidationError, FileNotFoundError):
        return _end(job, ImportState.FAILED, "Tệp đã tải lên không còn đọc được. Hãy tải lên lại.")
    columns = _columns_of(job.by)
    heading = _heading(job, sheet, columns)
    job.columns = _as_json(heading)
    mended = put_in(job, sheet)
    left_out = set(job.rows.filter(left_out=True).values_list("number", flat=True))
    job.rows.all().delete()
    if "name" not in heading.names and "id" not in heading.names:
        return _end(job, ImportState.CHECKED if heading.columns else ImportState.FAILED, NO_HEADING)
    judge = _judge_for(job)
    judged = judge.judge(sheet.rows, heading, {column.name: column for column in columns}, sheet.first)
    job.done, job.total = 0, len(sheet.rows) - heading.data_from
    while some := list(islice(judged, BATCH)):
        kept = [one for one in some if one.fate != Fate.SKIPPED or one.name]
        for one in kept:
            one.notes += mended.get(one.number, [])
        ImportRow.objects.bulk_create(_row(job, one, left_out) for one in kept)
        job.done += len(some)
        SheetImport.objects.filter(pk=job.pk).update(done=job.done, total=job.total)
    job.open_places = [
        {"key": key, "words": words, "options": [[unit.pk, str(unit)] for unit in units]}
        for key, (words, units) in judge.open_places.items()
    ]
    return _end(job, ImportState.CHECKED, "")


@contextmanager
def _alone(job_id: int) -> Iterator[bool]:
    """Tell whether nobody else works on the import now; a process that dies lets go of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_LOCK, job_id])
        free = bool(cursor.fetchone()[0])
        try:
            yield free
        finally:
            if free:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_LOCK, job_id])


def _end(job: SheetImport, state: str, message: str) -> SheetImport:
    job.state, job.message = state, message
    job.save()
    return job


def _columns_of(by: Staff) -> list[Column]:
    unit = by.organization.unit
    return columns_for(list(ExtraField.objects.filter(province_id=unit.parent_id or unit.pk, is_active=True)))


def _heading(job: SheetImport, sheet: files.Sheet, columns: list[Column]) -> Heading:
    """What was recognised, with what the person chose instead."""
    found = find_heading(sheet, columns)
    chosen = {int(at): choice for at, choice in job.mapping.items()}
    own = [
        Found(one.at, one.heading, chosen[one.at]["name"], chosen[one.at]["factor"]) if one.at in chosen else one
        for one in found.columns
    ]
    return Heading(tuple(own), found.data_from)


def _as_json(heading: Heading) -> list[dict[str, Any]]:
    return [
        {"at": one.at, "heading": one.heading, "name": one.name, "factor": one.factor}
        for one in heading.columns
        if one.heading
    ]


def _judge_for(job: SheetImport) -> Judge:
    sheets = list(Cooperative.objects.visible_to(job.by).select_related("unit"))
    taken = dict(Cooperative.objects.exclude(code="").values_list("code", "pk"))
    return Judge(sheets, taken, Places(communes_for(job.by)), job.places)


def _row(job: SheetImport, one: Judged, left_out: set[int]) -> ImportRow:
    values = {name: _to_json(value) for name, value in one.values.items()}
    if one.sectors:
        values[SECTORS] = list(one.sectors)
    return ImportRow(
        job=job, number=one.number, name=one.name, fate=one.fate, cooperative=one.sheet, changes=one.changes,
        problems=one.problems, notes=one.notes, cells=one.cells, left_out=one.number in left_out,
        version=one.sheet.updated_at if one.sheet else None, values=values if one.fate != Fate.REFUSED else {},
    )  # fmt: skip


def _to_json(value: Any) -> Any:
    if isinstance(value, AdministrativeUnit):
        return value.pk
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, dt.date) else value


@transaction.atomic
def choose(*, job: SheetImport, mapping: dict[int, dict[str, Any]], places: dict[str, int], by: Staff) -> SheetImport:
    """Take over what the person chose for columns and places and judge the rows anew.

    Raises ValidationError where the import is written already.
    """
    fresh = SheetImport.objects.select_for_update().get(pk=job.pk)
    _must_be(fresh, ImportState.CHECKED)
    fresh.mapping = {str(at): choice for at, choice in mapping.items()}
    fresh.places = {**fresh.places, **places}
    fresh.save()
    _request_reading(fresh, fresh.total)
    return fresh


@transaction.atomic
def mend(*, job: SheetImport, cells: dict[int, dict[int, str]], by: Staff) -> SheetImport:
    """Write other words into cells of refused rows, `{row: {column of the file: words}}`, and judge the rows anew.

    The uploaded file stays as it is. What is no refused row or no column of the file is passed over. Raises
    ValidationError where the import is written already.
    """
    fresh = SheetImport.objects.select_for_update().get(pk=job.pk)
    _must_be(fresh, ImportState.CHECKED)
    rows = set(fresh.rows.filter(number__in=cells, fate=Fate.REFUSED).values_list("number", flat=True))
    known = {one["at"] for one in fresh.columns}
    for number in rows:
        new = {str(at): one_line(words)[:MOST_WORDS] for at, words in cells[number].items() if at in known}
        fresh.mended[str(number)] = fresh.mended.get(str(number), {}) | new
    fresh.save()
    _request_reading(fresh, fresh.total)
    return fresh


@transaction.atomic
def leave_out(*, job: SheetImport, number: int, out: bool) -> ImportRow:
    """Leave a row out of the import, or take it in again. Raises ValidationError once the import is written."""
    fresh = SheetImport.objects.select_for_update().get(pk=job.pk)
    _must_be(fresh, ImportState.CHECKED)
    row = fresh.rows.get(number=number)
    row.left_out = out
    row.save(update_fields=["left_out"])
    return row


def _must_be(job: SheetImport, state: str) -> None:
    if job.state != state:
        raise ValidationError(f"Lượt nhập này đang ở tình trạng “{job.get_state_display().lower()}”.")


@transaction.atomic
def confirm_import(*, job: SheetImport, by: Staff, with_doubts: bool = False) -> SheetImport:
    """Write what was judged, all of it or nothing: at once where it is little, else in the queue.

    `with_doubts` adds the rows that are probably there under a near-equal name as well. Raises ValidationError while a
    row that is not left out has a problem.
    """
    fresh = SheetImport.objects.select_for_update().get(pk=job.pk)
    _must_be(fresh, ImportState.CHECKED)
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
    return _end(job, ImportState.DONE, "")


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
    row.before = {name: _to_json(getattr(sheet, name)) for name in plain}
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
    return _end(job, ImportState.CHECKED, f"Chưa ghi gì vào sổ. {message}")


@transaction.atomic
def undo_import(*, job: SheetImport, by: Staff) -> SheetImport:
    """Take an import back: new sheets go, changed ones get their values again, all or nothing.

    Raises ValidationError after seven days, or where somebody worked on one of the sheets since, naming them.
    """
    fresh = SheetImport.objects.select_for_update().get(pk=job.pk)
    _must_be(fresh, ImportState.DONE)
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
    return _end(fresh, ImportState.UNDONE, "")


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
