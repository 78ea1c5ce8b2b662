"""The print of a long register: how far it is, and fetching it."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.models import RegisterPrint
from documents.queries.incoming import READERS
from documents.services import printing
from organizations.access import staff_required
from organizations.web import ScopedDetailView


class RegisterPrintView(ScopedDetailView):
    """How far the print is; looks again by itself until it is done."""

    roles = READERS
    model = RegisterPrint
    template_name = "documents/register_print.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("by__user")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        late = timezone.now() - self.object.updated_at > printing.PATIENCE
        return super().get_context_data(title=self.object.title, late=late, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Print it now, in this request: the way out where no worker comes."""
        row = self.get_object()
        printing.run_print(print_id=row.pk)
        return HttpResponseRedirect(row.get_absolute_url())


@require_safe
@staff_required(*READERS)
def register_print_file(request: HttpRequest, pk: int) -> FileResponse:
    """The PDF, once it is made."""
    row = get_object_or_404(RegisterPrint.objects.visible_to(request.staff), pk=pk)  # type: ignore[attr-defined]
    if row.state != RegisterPrint.State.DONE:
        raise Http404("Sổ chưa in xong.")
    try:
        content = row.file.open("rb")
    except FileNotFoundError as error:
        raise Http404("Bản in không còn trong kho lưu trữ; hãy in lại.") from error
    name = f"{row.title}.pdf".replace("/", "-")
    return FileResponse(content, as_attachment=True, filename=name, content_type="application/pdf")
