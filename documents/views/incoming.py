"""Incoming documents: what waits, the register's lines, and registering a paper."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from documents.forms.incoming import EntryForm, PaperForm, PaperUploadForm
from documents.models import DeliveryState, DocumentState, IncomingEntry, OfficialDocument, Origin, ScanReading
from documents.models.incoming import WORKING
from documents.queries import incoming as reads
from documents.queries.attachments import attached
from documents.reading import ocr
from documents.services import incoming as services
from documents.services import recognizing
from documents.services.papers import take_paper
from documents.services.preview import first_page
from documents.views.attempts import attempt
from organizations.access import StaffRequiredMixin, staff_required
from organizations.web import ScopedDetailView, ScopedListView, ServiceFormView

STATES = [(code, label) for code, label in DeliveryState.choices if code in WORKING]


class IncomingListView(ScopedListView):
    """What waits to be received, then the lines of the register."""

    roles = reads.READERS
    template_name = "documents/incoming_list.html"
    title = "Văn bản đến"

    def get_queryset(self) -> QuerySet[IncomingEntry]:
        asked = self.request.GET
        overdue = timezone.localdate() if asked.get("overdue") == "1" else None
        return reads.entries(
            self.staff,
            words=asked.get("q", ""),
            state=asked.get("state", ""),
            mine=asked.get("mine") == "1",
            overdue=overdue,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET
        registrar = self.staff.role in reads.REGISTRARS
        waiting = list(reads.waiting_deliveries(self.staff)[:100])
        papers = list(reads.unfinished_papers(self.staff)[:50]) if registrar else []
        return super().get_context_data(
            waiting=waiting,
            papers=papers,
            waiting_count=len(waiting) + len(papers),
            recalls=reads.waiting_recalls(self.staff)[:50],
            may_register=registrar,
            states=STATES,
            filtered=any(asked.get(name) for name in ("q", "state", "mine", "overdue")),
            today=timezone.localdate(),
            **kwargs,
        )


class EntryMixin(StaffRequiredMixin):
    """Finds a line of the register that the person may see, with its parties; 404 otherwise."""

    roles = reads.READERS

    @cached_property
    def entry(self) -> IncomingEntry:
        """The line, looked for once a request."""
        seen = IncomingEntry.objects.visible_to(self.staff).select_related(
            "organization", "document__organization", "delivery__organization", "by__user"
        )
        return get_object_or_404(reads.with_parties(seen), pk=self.kwargs["pk"])

    def prepare(self) -> None:
        """Find the line before anything else: 404 for what is not seen."""
        assert self.entry  # noqa: S101 - looked for here

    def get_success_url(self) -> str:
        return self.entry.get_absolute_url()


class PaperUploadView(ServiceFormView):
    """Take a scan in, read it, go on to the line of the register."""

    roles = reads.REGISTRARS
    form_class = PaperUploadForm
    template_name = "documents/paper_upload.html"
    title = "Vào sổ văn bản giấy"

    def perform(self, form: PaperUploadForm) -> OfficialDocument:
        file = form.cleaned_data["file"]
        data, name = (file.read(), file.name) if file else (None, "")
        paper = take_paper(data=data, filename=name, organization=self.staff.organization, by=self.staff)
        self.reading = recognizing.request_reading(document=paper, by=self.staff)
        return paper

    def get_success_url(self) -> str:
        if self.reading:
            return self.reading.get_absolute_url()
        return reverse("documents:paper_register", args=[self.object.pk])


class ScanReadingView(ScopedDetailView):
    """How far the letters of a scan are read; looks again by itself, then goes on to the line of the register."""

    model = ScanReading
    roles = reads.REGISTRARS
    template_name = "documents/scan_reading.html"

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().select_related("document")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        if self.object.document and self.object.state != ScanReading.State.WAITING:
            return HttpResponseRedirect(reverse("documents:paper_register", args=[self.object.document_id]))
        late = timezone.now() - self.object.updated_at > recognizing.PATIENCE
        return self.render_to_response(self.get_context_data(title="Đọc bản quét", late=late))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Read now, in this request: the way out where no worker comes."""
        reading = self.get_object()
        recognizing.run_reading(reading_id=reading.pk)
        return HttpResponseRedirect(reading.get_absolute_url())


@require_safe
@staff_required(*reads.REGISTRARS)
def paper_picture(request: HttpRequest, pk: int) -> HttpResponse:
    """The first page of a paper that waits to be registered, to look at beside the form."""
    own = OfficialDocument.objects.filter(organization=request.staff.organization_id, origin=Origin.INCOMING)
    paper = get_object_or_404(own, pk=pk)
    picture = first_page(paper)
    if picture is None:
        raise Http404("Văn bản chưa có bản quét.")
    return HttpResponse(picture, content_type="image/png")


class PaperRegisterView(ServiceFormView):
    """The line of the register for a paper, filled with what was read."""

    roles = reads.REGISTRARS
    form_class = PaperForm
    template_name = "documents/paper_register.html"
    title = "Vào sổ văn bản giấy"

    @cached_property
    def document(self) -> OfficialDocument:
        """The paper, looked for once a request."""
        own = OfficialDocument.objects.filter(organization=self.staff.organization_id, origin=Origin.INCOMING)
        waiting = own.filter(state=DocumentState.DRAFT).select_related("organization")
        return get_object_or_404(waiting, pk=self.kwargs["pk"])

    def prepare(self) -> None:
        """404 for what is not the own office's paper, or is in the register already."""
        assert self.document  # noqa: S101 - looked for here

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "document": self.document}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            document=self.document,
            attached=attached(self.document),
            reading=recognizing.may_wait_for(self.document),
            may_read_scans=ocr.available(),
            has_picture=(self.document.source_file.name or "").endswith(".pdf"),
            **kwargs,
        )

    def perform(self, form: PaperForm) -> IncomingEntry:
        entry = services.register_paper(document=self.document, head=form.head(), by=self.staff, **form.rest())
        messages.success(self.request, f"Đã vào sổ: số đến {entry.number} ngày {entry.arrived_on:%d/%m/%Y}.")
        return entry

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()


class EntryUpdateView(EntryMixin, ServiceFormView):
    """Correct a line of the register."""

    roles = reads.REGISTRARS
    form_class = EntryForm
    template_name = "components/form_page.html"
    title = "Sửa dòng sổ văn bản đến"
    success_message = "Đã lưu dòng sổ."

    def prepare(self) -> None:
        own = IncomingEntry.objects.filter(organization=self.staff.organization_id)
        get_object_or_404(own, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "entry": self.entry}

    def perform(self, form: EntryForm) -> IncomingEntry:
        names = [name for name in form.fields]
        values = {name: form.cleaned_data[name] for name in names}
        return services.correct_entry(entry=self.entry, by=self.staff, **values)


@require_POST
@staff_required(*reads.REGISTRARS)
def delivery_receive(request: HttpRequest, pk: int) -> HttpResponse:
    """Receive what was sent and give it its number, in one step."""
    delivery = get_object_or_404(reads.own_deliveries(request.staff), pk=pk)
    made: list[IncomingEntry] = []
    done = attempt(
        request,
        lambda: made.append(services.receive_delivery(delivery=delivery, by=request.staff)),
        lambda: f"Đã tiếp nhận, vào sổ với số đến {made[0].number}.",
    )
    if done and request.POST.get("next") != "list":
        return HttpResponseRedirect(made[0].get_absolute_url())
    return HttpResponseRedirect(reverse("documents:incoming_list"))
