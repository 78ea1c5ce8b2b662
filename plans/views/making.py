"""Plans from last year's and from templates; the matrix on screen, on paper and as a sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST

from coopportal.text import whole_number
from organizations.access import OFFICE, StaffRequiredMixin, staff_required
from organizations.web import ScopedDetailView, ScopedListView, ServiceFormView
from plans import papers, queries, services
from plans.forms import PlanFromForm, SectionsForm, TemplateTitleForm
from plans.models import ActionPlan, PlanTemplate
from plans.sheets import table_xlsx
from plans.status import today_here
from plans.views.indicators import own_plan

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class PlanMatrixView(ScopedDetailView):
    """Agencies by tasks."""

    model = ActionPlan
    template_name = "plans/plan_matrix.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("organization", "document")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        self.matrix = queries.matrix_of(self.object, self.staff)
        makers: dict[str, Callable[[], HttpResponse]] = {"pdf": self._pdf, "xlsx": self._xlsx}
        maker = makers.get(request.GET.get("dang", ""))
        return maker() if maker else self.render_to_response(self.get_context_data(object=self.object))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        columns = [(queries.label(task, n), task) for n, task in enumerate(self.matrix.tasks, 1)]
        title = f"Ma trận cơ quan × nhiệm vụ: {self.object.title}"
        said = [(status.value, status.label) for status in queries.SIGNS]
        return super().get_context_data(title=title, matrix=self.matrix, columns=columns, statuses=said, **kwargs)

    def _pdf(self) -> HttpResponse:
        note = f"Số liệu đến ngày {today_here():%d/%m/%Y}. {queries.key_of_letters()}"
        content = papers.matrix_pdf(plan=self.object, matrix=self.matrix, note=note)
        return _download(content, "ma-tran-nhiem-vu.pdf", "application/pdf")

    def _xlsx(self) -> HttpResponse:
        head, *rows = queries.printed(self.matrix)
        note = f"Số liệu đến ngày {today_here():%d/%m/%Y}. {queries.key_of_letters()}"
        content = table_xlsx(title=self.object.title, note=note, head=head, rows=rows)
        return _download(content, "ma-tran-nhiem-vu.xlsx", XLSX)


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _ids(texts: list[str]) -> set[int]:
    return {pk for pk in map(whole_number, texts) if pk is not None}


class SectionsView(ServiceFormView):
    """The parts of one's own plan."""

    roles = OFFICE
    form_class: Any = SectionsForm
    template_name = "components/form_page.html"
    title = "Các mục của kế hoạch"
    success_message = "Đã lưu các mục."

    @cached_property
    def plan(self) -> ActionPlan:
        return own_plan(self.staff, self.kwargs["pk"])

    def prepare(self) -> None:
        self.plan  # noqa: B018  (who may not change the plan does not get a form)

    def get_initial(self) -> dict[str, Any]:
        return {"sections": "\n".join(self.plan.sections.values_list("title", flat=True))}

    def perform(self, form: Any) -> Any:
        return services.save_sections(plan=self.plan, titles=form.cleaned_data["sections"], by=self.staff)

    def get_success_url(self) -> str:
        return reverse("plans:plan_detail", args=[self.plan.pk])


class PlanFromView(ServiceFormView):
    """Tasks with their new days are shown first; those that stay ticked are handed out."""

    roles = OFFICE
    form_class: Any = PlanFromForm
    template_name = "plans/plan_from.html"
    needs_day = False

    def drafts(self, form: Any) -> list[services.Draft]:
        """Return the tasks as the form's year or day has them."""
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "needs_day": self.needs_day}

    def form_valid(self, form: Any) -> HttpResponse:
        if self.request.POST.get("step") != "make":
            return self.render_to_response(self.get_context_data(form=form, drafts=self.drafts(form)))
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form")
        if form and form.is_bound and form.is_valid() and "drafts" not in kwargs:
            kwargs["drafts"] = self.drafts(form)
        kwargs.setdefault("chosen", self._chosen() if self.request.POST.get("step") == "make" else None)
        return super().get_context_data(today=today_here(), **kwargs)

    def _chosen(self) -> set[int]:
        return _ids(self.request.POST.getlist("keys"))

    def perform(self, form: Any) -> ActionPlan:
        data = form.cleaned_data
        starts_on = data.get("starts_on")
        year = data.get("year") or starts_on.year
        drafts = self.drafts(form)
        return services.plan_from(
            title=data["title"], year=year, drafts=drafts, keys=self._chosen(), by=self.staff, starts_on=starts_on
        )

    def get_success_url(self) -> str:
        messages.success(self.request, f"Đã lập kế hoạch và giao {self.object.tasks.count()} nhiệm vụ.")
        return reverse("plans:plan_detail", args=[self.object.pk])


