"""The clerk's numbers: the registers of the year, numbers kept for papers, how the office numbers."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from documents.forms.numbering import CancelForm, ContinueForm, MeantForm, ReserveForm, SchemeForm, StartForm
from documents.models import IncomingSeries, NumberEntry
from documents.queries.numbering import CONTINUERS, NUMBERERS, STARTERS, registers_of, set_apart, unnumbered
from documents.services import numbering
from documents.services.incoming import continue_paper_book
from organizations.access import StaffRequiredMixin
from organizations.models import Role, Staff
from organizations.web import ServiceFormView


class NumberListView(StaffRequiredMixin, TemplateView):
    """The registers of this year and what is set apart in them."""

    roles = STARTERS
    template_name = "documents/number_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        year = timezone.localdate().year
        return super().get_context_data(
            title=f"Số văn bản đi năm {year}",
            registers=registers_of(self.staff, year),
            entries=set_apart(self.staff, year)[:200],
            scheme=numbering.scheme_of(self.staff.organization, year),
            may_number=self.staff.role in NUMBERERS,
            may_continue=self.staff.role in CONTINUERS,
            **kwargs,
        )


def own_entry(staff: Staff, pk: int) -> NumberEntry:
    """Return a number of the own office, 404 for any other."""
    own = NumberEntry.objects.filter(register__organization=staff.organization_id)
    return get_object_or_404(own.select_related("register"), pk=pk)


class NumberFormView(ServiceFormView):
    """A form about the own office's numbers; back to their list."""

    roles = NUMBERERS
    template_name = "documents/number_form.html"
    lead = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lead=self.lead, **kwargs)

    def get_success_url(self) -> str:
        return reverse("documents:number_list")


class ReserveView(NumberFormView):
    """Keep numbers for papers to come."""

    form_class = ReserveForm
    title = "Lấy số trước"
    lead = "Số lấy trước được giữ với ngày hôm nay và lý do; không ai khác lấy được số đó nữa."
    success_message = "Đã giữ số."

    def perform(self, form: ReserveForm) -> list[NumberEntry]:
        return numbering.reserve_numbers(organization=self.staff.organization, by=self.staff, **form.cleaned_data)


class StartView(NumberFormView):
    """Let the register of this year go on from the paper one."""

    roles = STARTERS
    form_class = StartForm
    title = "Số bắt đầu khi chuyển từ sổ giấy"
    lead = "Dùng một lần khi cơ quan bắt đầu dùng cổng giữa năm, trước khi lấy số đầu tiên của dãy."
    success_message = "Đã đặt số bắt đầu."

    def perform(self, form: StartForm) -> Any:
        return numbering.start_register_at(organization=self.staff.organization, by=self.staff, **form.cleaned_data)


class ContinueView(NumberFormView):
    """Let this year's register of incoming documents go on from the paper book."""

    roles = CONTINUERS
    form_class = ContinueForm
    title = "Sổ văn bản đến tiếp theo sổ giấy"
    lead = "Dùng khi cơ quan bắt đầu dùng cổng giữa năm, trước khi vào sổ văn bản đến đầu tiên trên cổng."
    success_message = "Đã đặt số tiếp theo sổ giấy."

    def perform(self, form: ContinueForm) -> IncomingSeries:
        return continue_paper_book(organization=self.staff.organization, by=self.staff, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(crumb=("Sổ văn bản đến", self.get_success_url()), **kwargs)

    def get_success_url(self) -> str:
        # The administrator reads no register.
        reader = self.staff.role != Role.ADMINISTRATOR
        return reverse("documents:register", args=["den"]) if reader else reverse("documents:number_list")


class SchemeView(NumberFormView):
    """Decide how the office numbers."""

    form_class = SchemeForm
    title = "Cách đánh số"
    lead = "Người đứng đầu cơ quan quyết định (Điều 15 Nghị định 30/2020/NĐ-CP); chỉ đổi từ một năm chưa cấp số."
    success_message = "Đã lưu cách đánh số."

    def get_initial(self) -> dict[str, Any]:
        year = timezone.localdate().year
        scheme = numbering.scheme_of(self.staff.organization, year)
        return {"from_year": year, "mode": scheme.mode, "separate_kinds": scheme.separate_kinds}

    def perform(self, form: SchemeForm) -> Any:
        return numbering.decide_scheme(organization=self.staff.organization, by=self.staff, **form.cleaned_data)


class MeantView(NumberFormView):
    """Say for which draft a number is kept."""

    form_class = MeantForm
    lead = "Khi văn bản được duyệt, nó nhận đúng số này với ngày đã lấy số."
    success_message = "Đã giữ số cho văn bản."

    def prepare(self) -> None:
        self.entry = own_entry(self.staff, self.kwargs["pk"])
        self.title = f"Giữ số {self.entry.padded}, {self.entry.register}"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "drafts": unnumbered(self.staff, self.entry.register)}

    def perform(self, form: MeantForm) -> NumberEntry:
        return numbering.keep_for(entry=self.entry, document=form.cleaned_data["document"], by=self.staff)


class CancelView(NumberFormView):
    """Say that a number that was kept will not be used."""

    form_class = CancelForm
    success_message = "Đã ghi số này không dùng."

    def prepare(self) -> None:
        self.entry = own_entry(self.staff, self.kwargs["pk"])
        self.title = f"Bỏ số {self.entry.padded}, {self.entry.register}"

    def perform(self, form: CancelForm) -> NumberEntry:
        return numbering.cancel_reserved(entry=self.entry, reason=form.cleaned_data["cancel_reason"], by=self.staff)
