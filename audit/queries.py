"""Reading the audit trail."""

from __future__ import annotations

from django.db import models

from audit.models import AuditEntry


def history_of(obj: models.Model, *, limit: int = 50) -> list[AuditEntry]:
    """Return the newest acts on one object."""
    return list(AuditEntry.objects.filter(object_type=obj._meta.label_lower, object_id=obj.pk)[:limit])
