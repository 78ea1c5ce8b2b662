"""My work and the lists."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from documents.models import OfficialDocument
from organizations.access import StaffRequiredMixin
from organizations.web import ScopedListView
from plans import queries, rights
from plans.forms import FilterForm
from plans.models import ActionPlan, Assignment, Task
from plans.status import today_here


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
        year = self.request.GET.get("year", "")
        return found.filter(year=int(year)) if year.isdecimal() and len(year) == 4 else found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        years = ActionPlan.objects.visible_to(self.staff).order_by("-year").values_list("year", flat=True).distinct()
        return super().get_context_data(years=years, may_issue=rights.may_issue(self.staff), **kwargs)
