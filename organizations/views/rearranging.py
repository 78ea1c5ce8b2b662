"""Merging, renaming and dividing communes, merging agencies: what moves is shown first, then it is done for good."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy

from audit.models import AuditEntry
from organizations import queries, services
from organizations.access import StaffRequiredMixin
from organizations.models import AdministrativeUnit, Organization, Role, UnitLevel
from organizations.rearranging_forms import AgencyMergeForm, UnitDivideForm, UnitMergeForm, UnitRenameForm
from organizations.web import ScopedListView, ServiceFormView

ADMINISTRATORS = {Role.ADMINISTRATOR}


class ProvinceMixin(StaffRequiredMixin):
    """For administrators whose office is the province's."""

    roles = ADMINISTRATORS

    @property
    def province(self) -> AdministrativeUnit:
        """The person's province; PermissionDenied for who sits in a commune."""
        unit = self.staff.organization.unit
        if unit.level != UnitLevel.PROVINCE:
            raise PermissionDenied("Việc sắp xếp đơn vị hành chính do quản trị cấp tỉnh ghi.")
        return unit


class RearrangingListView(ProvinceMixin, ScopedListView):
    """What was rearranged in the province, and the ways to write down more."""

    template_name = "organizations/rearranging_list.html"
    title = "Sắp xếp đơn vị hành chính"

    def get_queryset(self) -> QuerySet[AuditEntry]:
        return queries.rearrangements(self.province)


class PreviewedView(ServiceFormView):
    """A form that shows what it would do before it does it: sent once it shows, confirmed it is done."""

    roles = ADMINISTRATORS
    template_name = "organizations/rearranging.html"
    lead = ""

    def form_valid(self, form: Any) -> HttpResponse:
        if self.request.POST.get("confirm") == form.fingerprint:
            return super().form_valid(form)
        return self.render_to_response(self.get_context_data(form=form, preview=self.preview(form)))

    def preview(self, form: Any) -> queries.Preview:
        """Return what moves."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lead=self.lead, **kwargs)


class UnitChangeView(ProvinceMixin, PreviewedView):
    """A change of a commune of the province."""

    success_url = reverse_lazy("organizations:rearranging_list")

    def prepare(self) -> None:
        self.province  # noqa: B018 - refuses who sits in a commune

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "province": self.province}


class UnitMergeView(UnitChangeView):
    """Communes that end in another one."""

    form_class = UnitMergeForm
    title = "Nhập xã, phường"
    lead = "Xã, phường nhập vào kết thúc; hồ sơ, cơ quan, cán bộ và việc đang mở chuyển sang đơn vị tiếp nhận."
    success_message = "Đã ghi việc nhập; hồ sơ, cơ quan và cán bộ đã chuyển."

    def preview(self, form: UnitMergeForm) -> queries.Preview:
        return queries.preview_of_merging(form.cleaned_data["units"], form.cleaned_data["into"])

    def perform(self, form: UnitMergeForm) -> int:
        return services.merge_units(by=self.staff, **form.cleaned_data)


class UnitRenameView(UnitChangeView):
    """A commune gets another name, or becomes a ward."""

    form_class = UnitRenameForm
    title = "Đổi tên xã, phường"
    lead = "Giấy tờ đã ban hành giữ tên cũ; tên cũ vẫn tìm được và vẫn nhận ra khi nhập từ Excel."
    success_message = "Đã ghi tên mới."

    def preview(self, form: UnitRenameForm) -> queries.Preview:
        return queries.preview_of_renaming(form.cleaned_data["unit"], form.cleaned_data["name"])

    def perform(self, form: UnitRenameForm) -> int:
        return services.rename_unit(by=self.staff, **form.cleaned_data)


class UnitDivideView(UnitChangeView):
    """A part of a commune becomes a commune of its own."""

    form_class = UnitDivideForm
    title = "Tách xã, phường"
    lead = (
        "Ghi đơn vị mới trước; sau đó lọc danh sách hợp tác xã theo đơn vị cũ và chuyển những hồ sơ thuộc đơn vị mới."
    )
    success_message = "Đã ghi đơn vị mới; hãy chuyển các hồ sơ thuộc đơn vị mới, và thêm cơ quan của đơn vị mới."

    def preview(self, form: UnitDivideForm) -> queries.Preview:
        return queries.preview_of_dividing(form.cleaned_data["unit"], form.cleaned_data["name"])

    def perform(self, form: UnitDivideForm) -> AdministrativeUnit:
        return services.divide_unit(by=self.staff, **form.cleaned_data)


class OrganizationMergeView(PreviewedView):
    """End an organization of one's own tree whose work another takes over."""

    form_class = AgencyMergeForm
    lead = "Cán bộ và việc đang mở chuyển sang tổ chức tiếp nhận; việc đã xong, văn bản đã ban hành giữ tên cũ."
    success_message = "Đã hợp nhất; cán bộ và việc đang mở đã chuyển sang tổ chức tiếp nhận."

    def prepare(self) -> None:
        own = Organization.objects.active().filter(path__startswith=self.staff.scope_path)
        self.organization = get_object_or_404(own, pk=self.kwargs["pk"])
        self.title = f"Hợp nhất {self.organization}"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "staff": self.staff, "organization": self.organization}

    def preview(self, form: AgencyMergeForm) -> queries.Preview:
        return queries.preview_of_agency(self.organization, form.cleaned_data["into"])

    def perform(self, form: AgencyMergeForm) -> Organization:
        return services.merge_organization(organization=self.organization, by=self.staff, **form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse("organizations:organization_detail", args=[self.organization.pk])
