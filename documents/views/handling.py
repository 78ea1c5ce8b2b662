"""One incoming document: its slip, its trace, and what the leader, the office and the handler do with it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from audit.queries import history_of
from documents.forms.incoming import AssignForm, DirectForm, FinishForm, ProposeForm
from documents.models import DeliveryState, Direction, IncomingEntry
from documents.queries import incoming as reads
from documents.queries.attachments import attached, may_attach
from documents.queries.copying import may_copy
from documents.queries.dossiers import dossiers_of, may_gather
from documents.services import directing
from documents.views.attempts import attempt
from documents.views.incoming import EntryMixin
from organizations.access import staff_required
from organizations.web import ServiceFormView


class IncomingDetailView(EntryMixin, TemplateView):
    """One line of the register with everything that hangs on it."""

    template_name = "documents/incoming_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry, staff = self.entry, self.staff
        own = entry.organization_id == staff.organization_id
        open_ = entry.state != DeliveryState.DONE and not entry.cancelled_at
        given = given_to(entry, staff)
        return super().get_context_data(
            title=f"{entry}: {entry.title}"[:120],
            entry=entry,
            slip=reads.slip_of(entry),
            traces=reads.traces_of(entry.delivery),
            answers=reads.answers_to(entry),
            attached=attached(entry.document),
            may_attach=may_attach(entry.document, staff),
            history=history_of(entry, limit=30),
            overdue=entry.is_overdue(timezone.localdate()),
            may_direct=open_ and own and staff.role in reads.DIRECTORS,
            may_assign=open_ and not own and any(p.organization_id for p in given) and staff.role in reads.DIRECTORS,
            may_sign_for=open_ and any(not p.received_at for p in given),
            may_work=open_ and (own or bool(given)),
            may_correct=own and staff.role in reads.REGISTRARS,
            may_copy=own and may_copy(entry.document, staff),
            dossiers=dossiers_of(entry.document, staff),
            may_gather=may_gather(entry.document, staff),
            propose_form=ProposeForm(),
            finish_form=FinishForm(),
            assign_form=AssignForm(staff=staff),
            **kwargs,
        )


def given_to(entry: IncomingEntry, staff: Any) -> list[Any]:
    """Return the parts that the person or the person's office was given (the line's parties are loaded)."""
    parties = [party for direction in entry.directions.all() for party in direction.parties.all()]
    return [p for p in parties if p.staff_id == staff.pk or p.organization_id == staff.organization_id]


class DirectView(EntryMixin, ServiceFormView):
    """The leader's order."""

    roles = reads.DIRECTORS
    form_class = DirectForm
    template_name = "documents/incoming_direct.html"
    title = "Phân công giải quyết văn bản đến"
    success_message = "Đã ghi ý kiến chỉ đạo và chuyển văn bản."

    def prepare(self) -> None:
        """404 for what is not seen, 403 for another office's line."""
        if self.entry.organization_id != self.staff.organization_id:
            raise PermissionDenied("Chỉ lãnh đạo cơ quan nhận văn bản phân công được.")
        if self.entry.cancelled_at or self.entry.state == DeliveryState.DONE:
            raise PermissionDenied("Văn bản này đã giải quyết xong hoặc đã được nơi gửi lấy lại.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "entry": self.entry, "staff": self.staff}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(entry=self.entry, **kwargs)

    def perform(self, form: DirectForm) -> Direction:
        opinion = form.cleaned_data["opinion"]
        return directing.direct(entry=self.entry, opinion=opinion, given=form.given(), by=self.staff)


class _HandlingView(EntryMixin, ServiceFormView):
    """A form of the entry's page that stands alone when it was not filled in right."""

    template_name = "components/form_page.html"

    def prepare(self) -> None:
        """404 for what is not seen, 403 for who only looks on."""
        if not reads.may_handle(self.entry, self.staff):
            raise PermissionDenied("Văn bản này không được giao cho bạn.")


class AssignView(_HandlingView):
    """The office's head gives it to people of the office."""

    roles = reads.DIRECTORS
    form_class = AssignForm
    title = "Giao người giải quyết"
    success_message = "Đã giao người giải quyết."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "staff": self.staff}

    def perform(self, form: AssignForm) -> Direction:
        data = form.cleaned_data
        return directing.assign_within(
            entry=self.entry, opinion=data["opinion"], people=list(data["people"]), due_on=data["due_on"], by=self.staff
        )


class ProposeView(_HandlingView):
    """What the handler proposes."""

    form_class = ProposeForm
    title = "Ý kiến đề xuất của người giải quyết"
    success_message = "Đã ghi ý kiến đề xuất."

    def perform(self, form: ProposeForm) -> Direction:
        return directing.propose(entry=self.entry, text=form.cleaned_data["opinion"], by=self.staff)


class FinishView(_HandlingView):
    """End the handling."""

    form_class = FinishForm
    title = "Kết thúc giải quyết văn bản đến"
    success_message = "Đã kết thúc giải quyết văn bản."

    def perform(self, form: FinishForm) -> IncomingEntry:
        return directing.finish(entry=self.entry, result=form.cleaned_data["result"], by=self.staff)


@require_POST
@staff_required(*reads.READERS)
def incoming_sign_for(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign for what was given to the own office or person."""
    entry = get_object_or_404(IncomingEntry.objects.visible_to(request.staff), pk=pk)
    attempt(request, lambda: directing.take_in_hand(entry=entry, by=request.staff), "Đã ký nhận văn bản.")
    return HttpResponseRedirect(entry.get_absolute_url())
