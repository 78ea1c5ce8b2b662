"""Excel in and out: upload, look through, confirm, undo; the list as a sheet, the sheet to fill in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from audit.services import record
from cooperatives import queries, services
from cooperatives.exchange.lists import XLSX
from cooperatives.forms import RegistryFilter
from cooperatives.forms.exchange import FACTORS, ChoicesForm, UploadSheetForm, mended_cells
from cooperatives.models import Fate, ImportRow, ImportState, SheetImport
from cooperatives.queries import exchange as reading
from cooperatives.scope import may_edit
from cooperatives.views.lists import asked_form, file_answer
from cooperatives.views.registry import NOT_YOURS
from organizations.access import EVERYONE, WORKERS, staff_required
from organizations.services.directory import actor_of
from organizations.web import ScopedListView, ServiceFormView

# The columns of the page's table; the rest of a row is in the file.
SHOWN = ("name", "code", "unit")


def _must_edit(request: HttpRequest) -> None:
    if not may_edit(request.staff):  # type: ignore[attr-defined]
        raise PermissionDenied(NOT_YOURS)


@require_safe
@staff_required(*EVERYONE)
def registry_export(request: HttpRequest) -> HttpResponse:
    """The list as it is filtered, as a sheet that can be edited and taken in again."""
    staff = request.staff  # type: ignore[attr-defined]
    found = queries.registry(staff, **RegistryFilter(request.GET, staff=staff).values())
    form = asked_form(request)
    data = reading.export_registry(staff, found, form)
    record(
        code="cooperatives.registry.exported", obj=staff.organization, data={"count": found.count()}, **actor_of(staff)
    )
    return file_answer(data, "hop-tac-xa", form)


@require_safe
@staff_required(*WORKERS)
def import_template(request: HttpRequest) -> HttpResponse:
    """The sheet to fill in."""
    _must_edit(request)
    data = reading.import_template(request.staff)  # type: ignore[attr-defined]
    return file_answer(data, "mau-nhap-hop-tac-xa", XLSX)


class SheetUploadView(ServiceFormView):
    """Upload a sheet; below it what the office took in before."""

    roles = WORKERS
    form_class = UploadSheetForm
    template_name = "cooperatives/import_upload.html"
    title = "Nhập từ Excel"

    def prepare(self) -> None:
        _must_edit(self.request)

    def perform(self, form: UploadSheetForm) -> SheetImport:
        return services.start_import(upload=form.cleaned_data["file"], by=self.staff)

    def get_success_url(self) -> str:
        return reverse("cooperatives:import_detail", args=[self.object.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(imports=reading.imports_of(self.staff)[:10], **kwargs)


class SheetImportView(ScopedListView):
    """One import: how far it is, what each row becomes, what can be chosen; a page of rows."""

    roles = WORKERS
    template_name = "cooperatives/import_detail.html"

    def get_queryset(self) -> QuerySet[ImportRow]:
        _must_edit(self.request)
        self.job = get_object_or_404(reading.imports_of(self.staff), pk=self.kwargs["pk"])
        self.fate = self.request.GET.get("fate", "")
        return reading.rows_of(self.job, self.fate).select_related("cooperative")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        fates = reading.fates(self.job)
        counts = {one["fate"]: one["count"] for one in fates}
        columns = reading.sheet_columns(self.staff)
        at = {one["name"]: one["at"] for one in self.job.columns if one["name"]}
        for row in context["object_list"]:
            row.told = _told(row, {column.name: column.label for column in columns}, at)
        return context | {
            "title": self.job.file_name, "job": self.job, "fates": fates, "fate": self.fate, "columns": columns,
            "factors": FACTORS, "money": {column.name for column in columns if column.type == "money"},
            "communes": queries.communes_for(self.staff) if self.job.open_places else [],
            "to_write": counts[Fate.ADD] + counts[Fate.CHANGE], "doubts": counts[Fate.DOUBT],
            "refused": counts[Fate.REFUSED], "may_confirm": self._may_confirm(counts),
            "may_mend": self.job.state == ImportState.CHECKED and any(row.problems for row in context["object_list"]),
            "may_undo": self.job.state == ImportState.DONE,
        }  # fmt: skip

    def _may_confirm(self, counts: dict[str, int]) -> bool:
        something = counts[Fate.ADD] + counts[Fate.CHANGE] + counts[Fate.DOUBT]
        return self.job.state == ImportState.CHECKED and not counts[Fate.REFUSED] and bool(something)


def _told(row: ImportRow, labels: dict[str, str], at: dict[str, int]) -> dict[str, Any]:
    """What a row's line says: problems with the cell as typed and where it is, changes before and after, notes."""
    problems = [
        {"label": labels.get(key, key), "cell": row.cells.get(key, ""), "said": said, "at": at.get(key)}
        for key, said in row.problems.items()
    ]
    changes = [{"label": labels.get(key, key), "before": was, "after": now} for key, (was, now) in row.changes.items()]
    return {"problems": problems, "changes": changes, "cells": [row.cells.get(key, "") for key in SHOWN]}


