"""The safe mends of form on a draft that was read from a file: one, or all of them, in one click, and back again."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from documents.findings import is_mendable, key_of
from documents.models import DraftVersion, OfficialDocument
from documents.official.checking import apply_mends, check, is_safe
from documents.official.tree import OfficialDocument as Tree
from documents.official.tree import from_dict
from documents.services.columns import put_tree
from documents.services.review import StaleVersion
from documents.services.versions import keep_version
from organizations.models import Staff
from organizations.services.directory import actor_of


@transaction.atomic
def mend_document(*, document: OfficialDocument, by: Staff, version: int, keys: Collection[str] | None = None) -> int:
    """Make the safe mends that `keys` name (`findings.key_of`), all of them without `keys`; return how many were made.

    The tasks that were read stay as they are. Raises StaleVersion where somebody saved after `version`, and
    ValidationError for a document that is not the office's own draft: what others issued keeps its words.
    """
    fresh = _locked(document, version)
    tree = fresh.official
    safe = [finding for finding in check(tree) if is_safe(finding)]
    chosen = safe if keys is None else [finding for finding in safe if key_of(finding) in keys]
    if not chosen:
        return 0
    mended, left = apply_mends(tree, None if keys is None else chosen)
    keep_version(fresh, by, DraftVersion.Reason.SAVED)
    _write(fresh, mended)
    keep_version(fresh, by, DraftVersion.Reason.MENDED)
    count = max(len(safe) - sum(is_safe(finding) for finding in left), 1)
    record(code="documents.document.mended", obj=fresh, data={"count": count}, **actor_of(by))
    return count


@transaction.atomic
def undo_mends(*, document: OfficialDocument, by: Staff, version: int) -> OfficialDocument:
    """Take the newest mends back. Raises as `mend_document`, and where something was changed since them."""
    fresh = _locked(document, version)
    earlier = before_mends(fresh)
    if earlier is None:
        raise ValidationError("Văn bản đã được sửa tiếp sau lần sửa nhanh nên không hoàn tác được.", code="changed")
    _write(fresh, from_dict(earlier.tree))
    record(code="documents.document.mends_undone", obj=fresh, **actor_of(by))
    return fresh


def before_mends(document: OfficialDocument) -> DraftVersion | None:
    """Return how the document stood before the mends that made it what it is; None where no mend did."""
    mended = document.versions.filter(reason=DraftVersion.Reason.MENDED)
    found = next((row for row in mended if row.tree == document.tree), None)
    return document.versions.filter(number=found.number - 1).first() if found else None


def _locked(document: OfficialDocument, version: int) -> OfficialDocument:
    fresh: OfficialDocument = (
        OfficialDocument.objects.select_for_update(of=("self",)).select_related("organization").get(pk=document.pk)
    )
    if fresh.version != version:
        raise StaleVersion("Văn bản đã được người khác sửa sau khi bạn mở trang này.", code="stale")
    if not is_mendable(fresh):
        raise ValidationError("Chỉ sửa nhanh được bản dự thảo chưa có số.", code="not_draft")
    return fresh


def _write(document: OfficialDocument, tree: Tree) -> None:
    put_tree(document, tree)
    document.version += 1
    document.full_clean(exclude=["source_file"])
    document.save()
