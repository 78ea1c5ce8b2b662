"""The versions of a draft and what changed between two of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from documents.queries.drafts import may_draft
from documents.queries.versions import compared, versions_of
from documents.services import discard_draft, writing
from documents.views.attempts import attempt
from documents.views.drafting.common import authored_or_404, draft_or_404
from organizations.access import WORKERS, StaffRequiredMixin, staff_required


class DraftVersionsView(StaffRequiredMixin, TemplateView):
    """All versions; the last two compared, or those that the address names (`?tu=1&den=3`)."""

    template_name = "documents/drafting/versions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        document = authored_or_404(self.staff, self.kwargs["pk"])
        versions = versions_of(document)
        numbers = [version.number for version in versions]
        after = _asked(self.request, "den", numbers[0] if numbers else 0)
        before = _asked(self.request, "tu", next((n for n in numbers if n < after), after))
        return super().get_context_data(
            title="Các bản dự thảo",
            document=document,
            versions=versions,
            before=before,
            after=after,
            comparison=compared(document, before, after),
            may_draft=may_draft(document, self.staff) and document.is_draft,
            **kwargs,
        )


def _asked(request: HttpRequest, name: str, otherwise: int) -> int:
    word = request.GET.get(name, "")
    return int(word) if word.isascii() and word.isdigit() and len(word) < 7 else otherwise


@require_POST
@staff_required(*WORKERS)
def draft_go_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an earlier version the draft again."""
    staff = request.staff  # type: ignore[attr-defined]
    document = draft_or_404(staff, pk)
    word = request.POST.get("number", "")
    number = int(word) if word.isascii() and word.isdigit() and len(word) < 7 else 0
    try:
        writing.go_back(document=document, by=staff, number=number)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(reverse("documents:draft_versions", args=[pk]))
    messages.success(request, f"Đã lấy lại bản {number}; bản trước đó vẫn còn trong danh sách.")
    return HttpResponseRedirect(reverse("documents:draft_edit", args=[pk]))


@require_POST
@staff_required(*WORKERS)
def draft_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away with its versions and remarks; the trail keeps that it was there."""
    staff = request.staff  # type: ignore[attr-defined]
    document = draft_or_404(staff, pk)
    gone = attempt(request, lambda: discard_draft(document=document, by=staff), "Đã xóa dự thảo.")
    return HttpResponseRedirect(
        reverse("documents:draft_list") if gone else reverse("documents:document_detail", args=[pk])
    )
