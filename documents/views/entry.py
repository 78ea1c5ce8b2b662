"""Taking a document in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from documents import services
from documents.forms import ImportForm
from documents.models import ImportJob, OfficialDocument
from documents.services import jobs
from organizations.access import OFFICE
from organizations.web import ScopedDetailView, ServiceFormView

# A queue that has not begun by then is probably away; the person may read the file without it.
PATIENCE = dt.timedelta(seconds=45)


class ImportView(ServiceFormView):
    """Upload a file or paste a text; on to the review, or to the waiting page of a long file."""

    roles = OFFICE
    form_class = ImportForm
    template_name = "documents/document_import.html"
    title = "Nhập văn bản"
    kept: ImportJob | None = None

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "staff": self.staff}

    def perform(self, form: ImportForm) -> OfficialDocument | ImportJob:
        source, organization = form.source(), form.cleaned_data["organization"]
        if source["data"] and jobs.is_long(source["data"]):
            self.success_message = ""
            return jobs.request_import(
                data=source["data"], filename=source["filename"], organization=organization, by=self.staff
            )
        try:
            return services.import_document(**source, organization=organization, by=self.staff)
        except ValidationError as error:
            if source["data"] and services.may_be_kept(error):
                self.kept = services.keep_unread(
                    data=source["data"],
                    filename=source["filename"],
                    message=" ".join(error.messages),
                    organization=organization,
                    by=self.staff,
                )
            raise

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(kept=self.kept, **kwargs)

    def get_success_url(self) -> str:
        name = "import_job" if isinstance(self.object, ImportJob) else "document_review"
        return reverse(f"documents:{name}", args=[self.object.pk])


class ImportJobView(ScopedDetailView):
    """How far the reading of a long file is; looks again by itself until it is done."""

    model = ImportJob
    roles = OFFICE
    template_name = "documents/import_job.html"

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().select_related("document")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        if self.object.document_id:
            return HttpResponseRedirect(reverse("documents:document_review", args=[self.object.document_id]))
        waited = timezone.now() - self.object.created_at
        return self.render_to_response(self.get_context_data(title="Đọc tệp", overdue=waited > PATIENCE))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Read now, in this request (the way out where no worker comes), or begin to type from a kept file."""
        job = get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])
        if job.state == ImportJob.State.FAILED:
            services.type_in(job_id=job.pk, by=self.staff)
        else:
            jobs.run_import(job_id=job.pk)
        return HttpResponseRedirect(reverse("documents:import_job", args=[job.pk]))
