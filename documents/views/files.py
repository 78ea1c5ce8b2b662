"""Downloads. Files leave through here alone, for those who may see the document."""

from __future__ import annotations

import io
import logging

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from documents.models import OfficialDocument
from documents.services import files, stored
from organizations.access import staff_required

logger = logging.getLogger(__name__)
_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def _document(request: HttpRequest, pk: int) -> OfficialDocument:
    return get_object_or_404(OfficialDocument.objects.visible_to(request.staff), pk=pk)  # type: ignore[attr-defined]


@require_safe
@staff_required()
def document_pdf(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The PDF: the frozen file once a number was given, before that drawn from the tree."""
    document = _document(request, pk)
    try:
        content = files.pdf_of(document)
    except stored.DamagedFile as error:
        return damaged(request, error)
    return _answer(content, files.file_name(document, "pdf"), _TYPES["pdf"])


def damaged(request: HttpRequest, error: stored.DamagedFile) -> HttpResponse:
    """Say that the frozen file is not what it was; another one must never be handed out in its place."""
    logger.error("stored file damaged: %s", error)
    return render(request, "documents/file_damaged.html", {"title": "Tệp gốc bị hỏng", "error": error}, status=409)


@require_safe
@staff_required()
def document_docx(request: HttpRequest, pk: int) -> FileResponse:
    """The Word file drawn from the tree."""
    document = _document(request, pk)
    return _answer(files.docx_of(document), files.file_name(document, "docx"), _TYPES["docx"])


@require_safe
@staff_required()
def document_source(request: HttpRequest, pk: int) -> FileResponse:
    """What was taken in: the file under its own name, or the pasted text."""
    document = _document(request, pk)
    if not document.source_file:
        return _answer(document.source_text.encode(), files.file_name(document, "txt"), "text/plain; charset=utf-8")
    try:
        file = document.source_file.open("rb")
    except FileNotFoundError as error:
        raise Http404("Tệp gốc không còn trong kho lưu trữ.") from error
    # The kind of an uploaded file is the sender's word; a browser is told to save it and nothing else.
    return FileResponse(
        file, as_attachment=True, filename=document.source_name, content_type="application/octet-stream"
    )


def _answer(content: bytes, name: str, content_type: str) -> FileResponse:
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type=content_type)
