"""Beginning a draft of the organization's own and writing it."""

from __future__ import annotations

import dataclasses

from django.db import transaction

from audit.services import record
from documents.models import DocumentState, OfficialDocument, Origin
from documents.official import tree as official
from documents.services.columns import put_tree
from documents.words import plain_text
from organizations.models import Organization, Staff
from organizations.services.directory import actor_of


@transaction.atomic
def new_draft(
    *,
    organization: Organization,
    by: Staff | None,
    tree: official.OfficialDocument,
    answers: OfficialDocument | None = None,
    origin_note: str = "",
) -> OfficialDocument:
    """Begin a draft that `organization` is to issue, written from `tree`, and return it.

    Number, date, digital signatures, slip and findings of `tree` are left out: the draft takes its own. `answers` is
    the document that it answers; `origin_note` says in the audit trail what it was made from (“mẫu Công văn”). The
    drafting unit is that of `by` where it stands under `organization`. Raises ValidationError where a column does not
    hold what the tree says.
    """
    inside = by is not None and by.organization.path.startswith(organization.path)
    document = OfficialDocument(
        organization=organization,
        created_by=by,
        drafting_unit=by.organization if inside and by else organization,
        origin=Origin.AUTHORED,
        state=DocumentState.DRAFT,
        answers=answers,
    )
    write_tree(document, _unnumbered(tree))
    document.full_clean(exclude=["source_file"])
    document.save()
    data = {"source": origin_note or "trang trắng"}
    record(code="documents.draft.begun", obj=document, data=data, **actor_of(by))
    return document


def _unnumbered(tree: official.OfficialDocument) -> official.OfficialDocument:
    return dataclasses.replace(
        tree, number=None, date=None, date_text=None, digital_signatures=[], slip=None, findings=[]
    )


def write_tree(document: OfficialDocument, tree: official.OfficialDocument) -> None:
    """Put the tree into the draft's columns with its derived parts made anew; the row is not saved.

    The words of the text are kept for the search, as those of an import are.
    """
    from documents.reading.derive import derive

    put_tree(document, derive(dataclasses.replace(tree, findings=[])))
    document.source_text = plain_text(document.official)
