"""The papers of a dossier: put in, moved, noted, taken out; and a document's way into one from its own page."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from documents.forms.dossiers import GatherForm
from documents.models import Dossier, DossierPaper, OfficialDocument
from documents.queries import dossiers as reads
from documents.services import dossiers
from documents.views.attempts import attempt
from documents.views.dossiers import dossier_to_write
from organizations.access import OFFICE, staff_required
from organizations.models import Staff
from organizations.web import ServiceFormView


def paper_to_change(staff: Staff, pk: int) -> DossierPaper:
    """Return the paper; 404 where the dossier or the document is not seen, 403 where another office keeps it."""
    seen = OfficialDocument.objects.visible_to(staff).order_by().values("pk")
    row = get_object_or_404(DossierPaper.objects.filter(document__in=seen), pk=pk)
    row.dossier = dossier_to_write(staff, row.dossier_id)
    return row


def _back(dossier: int, words: str = "") -> HttpResponse:
    query = f"?{urlencode({'q': words})}#them" if words else "#van-ban"
    return HttpResponseRedirect(reverse("documents:dossier", args=[dossier]) + query)


@require_POST
@staff_required(*OFFICE)
def dossier_paper_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the documents that were marked in the search into the dossier; 404 where one of them is not seen."""
    staff = request.staff  # type: ignore[attr-defined]
    dossier = dossier_to_write(staff, pk)
    marked = {key for key in request.POST.getlist("documents")}
    numbers = {int(key) for key in marked if key.isascii() and key.isdigit() and len(key) < 19}
    chosen = list(OfficialDocument.objects.visible_to(staff).filter(pk__in=numbers).only("pk"))
    if len(chosen) < len(marked):
        raise Http404("Không có văn bản này.")
    attempt(
        request,
        lambda: dossiers.add_papers(dossier=dossier, documents=chosen, by=staff),
        f"Đã đưa {len(chosen)} văn bản vào hồ sơ.",
    )
    return _back(pk, request.POST.get("q", "").strip())


@require_POST
@staff_required(*OFFICE)
def dossier_sort(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the papers in the order of their days."""
    staff = request.staff  # type: ignore[attr-defined]
    dossier = dossier_to_write(staff, pk)
    attempt(request, lambda: dossiers.sort_papers(dossier=dossier, by=staff), "Đã xếp văn bản theo ngày.")
    return _back(pk)


@require_POST
@staff_required(*OFFICE)
def dossier_paper_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Change places with the neighbour; `to` is up or down."""
    staff, up = request.staff, request.POST.get("to") == "up"  # type: ignore[attr-defined]
    paper = paper_to_change(staff, pk)
    attempt(request, lambda: dossiers.move_paper(paper=paper, up=up, by=staff), "Đã đổi thứ tự.")
    return _back(paper.dossier_id)


@require_POST
@staff_required(*OFFICE)
def dossier_paper_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Note something of a paper."""
    staff, note = request.staff, request.POST.get("note", "")  # type: ignore[attr-defined]
    paper = paper_to_change(staff, pk)
    attempt(request, lambda: dossiers.note_paper(paper=paper, note=note, by=staff), "Đã lưu ghi chú.")
    return _back(paper.dossier_id)


@require_POST
@staff_required(*OFFICE)
def dossier_paper_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a paper out of the dossier; the document itself stays."""
    staff = request.staff  # type: ignore[attr-defined]
    paper = paper_to_change(staff, pk)
    attempt(request, lambda: dossiers.remove_paper(paper=paper, by=staff), "Đã rút văn bản khỏi hồ sơ.")
    return _back(paper.dossier_id)


class GatherView(ServiceFormView):
    """From a document's page: into which open dossier of the own office it goes."""

    roles = OFFICE
    form_class = GatherForm
    template_name = "documents/dossier/gather.html"
    title = "Đưa vào hồ sơ"
    success_message = "Đã đưa văn bản vào hồ sơ."

    @cached_property
    def document(self) -> OfficialDocument:
        """The document, looked for once a request."""
        visible = OfficialDocument.objects.visible_to(self.staff).defer("tree", "source_text", "source_search")
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def prepare(self) -> None:
        """404 for what is not seen, 403 for a draft."""
        if not reads.may_gather(self.document, self.staff):
            raise PermissionDenied(dossiers.UNFIT)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "document": self.document, "staff": self.staff}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = reads.dossiers_of(self.document, self.staff)
        return super().get_context_data(document=self.document, dossiers=standing, **kwargs)

    def perform(self, form: GatherForm) -> Dossier:
        dossier: Dossier = form.cleaned_data["dossier"]
        note = form.cleaned_data["note"]
        dossiers.add_papers(dossier=dossier, documents=[self.document], note=note, by=self.staff)
        return dossier

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()
