"""Campaigns: list, page, form, and the steps of their life."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from audit.queries import history_of
from campaigns import queries, services
from campaigns.access import may_edit, may_hold
from campaigns.forms import CampaignFilter, CampaignForm
from campaigns.models import Campaign, CampaignState
from campaigns.timeline import STAGES, timeline_of, when_of
from documents.models import OfficialDocument
from organizations.access import OFFICE, staff_required
from organizations.models import Staff
from organizations.web import ScopedDetailView, ScopedListView, ServiceFormView

NOT_YOURS = "Chỉ cán bộ của đơn vị tổ chức chiến dịch được sửa chiến dịch này."


def editable(staff: Staff, pk: int) -> Campaign:
    """Return the campaign, or 404 where it is not seen and 403 where it may only be read."""
    campaign = get_object_or_404(Campaign.objects.visible_to(staff).select_related("organization"), pk=pk)
    if not may_edit(staff, campaign):
        raise PermissionDenied(NOT_YOURS)
    return campaign


class CampaignListView(ScopedListView):
    """Campaigns by year."""

    template_name = "campaigns/campaign_list.html"
    title = "Chiến dịch"

    def get_queryset(self) -> QuerySet[Campaign]:
        self.filter = CampaignFilter(self.request.GET, years=queries.years_of(self.staff))
        return queries.campaigns_for(self.staff, **self.filter.values())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        filtered = any(self.filter.cleaned_data.values())
        may_add = may_hold(self.staff, self.staff.organization)
        return super().get_context_data(filter=self.filter, is_filtered=filtered, may_add=may_add, **kwargs)


class CampaignDetailView(ScopedDetailView):
    """One campaign: theme, messages, the timeline, the activities, the history."""

    model = Campaign
    template_name = "campaigns/campaign_detail.html"

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().select_related("organization", "document")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        campaign: Campaign = self.object
        activities = queries.activities_of(campaign)
        today = timezone.localdate()
        rows = [{"activity": a, "when": when_of(a), "stage": a.stage(today)} for a in activities]
        counted = {value: sum(r["stage"] == value for r in rows) for value, _ in STAGES}
        return super().get_context_data(
            title=campaign.title,
            rows=rows,
            counted=[(label, value, counted[value]) for value, label in STAGES],
            timeline=timeline_of(campaign, activities, today=today),
            stages=STAGES,
            document=self._document(),
            may_edit=may_edit(self.staff, campaign),
            history=history_of(campaign, limit=20),
            **kwargs,
        )

    def _document(self) -> OfficialDocument | None:
        """The plan behind the campaign, where the person may read it."""
        if not self.object.document_id:
            return None
        return OfficialDocument.objects.visible_to(self.staff).filter(pk=self.object.document_id).first()


class CampaignCreateView(ServiceFormView):
    """Make a campaign by hand; it begins as a draft."""

    roles = OFFICE
    form_class = CampaignForm
    template_name = "campaigns/campaign_form.html"
    title = "Lập chiến dịch"
    success_message = "Đã lập chiến dịch dạng dự thảo. Thêm hoạt động, rồi bấm “Bắt đầu thực hiện”."
    campaign: Any = None

    def get_initial(self) -> dict[str, Any]:
        return {"year": timezone.localdate().year, "host": self.staff.organization.name}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.campaign}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(campaign=self.campaign, **kwargs)

    def perform(self, form: CampaignForm) -> Campaign:
        return services.create_campaign(organization=self.staff.organization, by=self.staff, **form.cleaned_data)

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()


class CampaignUpdateView(CampaignCreateView):
    """Change a campaign."""

    title = "Sửa chiến dịch"
    success_message = "Đã lưu chiến dịch."

    def get_initial(self) -> dict[str, Any]:
        return {}

    def prepare(self) -> None:
        self.campaign = editable(self.staff, self.kwargs["pk"])

    def perform(self, form: CampaignForm) -> Campaign:
        return services.update_campaign(campaign=self.campaign, by=self.staff, **form.cleaned_data)


@require_POST
@staff_required(*OFFICE)
def campaign_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin, end or take up a campaign again."""
    staff: Staff = request.staff  # type: ignore[attr-defined]
    campaign = editable(staff, pk)
    try:
        services.move_campaign(campaign=campaign, to=request.POST.get("state", ""), by=staff)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"Chiến dịch nay ở trạng thái “{CampaignState(campaign.state).label}”.")
    return HttpResponseRedirect(campaign.get_absolute_url())
