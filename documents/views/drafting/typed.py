"""What the editor's script asks for: keeping what is typed, who else is here, pages of the preview."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from documents.models import DraftSession
from documents.queries.drafts import others_at_work
from documents.services import files, preview, writing
from documents.views.drafting.common import authored_or_404, draft_or_404, form_of, typed_tree
from documents.views.drafting.side import side_context
from organizations.access import WORKERS, staff_required


@require_POST
@staff_required(*WORKERS)
def draft_typed(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is typed, and answer with the side of the editor made anew."""
    staff = request.staff  # type: ignore[attr-defined]
    document = draft_or_404(staff, pk)
    form = form_of(document, request.POST)
    side = side_context(document, form, staff)
    writing.keep_typed(document=document, by=staff, version=form.version, typed=form.as_typed(), tree=form.tree())
    others = others_at_work(document, staff)
    context = {"document": document, "form": form, "others": others, "kept_at": timezone.now(), **side}
    return render(request, "documents/drafting/parts/side.html", context | {"behind": form.version < document.version})


@require_POST
@staff_required(*WORKERS)
def draft_presence(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the page is still open, and say who else has it open and whether somebody saved meanwhile."""
    staff = request.staff  # type: ignore[attr-defined]
    document = draft_or_404(staff, pk)
    session = writing.be_present(document=document, by=staff)
    others = others_at_work(document, staff)
    behind = session.version < document.version
    return render(request, "documents/drafting/parts/presence.html", {"others": others, "behind": behind})


@require_safe
@staff_required()
def draft_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One page of what the person is typing, else of the draft as saved, as a picture."""
    document = authored_or_404(request.staff, pk)  # type: ignore[attr-defined]
    picture = preview.page_png(document, typed_tree(document, _session(request, pk)), number)
    if picture is None:
        raise Http404("Không có trang này.")
    answer = HttpResponse(picture, content_type="image/png")
    answer["Cache-Control"] = "private, max-age=600"
    return answer


@require_safe
@staff_required()
def draft_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF of what the person is typing, else of the draft as saved, with DỰ THẢO."""
    document = authored_or_404(request.staff, pk)  # type: ignore[attr-defined]
    if not document.is_changing:
        raise Http404("Văn bản đã duyệt; hãy tải bản chính thức.")
    content = preview.preview_pdf(document, typed_tree(document, _session(request, pk)))
    answer = HttpResponse(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = _inline(f"Dự thảo {files.file_name(document, 'pdf')}")
    return answer


def _inline(name: str) -> str:
    from django.utils.http import content_disposition_header

    return content_disposition_header(as_attachment=False, filename=name) or "inline"


def _session(request: HttpRequest, pk: int) -> DraftSession | None:
    return DraftSession.objects.filter(document=pk, staff=request.staff).first()  # type: ignore[attr-defined]
