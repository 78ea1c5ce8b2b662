"""A task: its page, handing one out, making those of a document, ending it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST

from coopportal.text import whole_number
from documents.models import OfficialDocument
from organizations.access import OFFICE, staff_required
from organizations.forms import PortalForm
from organizations.models import Staff
from organizations.web import ScopedDetailView, ServiceFormView
from plans import queries, rights, services
from plans.forms import AddPartiesForm, CommentForm, ReasonForm, TaskFactsForm, TaskForm
from plans.models import Assignment, Task
from plans.status import task_status_of, today_here


class TaskDetailView(ScopedDetailView):
    """One task: its source, who does it and how far they are, reports, extensions, history."""

    model = Task
    template_name = "plans/task_detail.html"

    def get_queryset(self) -> QuerySet[Task]:
        return super().get_queryset().select_related("organization", "document", "plan", "created_by__user")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        task: Task = self.object
        today = today_here()
        parts = queries.task_parts(task, self.staff, today=today)
        seen = Assignment.objects.visible_to(self.staff).filter(task=task)
        return super().get_context_data(
            title="Nhiệm vụ",
            today=today,
            parts=parts,
            status=task_status_of({part.status for part in parts}, stopped=task.stopped_at is not None),
            reports=queries.reports_of(seen)[:100],
            extensions=queries.extensions_of(seen)[:100],
            source_url=queries.source_address(task, self.staff),
            requests=queries.requests_of(seen)[:100],
            blockers=queries.blockers_of(task, self.staff, today=today),
            under=self._under(task),
            may_manage=rights.may_manage(self.staff, task),
            history=queries.history_of_task(task, self.staff),
            **kwargs,
        )

    def _under(self, task: Task) -> Assignment | None:
        """Return the work of above that this task carries out, where the person may see it."""
        rows = Assignment.objects.visible_to(self.staff).filter(pk=task.under_id)
        return rows.select_related("task__organization").first() if task.under_id else None


class TaskCreateView(ServiceFormView):
    """Hand out a task by hand, in the name of the own organization."""

    roles = OFFICE
    form_class = TaskForm
    template_name = "plans/task_form.html"
    title = "Giao nhiệm vụ"

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET
        return {name: pk for name in ("plan", "document") if (pk := whole_number(asked.get(name)))}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "staff": self.staff}

    def perform(self, form: TaskForm) -> Task:
        return services.create_task(organization=self.staff.organization, by=self.staff, **form.values())

    def get_success_url(self) -> str:
        count = self.object.assignments.count()
        messages.success(self.request, f"Đã giao nhiệm vụ cho {count} cơ quan.")
        return reverse("plans:task_detail", args=[self.object.pk])


class SubtaskCreateView(TaskCreateView):
    """Hand a part of one's own assignment on to those below."""

    title = "Giao tiếp cho cấp dưới"

    @cached_property
    def under(self) -> Assignment:
        seen = Assignment.objects.visible_to(self.staff).select_related("task__organization", "organization")
        under = get_object_or_404(seen, pk=self.kwargs["pk"])
        if under.organization_id != self.staff.organization_id:
            raise PermissionDenied("Chỉ cơ quan được giao việc giao tiếp cho cấp dưới.")
        return under

    def prepare(self) -> None:
        self.under  # noqa: B018  (who may not hand this on does not get a form)

    def get_initial(self) -> dict[str, Any]:
        task = self.under.task
        return {"text": task.text, "due_on": self.under.due_on, "product": task.product, "clause": task.clause}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(under=self.under, **kwargs)

    def perform(self, form: TaskForm) -> Task:
        return services.create_task(
            organization=self.staff.organization, by=self.staff, under=self.under, **form.values()
        )


class TaskActView(ServiceFormView):
    """An act of the assigning office on a task that the person sees."""

    template_name = "plans/act.html"

    @cached_property
    def task(self) -> Task:
        found = Task.objects.visible_to(self.staff).select_related("organization", "document")
        task = get_object_or_404(found, pk=self.kwargs["pk"])
        if not rights.may_manage(self.staff, task):
            raise PermissionDenied("Chỉ cơ quan giao nhiệm vụ làm được việc này.")
        return task

    def get_form(self, form_class: Any = None) -> Any:
        self.task  # noqa: B018  (who may not act does not get a form)
        return super().get_form(form_class)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(task=self.task, back=self.get_success_url(), **kwargs)

    def get_success_url(self) -> str:
        return reverse("plans:task_detail", args=[self.task.pk])


