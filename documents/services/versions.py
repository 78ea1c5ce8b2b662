"""Keeping a draft's versions."""

from __future__ import annotations

from django.utils import timezone

from documents.models import DraftVersion, OfficialDocument
from organizations.models import Staff


def keep_version(document: OfficialDocument, by: Staff, reason: str) -> DraftVersion:
    """Keep the tree as the next version; one that changed nothing is not kept twice when it is only saved again."""
    last = document.versions.first()
    if last and reason == DraftVersion.Reason.SAVED and last.tree == document.tree:
        return last
    number = last.number + 1 if last else 1
    return DraftVersion.objects.create(
        document=document, number=number, reason=reason, tree=document.tree, by=by, at=timezone.now()
    )
