"""Merging two sheets of one organization: nothing is lost, and the trace of what was merged stays."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from cooperatives.models import Cooperative, MergedSheet, StatusChange
from cooperatives.services.edits import note
from cooperatives.showing import shown
from organizations.models import Staff

# What is not taken over by choice: keys, moments, and what a service of its own changes.
NOT_CHOSEN = {
    "id", "created_at", "updated_at", "search_text", "status", "status_since", "suspended_until", "extra", "unit",
    "organization", "union",
}  # fmt: skip


def choosable() -> list[str]:
    """Return the fields that may be taken from the sheet that goes."""
    return [field.name for field in Cooperative._meta.fields if field.name not in NOT_CHOSEN]


def differences(kept: Cooperative, gone: Cooperative) -> list[str]:
    """Return the fields in which two sheets differ and the one that goes knows something."""
    return [n for n in choosable() if shown(gone, n) and shown(gone, n) != shown(kept, n)]


@transaction.atomic
def merge_sheets(*, kept: Cooperative, gone: Cooperative, take: Collection[str], reason: str, by: Staff) -> Cooperative:
    """Merge `gone` into `kept`: fields in `take` come from `gone`, all that hangs on it is hung on `kept`.

    What both have and may have once only (a year's figures, a product of the same name) stays as `kept` has it; the
    trace holds the other's. Raises ValidationError at `reason`, for a sheet with itself, or of two communes.
    """
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi vì sao hai hồ sơ là một đơn vị."})
    locked = {
        row.pk: row for row in Cooperative.objects.select_for_update().filter(pk__in=[kept.pk, gone.pk]).order_by("pk")
    }
    if len(locked) != 2:
        raise ValidationError("Chỉ gộp được hai hồ sơ khác nhau còn trong sổ.")
    stays, goes = locked[kept.pk], locked[gone.pk]
    if stays.unit_id != goes.unit_id:
        raise ValidationError("Hai hồ sơ thuộc hai xã; hãy sửa địa bàn cho đúng rồi gộp.")
    taken = [name for name in take if name in choosable()]
    before = {name: shown(stays, name) for name in taken}
    content = {field.name: str(field.value_from_object(goes) or "") for field in Cooperative._meta.fields}
    content["representative_identity"] = goes.masked_identity
    left = _move_rows(stays, goes)
    account = goes.organization
    goes.delete()
    for name in taken:
        setattr(stays, name, getattr(goes, name))
    stays.organization = stays.organization or account
    stays.extra = goes.extra | stays.extra
    stays.full_clean()
    stays.save()
    MergedSheet.objects.create(
        cooperative=stays, old_id=gone.pk, name=goes.name, code=goes.code, content=content | {"left": left},
        taken=taken, reason=reason.strip(), by=by,
    )  # fmt: skip
    changed = {name: [before[name], shown(stays, name)] for name in taken}
    note(
        stays, "cooperatives.cooperative.merged", by, why=reason.strip(), other=goes.name, changed=changed,
        version=stays.updated_at.isoformat(),
    )  # fmt: skip
    return stays


def _move_rows(stays: Cooperative, goes: Cooperative) -> list[str]:
    """Hang every row of `goes` on `stays`, whichever room it is of; return in words what could not be twice."""
    left = []
    for relation in Cooperative._meta.related_objects:
        model, name = relation.related_model, relation.field.name
        for row in model._default_manager.filter(**{name: goes}):
            # Steps of the other's status say nothing of this one's; they stay in the trace alone.
            if model is StatusChange or not _moved(row, name, stays):
                left.append(f"{model._meta.verbose_name}: {row}")
                row.delete()
    return left


def _moved(row: models.Model, name: str, stays: Cooperative) -> bool:
    setattr(row, name, stays)
    try:
        with transaction.atomic():
            row.save(update_fields=[name])
    except IntegrityError:
        return False
    return True
