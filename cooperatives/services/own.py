"""Saved lists, and changing many sheets at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record_many
from cooperatives.models import Cooperative, SavedView
from cooperatives.showing import shown
from organizations.models import Staff
from organizations.services.directory import actor_of

MOST_AT_ONCE = 500


@transaction.atomic
def save_view(*, by: Staff, name: str, query: str, columns: Sequence[str], is_shared: bool) -> SavedView:
    """Keep a list's filters and columns under a name; the own one of that name is replaced.

    Raises ValidationError at `name`.
    """
    kept = SavedView.objects.filter(owner=by, name=name.strip()).first() or SavedView(owner=by, name=name.strip())
    kept.query, kept.columns, kept.is_shared = query[:2000], list(columns), is_shared
    kept.full_clean(exclude=["columns"])  # none at all are the usual ones
    kept.save()
    return kept


@transaction.atomic
def drop_view(*, view: SavedView, by: Staff) -> None:
    """Forget a saved list; only its owner may. Raises ValidationError for another one's."""
    if view.owner_id != by.pk:
        raise ValidationError("Danh sách này của đồng nghiệp; chỉ người lưu mới bỏ được.")
    view.delete()


@transaction.atomic
def change_many(
    *, seen: Mapping[int, dt.datetime], field: str, value: Any, by: Staff, why: str = ""
) -> list[Cooperative]:
    """Put one value into one field of many sheets; return those that changed. All or none.

    `seen` is when each sheet was last saved, by id, as the preview showed it. Raises ValidationError for too many, and
    naming the sheets that somebody saved or removed since.
    """
    if len(seen) > MOST_AT_ONCE:
        raise ValidationError(f"Mỗi lần sửa nhiều nhất {MOST_AT_ONCE} hồ sơ; hãy lọc bớt.")
    rows = list(Cooperative.objects.select_for_update(of=("self",)).filter(pk__in=seen).order_by("pk"))
    stale = [row.name for row in rows if row.updated_at != seen[row.pk]]
    if stale or len(rows) != len(seen):
        names = ", ".join(stale[:5]) or "một hồ sơ đã bị gộp hoặc bỏ"
        raise ValidationError(f"Có hồ sơ vừa được người khác sửa: {names}. Chưa sửa gì cả; hãy xem lại bản xem trước.")
    changed = [row for row in rows if getattr(row, field) != value]
    entries = [_put(row, field, value, why) for row in changed]
    Cooperative.objects.bulk_update(changed, [field, "updated_at"])
    record_many(code="cooperatives.cooperative.changed", entries=entries, **actor_of(by))
    return changed


def _put(row: Cooperative, field: str, value: Any, why: str) -> tuple[Cooperative, dict[str, Any]]:
    before = shown(row, field)
    setattr(row, field, value)
    row.clean_fields(exclude={f.name for f in row._meta.fields if f.name != field})
    row.updated_at = dt.datetime.now(dt.UTC)
    data = {"changed": {field: [before, shown(row, field)]}, "version": row.updated_at.isoformat(), "bulk": True}
    return row, data | ({"why": why} if why else {})
