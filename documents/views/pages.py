"""The list and the page of one document."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.safestring import mark_safe

from documents import queries, services
from documents.findings import form_findings, is_mendable
from documents.models import DocumentState, OfficialDocument, Origin
from documents.models.document import KIND_CHOICES
from documents.queries.attachments import attached, may_attach, printed_tree
from documents.queries.copying import copies_of, may_copy
from documents.queries.dossiers import dossiers_of, may_gather
from documents.queries.drafts import may_draft
from documents.queries.signing import signing_state
from organizations.access import OFFICE
from organizations.web import ScopedDetailView, ScopedListView

FILTERS = ("kind", "state", "year", "organization")


class DocumentListView(ScopedListView):
    """The documents that the person may see, filtered by the address."""

    template_name = "documents/document_list.html"
    title = "Văn bản"

    def get_queryset(self) -> QuerySet[OfficialDocument]:
        asked = self.request.GET
        filters = {name: asked.get(name, "") for name in FILTERS}
        in_content = asked.get("in_content") == "1"
        return queries.find(self.staff, words=asked.get("q", ""), in_content=in_content, **filters)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET
        return super().get_context_data(
            kinds=KIND_CHOICES,
            states=DocumentState.choices,
            years=queries.years(self.staff),
            holders=queries.holders(self.staff),
            filtered=any(asked.get(name) for name in ("q", *FILTERS)),
            may_import=self.staff.role in OFFICE,
            **kwargs,
        )


class DocumentDetailView(ScopedDetailView):
    """The document as it looks on paper, whom it went to, and what became of it."""

    model = OfficialDocument
    template_name = "documents/document_detail.html"

    def get_queryset(self) -> QuerySet[Any]:
        found = super().get_queryset().defer("source_text", "source_search")
        return found.select_related("organization", "created_by__user", "created_by__organization")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        from documents.official.drawing import screen_html

        document: OfficialDocument = self.object
        services.mark_read(document=document, by=self.staff)
        tree, found = printed_tree(document), form_findings(document)
        deliveries = queries.deliveries_of(document, self.staff)
        return super().get_context_data(
            title=str(document)[:120],
            tree=tree,
            drawn=mark_safe(screen_html(tree, draft=document.is_changing)),  # noqa: S308 - the drawing escapes every text
            may_edit=queries.may_edit(document, self.staff),
            may_draft=may_draft(document, self.staff),
            own_paper=document.organization_id == self.staff.organization_id and document.origin != Origin.INCOMING,
            counts=queries.task_counts(document),
            deliveries=deliveries,
            delivery_counts=queries.delivery_counts(deliveries),
            outside=queries.outside_of(document, self.staff),
            history=queries.page_history(document, self.staff),
            findings=found,
            mendable=sum(one.safe for one in found),
            undoable=is_mendable(document) and services.before_mends(document) is not None,
            signing=signing_state(document, self.staff),
            attached=attached(document),
            may_attach=may_attach(document, self.staff),
            copies=copies_of(document, self.staff),
            may_copy=may_copy(document, self.staff),
            dossiers=dossiers_of(document, self.staff) if document.is_issued else [],
            may_gather=may_gather(document, self.staff),
            cited=queries.cited_by(tree.references, document, self.staff),
            **kwargs,
        )
