"""Pages: signing in, the directory, groups, people, the audit trail."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from audit.models import AuditEntry
from audit.queries import history_of
from audit.services import record
from organizations import queries, services
from organizations.access import StaffRequiredMixin, staff_required
from organizations.forms import (
    AppointmentForm,
    GroupForm,
    LoginForm,
    OrganizationForm,
    PasswordForm,
)
from organizations.models import Organization, OrganizationGroup, OrganizationKind, Role, Staff
from organizations.web import ScopedDetailView, ScopedListView, ServiceFormView

ADMINISTRATORS = {Role.ADMINISTRATOR}


class LoginView(auth_views.LoginView):
    """Sign in; who is signed in already goes on to the home page."""

    template_name = "organizations/login.html"
    form_class = LoginForm
    redirect_authenticated_user = True


class PasswordView(StaffRequiredMixin, auth_views.PasswordChangeView):
    """Change the own password; other sessions of the account end."""

    template_name = "organizations/password.html"
    form_class = PasswordForm
    success_url = reverse_lazy("organizations:profile")

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        record(code="organizations.password.changed", obj=self.request.user, actor=self.request.user)  # type: ignore[arg-type]
        messages.success(self.request, "Đã đổi mật khẩu.")
        return response


class ProfileView(StaffRequiredMixin, TemplateView):
    """Who I am here."""

    template_name = "organizations/profile.html"


class OrganizationListView(ScopedListView):
    """The directory."""

    template_name = "organizations/organization_list.html"
    title = "Danh bạ tổ chức"

    def get_queryset(self) -> QuerySet[Organization]:
        asked = self.request.GET
        return queries.directory(self.staff, words=asked.get("q", ""), kind=asked.get("kind", ""))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(kinds=OrganizationKind.choices, **kwargs)


class OrganizationDetailView(ScopedDetailView):
    """One organization: its people, what stands under it, its groups, its history."""

    model = Organization
    template_name = "organizations/organization_detail.html"

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().select_related("unit__parent", "parent", "merged_into")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        organization: Organization = self.object
        people = Staff.objects.visible_to(self.staff).on_duty().filter(organization=organization)
        return super().get_context_data(
            title=organization.name,
            people=people.select_related("user"),
            children=organization.children.filter(is_active=True).order_by("kind", "name")[:200],
            groups=OrganizationGroup.objects.visible_to(self.staff).filter(owner=organization),
            history=history_of(organization, limit=20),
            **kwargs,
        )


class OrganizationCreateView(ServiceFormView):
    """Add an organization under one's own."""

    roles = ADMINISTRATORS
    form_class = OrganizationForm
    template_name = "components/form_page.html"
    title = "Thêm tổ chức"
    success_message = "Đã thêm tổ chức."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "staff": self.staff}

    def perform(self, form: OrganizationForm) -> Organization:
        return services.create_organization(by=self.staff, **form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse("organizations:organization_detail", args=[self.object.pk])


class OrganizationUpdateView(OrganizationCreateView):
    """Change an organization of one's own tree."""

    title = "Sửa thông tin tổ chức"
    success_message = "Đã lưu thay đổi."

    def get_form_kwargs(self) -> dict[str, Any]:
        own = Organization.objects.filter(path__startswith=self.staff.scope_path)
        self.organization = get_object_or_404(own, pk=self.kwargs["pk"])
        return {**super().get_form_kwargs(), "instance": self.organization}

    def perform(self, form: OrganizationForm) -> Organization:
        fresh = Organization.objects.get(pk=self.organization.pk)
        return services.update_organization(organization=fresh, by=self.staff, **form.cleaned_data)


class GroupListView(ScopedListView):
    """The groups that documents may speak of."""

    template_name = "organizations/group_list.html"
    title = "Nhóm tổ chức nhận việc"

    def get_queryset(self) -> QuerySet[OrganizationGroup]:
        found = OrganizationGroup.objects.visible_to(self.staff).search(self.request.GET.get("q", ""))
        return found.select_related("owner").order_by("owner__path", "name")


class GroupDetailView(ScopedDetailView):
    """One group with the organizations it stands for today."""

    model = OrganizationGroup
    template_name = "organizations/group_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=self.object.name, members=self.object.expand(), **kwargs)


class GroupCreateView(ServiceFormView):
    """Make a group of one's own organization."""

    roles = {Role.ADMINISTRATOR, Role.CLERK}
    form_class = GroupForm
    template_name = "components/form_page.html"
    title = "Thêm nhóm"
    success_message = "Đã lưu nhóm."

    def get_instance(self) -> OrganizationGroup:
        return OrganizationGroup(owner=self.staff.organization)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "staff": self.staff, "instance": self.get_instance()}

    def perform(self, form: GroupForm) -> OrganizationGroup:
        return services.save_group(group=form.instance, by=self.staff, members=form.cleaned_data["members"])

    def get_success_url(self) -> str:
        return reverse("organizations:group_detail", args=[self.object.pk])


class GroupUpdateView(GroupCreateView):
    """Change a group of one's own organization."""

    title = "Sửa nhóm"

    def get_instance(self) -> OrganizationGroup:
        own = OrganizationGroup.objects.filter(owner=self.staff.organization)
        return get_object_or_404(own, pk=self.kwargs["pk"])


class StaffListView(ScopedListView):
    """People of one's own organization and of those below."""

    roles = ADMINISTRATORS
    template_name = "organizations/staff_list.html"
    title = "Tài khoản và vai trò"

    def get_queryset(self) -> QuerySet[Staff]:
        found = Staff.objects.visible_to(self.staff).on_duty().select_related("user", "organization")
        return found.order_by("organization__path", "role", "pk")


class StaffCreateView(ServiceFormView):
    """A new account with its first role."""

    roles = ADMINISTRATORS
    form_class = AppointmentForm
    template_name = "components/form_page.html"
    title = "Tạo tài khoản"
    success_message = "Đã tạo tài khoản."
    success_url = reverse_lazy("organizations:staff_list")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "staff": self.staff}

    def perform(self, form: AppointmentForm) -> Staff:
        return services.hire(by=self.staff, **form.cleaned_data)


@require_POST
@staff_required(*ADMINISTRATORS)
def staff_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End somebody's role at once; never one's own, or nobody could give it back."""
    staff: Staff = request.staff  # type: ignore[attr-defined]
    person = get_object_or_404(Staff.objects.visible_to(staff).on_duty(), pk=pk)
    if person == staff:
        messages.error(request, "Không thể tự kết thúc vai trò của chính mình.")
    else:
        services.end_term(staff=person, by=staff)
        messages.success(request, f"Đã kết thúc vai trò của {person.full_name}.")
    return HttpResponseRedirect(reverse("organizations:staff_list"))


class AuditListView(ScopedListView):
    """The trail of one's own organization and of those below."""

    roles = ADMINISTRATORS | {Role.LEADER}
    template_name = "organizations/audit_list.html"
    title = "Nhật ký"

    def get_queryset(self) -> QuerySet[AuditEntry]:
        return AuditEntry.objects.filter(organization_path__startswith=self.staff.scope_path)
