"""What is printed of an incoming document: the copy with the stamp ĐẾN, and the slip for its handling."""

from __future__ import annotations

import io

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.models import IncomingEntry
from documents.queries import incoming as reads
from documents.registers.slip import Part, Slip, slip_pdf
from documents.services import stored
from documents.services.stamping import stamped_of
from documents.views.files import damaged
from organizations.access import staff_required


def _entry(request: HttpRequest, pk: int) -> IncomingEntry:
    seen = IncomingEntry.objects.visible_to(request.staff).select_related("organization__parent", "document")
    return get_object_or_404(reads.with_parties(seen), pk=pk)


@require_safe
@staff_required(*reads.READERS)
def incoming_stamped(request: HttpRequest, pk: int) -> HttpResponse:
    """The document with the stamp on its first page."""
    entry = _entry(request, pk)
    try:
        return _pdf(stamped_of(entry), f"Số đến {entry.number}-{entry.year}.pdf")
    except stored.DamagedFile as error:
        return damaged(request, error)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(entry.get_absolute_url())
    except ValueError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(entry.get_absolute_url())


@require_safe
@staff_required(*reads.READERS)
def incoming_slip(request: HttpRequest, pk: int) -> HttpResponse:
    """The slip with what has been written so far, to be signed on paper or filed."""
    entry = _entry(request, pk)
    return _pdf(slip_pdf(_slip(entry)), f"Phiếu giải quyết số đến {entry.number}-{entry.year}.pdf")


def _slip(entry: IncomingEntry) -> Slip:
    parts: dict[str, list[Part]] = {}
    for direction in reads.slip_of(entry):
        parties = [(p.get_part_display(), str(p), p.due_on) for p in direction.parties.all()]
        by = f"{direction.by.full_name}, {direction.by.title}"
        parts.setdefault(direction.step, []).append(
            Part(direction.opinion, by, timezone.localtime(direction.at), parties)
        )
    own = entry.organization
    above = own.parent.name if own.parent and own.depth > 1 else ""
    return Slip(
        above, own.name, entry.title, entry.document_date, entry.author, entry.subject, entry.number,
        entry.arrived_on, parts,
    )  # fmt: skip


def _pdf(content: bytes, name: str) -> FileResponse:
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type="application/pdf")
