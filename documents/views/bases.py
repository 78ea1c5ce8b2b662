"""The administrator's table of outside acts that documents are based on."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from documents.forms.acts import ActForm
from documents.models import OutsideAct
from documents.services import acts
from documents.views.attempts import attempt
from documents.views.keys import ADMINISTRATORS, demand_root
from organizations.access import staff_required
from organizations.web import ScopedListView, ServiceFormView


class ActListView(ScopedListView):
    """The acts with their days of effect; everybody at work may read them."""

    template_name = "documents/act_list.html"
    title = "Văn bản làm căn cứ"

    def get_queryset(self) -> QuerySet[OutsideAct]:
        return OutsideAct.objects.order_by("-is_active", "number")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        today = timezone.localdate()
        may_write = self.staff.role in ADMINISTRATORS and not self.staff.organization.depth
        return context | {"rows": [(act, act.doubt(today)) for act in context["object_list"]], "may_write": may_write}


class ActCreateView(ServiceFormView):
    """Write an act into the table."""

    roles = ADMINISTRATORS
    form_class = ActForm
    template_name = "components/form_page.html"
    title = "Thêm văn bản làm căn cứ"
    success_message = "Đã lưu. Dự thảo viện dẫn văn bản này được nhắc theo ngày hiệu lực."
    act: OutsideAct | None = None

    def prepare(self) -> None:
        demand_root(self.staff)

    def perform(self, form: ActForm) -> OutsideAct:
        return acts.save_act(act=self.act, by=self.staff, **form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse("documents:act_list")


class ActUpdateView(ActCreateView):
    """Change an act of the table."""

    def prepare(self) -> None:
        super().prepare()
        self.act = get_object_or_404(OutsideAct, pk=self.kwargs["pk"])
        self.title = str(self.act)

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.act, name) for name in ActForm.base_fields}


@require_POST
@staff_required(*ADMINISTRATORS)
def act_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Warn of an act no more."""
    staff = request.staff  # type: ignore[attr-defined]
    demand_root(staff)
    act = get_object_or_404(OutsideAct, pk=pk)
    attempt(request, lambda: acts.drop_act(act=act, by=staff), "Đã thôi dùng văn bản này trong bảng.")
    return HttpResponseRedirect(reverse("documents:act_list"))