class TaskCloseView(TaskActView):
    """Close a task with all that is open in it."""

    form_class = CommentForm
    title = "Kết thúc nhiệm vụ"
    success_message = "Đã kết thúc nhiệm vụ."
    extra_context = {"lead": "Các cơ quan chưa báo cáo sẽ được tính hoàn thành vào hôm nay.", "verb": "Kết thúc"}

    def perform(self, form: CommentForm) -> Task:
        return services.close_task(task=self.task, by=self.staff, comment=form.cleaned_data["comment"])


class TaskStopView(TaskActView):
    """Stop a task that is no longer wanted."""

    form_class = ReasonForm
    title = "Dừng nhiệm vụ"
    success_message = "Đã dừng nhiệm vụ."
    extra_context = {"lead": "Phần đã nghiệm thu vẫn giữ nguyên; phần còn lại không bị tính quá hạn nữa."}

    def get_form_kwargs(self) -> dict[str, Any]:
        sample = "Ví dụ: Nội dung này được thay bằng Kế hoạch số 45/KH-UBND."
        return {**super().get_form_kwargs(), "sample": sample}

    def perform(self, form: ReasonForm) -> Task:
        return services.stop_task(task=self.task, by=self.staff, reason=form.cleaned_data["reason"])


class TaskResumeView(TaskActView):
    """Let a stopped task run again."""

    form_class = PortalForm
    title = "Tiếp tục nhiệm vụ"
    success_message = "Nhiệm vụ tiếp tục; các cơ quan được báo."
    extra_context = {"lead": "Các phần đã dừng cùng nhiệm vụ chạy lại với hạn cũ.", "verb": "Tiếp tục"}

    def perform(self, form: PortalForm) -> Task:
        return services.resume_task(task=self.task, by=self.staff)


class TaskUpdateView(TaskActView):
    """Correct what stands around the text: product, clause, plan, what it waits for."""

    form_class: Any = TaskFactsForm
    title = "Sửa thông tin nhiệm vụ"
    success_message = "Đã lưu thay đổi."
    extra_context = {"lead": "Nội dung, cơ quan và hạn đã giao không sửa ở đây.", "verb": "Lưu"}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "staff": self.staff, "task": self.task}

    def get_initial(self) -> dict[str, Any]:
        task = self.task
        facts = {name: getattr(task, name) for name in ("number", "product", "clause")}
        blockers = list(task.blockers.values_list("pk", flat=True))
        return {**facts, "plan": task.plan_id, "section": task.section_id, "blockers": blockers}

    def perform(self, form: Any) -> Task:
        return services.update_task(task=self.task, by=self.staff, **form.cleaned_data)


class AddPartiesView(TaskActView):
    """Hand a running task to further agencies."""

    form_class = AddPartiesForm
    template_name = "plans/parties_form.html"
    title = "Giao thêm cơ quan"
    success_message = "Đã giao thêm cơ quan."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "staff": self.staff}

    def perform(self, form: AddPartiesForm) -> Any:
        return services.add_parties(task=self.task, by=self.staff, **form.parties())


@require_POST
@staff_required(*OFFICE)
def make_tasks(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the tasks of a document that was reviewed; then show them."""
    staff: Staff = request.staff  # type: ignore[attr-defined]
    document = get_object_or_404(OfficialDocument.objects.visible_to(staff), pk=pk)
    if document.organization_id != staff.organization_id:
        raise PermissionDenied("Chỉ cơ quan giữ văn bản giao được nhiệm vụ của văn bản đó.")
    try:
        tasks = services.make_tasks(document=document, by=staff)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(reverse("documents:document_detail", args=[pk]))
    _say_what_was_made(request, document, tasks)
    return HttpResponseRedirect(f"{reverse('plans:task_list')}?document={pk}")


def _say_what_was_made(request: HttpRequest, document: OfficialDocument, tasks: list[Task]) -> None:
    agencies = Assignment.objects.filter(task__in=tasks).values("organization").distinct().count()
    left = queries.waiting_proposals(document)
    if tasks:
        messages.success(request, f"Đã giao {len(tasks)} nhiệm vụ cho {agencies} cơ quan.")
    elif not left:
        messages.info(request, "Không có nhiệm vụ mới: các nhiệm vụ của văn bản này đã được giao từ trước.")
    if tasks and (missing := queries.unmatched_agencies(document)):
        messages.warning(
            request,
            f"Văn bản còn nêu {'; '.join(missing)} nhưng chưa chọn tổ chức nào; mở nhiệm vụ, bấm “Giao thêm cơ quan”.",
        )
    if left:
        messages.warning(
            request,
            f"Còn {left} nhiệm vụ chưa giao vì chưa chọn cơ quan. Hãy mở trang rà soát, chọn cơ quan rồi giao tiếp.",
        )
