"""Dossiers of work: the list, one with its papers in order, its cover, closing and opening again."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from audit.queries import history_of
from documents.forms.dossiers import CloseForm, DossierForm
from documents.models import Dossier, OfficialDocument
from documents.models.states import UNISSUED
from documents.queries import dossiers as reads
from documents.queries.dossier_exports import last_exports
from documents.services import dossiers
from documents.views.attempts import attempt
from organizations.access import OFFICE, staff_required
from organizations.models import Staff
from organizations.web import ScopedDetailView, ScopedListView, ServiceFormView

FILTERS = ("q", "year", "state")


def dossier_to_write(staff: Staff, pk: int) -> Dossier:
    """Return the dossier; 404 where it is not seen, PermissionDenied where another office keeps it."""
    row: Dossier = get_object_or_404(Dossier.objects.visible_to(staff).select_related("organization"), pk=pk)
    if not reads.may_write(row, staff):
        raise PermissionDenied("Chỉ cơ quan lập hồ sơ thay đổi được hồ sơ này.")
    return row


class DossierListView(ScopedListView):
    """The dossiers of the own office and of its offices, filtered by the address."""

    template_name = "documents/dossier/list.html"
    title = "Hồ sơ công việc"

    def get_queryset(self) -> QuerySet[Dossier]:
        asked = self.request.GET
        words, year, state = (asked.get(name, "") for name in FILTERS)
        return reads.find(self.staff, words=words, year=year, state=state)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            years=reads.years(self.staff),
            states=reads.STATES,
            filtered=any(self.request.GET.get(name) for name in FILTERS),
            may_open=self.staff.role in OFFICE,
            **kwargs,
        )


class DossierView(ScopedDetailView):
    """One dossier: its cover, its papers in order, the search for more."""

    model = Dossier
    template_name = "documents/dossier/detail.html"
    context_object_name = "dossier"

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().select_related("organization", "keeper__user")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        dossier, words = self.object, self.request.GET.get("q", "").strip()
        papers = reads.papers_of(dossier, self.staff)
        may_write = reads.may_write(dossier, self.staff)
        may_fill = may_write and dossier.is_open
        return super().get_context_data(
            title=str(dossier)[:120],
            papers=papers,
            hidden=reads.hidden_count(dossier, papers),
            may_write=may_write,
            may_fill=may_fill,
            words=words,
            found=reads.candidates(dossier, self.staff, words) if may_fill and words else [],
            history=history_of(dossier, limit=30),
            today=timezone.localdate(),
            exports=last_exports(dossier, self.staff),
            **kwargs,
        )


class DossierCreateView(ServiceFormView):
    """Open a dossier; with `van_ban` in the address the document is its first paper."""

    roles = OFFICE
    form_class = DossierForm
    template_name = "components/form_page.html"
    title = "Lập hồ sơ công việc"
    success_message = "Đã lập hồ sơ."

    @cached_property
    def first(self) -> OfficialDocument | None:
        """The document that the dossier is opened for."""
        asked = self.request.GET.get("van_ban", "")
        if not asked:
            return None
        visible = OfficialDocument.objects.visible_to(self.staff).exclude(state__in=UNISSUED)
        return get_object_or_404(visible, pk=int(asked) if asked.isascii() and asked.isdigit() else 0)

    def get_initial(self) -> dict[str, Any]:
        return DossierForm.beginning(timezone.localdate())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lead = f"Văn bản đầu tiên của hồ sơ: {self.first}" if self.first else ""
        return super().get_context_data(lead=lead, **kwargs)

    def perform(self, form: DossierForm) -> Dossier:
        first = [self.first] if self.first else []
        return dossiers.create_dossier(by=self.staff, documents=first, **form.cleaned_data)

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()


class DossierUpdateView(ServiceFormView):
    """Change the cover."""

    roles = OFFICE
    form_class = DossierForm
    template_name = "components/form_page.html"
    title = "Sửa hồ sơ công việc"
    success_message = "Đã lưu hồ sơ."

    def prepare(self) -> None:
        self.dossier = dossier_to_write(self.staff, self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.dossier, name) for name in DossierForm.base_fields}

    def perform(self, form: DossierForm) -> Dossier:
        return dossiers.update_dossier(dossier=self.dossier, by=self.staff, **form.cleaned_data)

    def get_success_url(self) -> str:
        return self.dossier.get_absolute_url()


class DossierCloseView(ServiceFormView):
    """End the gathering on a day."""

    roles = OFFICE
    form_class = CloseForm
    template_name = "components/form_page.html"
    title = "Kết thúc hồ sơ"
    success_message = "Đã kết thúc hồ sơ; không thêm, bớt văn bản được nữa."

    def prepare(self) -> None:
        self.dossier = dossier_to_write(self.staff, self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        return {"closed_on": timezone.localdate()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lead=str(self.dossier), **kwargs)

    def perform(self, form: CloseForm) -> Dossier:
        return dossiers.close_dossier(dossier=self.dossier, on=form.cleaned_data["closed_on"], by=self.staff)

    def get_success_url(self) -> str:
        return self.dossier.get_absolute_url()


@require_POST
@staff_required(*OFFICE)
def dossier_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Let papers come in again."""
    staff = request.staff  # type: ignore[attr-defined]
    dossier = dossier_to_write(staff, pk)
    attempt(request, lambda: dossiers.reopen_dossier(dossier=dossier, by=staff), "Đã mở lại hồ sơ.")
    return HttpResponseRedirect(reverse("documents:dossier", args=[pk]))
