"""Pages: what I was told, the ledger of reminders, the rules, the daily emails."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_POST, require_safe

from notifications import queries, services
from notifications.forms import LedgerForm, PreferenceForm, RuleForm, WebhookForm
from notifications.models import (
    DigestDelivery,
    DigestState,
    Message,
    MessageState,
    Notification,
    Preference,
    ReminderEntry,
    ReminderRule,
    Webhook,
)
from notifications.schedule import Ladder
from organizations.access import staff_required
from organizations.models import Organization, Role
from organizations.web import ScopedListView, ServiceFormView

RULERS = {Role.ADMINISTRATOR, Role.LEADER}
# The clerk of an office looks after what did not get through.
DELIVERY_ROLES = {Role.ADMINISTRATOR, Role.CLERK}


class NotificationListView(ScopedListView):
    """What I was told, newest first."""

    template_name = "notifications/notification_list.html"
    title = "Thông báo"

    def get_queryset(self) -> QuerySet[Notification]:
        return queries.inbox(self.staff, only_unread=self.request.GET.get("state") == "unread")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        role = self.staff.role
        rights = {"may_rule": role in RULERS, "may_see_deliveries": role in DELIVERY_ROLES}
        return super().get_context_data(**rights, may_connect=role == Role.ADMINISTRATOR, **kwargs)


@require_safe
@staff_required()
def notification_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the person has read it and go on to what it is about."""
    notification = get_object_or_404(Notification.objects.visible_to(request.staff), pk=pk)  # type: ignore[attr-defined]
    services.mark_read(notification=notification)
    return HttpResponseRedirect(notification.url or reverse("notifications:notification_list"))


@require_POST
@staff_required()
def notification_read_all(request: HttpRequest) -> HttpResponse:
    """Note that the person has read everything."""
    count = services.mark_all_read(staff=request.staff)  # type: ignore[attr-defined]
    messages.success(
        request, f"Đã đánh dấu đã đọc {count} thông báo." if count else "Không còn thông báo nào chưa đọc."
    )
    return HttpResponseRedirect(reverse("notifications:notification_list"))


class LedgerView(ScopedListView):
    """Who was reminded of what, when, how, and whether it was read."""

    template_name = "notifications/ledger.html"
    title = "Sổ nhắc việc"

    def get_queryset(self) -> QuerySet[ReminderEntry]:
        self.form = LedgerForm(self.request.GET)
        self.form.is_valid()
        asked = {**self.form.cleaned_data}
        return queries.ledger(self.staff, queries.LedgerFilter(words=asked.pop("q", ""), **asked))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(form=self.form, **kwargs)


class RuleListView(ScopedListView):
    """Which reminder rule holds for which of my organizations."""

    roles = RULERS
    template_name = "notifications/rule_list.html"
    title = "Quy tắc nhắc việc"

    def get_queryset(self) -> QuerySet[Organization]:
        return queries.organizations_to_rule(self.staff, words=self.request.GET.get("q", ""))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(portal_words=Ladder().words, **kwargs)
        return context | {"rules": queries.rules_in_force(list(context["object_list"]))}


class RuleUpdateView(ServiceFormView):
    """Give an organization a rule of its own, or change it."""

    roles = RULERS
    form_class = RuleForm
    template_name = "notifications/rule_form.html"
    success_message = "Đã lưu quy tắc nhắc việc; áp dụng từ lượt nhắc kế tiếp."
    success_url = reverse_lazy("notifications:rule_list")

    def get_form_kwargs(self) -> dict[str, Any]:
        own = queries.organizations_to_rule(self.staff)
        self.organization = get_object_or_404(own, pk=self.kwargs["organization"])
        self.rule = ReminderRule.objects.filter(organization=self.organization).first()
        return {**super().get_form_kwargs(), "instance": self.rule or ReminderRule(organization=self.organization)}

    def perform(self, form: RuleForm) -> ReminderRule:
        return services.save_rule(rule=form.instance, by=self.staff)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {
            "title": f"Quy tắc nhắc việc của {self.organization}", "organization": self.organization, "rule": self.rule,
        }  # fmt: skip


