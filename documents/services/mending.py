"""The safe mends of form on a draft that was read from a file: one, or all of them, in one click."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from documents.findings import is_mendable, key_of
from documents.models import OfficialDocument
from documents.official.checking import apply_mends, check, is_safe
from documents.services.columns import put_tree
from documents.services.review import StaleVersion
from organizations.models import Staff
from organizations.services.directory import actor_of


@transaction.atomic
def mend_document(
    *, document: OfficialDocument, by: Staff | None, version: int, keys: Collection[str] | None = None
) -> int:
    """Make the safe mends that `keys` name (`findings.key_of`), all of them without `keys`; return how many were made.

    The tasks that were read stay as they are. Raises StaleVersion where somebody saved after `version`, and
    ValidationError for a document that is not the office's own draft: what others issued keeps its words.
    """
    fresh = OfficialDocument.objects.select_for_update(of=("self",)).select_related("organization").get(pk=document.pk)
    if fresh.version != version:
        raise StaleVersion("Văn bản đã được người khác sửa sau khi bạn mở trang này.", code="stale")
    if not is_mendable(fresh):
        raise ValidationError("Chỉ sửa nhanh được bản dự thảo chưa có số.", code="not_draft")
    tree = fresh.official
    safe = [finding for finding in check(tree) if is_safe(finding)]
    chosen = safe if keys is None else [finding for finding in safe if key_of(finding) in keys]
    if not chosen:
        return 0
    mended, left = apply_mends(tree, None if keys is None else chosen)
    put_tree(fresh, mended)
    fresh.version += 1
    fresh.full_clean(exclude=["source_file"])
    fresh.save()
    count = max(len(safe) - sum(is_safe(finding) for finding in left), 1)
    record(code="documents.document.mended", obj=fresh, data={"count": count}, **actor_of(by))
    return count
