"""Action plans."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from audit.queries import history_of
from documents.models import OfficialDocument
from organizations.access import OFFICE
from organizations.web import PAGE_SIZE, ScopedDetailView, ServiceFormView
from plans import queries, rights, services
from plans.forms import PlanForm
from plans.models import ActionPlan
from plans.status import today_here


class PlanDetailView(ScopedDetailView):
    """One plan: how far it has got, its tasks, its history."""

    model = ActionPlan
    template_name = "plans/plan_detail.html"

    def get_queryset(self) -> QuerySet[ActionPlan]:
        return queries.plan_rows(self.staff)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan: ActionPlan = self.object
        tasks = (
            queries.task_rows(self.staff).filter(plan=plan).select_related("section").order_by("section__order", "pk")
        )
        may_change = rights.may_plan(self.staff, plan)
        documents = OfficialDocument.objects.visible_to(self.staff).filter(pk=plan.document_id)
        return super().get_context_data(
            title=plan.title,
            today=today_here(),
            page_obj=Paginator(tasks, PAGE_SIZE).get_page(self.request.GET.get("page")),
            document_is_visible=bool(plan.document_id) and documents.exists(),
            may_change=may_change,
            boards=queries.boards_of(plan),
            readable=len(services.readable_indicators(plan)) if may_change and plan.document_id else 0,
            history=history_of(plan),
            **kwargs,
        )


class PlanCreateView(ServiceFormView):
    """Begin a plan that has no document in the portal."""

    roles = OFFICE
    form_class = PlanForm
    template_name = "components/form_page.html"
    title = "Lập kế hoạch"
    success_message = "Đã lập kế hoạch; hãy giao các nhiệm vụ của kế hoạch."
    extra_context = {"lead": "Kế hoạch đã ban hành thì nhập văn bản; cổng tự lập kế hoạch cùng các nhiệm vụ."}

    def perform(self, form: PlanForm) -> ActionPlan:
        return services.create_plan(organization=self.staff.organization, by=self.staff, **form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse("plans:plan_detail", args=[self.object.pk])


class PlanUpdateView(PlanCreateView):
    """Correct a plan's head."""

    title = "Sửa kế hoạch"
    success_message = "Đã lưu thay đổi."
    extra_context: dict[str, Any] = {}

    @cached_property
    def plan(self) -> ActionPlan:
        plan = get_object_or_404(ActionPlan.objects.visible_to(self.staff), pk=self.kwargs["pk"])
        if plan.organization_id != self.staff.organization_id:
            raise PermissionDenied("Chỉ cơ quan lập kế hoạch sửa được.")
        return plan

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.plan}

    def perform(self, form: PlanForm) -> ActionPlan:
        fresh = ActionPlan.objects.get(pk=self.plan.pk)
        return services.update_plan(plan=fresh, by=self.staff, **form.cleaned_data)
