"""Sheets of the registry: adding and changing them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from audit.services import record
from cooperatives.duplicates import near_names
from cooperatives.extra import extra_changes
from cooperatives.models import Cooperative
from cooperatives.services.edits import CHANGED_MEANWHILE, locked_sheet, note, require_unchanged
from cooperatives.showing import shown_values
from organizations.models import Staff
from organizations.services.directory import actor_of

POSSIBLE_DUPLICATE = "possible_duplicate"
__all__ = ["CHANGED_MEANWHILE", "POSSIBLE_DUPLICATE", "create_cooperative", "reveal_identity", "update_cooperative"]


@transaction.atomic
def create_cooperative(*, by: Staff | None, same_name_confirmed: bool = False, **values: Any) -> Cooperative:
    """Add a sheet; `values` are the model's fields.

    Raises ValidationError naming the fields; with code `possible_duplicate` at `name` where the commune has a sheet of
    a near-equal name and `same_name_confirmed` is not set.
    """
    cooperative = Cooperative(**values)
    _check(cooperative, name_is_new=True, confirmed=same_name_confirmed)
    _save(cooperative)
    record(code="cooperatives.cooperative.created", obj=cooperative, **actor_of(by))
    return cooperative


@transaction.atomic
def update_cooperative(
    *,
    cooperative: Cooperative,
    by: Staff | None,
    same_name_confirmed: bool = False,
    seen: dt.datetime | None = None,
    why: str = "",
    **values: Any,
) -> Cooperative:
    """Change the fields in `values` and write each change to the trail, with `why`; nothing where nothing changed.

    `seen` is the sheet's `updated_at` when the person opened it; raises ValidationError with code `changed_meanwhile`
    where somebody saved since. Raises as `create_cooperative` too; the name is compared anew only where name or commune
    change.
    """
    fresh = locked_sheet(cooperative.pk)
    require_unchanged(fresh.updated_at, seen)
    before, words_before = {name: getattr(fresh, name) for name in values}, shown_values(fresh, values)
    place = (fresh.name, fresh.unit_id)
    for name, value in values.items():
        setattr(fresh, name, value)
    _check(fresh, name_is_new=place != (fresh.name, fresh.unit_id), confirmed=same_name_confirmed)
    words = shown_values(fresh, values)
    changed = {n: [words_before[n], words[n]] for n in values if _known(before[n]) != _known(getattr(fresh, n))}
    if changed:
        _save(fresh)
        _note_changes(fresh, changed, before.get("extra"), by, why)
    return fresh


def _known(value: Any) -> Any:
    """Leave out of a province's own fields what is not known: no value is as good as no key."""
    return {k: v for k, v in value.items() if v is not None} if isinstance(value, dict) else value


def _note_changes(fresh: Cooperative, changed: dict[str, Any], extra: Any, by: Staff | None, why: str) -> None:
    """Write the changed fields to the trail; a province's own fields each by its label."""
    data: dict[str, Any] = {"changed": changed, "version": fresh.updated_at.isoformat()}
    if changed.pop("extra", None):
        own, labels = extra_changes(fresh, extra)
        data |= {"changed": changed | own, "labels": labels}
    note(fresh, "cooperatives.cooperative.changed", by, why=why, **data)


@transaction.atomic
def reveal_identity(*, cooperative: Cooperative, by: Staff) -> str:
    """Return the representative's full identity number, and write down who looked (Decree 13/2023 on personal data)."""
    record(code="cooperatives.cooperative.identity_viewed", obj=cooperative, **actor_of(by))
    return cooperative.representative_identity


def _check(cooperative: Cooperative, *, name_is_new: bool, confirmed: bool) -> None:
    cooperative.full_clean(validate_constraints=False)
    _check_code(cooperative)
    cooperative.validate_constraints(exclude={"code"})  # the code has just been looked for, in better words
    if name_is_new and not confirmed:
        _check_name(cooperative)


def _check_code(cooperative: Cooperative) -> None:
    """Say at the field whose code it is; a bare constraint could only say that it is taken."""
    if not cooperative.code:
        return
    holder = Cooperative.objects.filter(code=cooperative.code).exclude(pk=cooperative.pk).select_related("unit").first()
    if holder:
        raise ValidationError({"code": _taken_by(holder, cooperative.unit_id)})


def _taken_by(holder: Cooperative, unit_id: int) -> str:
    """Name the holder to who keeps the same commune's book; of another book one is told only whom to ask."""
    whose = holder.name if holder.unit_id == unit_id else f"một đơn vị của {holder.unit}"
    return (
        f"Mã số thuế này đã có trong sổ: {whose}. Mỗi mã chỉ cấp cho một đơn vị; hãy kiểm tra lại mã, "
        "hoặc mở hồ sơ đã có."
    )


def _check_name(cooperative: Cooperative) -> None:
    near = near_names(name=cooperative.name, unit=cooperative.unit, apart_from=cooperative.pk)
    if near:
        names = "; ".join(f"{c.name} ({c.code or 'chưa có mã số'})" for c in near[:3])
        message = f"Trong xã đã có tên gần giống: {names}. Nếu đúng là đơn vị khác, hãy đánh dấu xác nhận rồi lưu lại."
        raise ValidationError({"name": ValidationError(message, code=POSSIBLE_DUPLICATE)})


def _save(cooperative: Cooperative) -> None:
    try:
        with transaction.atomic():
            cooperative.save()
    except IntegrityError as error:
        # Somebody else saved the same code between our look and our write.
        if "cooperative_code_unique" not in str(error):
            raise
        _check_code(cooperative)
        raise
