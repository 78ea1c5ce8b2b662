"""The phiếu trình as a PDF."""

from __future__ import annotations

import io

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from documents.services.slips import slip_pdf_of
from documents.views.drafting.common import authored_or_404
from organizations.access import staff_required


@require_safe
@staff_required()
def slip_pdf(request: HttpRequest, pk: int) -> FileResponse:
    """The newest slip with the opinions given so far; 404 where it was never submitted."""
    document = authored_or_404(request.staff, pk)  # type: ignore[attr-defined]
    slip = document.slips.select_related("by__user", "by__organization", "to__user").first()
    if slip is None:
        raise Http404("Văn bản chưa được trình.")
    content = slip_pdf_of(document, slip)
    name = f"Phiếu trình {document.subject[:60]}.pdf".replace("/", "-")
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type="application/pdf")