class PlanCopyView(PlanFromView):
    """Next year's plan from one of one's own."""

    title = "Lập kế hoạch từ kế hoạch trước"

    @cached_property
    def plan(self) -> ActionPlan:
        return own_plan(self.staff, self.kwargs["pk"])

    def prepare(self) -> None:
        self.plan  # noqa: B018  (who may not change the plan does not get a form)

    def get_initial(self) -> dict[str, Any]:
        year = max(self.plan.year + 1, today_here().year)
        return {"title": self.plan.title.replace(str(self.plan.year), str(year)), "year": year}

    def drafts(self, form: Any) -> list[services.Draft]:
        return services.drafts_of_year(self.plan, form.cleaned_data["year"])


class OwnTemplateMixin(StaffRequiredMixin):
    """A template of the own organization."""

    @cached_property
    def template(self) -> PlanTemplate:
        own = PlanTemplate.objects.visible_to(self.staff).filter(organization=self.staff.organization_id)
        return get_object_or_404(own, pk=self.kwargs["pk"])


class PlanFromTemplateView(OwnTemplateMixin, PlanFromView):
    """A plan from a template, counted from a first day."""

    title = "Lập kế hoạch từ mẫu"
    needs_day = True

    def prepare(self) -> None:
        self.template  # noqa: B018  (another's template is not there)

    def get_initial(self) -> dict[str, Any]:
        return {"title": self.template.title, "starts_on": today_here()}

    def drafts(self, form: Any) -> list[services.Draft]:
        return services.drafts_of_template(self.template, form.cleaned_data["starts_on"])


class TemplateListView(ScopedListView):
    """The templates of the own organization."""

    roles = OFFICE
    template_name = "plans/template_list.html"
    title = "Mẫu kế hoạch"

    def get_queryset(self) -> Any:
        own = PlanTemplate.objects.visible_to(self.staff).filter(organization=self.staff.organization_id)
        return own.prefetch_related("tasks").order_by("title", "pk")


class TemplateSaveView(ServiceFormView):
    """Keep a plan as a template."""

    roles = OFFICE
    form_class: Any = TemplateTitleForm
    template_name = "components/form_page.html"
    title = "Lưu kế hoạch thành mẫu"
    success_message = "Đã lưu mẫu; hạn của từng nhiệm vụ là số ngày làm việc kể từ ngày bắt đầu."

    @cached_property
    def plan(self) -> ActionPlan:
        return own_plan(self.staff, self.kwargs["pk"])

    def prepare(self) -> None:
        self.plan  # noqa: B018  (who may not change the plan does not get a form)

    def get_initial(self) -> dict[str, Any]:
        return {"title": self.plan.title[:300]}

    def perform(self, form: Any) -> PlanTemplate:
        return services.save_as_template(plan=self.plan, title=form.cleaned_data["title"], by=self.staff)

    def get_success_url(self) -> str:
        return reverse("plans:template_detail", args=[self.object.pk])


class TemplateDetailView(OwnTemplateMixin, ServiceFormView):
    """A template's tasks with their days; `post` sets the days and drops what was ticked."""

    roles = OFFICE
    template_name = "plans/template_detail.html"
    success_message = "Đã lưu mẫu."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self._context({}))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        offsets, problems = self._read()
        if problems:
            return self.render_to_response(self._context(problems), status=422)
        dropped = _ids(request.POST.getlist("drop"))
        services.update_template(template=self.template, offsets=offsets, dropped=dropped, by=self.staff)
        messages.success(request, self.success_message)
        return HttpResponseRedirect(reverse("plans:template_detail", args=[self.template.pk]))

    def _read(self) -> tuple[dict[int, int | None], dict[int, str]]:
        offsets: dict[int, int | None] = {}
        problems: dict[int, str] = {}
        for row in self.template.tasks.all():
            text = self.request.POST.get(f"offset_{row.pk}", "").strip()
            if not text:
                offsets[row.pk] = None
            elif text.isascii() and text.isdecimal() and 1 <= int(text[:5]) <= 600 and len(text) < 4:
                offsets[row.pk] = int(text)
            else:
                problems[row.pk] = "Hãy ghi số ngày làm việc từ 1 đến 600, hoặc bỏ trống."
        return offsets, problems

    def _context(self, problems: dict[int, str]) -> dict[str, Any]:
        rows = list(self.template.tasks.prefetch_related("parties__organization").order_by("order"))
        for row in rows:
            row.typed = self.request.POST.get(f"offset_{row.pk}", row.offset or "")
            row.problem = problems.get(row.pk, "")
        return {"title": self.template.title, "template": self.template, "rows": rows, "view": self}


@require_POST
@staff_required(*OFFICE)
def template_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a template away."""
    staff = request.staff  # type: ignore[attr-defined]
    own = PlanTemplate.objects.visible_to(staff).filter(organization=staff.organization_id)
    services.drop_template(template=get_object_or_404(own, pk=pk), by=staff)
    messages.success(request, "Đã bỏ mẫu; các kế hoạch lập từ mẫu vẫn còn.")
    return HttpResponseRedirect(reverse("plans:template_list"))
