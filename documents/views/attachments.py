"""The files that go with a document: put there by who writes it, fetched by who sees it."""

from __future__ import annotations

import io
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from documents.forms.attaching import AttachForm, AttachmentForm
from documents.models import Attachment, DocumentState, OfficialDocument
from documents.queries.attachments import attached, earlier_versions, may_attach
from documents.services import attaching, stored
from documents.views.attempts import attempt
from documents.views.files import damaged
from organizations.access import WORKERS, staff_required
from organizations.models import Staff
from organizations.web import ServiceFormView


def document_to_attach(staff: Staff, pk: int) -> OfficialDocument:
    """Return the document; 404 where it is not seen, PermissionDenied where its files may not be changed."""
    visible = OfficialDocument.objects.visible_to(staff).select_related("organization", "drafting_unit")
    document: OfficialDocument = get_object_or_404(visible, pk=pk)
    if not may_attach(document, staff):
        if document.is_authored and not document.is_draft:
            raise PermissionDenied(attaching.FROZEN.format(now=DocumentState(document.state).label.lower()))
        raise PermissionDenied("Chỉ người soạn và cơ quan giữ văn bản gửi kèm tệp được.")
    return document


def attachment_to_change(staff: Staff, pk: int) -> Attachment:
    """Return a file that still goes along, to be changed; 404 and PermissionDenied as above."""
    seen = Attachment.objects.visible_to(staff).current().select_related("document")
    row = get_object_or_404(seen, pk=pk)
    row.document = document_to_attach(staff, row.document_id)
    return row


class AttachmentsView(ServiceFormView):
    """The list of files and the form that adds to it."""

    roles = WORKERS
    form_class = AttachForm
    template_name = "documents/attachments.html"
    title = "Tệp gửi kèm"

    def prepare(self) -> None:
        self.document = document_to_attach(self.staff, self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            document=self.document,
            attached=attached(self.document),
            earlier=earlier_versions(self.document),
            may_change=self.document.is_draft,
            **kwargs,
        )

    def perform(self, form: AttachForm) -> list[Attachment]:
        data = form.cleaned_data
        return attaching.attach(
            document=self.document, uploads=data["files"], by=self.staff, note=data["note"], title=data["title"]
        )

    success_message = "Đã gửi kèm."

    def get_success_url(self) -> str:
        return reverse("documents:attachments", args=[self.document.pk])


class AttachmentUpdateView(ServiceFormView):
    """Name one file, note what is to be known, put a new version in its place."""

    roles = WORKERS
    form_class = AttachmentForm
    template_name = "documents/attachment_form.html"
    title = "Sửa tệp gửi kèm"
    success_message = "Đã lưu."

    def prepare(self) -> None:
        self.attachment = attachment_to_change(self.staff, self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "attachment": self.attachment}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(attachment=self.attachment, document=self.attachment.document, **kwargs)

    @transaction.atomic
    def perform(self, form: AttachmentForm) -> Attachment:
        data = form.cleaned_data
        row = self.attachment
        if data["file"]:
            row = attaching.replace_file(attachment=row, upload=data["file"], by=self.staff)
        if (row.title, row.note) != (data["title"], data["note"]):
            row = attaching.describe(attachment=row, title=data["title"], note=data["note"], by=self.staff)
        return row

    def get_success_url(self) -> str:
        return reverse("documents:attachments", args=[self.attachment.document_id])


@require_POST
@staff_required(*WORKERS)
def attachment_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Change places with the neighbour; `to` is up or down."""
    row = attachment_to_change(request.staff, pk)  # type: ignore[attr-defined]
    up = request.POST.get("to") == "up"
    attempt(
        request,
        lambda: attaching.move_attachment(attachment=row, up=up, by=request.staff),  # type: ignore[attr-defined]
        "Đã đổi thứ tự.",
    )
    return HttpResponseRedirect(reverse("documents:attachments", args=[row.document_id]))


@require_POST
@staff_required(*WORKERS)
def attachment_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a file no longer go along."""
    row = attachment_to_change(request.staff, pk)  # type: ignore[attr-defined]
    attempt(
        request,
        lambda: attaching.drop_attachment(attachment=row, by=request.staff),  # type: ignore[attr-defined]
        f"Đã thôi gửi kèm tệp “{row.name}”.",
    )
    return HttpResponseRedirect(reverse("documents:attachments", args=[row.document_id]))


@require_safe
@staff_required()
def attachment_file(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """One file under the name that its sender gave it; never shown inside our own pages."""
    row = get_object_or_404(Attachment.objects.visible_to(request.staff), pk=pk)  # type: ignore[attr-defined]
    try:
        content = stored.fetch(row.file_name, row.digest)
    except stored.DamagedFile as error:
        return damaged(request, error)
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=row.name, content_type=row.content_type)
