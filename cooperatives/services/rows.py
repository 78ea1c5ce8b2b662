"""Rows of a sheet: people, members, land, assets, branches, sectors, support, settlement, journal; one way for all."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar, cast

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cooperatives.models import Cooperative, FileKind, JournalEntry, SheetFile
from cooperatives.models.rows import SheetRow
from cooperatives.services.edits import locked_sheet, note, require_unchanged
from cooperatives.showing import shown
from coopportal.files import check
from organizations.models import Staff

Row = TypeVar("Row", bound=SheetRow)


@transaction.atomic
def save_row(
    *,
    cooperative: Cooperative,
    model: type[Row],
    by: Staff | None,
    row: Row | None = None,
    seen: dt.datetime | None = None,
    why: str = "",
    **values: Any,
) -> Row:
    """Add a row of `model` to the sheet, or change `row`; each changed field goes to the trail.

    Raises ValidationError naming the fields; with code `changed_meanwhile` where `row` was saved after `seen`.
    """
    sheet = locked_sheet(cooperative.pk)
    kept = _kept(sheet, model, row, seen)
    if row is None and hasattr(model, "by"):
        kept.by = by  # type: ignore[attr-defined]
    before = {name: shown(kept, name) for name in values} if row else {}
    for name, value in values.items():
        setattr(kept, name, value)
    kept.full_clean()
    after = {name: shown(kept, name) for name in values}
    changed = {name: [before.get(name, ""), after[name]] for name in values if before.get(name, "") != after[name]}
    if row and not changed:
        return kept
    kept.save()
    act = "changed" if row else "added"
    note(sheet, f"cooperatives.row.{act}", by, why=why, **_said(kept), changed=changed)
    return kept


def _kept(sheet: Cooperative, model: type[Row], row: Row | None, seen: dt.datetime | None) -> Row:
    if row is None:
        return model(cooperative=sheet)
    fresh: Any = model._default_manager.select_for_update().filter(pk=row.pk, cooperative=sheet).first()
    if fresh is None:
        raise ValidationError("Dòng này đã được người khác bỏ khỏi hồ sơ; hãy thêm lại nếu vẫn cần.")
    require_unchanged(fresh.updated_at, seen)
    return cast(Row, fresh)


@transaction.atomic
def save_journal(
    *, cooperative: Cooperative, by: Staff, upload: UploadedFile[Any] | None = None, **values: Any
) -> JournalEntry:
    """Save a note of the journal as `save_row` does, with a paper where one was handed in; both or none."""
    entry: JournalEntry = save_row(cooperative=cooperative, model=JournalEntry, by=by, **values)
    if upload:
        kind = FileKind.REPORT
        add_file(cooperative=cooperative, by=by, upload=upload, kind=kind, title="", journal_entry=entry)
    return entry


@transaction.atomic
def remove_row(*, row: SheetRow, by: Staff | None, why: str = "") -> None:
    """Take a row off the sheet; the trail keeps what it was."""
    sheet, words = row.cooperative, str(row)
    names = [f.name for f in row._meta.fields if f.editable and f.name not in {"id", "cooperative"}]
    was = {name: [text, ""] for name in names if (text := shown(row, name))}
    said = _said(row) | {"row": words}
    row.delete()
    note(sheet, "cooperatives.row.removed", by, why=why, **said, changed=was)


@transaction.atomic
def add_file(
    *, cooperative: Cooperative, by: Staff | None, upload: UploadedFile[Any], kind: str, title: str, **others: Any
) -> SheetFile:
    """Hang a paper on the sheet. Raises ValidationError naming `upload` for a file that is not taken, or the fields."""
    try:
        checked = check(upload)
    except ValidationError as error:
        raise ValidationError({"upload": error}) from None
    kept = SheetFile(
        cooperative=cooperative, kind=kind, title=title or checked.name, by=by, file=checked.upload,
        name=checked.name, content_type=checked.content_type, size=checked.size, digest=checked.digest, **others,
    )  # fmt: skip
    kept.full_clean()
    kept.save()
    note(cooperative, "cooperatives.row.added", by, **_said(kept), changed={})
    return kept


def _said(row: SheetRow) -> dict[str, Any]:
    """Return what the trail keeps of a row beside its changes."""
    meta = row._meta
    return {
        "model": meta.label_lower,
        "row_id": row.pk,
        "what": str(meta.verbose_name),
        "row": str(row),
        "version": row.updated_at.isoformat(),
    }
