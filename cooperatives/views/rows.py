"""Rows of a sheet: adding, changing and removing them, and its papers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cooperatives import services
from cooperatives.forms.rows import FORMS, FileForm
from cooperatives.forms.sectors import FIND, SectorPick
from cooperatives.models import SheetFile
from cooperatives.models.rows import SheetRow
from cooperatives.sections import BY_SLUG, Section
from cooperatives.views.registry import RegistryFormView, own_sheet
from organizations.access import WORKERS, staff_required


def tab_address(sheet_pk: int, tab: str, anchor: str = "") -> str:
    """Return the address of a tab of a sheet, at a section of it where one is named."""
    address = reverse("cooperatives:sheet_tab", args=[sheet_pk, tab])
    return f"{address}#{anchor}" if anchor else address


def section_of(slug: str) -> Section:
    """Return the section of an address, or 404."""
    if slug not in BY_SLUG:
        raise Http404("No such section.")
    return BY_SLUG[slug]


class RowCreateView(RegistryFormView):
    """Add a row to a section."""

    section: Section
    row: SheetRow | None = None

    def prepare(self) -> None:
        super().prepare()
        self.section = section_of(self.kwargs["section"])
        self.title = f"{self.section.add}: {self.sheet.name}"
        self.success_message = f"Đã lưu vào mục “{self.section.title}”."

    def get_form_class(self) -> Any:
        return FORMS[self.section.slug]

    def get_form_kwargs(self) -> dict[str, Any]:
        known = {"instance": self.row} if self.row else {}
        return {**super().get_form_kwargs(), "staff": self.staff, "cooperative": self.sheet, **known}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Where a class is only searched for (without scripts): show what was found, with all that was typed."""
        if FIND not in request.POST:
            return super().post(request, *args, **kwargs)
        self.prepare()
        known = {name: value for name, value in self.get_form_kwargs().items() if name not in ("data", "files")}
        return self.render_to_response(
            self.get_context_data(form=self.get_form_class()(**{**known, "initial": request.POST.dict()}))
        )

    def perform(self, form: Any) -> SheetRow:
        values = dict(form.cleaned_data)
        said = {name: values.pop(name) for name in ("seen", "why") if name in values}
        for name in form.not_kept:
            values.pop(name, None)
        if "upload" in values:
            return services.save_journal(cooperative=self.sheet, row=self.row, by=self.staff, **said, **values)
        return services.save_row(
            cooperative=self.sheet, model=self.section.model, row=self.row, by=self.staff, **said, **values
        )

    def get_success_url(self) -> str:
        return tab_address(self.sheet.pk, self.section.tab, self.section.slug)


class RowUpdateView(RowCreateView):
    """Change a row."""

    def prepare(self) -> None:
        super().prepare()
        rows = self.section.model._default_manager.filter(cooperative=self.sheet)
        self.row = get_object_or_404(rows, pk=self.kwargs["row"])
        self.title = f"Sửa: {self.row}"

    def form_invalid(self, form: Any) -> HttpResponse:
        self.tell_of_meanwhile(form, self.row)
        return super().form_invalid(form)


@staff_required(*WORKERS)
@require_safe
def sector_search(request: HttpRequest) -> HttpResponse:
    """Hand back the list of classes that a search finds, for the form that is open."""
    asked = request.GET
    form = SectorPick(words=asked.get("words", ""), under=asked.get("under", ""), chosen=asked.get("sector", ""))
    return render(request, "cooperatives/sector_pick.html", {"form": form})


@require_POST
@staff_required(*WORKERS)
def row_remove(request: HttpRequest, pk: int, section: str, row: int) -> HttpResponse:
    """Take a row off the sheet."""
    sheet, part = own_sheet(request, pk), section_of(section)
    found = get_object_or_404(part.model._default_manager.filter(cooperative=sheet), pk=row)
    services.remove_row(row=found, by=request.staff)  # type: ignore[attr-defined]
    messages.success(request, f"Đã bỏ khỏi mục “{part.title}”; lịch sử vẫn giữ nội dung cũ.")
    return HttpResponseRedirect(tab_address(pk, part.tab, part.slug))


class FileCreateView(RegistryFormView):
    """Hang a paper on the sheet."""

    form_class = FileForm
    title = "Thêm giấy tờ"
    success_message = "Đã tải giấy tờ lên."

    def perform(self, form: FileForm) -> SheetFile:
        return services.add_file(cooperative=self.sheet, by=self.staff, **form.cleaned_data)

    def get_success_url(self) -> str:
        return tab_address(self.sheet.pk, "ho-tro", "giay-to")


@staff_required()
def sheet_file(request: HttpRequest, pk: int, file: int) -> FileResponse:
    """Hand out a paper under the name that it came with; never shown inside our own pages."""
    seen = SheetFile.objects.visible_to(request.staff)  # type: ignore[attr-defined]
    found = get_object_or_404(seen, pk=file, cooperative_id=pk)
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name, content_type=found.content_type)


@require_POST
@staff_required(*WORKERS)
def file_remove(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Take a paper off the sheet."""
    sheet = own_sheet(request, pk)
    found = get_object_or_404(SheetFile.objects.filter(cooperative=sheet), pk=file)
    services.remove_row(row=found, by=request.staff)  # type: ignore[attr-defined]
    messages.success(request, f"Đã bỏ giấy tờ “{found.title}”.")
    return HttpResponseRedirect(tab_address(pk, "ho-tro", "giay-to"))
