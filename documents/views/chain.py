"""The chain of a document, and tying two documents together."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.urls import reverse

from documents import queries
from documents.forms.relations import RelationForm
from documents.models import DocumentRelation, DocumentState, OfficialDocument, RelationKind
from documents.queries.chain import chain_of, force_of
from documents.services.recall import settle_replaced
from documents.services.relations import relate
from documents.views.acts import editable_or_404
from organizations.access import OFFICE
from organizations.web import ScopedDetailView, ServiceFormView


class ChainView(ScopedDetailView):
    """What a document implements, answers, replaces; what came of it; and what is in force."""

    model = OfficialDocument
    template_name = "documents/document_chain.html"

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().defer("tree", "source_text", "source_search").select_related("organization")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        document: OfficialDocument = self.object
        amended = DocumentRelation.objects.filter(
            target=document, kind=RelationKind.AMENDS, source__state__in=(DocumentState.ACTIVE, DocumentState.CLOSED)
        ).exists()
        force, tone = force_of(document, amended)
        return super().get_context_data(
            title=f"Chuỗi văn bản: {document}"[:120],
            chain=chain_of(document, self.staff),
            force=force,
            tone=tone,
            may_edit=queries.may_edit(document, self.staff),
            **kwargs,
        )


class RelationView(ServiceFormView):
    """Say what this document does with another one."""

    roles = OFFICE
    form_class = RelationForm
    template_name = "components/form_page.html"
    title = "Ghi quan hệ với văn bản khác"
    success_message = "Đã ghi quan hệ."

    def prepare(self) -> None:
        """404 for what is not seen, 403 for what may only be read."""
        self.document = editable_or_404(self.staff, self.kwargs["pk"])
        if self.document.state in (DocumentState.RECALLED, DocumentState.REPLACED):
            raise PermissionDenied("Văn bản đã hết hiệu lực.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "document": self.document, "staff": self.staff}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lead=str(self.document), **kwargs)

    def perform(self, form: RelationForm) -> DocumentRelation:
        kind, target = RelationKind(form.cleaned_data["kind"]), form.cleaned_data["document"]
        relation = relate(source=self.document, target=target, kind=kind, by=self.staff)
        if self.document.state in (DocumentState.ACTIVE, DocumentState.CLOSED):
            settle_replaced(document=self.document, by=self.staff)
        return relation

    def get_success_url(self) -> str:
        return reverse("documents:document_chain", args=[self.document.pk])
