"""Sao văn bản: the clerk's page for copies of a document, and the copies themselves."""

from __future__ import annotations

import io
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.forms.copying import CopyForm
from documents.models import DocumentCopy, OfficialDocument
from documents.queries import copying as reads
from documents.queries.incoming import REGISTRARS
from documents.services import copying, stored
from documents.views.files import damaged
from organizations.access import staff_required
from organizations.web import ServiceFormView, add_errors


class CopyView(ServiceFormView):
    """What was copied so far, and the form of a new copy; “Xem thử” shows it without taking a number."""

    roles = REGISTRARS
    form_class = CopyForm
    template_name = "documents/document_copy.html"
    title = "Sao văn bản"

    def prepare(self) -> None:
        """404 for what is not seen, 403 where the own office has no original or it was taken back."""
        seen = OfficialDocument.objects.visible_to(self.staff).select_related("organization").defer("source_text")
        self.document = get_object_or_404(seen, pk=self.kwargs["pk"])
        if not reads.may_copy(self.document, self.staff):
            raise PermissionDenied(
                "Chỉ văn thư của cơ quan có bản gốc hoặc đã nhận văn bản sao được, khi văn bản đã ban hành và "
                "không bị thu hồi."
            )

    def get_form_kwargs(self) -> dict[str, Any]:
        year = timezone.localdate().year
        return {**super().get_form_kwargs(), "document": self.document, "staff": self.staff, "year": year}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        copies = reads.copies_of(self.document, self.staff)
        return super().get_context_data(document=self.document, copies=copies, **kwargs)

    def form_valid(self, form: CopyForm) -> HttpResponse:
        try:
            return self._preview(form) if "preview" in self.request.POST else super().form_valid(form)
        except stored.DamagedFile as error:
            return damaged(self.request, error)

    def _preview(self, form: CopyForm) -> HttpResponse:
        try:
            content = copying.preview_copy(document=self.document, order=form.order(), by=self.staff)
        except ValidationError as error:
            add_errors(form, error)
            return self.form_invalid(form)
        return FileResponse(io.BytesIO(content), filename="xem-thu-ban-sao.pdf", content_type="application/pdf")

    def perform(self, form: CopyForm) -> DocumentCopy:
        first = form.cleaned_data.get("first_number")
        made = copying.make_copy(document=self.document, order=form.order(), by=self.staff, first_number=first)
        done = "đã ký số" if made.is_electronic else "hãy in, trình ký và đóng dấu"
        messages.success(self.request, f"Đã lập {str(made)[0].lower()}{str(made)[1:]}; {done}.")
        return made

    def get_success_url(self) -> str:
        return reverse("documents:document_copy", args=[self.document.pk])


@require_safe
@staff_required()
def copy_file(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """One copy, as it was made."""
    row = get_object_or_404(DocumentCopy.objects.visible_to(request.staff), pk=pk)  # type: ignore[attr-defined]
    try:
        content = stored.fetch(row.file_name, row.digest)
    except stored.DamagedFile as error:
        return damaged(request, error)
    name = f"{row.get_kind_display()} {row.number:02d}-{row.symbol}.pdf"
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type="application/pdf")
