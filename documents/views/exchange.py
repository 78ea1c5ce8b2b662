"""Sending to and taking from who is not in the portal: emails, edXML files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from documents.forms.relations import EdxmlForm, OutsideForm
from documents.models import Channel, ExchangeMessage, OutsideDelivery
from documents.queries import incoming as reads
from documents.services import exchange, sending, taking
from documents.views.acts import editable_or_404
from documents.views.attempts import attempt
from organizations.access import OFFICE, staff_required
from organizations.models import Staff
from organizations.web import ScopedListView, ServiceFormView


class OutsideView(ServiceFormView):
    """Send the document to a recipient outside."""

    roles = OFFICE
    form_class = OutsideForm
    template_name = "components/form_page.html"
    title = "Gửi ra ngoài cổng"

    def prepare(self) -> None:
        """404 for what is not seen, 403 for what may only be read."""
        self.document = editable_or_404(self.staff, self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lead=str(self.document), **kwargs)

    def perform(self, form: OutsideForm) -> OutsideDelivery:
        data = form.cleaned_data
        row = sending.send_outside(
            document=self.document, channel=data["channel"], name=data["name"], email=data["email"], code=data["code"],
            by=self.staff,
        )  # fmt: skip
        told = "Thư đang được gửi." if row.channel == Channel.EMAIL else "Đã ghi nơi nhận; hãy tải tệp edXML để gửi."
        messages.success(self.request, told)
        return row

    def get_success_url(self) -> str:
        return self.document.get_absolute_url()


def _outside(staff: Staff, pk: int) -> OutsideDelivery:
    row = get_object_or_404(OutsideDelivery.objects.select_related("document"), pk=pk)
    editable_or_404(staff, row.document_id)
    return row


@require_POST
@staff_required(*OFFICE)
def outside_edxml(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the message for a recipient and hand it over."""
    row = _outside(request.staff, pk)
    made: list[ExchangeMessage] = []
    if attempt(request, lambda: made.append(exchange.write_edxml(row=row, by=request.staff)), "Đã xuất gói tin edXML."):
        return _file(made[0])
    return HttpResponseRedirect(row.document.get_absolute_url())


@require_POST
@staff_required(*OFFICE)
def outside_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for another attempt at an email."""
    row = _outside(request.staff, pk)
    attempt(request, lambda: sending.retry_outside(row=row, by=request.staff), "Thư sẽ được gửi lại.")
    return HttpResponseRedirect(row.document.get_absolute_url())


class EdxmlListView(ScopedListView):
    """The messages that the office took in and wrote."""

    roles = reads.READERS
    template_name = "documents/edxml_list.html"
    title = "Gói tin edXML"

    def get_queryset(self) -> Any:
        own = ExchangeMessage.objects.filter(organization=self.staff.organization_id)
        return own.select_related("document", "by__user").defer("document__tree", "document__source_text")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_register=self.staff.role in reads.REGISTRARS, **kwargs)


class EdxmlTakeView(ServiceFormView):
    """Take a message in from a file."""

    roles = reads.REGISTRARS
    form_class = EdxmlForm
    template_name = "components/form_page.html"
    title = "Nhận tệp edXML"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lead = "Văn bản trong gói tin chờ tiếp nhận như văn bản gửi trên cổng; trạng thái được ghi vào văn bản đã gửi."
        return super().get_context_data(lead=lead, **kwargs)

    def perform(self, form: EdxmlForm) -> ExchangeMessage:
        data = form.cleaned_data["file"].read()
        message = taking.take_edxml(data=data, organization=self.staff.organization, by=self.staff)
        signed = f" Chữ ký số khớp, của {message.signed_by}." if message.signed_by else " Gói tin không có chữ ký số."
        about = "văn bản" if message.content == "document" else f"trạng thái {message.status_code}"
        messages.success(self.request, f"Đã nhận {about} từ {message.partner_name}.{signed}")
        return message

    def get_success_url(self) -> str:
        if self.object.content == "status":
            return self.object.document.get_absolute_url()
        return reverse("documents:incoming_list")


@require_POST
@staff_required(*reads.REGISTRARS)
def edxml_status(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the state of a document that came by edXML and hand the file over."""
    delivery = get_object_or_404(reads.own_deliveries(request.staff), pk=pk)
    made: list[ExchangeMessage] = []
    done = attempt(
        request, lambda: made.append(exchange.write_state(delivery=delivery, by=request.staff)), "Đã xuất trạng thái."
    )
    return _file(made[0]) if done else HttpResponseRedirect(reverse("documents:incoming_list"))


@require_safe
@staff_required(*reads.READERS)
def edxml_file(request: HttpRequest, pk: int) -> FileResponse:
    """A message as it came or went."""
    own = ExchangeMessage.objects.filter(organization=request.staff.organization_id)
    return _file(get_object_or_404(own, pk=pk))


def _file(message: ExchangeMessage) -> FileResponse:
    name = f"{message.get_content_display()} {message.document_key} {message.status_code}".strip().replace("/", "-")
    try:
        file = message.file.open("rb")
    except FileNotFoundError as error:
        raise Http404("Tệp không còn trong kho lưu trữ.") from error
    return FileResponse(file, as_attachment=True, filename=f"{name}.edxml", content_type="application/octet-stream")
