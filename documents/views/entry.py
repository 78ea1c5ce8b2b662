"""Taking a document in."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from documents import services
from documents.forms import ImportForm
from documents.models import OfficialDocument
from organizations.access import OFFICE
from organizations.web import ServiceFormView


class ImportView(ServiceFormView):
    """Upload a file or paste a text; on to the review."""

    roles = OFFICE
    form_class = ImportForm
    template_name = "documents/document_import.html"
    title = "Nhập văn bản"
    success_message = "Đã đọc văn bản. Hãy rà soát trước khi giao việc."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "staff": self.staff}

    def perform(self, form: ImportForm) -> OfficialDocument:
        return services.import_document(**form.source(), organization=form.cleaned_data["organization"], by=self.staff)

    def get_success_url(self) -> str:
        return reverse("documents:document_review", args=[self.object.pk])