@require_POST
@staff_required(*RULERS)
def rule_drop(request: HttpRequest, organization: int) -> HttpResponse:
    """Take an organization's own rule away."""
    own = queries.organizations_to_rule(request.staff)  # type: ignore[attr-defined]
    rule = get_object_or_404(ReminderRule, organization__in=own, organization_id=organization)
    services.drop_rule(rule=rule, by=request.staff)  # type: ignore[attr-defined]
    messages.success(request, "Đã bỏ quy tắc riêng; từ nay áp dụng quy tắc của cấp trên.")
    return HttpResponseRedirect(reverse("notifications:rule_list"))


class DeliveryListView(ScopedListView):
    """The daily emails and what became of them."""

    roles = DELIVERY_ROLES
    template_name = "notifications/delivery_list.html"
    title = "Thư tổng hợp hằng ngày"

    def get_queryset(self) -> QuerySet[DigestDelivery]:
        return queries.deliveries(self.staff, state=self.request.GET.get("state", ""))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(states=DigestState.choices, **kwargs)


@require_POST
@staff_required(*DELIVERY_ROLES)
def delivery_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a failed email again."""
    delivery = get_object_or_404(DigestDelivery.objects.visible_to(request.staff), pk=pk)  # type: ignore[attr-defined]
    try:
        services.retry_delivery(delivery=delivery, by=request.staff)  # type: ignore[attr-defined]
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "Đã đưa thư vào hàng đợi gửi lại. Mở lại trang này sau ít phút để xem kết quả.")
    return HttpResponseRedirect(f"{reverse('notifications:delivery_list')}?state=failed")


class MessageListView(ScopedListView):
    """What went out over other channels and what became of it."""

    roles = DELIVERY_ROLES
    template_name = "notifications/message_list.html"
    title = "Thư, tin báo ngay"

    def get_queryset(self) -> QuerySet[Message]:
        return queries.messages(self.staff, state=self.request.GET.get("state", ""))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(states=MessageState.choices, **kwargs)


@require_POST
@staff_required(*DELIVERY_ROLES)
def message_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a message that was given up be tried again."""
    message = get_object_or_404(Message.objects.visible_to(request.staff), pk=pk)  # type: ignore[attr-defined]
    try:
        services.retry_message(message=message, by=request.staff)  # type: ignore[attr-defined]
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "Đã đưa tin vào hàng đợi gửi lại.")
    return HttpResponseRedirect(f"{reverse('notifications:message_list')}?state=failed")


class PreferenceView(ServiceFormView):
    """How I want to be told."""

    form_class = PreferenceForm
    template_name = "notifications/preference_form.html"
    title = "Cách nhận thông báo"
    success_message = "Đã lưu cách nhận thông báo."
    success_url = reverse_lazy("notifications:notification_list")

    def get_form_kwargs(self) -> dict[str, Any]:
        user = self.staff.user
        mine = Preference.objects.filter(user=user).first() or Preference(user=user)
        return {**super().get_form_kwargs(), "instance": mine}

    def perform(self, form: PreferenceForm) -> Preference:
        chosen = form.cleaned_data
        return services.save_preference(
            preference=form.instance, zalo=chosen.get("zalo", False), sms=chosen.get("sms", False), by=self.staff
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(address=self.staff.user.email, **kwargs)


class WebhookView(ServiceFormView):
    """Where my organization's other system listens."""

    roles = {Role.ADMINISTRATOR}
    form_class = WebhookForm
    template_name = "notifications/webhook_form.html"
    title = "Kết nối hệ thống khác"
    success_message = "Đã lưu kết nối."
    success_url = reverse_lazy("notifications:webhook")

    def prepare(self) -> None:
        place = self.staff.organization
        self.webhook = Webhook.objects.visible_to(self.staff).filter(organization=place).first()

    def get_form_kwargs(self) -> dict[str, Any]:
        instance = self.webhook or Webhook(organization=self.staff.organization)
        return {**super().get_form_kwargs(), "instance": instance}

    def perform(self, form: WebhookForm) -> Webhook:
        new_secret = form.cleaned_data["new_secret"]
        return services.save_webhook(webhook=form.instance, by=self.staff, new_secret=new_secret)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(webhook=self.webhook, **kwargs)
