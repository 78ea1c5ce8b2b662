"""What the pages of a draft share: finding it, and the way to its form."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from documents.forms.drafting import DraftForm
from documents.models import DocumentState, DraftSession, OfficialDocument
from documents.official.tree import OfficialDocument as Tree
from documents.official.tree import from_dict
from documents.queries.drafts import may_draft
from documents.queries.letterheads import letterhead_of
from documents.queries.signers import choices_of_signer
from organizations.models import Staff


def authored_or_404(staff: Staff, pk: int) -> OfficialDocument:
    """Return the document that is written here; 404 where it is not seen or was taken in."""
    visible = OfficialDocument.objects.visible_to(staff).select_related(
        "organization__unit", "organization__parent", "drafting_unit", "created_by__user", "reviewer__user",
        "signer__user", "answers",
    )  # fmt: skip
    document: OfficialDocument = get_object_or_404(visible, pk=pk)
    if not document.is_authored:
        raise Http404("Văn bản này không soạn trên cổng.")
    return document


def draft_or_404(staff: Staff, pk: int) -> OfficialDocument:
    """Return the draft to write; 404 as above, PermissionDenied for who only reads it and once it is submitted."""
    document = authored_or_404(staff, pk)
    if not may_draft(document, staff):
        raise PermissionDenied("Bạn không tham gia soạn văn bản này.")
    if document.state != DocumentState.DRAFT:
        now = DocumentState(document.state).label.lower()
        raise PermissionDenied(f"Văn bản {now} nên không sửa nội dung được; người soạn có thể rút lại khi chưa duyệt.")
    return document


def form_of(document: OfficialDocument, data: Any = None, tree: Tree | None = None) -> DraftForm:
    """Return the form of the draft: of `data` as typed, else of `tree`, else of the draft as saved."""
    return DraftForm(
        tree=tree or document.official,
        signers=choices_of_signer(document),
        signer=document.signer_id,
        version=document.version,
        letterhead=letterhead_of(document.organization, document.drafting_unit),
        data=data,
    )


def typed_tree(document: OfficialDocument, session: DraftSession | None) -> Tree:
    """Return what the person is typing, else the draft as saved."""
    return from_dict(session.tree) if session and session.tree else document.official
