"""Activities: page, form, result."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from audit.queries import history_of
from campaigns import queries, services
from campaigns.access import may_edit, may_record
from campaigns.forms import (
    ActivityForm,
    PartyFormSet,
    ResultForm,
    bare_helper,
    learn_targets,
    parties_in,
    parties_initial,
)
from campaigns.models import Activity, Campaign, CampaignState
from campaigns.timeline import when_of
from campaigns.views.campaigns import NOT_YOURS, editable
from documents.queries.targets import Targets
from organizations.access import OFFICE, WORKERS, staff_required
from organizations.models import Staff
from organizations.web import ScopedDetailView, ServiceFormView


class ActivityDetailView(ScopedDetailView):
    """One activity: what is planned, whose part it is, what came of it."""

    model = Activity
    template_name = "campaigns/activity_detail.html"

    def get_queryset(self) -> QuerySet[Activity]:
        return queries.activity_rows(self.staff)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        activity: Activity = self.object
        return super().get_context_data(
            title=activity.title,
            campaign=activity.campaign,
            when=when_of(activity),
            stage=activity.stage(),
            may_edit=may_edit(self.staff, activity.campaign),
            may_record=activity.campaign.state == CampaignState.ACTIVE and may_record(self.staff, activity),
            history=history_of(activity, limit=20),
            **kwargs,
        )


class ActivityCreateView(ServiceFormView):
    """Add an activity."""

    roles = OFFICE
    form_class = ActivityForm
    template_name = "campaigns/activity_form.html"
    title = "Thêm hoạt động"
    success_message = "Đã lưu hoạt động."
    campaign: Campaign
    activity: Activity | None = None

    def prepare(self) -> None:
        self.campaign = editable(self.staff, self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.activity}

    def get_form(self, form_class: Any = None) -> ActivityForm:
        form = super().get_form(form_class)
        form.helper = bare_helper()
        data = self.request.POST if self.request.method == "POST" else None
        rows = parties_initial(self.activity.parties.all()) if self.activity else []
        targets = Targets(self.campaign.organization, self.staff)
        learn_targets(targets, data, rows)
        form.parties = PartyFormSet(data, initial=rows, prefix="p", form_kwargs={"targets": targets})
        return form  # type: ignore[no-any-return]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.prepare()
        form = self.get_form()
        return self.form_valid(form) if all([form.is_valid(), form.parties.is_valid()]) else self.form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "campaign": self.campaign, "activity": self.activity}

    def perform(self, form: ActivityForm) -> Activity:
        values = form.values(parties_in(form.parties))
        return services.save_activity(campaign=self.campaign, activity=self.activity, values=values, by=self.staff)

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()


class ActivityUpdateView(ActivityCreateView):
    """Change an activity."""

    title = "Sửa hoạt động"

    def prepare(self) -> None:
        self.activity = get_object_or_404(queries.activity_rows(self.staff), pk=self.kwargs["pk"])
        self.campaign = self.activity.campaign
        if not may_edit(self.staff, self.campaign):
            raise PermissionDenied(NOT_YOURS)


class ActivityResultView(ServiceFormView):
    """Write down what came of an activity."""

    roles = WORKERS
    form_class = ResultForm
    template_name = "campaigns/activity_result.html"
    title = "Ghi kết quả"
    success_message = "Đã ghi kết quả."

    def prepare(self) -> None:
        self.activity = get_object_or_404(queries.activity_rows(self.staff), pk=self.kwargs["pk"])
        if not may_record(self.staff, self.activity):
            raise PermissionDenied("Chỉ đơn vị tổ chức và đơn vị có tên trong hoạt động được ghi kết quả.")

    def get_initial(self) -> dict[str, Any]:
        return {"result": self.activity.result, "done_on": self.activity.done_on}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(activity=self.activity, campaign=self.activity.campaign, **kwargs)

    def perform(self, form: ResultForm) -> Activity:
        return services.record_result(activity=self.activity, by=self.staff, **form.cleaned_data)

    def get_success_url(self) -> str:
        return self.activity.get_absolute_url()


@require_POST
@staff_required(*OFFICE)
def activity_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an activity out of its campaign."""
    staff: Staff = request.staff  # type: ignore[attr-defined]
    activity = get_object_or_404(queries.activity_rows(staff), pk=pk)
    campaign = activity.campaign
    if not may_edit(staff, campaign):
        raise PermissionDenied(NOT_YOURS)
    try:
        services.remove_activity(activity=activity, by=staff)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(reverse("campaigns:activity_detail", args=[pk]))
    messages.success(request, "Đã bỏ hoạt động.")
    return HttpResponseRedirect(campaign.get_absolute_url())
