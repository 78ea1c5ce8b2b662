"""One agency's part: its page, receiving, reporting, and the assigner's answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from audit.queries import history_of
from organizations.access import OFFICE, StaffRequiredMixin, staff_required
from organizations.forms import PortalForm
from organizations.models import Staff
from organizations.web import ServiceFormView
from plans import queries, rights, services
from plans.forms import CommentForm, ExtendForm, ReasonForm, ReportForm
from plans.judging import Judge
from plans.models import Assignment, ReportFile
from plans.rights import DOERS
from plans.status import day_of, today_here
from plans.transitions import Act, may

_ASSIGNERS_ACTS = (Act.ACCEPT, Act.ASK_AGAIN, Act.EXTEND, Act.STOP, Act.RESUME)


class AssignmentMixin(StaffRequiredMixin):
    """Finds the assignment of the address among those that the person sees."""

    @cached_property
    def assignment(self) -> Assignment:
        return get_object_or_404(queries.assignment_rows(self.staff), pk=self.kwargs["pk"])


class AssignmentPageMixin(AssignmentMixin):
    """What the assignment's page shows, with or without a report being written."""

    template_name = "plans/assignment_detail.html"

    @property
    def title(self) -> str:
        return str(self.assignment.organization)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        assignment, staff = self.assignment, self.staff
        this = Assignment.objects.filter(pk=assignment.pk)
        manages, works = rights.may_manage(staff, assignment.task), rights.may_work(staff, assignment)
        requests = list(queries.requests_of(this)[:50])
        waiting = next((one for one in requests if not one.decision), None)
        issues = rights.may_issue(staff) and staff.organization_id == assignment.organization_id
        return super().get_context_data(  # type: ignore[misc,no-any-return]
            assignment=assignment,
            today=today_here(),
            reports=queries.reports_of(this)[:100],
            extensions=queries.extensions_of(this),
            history=history_of(assignment),
            source_url=queries.source_address(assignment.task, staff),
            requests=requests,
            waiting=waiting,
            may_decide=manages,
            blockers=queries.blockers_of(assignment.task, staff),
            roll_up=queries.roll_up(assignment),
            subtasks=queries.subtasks_of(assignment, staff)[:100],
            can_hand_on=issues and may(Act.REPORT, assignment),
            can_ask_time=works and not waiting and may(Act.ASK_TIME, assignment) and bool(assignment.due_on),
            can_send_back=works and not waiting and may(Act.SEND_BACK, assignment) and self._may_still_send_back(),
            can={act.name.lower(): manages and may(act, assignment) for act in _ASSIGNERS_ACTS},
            can_receive=works and may(Act.RECEIVE, assignment),
            can_report=works and may(Act.REPORT, assignment),
            **kwargs,
        )

    def _may_still_send_back(self) -> bool:
        given = day_of(self.assignment.assigned_at)
        return today_here() <= Judge().last_day_to_return(given, self.assignment.task.organization)


class ReportView(AssignmentPageMixin, ServiceFormView):
    """The assignment's page; a doer of the agency reports from it (`plans:report_create`)."""

    form_class = ReportForm
    success_message = "Đã gửi báo cáo."

    def post(self, *args: Any, **kwargs: Any) -> Any:
        if not rights.may_work(self.staff, self.assignment):
            raise PermissionDenied("Chỉ người làm việc của cơ quan được giao báo cáo được.")
        return super().post(*args, **kwargs)

    def get_form_class(self) -> type[forms.BaseForm]:
        return ReportForm

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.helper.form_action = reverse("plans:report_create", args=[self.assignment.pk])
        form.helper.attrs = {"novalidate": ""}
        return form

    def get_initial(self) -> dict[str, Any]:
        handed_on = queries.roll_up(self.assignment)
        percent = self.assignment.percent or (handed_on.percent if handed_on else 0)  # type: ignore[attr-defined]
        return {"percent": percent or None}

    def perform(self, form: ReportForm) -> Any:
        return services.report_progress(assignment=self.assignment, by=self.staff, **form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse("plans:assignment_detail", args=[self.assignment.pk])


class AssignmentDetailView(ReportView):
    """The same page by its own address; it is only read."""

    http_method_names = ["get", "head", "options"]


class ActView(AssignmentMixin, ServiceFormView):
    """One act on an assignment: `right` says who may, the service says when."""

    template_name = "plans/act.html"
    refusal = ""

    @classmethod
    def allows(cls, staff: Staff, assignment: Assignment) -> bool:
        """Tell whether the person may do this at all."""
        raise NotImplementedError

    def get_form(self, form_class: Any = None) -> Any:
        if not self.allows(self.staff, self.assignment):
            raise PermissionDenied(self.refusal)
        return super().get_form(form_class)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            assignment=self.assignment,
            task=self.assignment.task,
            today=today_here(),
            back=self.get_success_url(),
            **kwargs,
        )

    def get_success_url(self) -> str:
        return reverse("plans:assignment_detail", args=[self.assignment.pk])


