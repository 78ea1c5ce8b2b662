"""What one does to a document from its page."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from documents import queries, services
from documents.forms import DeliverForm
from documents.models import OfficialDocument
from organizations.access import OFFICE, staff_required
from organizations.models import Staff
from organizations.web import ServiceFormView


def editable_or_404(staff: Staff, pk: int) -> OfficialDocument:
    """Return the document to act on; 404 where it is not visible, PermissionDenied where only reading is allowed."""
    visible = OfficialDocument.objects.visible_to(staff).select_related("organization")
    document = get_object_or_404(visible, pk=pk)
    if not queries.may_edit(document, staff):
        raise PermissionDenied("Chỉ cơ quan giữ văn bản thực hiện được việc này.")
    return document


class DeliverView(ServiceFormView):
    """Choose who receives the document."""

    roles = OFFICE
    form_class = DeliverForm
    template_name = "documents/document_deliver.html"
    title = "Gửi văn bản"

    @cached_property
    def document(self) -> OfficialDocument:
        """The document to hand out, looked for once a request."""
        return editable_or_404(self.staff, self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "document": self.document, "staff": self.staff}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(document=self.document, **kwargs)

    def perform(self, form: DeliverForm) -> OfficialDocument:
        chosen = form.organizations()
        new = services.hand_out(document=self.document, organizations=chosen, by=self.staff)
        had = f" {len(chosen) - len(new)} nơi đã có văn bản từ trước." if len(chosen) > len(new) else ""
        messages.success(self.request, f"Đã gửi văn bản cho {len(new)} nơi.{had}")
        return self.document

    def get_success_url(self) -> str:
        return reverse("documents:document_detail", args=[self.document.pk])


@require_POST
@staff_required(*OFFICE)
def document_close(request: HttpRequest, pk: int) -> HttpResponse:
    """End the work on a document."""
    document = editable_or_404(request.staff, pk)  # type: ignore[attr-defined]
    _try(request, lambda: services.close_document(document=document, by=request.staff), "Đã kết thúc theo dõi văn bản.")  # type: ignore[attr-defined]
    return HttpResponseRedirect(reverse("documents:document_detail", args=[pk]))


@require_POST
@staff_required(*OFFICE)
def document_mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Make one mend of form (`key`), or all that are safe."""
    document = editable_or_404(request.staff, pk)  # type: ignore[attr-defined]
    keys = request.POST.getlist("key") or None
    mend(request, document, _version(request), keys)
    return HttpResponseRedirect(f"{reverse('documents:document_detail', args=[pk])}#the-thuc")


def mend(request: HttpRequest, document: OfficialDocument, version: int, keys: list[str] | None) -> None:
    """Make the mends and say how many, or why none."""
    by = request.staff  # type: ignore[attr-defined]
    try:
        count = services.mend_document(document=document, by=by, version=version, keys=keys)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        done = f"Đã sửa {count} điểm về thể thức." if count else "Không còn điểm nào sửa nhanh được."
        messages.success(request, done)


@require_POST
@staff_required(*OFFICE)
def document_mend_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the newest mends back; `back` names the page that asked."""
    document, by = editable_or_404(request.staff, pk), request.staff  # type: ignore[attr-defined]
    version = _version(request)
    _try(request, lambda: services.undo_mends(document=document, by=by, version=version), "Đã hoàn tác lần sửa nhanh.")
    page = "document_review" if request.POST.get("back") == "review" else "document_detail"
    return HttpResponseRedirect(f"{reverse(f'documents:{page}', args=[pk])}#the-thuc")


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


@require_POST
@staff_required(*OFFICE)
def document_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft that was imported by mistake."""
    document = editable_or_404(request.staff, pk)  # type: ignore[attr-defined]
    gone = _try(request, lambda: services.discard_draft(document=document, by=request.staff), "Đã xóa bản dự thảo.")  # type: ignore[attr-defined]
    return HttpResponseRedirect(
        reverse("documents:document_list") if gone else reverse("documents:document_detail", args=[pk])
    )


def _try(request: HttpRequest, act: Callable[[], object], done: str) -> bool:
    try:
        act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    messages.success(request, done)
    return True
