"""The registers: on the screen, as the official PDF, as a sheet; and the clerk's columns of the outgoing one."""

from __future__ import annotations

import io
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.forms.incoming import OutgoingForm
from documents.forms.registers import RegisterFilter
from documents.models import OutgoingEntry
from documents.models.document import KIND_CHOICES
from documents.queries import incoming as reads
from documents.queries import registers as queries
from documents.queries.numbering import CONTINUERS
from documents.registers import COPY_USE, INCOMING, POSTING, REGISTERS, Register, register_pdf, register_xlsx
from documents.services.outgoing import note_outgoing
from documents.services.printing import request_print
from organizations.access import staff_required
from organizations.web import ScopedListView, ServiceFormView

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# About thirty pages and four seconds; a longer book is printed by the queue.
MOST_AT_ONCE = 300


def register_or_404(slug: str) -> Register:
    """Return the register of an address."""
    if slug not in REGISTERS:
        raise Http404("Không có sổ này.")
    return REGISTERS[slug]


class RegisterView(ScopedListView):
    """A register as a table: the decree's columns, filtered by year, days, kind, numbers and words."""

    roles = reads.READERS
    template_name = "documents/register.html"

    def get_queryset(self) -> QuerySet[Any]:
        self.register = register_or_404(self.kwargs["slug"])
        self.filter = RegisterFilter(self.request.GET, year=timezone.localdate().year)
        found = queries.lines(self.register, self.staff, self.filter.asked())
        return found.reverse()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        may_edit = self.staff.role in reads.REGISTRARS
        rows = queries.rows_of(self.register, context["object_list"])
        return context | {
            "title": self.register.title,
            "register": self.register,
            "registers": REGISTERS.values(),
            "filter": self.filter,
            "asked": self.filter.asked(),
            "rows": [(row, row.labelled(self.register)) for row in rows],
            "has_acts": may_edit and any(row.acts for row in rows),
            "by_hand": self.register in (POSTING, COPY_USE),
            "continues": queries.paper_books(self.register, self.staff.organization, self.filter.asked()),
            "may_continue": self.register is INCOMING and self.staff.role in CONTINUERS,
            "years": queries.years_of(self.register, self.staff.organization),
            "kinds": KIND_CHOICES,
            "may_edit": may_edit,
            "query": self.request.GET.urlencode(),
        }


@require_safe
@staff_required(*reads.READERS)
def register_file(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """The register as filtered, as `pdf` or `xlsx`."""
    register = register_or_404(slug)
    if ending not in ("pdf", "xlsx"):
        raise Http404("Không có tệp này.")
    asked = RegisterFilter(request.GET, year=timezone.localdate().year)
    if ending == "pdf" and queries.lines(register, request.staff, asked.asked()).count() > MOST_AT_ONCE:
        title = f"{register.title} năm {asked.asked().year} - {request.staff.organization.name}"
        row = request_print(register=register, asked=asked.address(), title=title, by=request.staff)
        return HttpResponseRedirect(row.get_absolute_url())
    volume = queries.volume_of(register, request.staff, asked.asked(), asked.volume())
    content, kind = (register_pdf, "application/pdf") if ending == "pdf" else (register_xlsx, XLSX)
    name = f"{register.title} {volume.year} - {volume.organization}.{ending}".replace("/", "-")
    data = io.BytesIO(content(register, volume))
    return FileResponse(data, as_attachment=True, filename=name, content_type=kind)


class OutgoingUpdateView(ServiceFormView):
    """The clerk's columns of one line of the outgoing register."""

    roles = reads.REGISTRARS
    form_class = OutgoingForm
    template_name = "components/form_page.html"
    title = "Sửa dòng sổ văn bản đi"
    success_message = "Đã lưu dòng sổ."

    def prepare(self) -> None:
        """404 for another office's register."""
        self.entry = get_object_or_404(
            OutgoingEntry.objects.filter(organization=self.staff.organization_id), pk=self.kwargs["pk"]
        )

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.entry, name) for name in OutgoingForm.base_fields}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lead=f"{self.entry}: {self.entry.subject}", **kwargs)

    def perform(self, form: OutgoingForm) -> OutgoingEntry:
        values = {name: form.cleaned_data[name] for name in OutgoingForm.base_fields}
        return note_outgoing(entry=self.entry, by=self.staff, **values)

    def get_success_url(self) -> str:
        return f"{reverse('documents:register', args=['di'])}?year={self.entry.year}"
