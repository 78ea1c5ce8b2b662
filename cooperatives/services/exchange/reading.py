"""Reading an uploaded sheet: its columns, the fate of every row, and what the person chooses or mends in it."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from audit.services import record
from cooperatives.exchange import files
from cooperatives.exchange.columns import Column, columns_for
from cooperatives.exchange.heading import Found, Heading, find_heading
from cooperatives.exchange.judge import Judge, Judged
from cooperatives.exchange.mended import put_in
from cooperatives.exchange.places import Places
from cooperatives.models import Cooperative, ExtraField, Fate, ImportRow, ImportState, SheetImport
from cooperatives.queries.registry import communes_for
from cooperatives.services.exchange.common import BATCH, SECTORS, SHORT, as_json, end, must_be
from coopportal.locks import claimed
from coopportal.queue import enqueue
from coopportal.text import one_line
from organizations.models import Staff
from organizations.services.directory import actor_of

MOST_WORDS = 2000
READ_TASK = "cooperatives.tasks.read_sheet"
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
        enqueue(READ_TASK, job.pk)


def _sheet_of(job: SheetImport) -> files.Sheet:
    with job.file.open("rb") as file:
        return files.read_sheet(file.read(), job.file_name)


def read_import(*, job_id: int) -> SheetImport | None:
    """Judge every row of a waiting import; writes nothing but the import's own rows. Safe to run twice."""
    found = SheetImport.objects.select_related("by__organization__unit__parent", "by__user", "organization")
    with claimed(found.filter(state=ImportState.READING), pk=job_id, work=READ_TASK) as job:
        return _read(job) if job else None


def _read(job: SheetImport) -> SheetImport:
    try:
        sheet = _sheet_of(job)
    except (ValidationError, FileNotFoundError):
        return end(job, ImportState.FAILED, "Tệp đã tải lên không còn đọc được. Hãy tải lên lại.")
    columns = _columns_of(job.by)
    heading = _heading(job, sheet, columns)
    job.columns = _as_json(heading)
    mended = put_in(job, sheet)
    left_out = set(job.rows.filter(left_out=True).values_list("number", flat=True))
    job.rows.all().delete()
    if "name" not in heading.names and "id" not in heading.names:
        return end(job, ImportState.CHECKED if heading.columns else ImportState.FAILED, NO_HEADING)
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
    return end(job, ImportState.CHECKED, "")


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
    values = {name: as_json(value) for name, value in one.values.items()}
    if one.sectors:
        values[SECTORS] = list(one.sectors)
    return ImportRow(
        job=job, number=one.number, name=one.name, fate=one.fate, cooperative=one.sheet, changes=one.changes,
        problems=one.problems, notes=one.notes, cells=one.cells, left_out=one.number in left_out,
        version=one.sheet.updated_at if one.sheet else None, values=values if one.fate != Fate.REFUSED else {},
    )  # fmt: skip


@transaction.atomic
def choose(*, job: SheetImport, mapping: dict[int, dict[str, Any]], places: dict[str, int], by: Staff) -> SheetImport:
    """Take over what the person chose for columns and places and judge the rows anew.

    Raises ValidationError where the import is written already.
    """
    fresh = SheetImport.objects.select_for_update().get(pk=job.pk)
    must_be(fresh, ImportState.CHECKED)
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
    must_be(fresh, ImportState.CHECKED)
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
    must_be(fresh, ImportState.CHECKED)
    row = fresh.rows.get(number=number)
    row.left_out = out
    row.save(update_fields=["left_out"])
    return row
