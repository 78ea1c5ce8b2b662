"""Saving a draft, keeping its versions, and what people typed and have not saved."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from documents.models import DocumentState, DraftSession, DraftVersion, OfficialDocument
from documents.official.tree import OfficialDocument as Tree
from documents.queries.drafts import may_draft
from documents.services.columns import storable
from documents.services.drafting import write_tree
from documents.services.life import locked
from documents.services.review import StaleVersion
from documents.services.versions import keep_version
from organizations.models import Staff
from organizations.services.directory import actor_of


@transaction.atomic
def save_draft(
    *, document: OfficialDocument, by: Staff, version: int, tree: Tree, signer: Staff | None = None
) -> OfficialDocument:
    """Write the draft as the person left it, keep it as a version, forget what they had typed unsaved; return the row.

    `version` is the one the person saw. Raises PermissionDenied for who does not draft it, StaleVersion where somebody
    else saved in between, ValidationError where it is no draft any more or a column does not hold the words.
    """
    fresh = locked(document)
    if not may_draft(fresh, by):
        raise PermissionDenied("Bạn không tham gia soạn văn bản này.")
    if fresh.state != DocumentState.DRAFT:
        raise ValidationError("Văn bản đã được trình, không còn là dự thảo; hãy rút lại trước khi sửa.", code="state")
    if fresh.version != version:
        raise StaleVersion("Dự thảo đã được người khác lưu sau khi bạn mở trang này.", code="stale")
    write_tree(fresh, tree)
    fresh.signer = signer
    fresh.version += 1
    fresh.full_clean(exclude=["source_file"])
    fresh.save()
    kept = keep_version(fresh, by, DraftVersion.Reason.SAVED)
    DraftSession.objects.filter(document=fresh, staff=by).update(typed=None, tree=None, typed_at=None)
    record(code="documents.draft.saved", obj=fresh, data={"number": kept.number}, **actor_of(by))
    return fresh


def keep_typed(*, document: OfficialDocument, by: Staff, version: int, typed: dict[str, Any], tree: Tree) -> None:
    """Keep what the person has typed so far, beside the draft and apart from what colleagues type."""
    from documents.official.tree import to_dict

    now = timezone.now()
    values = {"seen_at": now, "version": version, "typed_at": now}
    values |= {"typed": storable(typed), "tree": storable(to_dict(tree))}
    DraftSession.objects.update_or_create(document=document, staff=by, defaults=values)


def be_present(*, document: OfficialDocument, by: Staff) -> DraftSession:
    """Note that the person has the draft open, and return their session; what they typed before stays in it."""
    defaults = {"seen_at": timezone.now()}
    created = {**defaults, "version": document.version}
    session, _ = DraftSession.objects.update_or_create(
        document=document, staff=by, defaults=defaults, create_defaults=created
    )
    return session


def forget_typed(*, document: OfficialDocument, by: Staff) -> None:
    """Drop what the person typed and did not save; they begin again from the draft as saved."""
    DraftSession.objects.filter(document=document, staff=by).update(
        typed=None, tree=None, typed_at=None, version=document.version
    )


@transaction.atomic
def go_back(*, document: OfficialDocument, by: Staff, number: int) -> OfficialDocument:
    """Make an earlier version the draft again, as a new version. Raises as `save_draft`."""
    from documents.official.tree import from_dict

    kept = document.versions.filter(number=number).first()
    if kept is None:
        raise ValidationError("Không có bản lưu này.")
    fresh = locked(document)
    return save_draft(document=fresh, by=by, version=fresh.version, tree=from_dict(kept.tree), signer=fresh.signer)
