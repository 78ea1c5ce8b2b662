"""Indicators of a plan: set, shared out, reported on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST

from audit.queries import history_of
from organizations.access import OFFICE, staff_required
from organizations.models import Organization
from organizations.web import ServiceFormView
from plans import queries, rights, services
from plans.charts import chart_of
from plans.forms import ActualForm, IndicatorForm
from plans.models import ActionPlan, Indicator, IndicatorActual


class IndicatorDetailView(ServiceFormView):
    """One indicator: the chart, the table, and the form of who may report; `post` reports a figure."""

    form_class: Any = ActualForm
    template_name = "plans/indicator_detail.html"
    success_message = "Đã lưu kết quả."

    @cached_property
    def indicator(self) -> Indicator:
        rows = Indicator.objects.visible_to(self.staff).select_related("plan__organization", "section")
        whole = rows.prefetch_related("shares__organization", "actuals__organization")
        return get_object_or_404(whole, pk=self.kwargs["pk"])

    @cached_property
    def reporters(self) -> QuerySet[Organization]:
        """The organizations that the person may report for."""
        shared = [share.organization for share in self.indicator.shares.all()]
        if rights.may_plan(self.staff, self.indicator.plan):
            return Organization.objects.filter(Q(pk__in=[one.pk for one in shared]) | Q(pk=self.staff.organization_id))
        may = rights.may_record(self.staff, self.indicator, self.staff.organization)
        return Organization.objects.filter(pk=self.staff.organization_id if may else None)

    def post(self, *args: Any, **kwargs: Any) -> Any:
        if not self.reporters.exists():
            raise PermissionDenied("Chỉ đơn vị được giao chỉ tiêu và cơ quan lập kế hoạch báo cáo được.")
        return super().post(*args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "indicator": self.indicator, "organizations": self.reporters}

    def get_initial(self) -> dict[str, Any]:
        return {"organization": self.staff.organization_id}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        board = queries.board_of(self.indicator)
        return super().get_context_data(
            indicator=self.indicator,
            board=board,
            chart=chart_of(board),
            may_report=self.reporters.exists(),
            may_change=rights.may_plan(self.staff, self.indicator.plan),
            history=history_of(self.indicator, limit=20),
            **kwargs,
        )

    @property
    def title(self) -> str:  # type: ignore[override]
        return self.indicator.name

    def perform(self, form: Any) -> IndicatorActual:
        return services.record_actual(indicator=self.indicator, by=self.staff, **form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse("plans:indicator_detail", args=[self.indicator.pk])


class IndicatorCreateView(ServiceFormView):
    """Set an indicator of one's own plan."""

    roles = OFFICE
    form_class: Any = IndicatorForm
    template_name = "plans/indicator_form.html"
    title = "Thêm chỉ tiêu"
    success_message = "Đã lưu chỉ tiêu."

    @cached_property
    def indicator(self) -> Indicator:
        return Indicator(plan=own_plan(self.staff, self.kwargs["pk"]))

    def prepare(self) -> None:
        self.indicator  # noqa: B018  (who may not change the plan does not get a form)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.indicator, "units": self._units()}

    def _units(self) -> list[Organization]:
        """Those under the plan's organization, who works on the plan, and who has a share already."""
        plan = self.indicator.plan
        known = Q(parent=plan.organization_id) | Q(assignments__task__plan=plan)
        if self.indicator.pk:
            known |= Q(indicator_shares__indicator=self.indicator)
        return list(Organization.objects.active().filter(known).distinct().order_by("kind", "path")[:300])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(plan=self.indicator.plan, **kwargs)

    def perform(self, form: Any) -> Indicator:
        fresh = Indicator.objects.select_related("plan").get(pk=self.indicator.pk) if self.indicator.pk else None
        indicator = fresh or Indicator(plan=self.indicator.plan)
        return services.save_indicator(indicator=indicator, shares=form.shares(), by=self.staff, **form.values())

    def get_success_url(self) -> str:
        return reverse("plans:indicator_detail", args=[self.object.pk])


class IndicatorUpdateView(IndicatorCreateView):
    """Change an indicator and its shares."""

    title = "Sửa chỉ tiêu"

    @cached_property
    def indicator(self) -> Indicator:
        found = get_object_or_404(Indicator.objects.visible_to(self.staff).select_related("plan"), pk=self.kwargs["pk"])
        own_plan(self.staff, found.plan_id)
        return found


def own_plan(staff: Any, pk: int) -> ActionPlan:
    """Return a plan that the person writes in: 404 for one that is not seen, 403 for another's."""
    plan = get_object_or_404(ActionPlan.objects.visible_to(staff).select_related("organization", "document"), pk=pk)
    if not rights.may_plan(staff, plan):
        raise PermissionDenied("Chỉ cơ quan lập kế hoạch sửa được.")
    return plan


@require_POST
@staff_required(*OFFICE)
def take_indicators(request: HttpRequest, pk: int) -> HttpResponse:
    """Make indicators of the targets that were read from the plan's document."""
    staff = request.staff  # type: ignore[attr-defined]
    plan = own_plan(staff, pk)
    try:
        count = services.take_indicators(plan=plan, by=staff)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"Đã lấy {count} chỉ tiêu từ văn bản; hãy xem lại rồi giao cho từng đơn vị.")
    return HttpResponseRedirect(reverse("plans:plan_detail", args=[pk]) + "#chi-tieu")
