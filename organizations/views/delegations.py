"""Who signs for whom: the list, giving the right, taking it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_POST

from organizations import queries, services
from organizations.access import OFFICE, staff_required
from organizations.forms import DelegationForm
from organizations.models import Delegation, Organization, Role, Staff
from organizations.web import ScopedListView, ServiceFormView

# The kinds that offices sign most; rights for other kinds come with a delegation for all.
SIGNED_KINDS = [
    ("CV", "Công văn"),
    ("KH", "Kế hoạch"),
    ("TB", "Thông báo"),
    ("BC", "Báo cáo"),
    ("TTr", "Tờ trình"),
    ("QĐ", "Quyết định"),
    ("GM", "Giấy mời"),
    ("HD", "Hướng dẫn"),
    ("GGT", "Giấy giới thiệu"),
]


class DelegationListView(ScopedListView):
    """Who signs for whom, running ones first."""

    roles = OFFICE | {Role.ADMINISTRATOR}
    template_name = "organizations/delegation_list.html"
    title = "Giao ký văn bản"

    def get_queryset(self) -> QuerySet[Delegation]:
        return queries.delegations_for(self.staff)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = queries.delegable_by(self.staff)
        return super().get_context_data(own=own, today=timezone.localdate(), **kwargs)


class DelegationCreateView(ServiceFormView):
    """Give somebody the right to sign for an organization's head."""

    roles = {Role.LEADER, Role.ADMINISTRATOR}
    form_class = DelegationForm
    template_name = "components/form_page.html"
    title = "Giao ký văn bản"
    success_message = "Đã giao ký."
    success_url = reverse_lazy("organizations:delegation_list")

    def prepare(self) -> None:
        self.organization = get_object_or_404(Organization.objects.visible_to(self.staff), pk=self.kwargs["pk"])
        if not queries.may_delegate(self.staff, self.organization):
            raise PermissionDenied("Chỉ người đứng đầu cơ quan hoặc quản trị được giao ký văn bản.")
        self.title = f"Giao ký văn bản của {self.organization}"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "organization": self.organization, "kinds": SIGNED_KINDS}

    def perform(self, form: DelegationForm) -> Delegation:
        return services.delegate(organization=self.organization, by=self.staff, **form.cleaned_data)


@require_POST
@staff_required(Role.LEADER, Role.ADMINISTRATOR)
def delegation_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a right to sign back at once."""
    staff: Staff = request.staff  # type: ignore[attr-defined]
    row = get_object_or_404(Delegation.objects.visible_to(staff).select_related("organization"), pk=pk)
    services.revoke_delegation(delegation=row, by=staff)
    messages.success(request, "Đã thu hồi việc giao ký.")
    return HttpResponseRedirect(reverse("organizations:delegation_list"))
