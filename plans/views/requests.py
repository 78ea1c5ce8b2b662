"""What an agency asks of whoever gave the work, and the answer."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from plans import queries, services
from plans.forms import ApproveForm, AskTimeForm, ReasonForm, RefuseForm
from plans.models import Assignment, AssignmentRequest, RequestKind
from plans.views.assignments import AssignerActView, DoerActView


class AskTimeView(DoerActView):
    """The agency asks for more time."""

    form_class: Any = AskTimeForm
    title = "Xin gia hạn"
    success_message = "Đã gửi đề nghị gia hạn đến cơ quan giao."
    extra_context = {"verb": "Gửi đề nghị"}

    def get_form_kwargs(self) -> dict[str, Any]:
        sample = "Ví dụ: Sở Tài chính hẹn có hướng dẫn mẫu báo cáo ngày 25/6; cần thêm 5 ngày để tổng hợp."
        return {**super().get_form_kwargs(), "sample": sample}

    def perform(self, form: AskTimeForm) -> AssignmentRequest:
        return services.ask_more_time(assignment=self.assignment, by=self.staff, **form.cleaned_data)


class SendBackView(DoerActView):
    """The agency says that the work is not its own."""

    form_class: Any = ReasonForm
    title = "Đề nghị trả lại nhiệm vụ"
    success_message = "Đã gửi đề nghị trả lại; việc vẫn của cơ quan tôi cho đến khi cơ quan giao đồng ý."
    extra_context = {"verb": "Gửi đề nghị"}

    def get_form_kwargs(self) -> dict[str, Any]:
        sample = "Ví dụ: Không đúng thẩm quyền; việc này thuộc Phòng Văn hóa - Xã hội."
        return {**super().get_form_kwargs(), "sample": sample}

    def perform(self, form: ReasonForm) -> AssignmentRequest:
        return services.send_back(assignment=self.assignment, by=self.staff, reason=form.cleaned_data["reason"])


class DecideView(AssignerActView):
    """The assigner's answer to a request that the person sees."""

    @cached_property
    def asked(self) -> AssignmentRequest:
        seen = Assignment.objects.visible_to(self.staff).values("pk")
        rows = AssignmentRequest.objects.filter(assignment__in=seen).select_related("asked_by__user")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def assignment(self) -> Assignment:  # type: ignore[override]
        return queries.assignment_rows(self.staff).get(pk=self.asked.assignment_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(asked=self.asked, **kwargs)


class ApproveView(DecideView):
    """Grant the time, or take the work back."""

    form_class: Any = ApproveForm
    title = "Đồng ý với đề nghị"
    success_message = "Đã đồng ý; cơ quan thực hiện được báo ngay."
    extra_context = {"verb": "Đồng ý"}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "staff": self.staff, "request_kind": self.asked.kind}

    def get_initial(self) -> dict[str, Any]:
        return {"new_due_on": self.asked.new_due_on} if self.asked.kind == RequestKind.EXTENSION else {}

    def perform(self, form: ApproveForm) -> AssignmentRequest:
        return services.approve_request(request=self.asked, by=self.staff, **form.cleaned_data)


class RefuseView(DecideView):
    """Say no, with the reason."""

    form_class: Any = RefuseForm
    title = "Không đồng ý với đề nghị"
    success_message = "Đã trả lời không đồng ý."
    extra_context = {"verb": "Gửi trả lời"}

    def perform(self, form: RefuseForm) -> AssignmentRequest:
        return services.refuse_request(request=self.asked, by=self.staff, comment=form.cleaned_data["comment"])
