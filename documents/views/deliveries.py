"""Deliveries seen from both ends: refusing, taking back, answering that."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse

from documents.forms.incoming import AnswerRecallForm, RecallForm, RefuseForm
from documents.models import Delivery, OfficialDocument
from documents.queries import incoming as reads
from documents.services import delivery as delivering
from documents.services import recall
from documents.views.acts import editable_or_404
from organizations.access import OFFICE, StaffRequiredMixin
from organizations.models import Role
from organizations.web import ServiceFormView


class _OwnDelivery(StaffRequiredMixin):
    """A delivery to the own office; another's is not there."""

    roles = reads.REGISTRARS

    @cached_property
    def delivery(self) -> Delivery:
        """The delivery, looked for once a request."""
        return get_object_or_404(reads.own_deliveries(self.staff), pk=self.kwargs["pk"])

    def prepare(self) -> None:
        """404 for what was not sent to the own office."""
        assert self.delivery  # noqa: S101 - looked for here

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lead=str(self.delivery.document), **kwargs)

    def get_success_url(self) -> str:
        return reverse("documents:incoming_list")


class RefuseView(_OwnDelivery, ServiceFormView):
    """Send a document back with a reason."""

    form_class = RefuseForm
    template_name = "components/form_page.html"
    title = "Từ chối tiếp nhận văn bản"
    success_message = "Đã từ chối và báo cho nơi gửi."

    def perform(self, form: RefuseForm) -> Delivery:
        reason = form.cleaned_data["reason"]
        return delivering.refuse_delivery(delivery=self.delivery, reason=reason, by=self.staff)


class AnswerRecallView(_OwnDelivery, ServiceFormView):
    """Answer a sender who wants the document back."""

    form_class = AnswerRecallForm
    template_name = "components/form_page.html"
    title = "Nơi gửi yêu cầu lấy lại văn bản"
    success_message = "Đã trả lời nơi gửi."

    def perform(self, form: AnswerRecallForm) -> Delivery:
        data = form.cleaned_data
        return recall.answer_recall(
            delivery=self.delivery, agrees=data["answer"] == "agree", reason=data["reason"], by=self.staff
        )


class RecallView(ServiceFormView):
    """Take an issued document back."""

    roles = OFFICE
    form_class = RecallForm
    template_name = "components/form_page.html"
    title = "Thu hồi văn bản"
    success_message = "Đã thu hồi văn bản và yêu cầu các nơi nhận trả lại."

    @cached_property
    def document(self) -> OfficialDocument:
        """The document, looked for once a request."""
        return editable_or_404(self.staff, self.kwargs["pk"])

    def prepare(self) -> None:
        """404 for what is not seen, 403 for what is another's; a specialist takes nothing back."""
        assert self.document  # noqa: S101 - looked for here
        if self.staff.role == Role.SPECIALIST:
            raise PermissionDenied("Chỉ lãnh đạo hoặc văn thư thu hồi được văn bản.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lead = f"{self.document}. Văn bản hết hiệu lực ngay; mỗi nơi nhận được yêu cầu trả lại và trả lời."
        return super().get_context_data(lead=lead, **kwargs)

    def perform(self, form: RecallForm) -> OfficialDocument:
        return recall.recall_document(document=self.document, reason=form.cleaned_data["reason"], by=self.staff)

    def get_success_url(self) -> str:
        return self.document.get_absolute_url()
