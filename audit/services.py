"""Writing the audit trail, and proving that nobody rewrote it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from audit.models import AuditEntry

FIRST_DIGEST = "0" * 64
# One writer at a time keeps the chain in one line; the lock lasts until the act itself is committed.
_CHAIN_LOCK = 0x436F6F70


@transaction.atomic
def record(
    *,
    code: str,
    obj: models.Model,
    actor: Any = None,
    actor_name: str = "",
    organization_path: str = "",
    label: str = "",
    data: dict[str, Any] | None = None,
) -> AuditEntry:
    """Write one act to the trail, in the transaction of the act itself.

    `actor` is the user, or None for the portal itself (reminders); `data` must be JSON and hold no secrets.
    Call it as the last step of a service: the chain's lock is held from here to the commit.
    """
    entry = _entry(code, obj, actor, actor_name, organization_path, label, data)
    _chain([entry])
    entry.save()
    return entry


@transaction.atomic
def record_many(
    *,
    code: str,
    entries: Iterable[tuple[models.Model, dict[str, Any]]],
    actor: Any = None,
    actor_name: str = "",
    organization_path: str = "",
) -> int:
    """Write the same act on many objects to the trail, each with its own data; return how many.

    Three statements however many there are. Call it last in a service, as `record`.
    """
    made = [_entry(code, obj, actor, actor_name, organization_path, "", data) for obj, data in entries]
    if made:
        _chain(made)
        AuditEntry.objects.bulk_create(made, batch_size=1000)
    return len(made)


def _entry(
    code: str,
    obj: models.Model,
    actor: Any,
    actor_name: str,
    organization_path: str,
    label: str,
    data: dict[str, Any] | None,
) -> AuditEntry:
    return AuditEntry(
        at=timezone.now(),
        actor=actor,
        actor_name=actor_name or (actor.get_full_name() or actor.get_username() if actor else "Hệ thống"),
        organization_path=organization_path,
        code=code,
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        object_label=(label or str(obj))[:500],
        data=json.loads(json.dumps(data or {}, default=str)),
    )


def _chain(entries: list[AuditEntry]) -> None:
    """Hang the entries on the chain's end, whose lock is held from here to the commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
    previous = AuditEntry.objects.order_by("-id").values_list("digest", flat=True).first() or FIRST_DIGEST
    for entry in entries:
        entry.previous_digest = previous
        entry.digest = previous = digest_of(entry)


def digest_of(entry: AuditEntry) -> str:
    """Return the SHA-256 (hex) of the entry's content together with the digest before it."""
    content = [
        entry.previous_digest,
        entry.at.astimezone(dt.UTC).isoformat(),
        entry.actor_id,
        entry.actor_name,
        entry.organization_path,
        entry.code,
        entry.object_type,
        entry.object_id,
        entry.object_label,
        entry.data,
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def broken_links() -> list[int]:
    """Return the ids of the entries whose content or place in the chain no longer fits its digest."""
    broken, previous = [], FIRST_DIGEST
    for entry in AuditEntry.objects.order_by("id").iterator(chunk_size=2000):
        if entry.previous_digest != previous or digest_of(entry) != entry.digest:
            broken.append(entry.pk)
        previous = entry.digest
    return broken
