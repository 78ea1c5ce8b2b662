"""Beginning a draft of the organization's own and writing it."""

from __future__ import annotations

import dataclasses

from django.db import transaction

from audit.services import record
from documents.models import DocumentState, DraftVersion, OfficialDocument, Origin
from documents.official import tree as official
from documents.official.kinds import LETTER
from documents.queries.letterheads import letterhead_of
from documents.queries.signers import likely_signer, signed_by
from documents.services.columns import put_tree
from documents.services.versions import keep_version
from documents.words import plain_text
from organizations.models import Organization, Staff
from organizations.queries import signing_right
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

    Number, date, digital signatures, slip and findings of `tree` are left out: the draft takes its own. What `tree`
    lacks of the head, the filing line and the signature block is filled in from the organization and from who may
    sign for it today. `answers` is the document that it answers; `origin_note` says in the audit trail what it was
    made from (“mẫu Công văn”). The drafting unit is that of `by` where it stands under `organization`. Raises
    ValidationError where a column does not hold what the tree says.
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
    write_tree(document, _completed(document, tree))
    document.full_clean(exclude=["source_file"])
    document.save()
    if by is not None:
        keep_version(document, by, DraftVersion.Reason.BEGUN)
    data = {"source": origin_note or "trang trắng"}
    record(code="documents.draft.begun", obj=document, data=data, **actor_of(by))
    return document


def _completed(document: OfficialDocument, tree: official.OfficialDocument) -> official.OfficialDocument:
    head = letterhead_of(document.organization, document.drafting_unit)
    kind = tree.kind or LETTER
    made = dataclasses.replace(
        tree,
        kind=kind,
        symbol=tree.symbol or head.symbol_for(kind) or None,
        issuer=tree.issuer or head.issuer,
        parent_body=tree.parent_body or (None if tree.issuer else head.parent_body or None),
        place=tree.place or head.place or None,
        recipients=tree.recipients or [*(["Như trên"] if tree.addressees else []), head.filing_line()],
        number=None,
        date=None,
        date_text=None,
        digital_signatures=[],
        slip=None,
        findings=[],
    )
    document.signer = likely_signer(document, made)
    right = document.signer and signing_right(document.signer, document.organization, kind=kind)
    return signed_by(made, right) if right else made


def write_tree(document: OfficialDocument, tree: official.OfficialDocument) -> None:
    """Put the tree into the draft's columns with its derived parts made anew; the row is not saved.

    The words of the text are kept for the search, as those of an import are.
    """
    from documents.reading.derive import derive

    put_tree(document, derive(dataclasses.replace(tree, findings=[])))
    document.source_text = plain_text(document.official)