class DoerActView(ActView):
    """An act of the agency that does the work."""

    roles = DOERS
    refusal = "Chỉ người làm việc của cơ quan được giao làm được việc này."

    @classmethod
    def allows(cls, staff: Staff, assignment: Assignment) -> bool:
        return rights.may_work(staff, assignment)


class AssignerActView(ActView):
    """An act of the assigning office."""

    roles = OFFICE
    refusal = "Chỉ cơ quan giao nhiệm vụ làm được việc này."

    @classmethod
    def allows(cls, staff: Staff, assignment: Assignment) -> bool:
        return rights.may_manage(staff, assignment.task)


class ReceiveView(DoerActView):
    """Take the work in hand."""

    form_class = PortalForm
    title = "Tiếp nhận nhiệm vụ"
    success_message = "Đã tiếp nhận nhiệm vụ."
    extra_context = {"verb": "Tiếp nhận"}

    def perform(self, form: PortalForm) -> Assignment:
        return services.receive(assignment=self.assignment, by=self.staff)


class AcceptView(AssignerActView):
    """Accept what was reported complete."""

    form_class = CommentForm
    title = "Nghiệm thu"
    success_message = "Đã nghiệm thu."
    extra_context = {"verb": "Nghiệm thu"}

    def perform(self, form: CommentForm) -> Assignment:
        return services.accept(assignment=self.assignment, by=self.staff, comment=form.cleaned_data["comment"])


class ReasonView(AssignerActView):
    """An act with a reason."""

    form_class: Any = ReasonForm
    sample = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "sample": self.sample}


class ReturnWorkView(ReasonView):
    """Ask for more before accepting."""

    title = "Yêu cầu làm lại, bổ sung"
    success_message = "Đã trả lại để cơ quan thực hiện bổ sung."
    sample = "Ví dụ: Báo cáo chưa có danh sách hợp tác xã ngừng hoạt động; đề nghị bổ sung."
    extra_context = {"verb": "Gửi yêu cầu"}

    def perform(self, form: ReasonForm) -> Assignment:
        return services.ask_again(assignment=self.assignment, by=self.staff, reason=form.cleaned_data["reason"])


class ExtendView(ReasonView):
    """Give more time; the deadline first set stays on record."""

    form_class = ExtendForm
    title = "Gia hạn"
    success_message = "Đã gia hạn."
    sample = "Ví dụ: Chờ hướng dẫn của Sở Tài chính về mẫu báo cáo."
    extra_context = {"verb": "Gia hạn"}

    def perform(self, form: ExtendForm) -> Any:
        return services.extend_deadline(assignment=self.assignment, by=self.staff, **form.cleaned_data)


class StopAssignmentView(ReasonView):
    """Take one agency off the task."""

    title = "Thôi giao cho cơ quan này"
    success_message = "Đã thôi giao."
    sample = "Ví dụ: Không thuộc thẩm quyền của cơ quan; đã chuyển Phòng Văn hóa - Xã hội."
    extra_context = {"verb": "Thôi giao"}

    def perform(self, form: ReasonForm) -> Assignment:
        return services.stop_assignment(assignment=self.assignment, by=self.staff, reason=form.cleaned_data["reason"])


class ResumeAssignmentView(AssignerActView):
    """Give stopped work back to its agency."""

    form_class = PortalForm
    title = "Giao lại cho cơ quan này"
    success_message = "Đã giao lại."
    extra_context = {"verb": "Giao lại"}

    def perform(self, form: PortalForm) -> Assignment:
        return services.resume_assignment(assignment=self.assignment, by=self.staff)


@staff_required()
def report_file(request: HttpRequest, pk: int) -> FileResponse:
    """Hand out one evidence file under the name that its sender gave it; never shown inside our own pages."""
    found = get_object_or_404(ReportFile.objects.visible_to(request.staff), pk=pk)  # type: ignore[attr-defined]
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name, content_type=found.content_type)
