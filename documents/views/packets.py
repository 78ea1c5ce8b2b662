"""The packet of a document: asking for it, how far it is, fetching it."""

from __future__ import annotations

import io
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from documents.models import OfficialDocument, Packet
from documents.services import making, packets, stored
from documents.services.files import file_name
from documents.views.files import damaged
from organizations.access import staff_required
from organizations.web import ScopedDetailView


@require_POST
@staff_required()
def document_packet(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the packet of a document; the holder's side gets the lists with it."""
    staff = request.staff  # type: ignore[attr-defined]
    visible = OfficialDocument.objects.visible_to(staff).select_related("organization")
    document = get_object_or_404(visible, pk=pk)
    own = document.organization.path.startswith(staff.scope_path)
    packet = packets.request_packet(document=document, with_lists=own and document.is_issued, by=staff)
    return HttpResponseRedirect(packet.get_absolute_url())


class PacketView(ScopedDetailView):
    """How far the packet is; looks again by itself until it is done."""

    model = Packet
    template_name = "documents/packet.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("document", "by__user")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        late = timezone.now() - self.object.updated_at > making.PATIENCE
        return super().get_context_data(title="Tập gộp PDF", late=late, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Put it together now, in this request: the way out where no worker comes."""
        packet = self.get_object()
        packets.run_packet(packet_id=packet.pk)
        return HttpResponseRedirect(packet.get_absolute_url())


@require_safe
@staff_required()
def packet_file(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The PDF, once it is made."""
    seen = Packet.objects.visible_to(request.staff).select_related("document")  # type: ignore[attr-defined]
    packet = get_object_or_404(seen, pk=pk)
    if packet.state != Packet.State.DONE:
        raise Http404("Tập chưa lập xong.")
    try:
        content = stored.fetch(packet.file_name, packet.digest)
    except stored.DamagedFile as error:
        return damaged(request, error)
    name = file_name(packet.document, "pdf").replace(".pdf", " - tập gộp.pdf")
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type="application/pdf")
