"""The printed list of a dossier and its exports: asking, how far it is, fetching."""

from __future__ import annotations

import io
from typing import Any

from django.core.exceptions import BadRequest, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from documents.models import Dossier, DossierExport
from documents.packets.names import safe_name
from documents.queries.dossier_exports import contents_of, known_pages, papers_seen
from documents.registers import CONTENTS, contents_pdf, contents_xlsx
from documents.services import dossier_exports, making, stored
from documents.views.files import damaged
from documents.views.registers import XLSX
from organizations.access import staff_required
from organizations.web import ScopedDetailView

_LISTS = {"pdf": (contents_pdf, "application/pdf"), "xlsx": (contents_xlsx, XLSX)}
_TYPES = {DossierExport.Form.PDF: "application/pdf", DossierExport.Form.ZIP: "application/zip"}


def _dossier(request: HttpRequest, pk: int) -> Dossier:
    seen = Dossier.objects.visible_to(request.staff)  # type: ignore[attr-defined]
    return get_object_or_404(seen.select_related("organization__parent"), pk=pk)


@require_safe
@staff_required()
def dossier_list_file(request: HttpRequest, pk: int, ending: str) -> FileResponse:
    """The list of the documents in the dossier, as `pdf` or `xlsx`: those that the person may see."""
    if ending not in _LISTS:
        raise Http404("Không có tệp này.")
    dossier = _dossier(request, pk)
    papers = papers_seen(dossier, request.staff)  # type: ignore[attr-defined]
    contents = contents_of(dossier, papers, known_pages(paper.document for paper in papers))
    made, content_type = _LISTS[ending]
    data = io.BytesIO(made(contents))
    name = safe_name(f"{CONTENTS.title} {dossier.code}.{ending}")
    return FileResponse(data, as_attachment=True, filename=name, content_type=content_type)


@require_POST
@staff_required()
def dossier_export_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the dossier as one PDF or as a zip (field `form`)."""
    dossier = _dossier(request, pk)
    try:
        export = dossier_exports.request_export(
            dossier=dossier,
            form=request.POST.get("form", ""),
            by=request.staff,  # type: ignore[attr-defined]
        )
    except ValidationError as error:
        raise BadRequest(" ".join(error.messages)) from error
    return HttpResponseRedirect(export.get_absolute_url())


class DossierExportView(ScopedDetailView):
    """How far the export is; looks again by itself until it is done."""

    model = DossierExport
    template_name = "documents/dossier/export.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("dossier", "by__user")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        late = timezone.now() - self.object.updated_at > making.PATIENCE
        return super().get_context_data(title="Xuất hồ sơ", late=late, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Put it together now, in this request: the way out where no worker comes."""
        export = self.get_object()
        dossier_exports.run_export(export_id=export.pk)
        return HttpResponseRedirect(export.get_absolute_url())


@require_safe
@staff_required()
def dossier_export_file(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The PDF or the zip, once it is made."""
    seen: Any = DossierExport.objects.visible_to(request.staff)  # type: ignore[attr-defined]
    export = get_object_or_404(seen.select_related("dossier"), pk=pk)
    if export.state != DossierExport.State.DONE:
        raise Http404("Hồ sơ chưa xuất xong.")
    try:
        file = stored.opened(export.file_name, export.digest)
    except stored.DamagedFile as error:
        return damaged(request, error)
    name = safe_name(f"Hồ sơ {export.dossier.code} - {export.dossier.title[:70]}.{export.form}")
    return FileResponse(file, as_attachment=True, filename=name, content_type=_TYPES[export.form])
