"""The desk: what is being written, what waits for whose opinion."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from documents.models import DocumentState, OfficialDocument
from documents.queries.drafts import own_drafts
from organizations.access import WORKERS
from organizations.web import ScopedListView

_TABS = (("", "Tất cả"), ("mine", "Chờ tôi duyệt"), *((s.value, s.label) for s in (
    DocumentState.DRAFT, DocumentState.REVIEW, DocumentState.APPROVED, DocumentState.SIGNED)))  # fmt: skip


class DraftListView(ScopedListView):
    """Drafts of the person's unit and those that wait for them."""

    roles = WORKERS
    template_name = "documents/drafting/desk.html"
    title = "Soạn thảo, trình duyệt"

    def get_queryset(self) -> QuerySet[OfficialDocument]:
        found, asked = own_drafts(self.staff), self.request.GET.get("state", "")
        found = found.search(self.request.GET.get("q", ""))
        if asked == "mine":
            return found.filter(reviewer=self.staff)
        return found.filter(state=asked) if asked in DocumentState.values else found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = own_drafts(self.staff).filter(reviewer=self.staff).count()
        return super().get_context_data(tabs=_TABS, asked=self.request.GET.get("state", ""), waiting=waiting, **kwargs)
