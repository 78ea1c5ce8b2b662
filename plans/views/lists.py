"""My work and the lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from coopportal.text import whole_number
from documents.models import OfficialDocument
from organizations.access import OFFICE, StaffRequiredMixin, staff_required
from organizations.models import Organization, Staff
from organizations.web import ScopedListView
from plans import queries, rights, services
from plans.forms import FilterForm
from plans.models import ActionPlan, Assignment, Task
from plans.rights import DOERS
from plans.status import Status, today_here


class MyWorkView(StaffRequiredMixin, TemplateView):
    """What my organization has to do and to answer, the most pressing first."""

    template_name = "plans/my_work.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = today_here()
        blocks = queries.my_work(self.staff, today=today)
        return super().get_context_data(
            title="Việc của tôi",
            today=today,
            blocks=blocks,
            filled=[block for block in blocks if block.count],
            may_issue=rights.may_issue(self.staff),
            **kwargs,
        )


@dataclass(frozen=True)
class ManyAct:
    """An act on the rows that were ticked: the service, and what is said afterwards."""

    service: Callable[..., int]
    said: str


_MANY = {
    "receive": ManyAct(services.receive_many, "Đã tiếp nhận {} việc."),
    "accept": ManyAct(services.accept_many, "Đã nghiệm thu {} việc."),
    "remind": ManyAct(services.remind_many, "Đã nhắc {} việc; mỗi cơ quan được nhắc một lần trong ngày cho mỗi việc."),
}


def _ticked(request: HttpRequest) -> list[int]:
    """Return the ids that were ticked; what is no id stands for a row that nobody sees."""
    return [whole_number(text) or 0 for text in request.POST.getlist("ids")]


def _many(request: HttpRequest, act: ManyAct) -> HttpResponse:
    staff: Staff = request.staff  # type: ignore[attr-defined]
    try:
        count = act.service(ids=_ticked(request), by=staff)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, act.said.format(count))
    return HttpResponseRedirect(reverse("plans:my_work"))


@require_POST
@staff_required(*DOERS)
def receive_many(request: HttpRequest) -> HttpResponse:
    """Receive what was ticked."""
    return _many(request, _MANY["receive"])


@require_POST
@staff_required(*OFFICE)
def accept_many(request: HttpRequest) -> HttpResponse:
    """Accept what was ticked."""
    return _many(request, _MANY["accept"])


@require_POST
@staff_required(*OFFICE)
def remind_many(request: HttpRequest) -> HttpResponse:
    """Remind the agencies of what was ticked, or draft the letter to them."""
    if request.POST.get("letter"):
        return _urge(request, ids=_ticked(request))
    return _many(request, _MANY["remind"])


@require_POST
@staff_required(*OFFICE)
def urge(request: HttpRequest) -> HttpResponse:
    """Draft the công văn đôn đốc to one agency, or to all that have overdue work of the own office."""
    staff: Staff = request.staff  # type: ignore[attr-defined]
    asked = request.POST.get("organization", "")
    if not asked:
        return _urge(request)
    return _urge(request, agency=get_object_or_404(Organization.objects.visible_to(staff), pk=whole_number(asked) or 0))


def _urge(request: HttpRequest, **chosen: Any) -> HttpResponse:
    try:
        letter = services.draft_urging(by=request.staff, **chosen)  # type: ignore[attr-defined]
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(reverse("plans:my_work"))
    messages.success(request, "Đã soạn dự thảo công văn đôn đốc; hãy xem lại rồi trình ký.")
    return HttpResponseRedirect(reverse("documents:document_detail", args=[letter.pk]))


class FilteredListView(ScopedListView):
    """A list whose filters live in the address."""

    @cached_property
    def form(self) -> FilterForm:
        return FilterForm(self.request.GET, staff=self.staff)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            form=self.form,
            today=today_here(),
            may_issue=rights.may_issue(self.staff),
            of_document=self._of(OfficialDocument, "document"),
            of_plan=self._of(ActionPlan, "plan"),
            is_filtered=bool(self.form.asked()),
            **kwargs,
        )

    def paginate_queryset(self, queryset: QuerySet[Any], page_size: int) -> Any:
        """Find the page by what filters and order need alone, then dress its rows: sorting carries no wide rows."""
        paginator, page, _, is_paginated = super().paginate_queryset(queryset.values_list("pk", flat=True), page_size)
        keys = list(page.object_list)
        dressed = {row.pk: row for row in self.dress(self.model._default_manager.filter(pk__in=keys))}
        page.object_list = [dressed[key] for key in keys]
        return paginator, page, page.object_list, is_paginated

    def dress(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Add what a row of the page shows."""
        raise NotImplementedError

    def _of(self, model: Any, name: str) -> Any:
        """Return the document or plan that the list is narrowed to, where the person may know of it."""
        pk = self.form.asked().get(name)
        return model.objects.visible_to(self.staff).filter(pk=pk).first() if pk else None


class TaskListView(FilteredListView):
    """Tasks that the own tree hands out or is handed."""

    model = Task
    template_name = "plans/task_list.html"
    title = "Nhiệm vụ"

    def dress(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return queries.dress_tasks(rows)

    def get_queryset(self) -> QuerySet[Task]:
        found = queries.filter_tasks(Task.objects.visible_to(self.staff), self.form.asked(), self.staff)
        if self.form.asked().get("document"):
            return found.order_by("pk")
        return queries.by_due(found)


class AssignmentListView(FilteredListView):
    """The same work agency by agency: each row is one organization's part."""

    model = Assignment
    template_name = "plans/assignment_list.html"
    title = "Nhiệm vụ theo cơ quan"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.form.asked()
        may_urge = rights.may_issue(self.staff) and asked.get("status") == Status.OVERDUE
        return super().get_context_data(may_urge=may_urge, urged=asked.get("organization"), **kwargs)

    def dress(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return queries.rows_of(rows)

    def get_queryset(self) -> QuerySet[Assignment]:
        found = queries.filter_assignments(Assignment.objects.visible_to(self.staff), self.form.asked(), self.staff)
        return queries.by_due(found)


class PlanListView(ScopedListView):
    """Action plans with how far they have got."""

    template_name = "plans/plan_list.html"
    title = "Kế hoạch"

    def get_queryset(self) -> QuerySet[ActionPlan]:
        found = queries.plan_rows(self.staff).search(self.request.GET.get("q", ""))  # type: ignore[attr-defined]
        year = whole_number(self.request.GET.get("year"), most_digits=4)
        return found.filter(year=year) if year else found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        years = ActionPlan.objects.visible_to(self.staff).order_by("-year").values_list("year", flat=True).distinct()
        return super().get_context_data(years=years, may_issue=rights.may_issue(self.staff), **kwargs)
