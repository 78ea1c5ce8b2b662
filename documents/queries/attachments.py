"""What pages and drawings read of the files that go with a document."""

from __future__ import annotations

from documents.authoring.enclosures import with_enclosures
from documents.models import Attachment, DocumentState, OfficialDocument, Origin
from documents.official.tree import OfficialDocument as Tree
from documents.queries.drafts import may_draft
from documents.queries.incoming import REGISTRARS
from documents.queries.pages import may_edit
from organizations.models import Staff


def attached(document: OfficialDocument) -> list[Attachment]:
    """Return what goes with the document, in order."""
    return list(document.attachments.filter(gone_at__isnull=True).defer("text").order_by("order"))


def earlier_versions(document: OfficialDocument) -> list[Attachment]:
    """Return what was replaced or no longer goes along, newest first."""
    gone = document.attachments.filter(gone_at__isnull=False).defer("text")
    return list(gone.select_related("by__user", "replaced_by").order_by("-gone_at", "-pk"))


def printed_tree(document: OfficialDocument, tree: Tree | None = None) -> Tree:
    """Return the tree as it is printed: with the line `Gửi kèm` where files go with a draft that is written here."""
    tree = tree or document.official
    if not document.is_authored or document.is_issued or document.pk is None:
        return tree
    current = document.attachments.filter(gone_at__isnull=True).order_by("order")
    return with_enclosures(tree, list(current.values_list("title", flat=True)))


def may_attach(document: OfficialDocument, staff: Staff) -> bool:
    """Tell whether the person may put files beside the document now; `document.organization` is loaded."""
    if document.is_authored:
        return document.is_draft and may_draft(document, staff)
    if document.state not in (DocumentState.DRAFT, DocumentState.ACTIVE):
        return False
    registers = document.origin == Origin.INCOMING and staff.role in REGISTRARS
    return may_edit(document, staff) or (registers and document.organization_id == staff.organization_id)