def _own_import(request: HttpRequest, pk: int) -> SheetImport:
    _must_edit(request)
    return get_object_or_404(SheetImport.objects.visible_to(request.staff), pk=pk)  # type: ignore[attr-defined]


def _back(request: HttpRequest, job: SheetImport, error: ValidationError | None = None, done: str = "") -> HttpResponse:
    if error:
        messages.error(request, " ".join(error.messages))
    elif done:
        messages.success(request, done)
    return HttpResponseRedirect(reverse("cooperatives:import_detail", args=[job.pk]))


@require_POST
@staff_required(*WORKERS)
def import_choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over the chosen columns, units and places, and look through the rows anew."""
    job = _own_import(request, pk)
    staff = request.staff  # type: ignore[attr-defined]
    chosen = ChoicesForm(request.POST, job, reading.sheet_columns(staff))
    try:
        services.choose_columns(job=job, mapping=chosen.mapping(), places=chosen.places(), by=staff)
    except ValidationError as error:
        return _back(request, job, error)
    return _back(request, job, done="Đã đọc lại bảng theo lựa chọn của bạn.")


@require_POST
@staff_required(*WORKERS)
def import_mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over what was typed into the cells that were wrong, and look through the rows anew."""
    job = _own_import(request, pk)
    try:
        services.mend_cells(job=job, cells=mended_cells(request.POST), by=request.staff)  # type: ignore[attr-defined]
    except ValidationError as error:
        return _back(request, job, error)
    return _back(request, job, done="Đã đọc lại bảng với các ô vừa sửa.")


@require_POST
@staff_required(*WORKERS)
def import_leave_out(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Leave a row out, or take it in again."""
    job = _own_import(request, pk)
    get_object_or_404(job.rows, number=number)
    try:
        services.leave_out_row(job=job, number=number, out=request.POST.get("out") == "1")
    except ValidationError as error:
        return _back(request, job, error)
    shown = request.POST.get("fate", "")
    address = reverse("cooperatives:import_detail", args=[job.pk])
    return HttpResponseRedirect(f"{address}?fate={shown}" if shown in Fate.values else address)


@require_POST
@staff_required(*WORKERS)
def import_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the import into the registry."""
    job = _own_import(request, pk)
    with_doubts = request.POST.get("with_doubts") == "on"
    try:
        job = services.confirm_import(job=job, by=request.staff, with_doubts=with_doubts)  # type: ignore[attr-defined]
    except ValidationError as error:
        return _back(request, job, error)
    return _back(request, job, done="Đã ghi vào sổ." if job.state == ImportState.DONE else "")


@require_POST
@staff_required(*WORKERS)
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the import back."""
    job = _own_import(request, pk)
    try:
        services.undo_import(job=job, by=request.staff)  # type: ignore[attr-defined]
    except ValidationError as error:
        return _back(request, job, error)
    return _back(request, job, done="Đã hoàn tác: sổ trở lại như trước khi nhập.")
