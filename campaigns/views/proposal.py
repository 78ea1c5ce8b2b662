"""From a plan to a campaign: what was read, to be corrected."""

from __future__ import annotations

import dataclasses
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from campaigns import queries, services
from campaigns.access import may_hold
from campaigns.forms import ProposalForm, parties_initial
from campaigns.services.documents import campaign_values
from documents.models import OfficialDocument
from organizations.access import OFFICE, StaffRequiredMixin
from organizations.queries import AgencyMatcher
from organizations.web import add_errors


class CampaignFromDocumentView(StaffRequiredMixin, TemplateView):
    """What was read of a campaign in a plan, to be corrected; sending it makes the campaign."""

    roles = OFFICE
    template_name = "campaigns/campaign_from_document.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.document = self._own_document()
        made = queries.campaign_of(self.document, self.staff)
        if made:
            messages.info(request, "Văn bản này đã có chiến dịch.")
            return HttpResponseRedirect(made.get_absolute_url())
        return self.render_to_response(self.get_context_data(form=self._form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.document = self._own_document()
        form = self._form(request.POST)
        if form.is_valid():
            try:
                campaign = services.create_from_document(
                    document=self.document,
                    by=self.staff,
                    values=form.campaign.cleaned_data,
                    activities=form.activities.values(),
                )
            except ValidationError as error:
                self._show(form, error)
            else:
                messages.success(request, f"Đã lập chiến dịch với {campaign.activities.count()} hoạt động.")
                return HttpResponseRedirect(campaign.get_absolute_url())
        return self.render_to_response(self.get_context_data(form=form), status=422)

    @staticmethod
    def _show(form: ProposalForm, error: ValidationError) -> None:
        if hasattr(error, "error_dict"):
            add_errors(form.campaign, error)
        form.errors.extend(error.messages)

    def _own_document(self) -> OfficialDocument:
        seen = OfficialDocument.objects.visible_to(self.staff).select_related("organization")
        document = get_object_or_404(seen, pk=self.kwargs["document"])
        if not may_hold(self.staff, document.organization):
            raise PermissionDenied("Chỉ đơn vị giữ văn bản được lập chiến dịch từ văn bản này.")
        return document

    def _form(self, data: Any = None) -> ProposalForm:
        proposal = services.propose_campaign(self.document.official)
        issuer = self.document.organization
        activities = [] if data else services.matched_activities(proposal, AgencyMatcher(issuer).best)
        rows = [_shallow(a) | {"parties": parties_initial(a.parties)} for a in activities]
        initial = {"campaign": campaign_values(proposal, issuer), "activities": rows}
        return ProposalForm(issuer=issuer, by=self.staff, proposal=initial, data=data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title="Lập chiến dịch từ văn bản", document=self.document, **kwargs)


def _shallow(values: Any) -> dict[str, Any]:
    """Return a dataclass's own fields; `asdict` would copy the organizations within."""
    return {f.name: getattr(values, f.name) for f in dataclasses.fields(values)}
