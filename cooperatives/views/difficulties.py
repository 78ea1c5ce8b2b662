"""Difficulties: the list, raising one, its page, routing and answering it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import FormView

from audit.queries import history_of
from cooperatives import queries, services
from cooperatives.forms.difficulties import (
    AnswerForm,
    CloseForm,
    DifficultyFilter,
    DifficultyForm,
    LinkDifficultyForm,
    RouteForm,
)
from cooperatives.models import ConfirmationLink, Cooperative, Difficulty, RaisedBy
from cooperatives.scope import may_answer, may_edit, may_raise, may_route
from cooperatives.views.figures import unlogged
from coopportal.text import whole_number
from organizations.access import WORKERS
from organizations.web import ScopedDetailView, ScopedListView, ServiceFormView


class DifficultyListView(ScopedListView):
    """Difficulties by kind and age, those that wait longest first."""

    template_name = "cooperatives/difficulty_list.html"
    title = "Khó khăn, vướng mắc"

    def get_queryset(self) -> QuerySet[Difficulty]:
        self.filter = DifficultyFilter(self.request.GET, staff=self.staff)
        return queries.difficulties(self.staff, **self.filter.values())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            filter=self.filter,
            is_filtered=any(self.filter.cleaned_data.values()),
            kinds=queries.by_kind_and_age(self.staff),
            may_raise=may_raise(self.staff),
            today=timezone.localdate(),
            **kwargs,
        )


class DifficultyDetailView(ScopedDetailView):
    """One difficulty with its answer and what was done."""

    model = Difficulty
    template_name = "cooperatives/difficulty_detail.html"

    def get_queryset(self) -> QuerySet[Any]:
        return (
            super()
            .get_queryset()
            .select_related("unit", "cooperative", "agency", "raiser", "answered_by__user", "answered_by__organization")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: Difficulty = self.object
        sheet = Cooperative.objects.visible_to(self.staff).filter(pk=found.cooperative_id)
        return super().get_context_data(
            title=found.title,
            sees_sheet=bool(found.cooperative_id) and sheet.exists(),
            may_route=found.is_open and may_route(self.staff, found),
            may_answer=found.is_open and may_answer(self.staff, found),
            may_close=found.is_open and may_edit(self.staff),
            keeps=may_edit(self.staff),
            is_late=found.is_late(),
            history=history_of(found),
            **kwargs,
        )


class DifficultyCreateView(ServiceFormView):
    """Raise a difficulty, or write down one that was heard."""

    roles = WORKERS
    form_class = DifficultyForm
    template_name = "components/form_page.html"
    title = "Nêu khó khăn, vướng mắc"
    success_message = "Đã ghi khó khăn; xã đã được báo."
    sheet: Cooperative | None = None

    def prepare(self) -> None:
        if not may_raise(self.staff):
            raise PermissionDenied("Khó khăn do hợp tác xã, thôn hoặc cơ quan theo dõi nêu.")
        asked = whole_number(self.request.GET.get("htx"))
        if asked:
            self.sheet = get_object_or_404(Cooperative.objects.visible_to(self.staff), pk=asked)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "staff": self.staff, "cooperative": self.sheet}

    def perform(self, form: DifficultyForm) -> Difficulty:
        return services.raise_difficulty(by=self.staff, **form.values())

    def get_success_url(self) -> str:
        return reverse("cooperatives:difficulty_detail", args=[self.object.pk])


class _DifficultyActView(ServiceFormView):
    """An act on a difficulty."""

    roles = WORKERS
    template_name = "components/form_page.html"

    def may(self) -> bool:
        """Tell whether the person may do this to `self.difficulty`."""
        raise NotImplementedError

    def prepare(self) -> None:
        seen = Difficulty.objects.visible_to(self.staff).select_related("cooperative", "agency", "unit", "raiser")
        self.difficulty = get_object_or_404(seen, pk=self.kwargs["pk"])
        if not self.may():
            raise PermissionDenied("Việc này thuộc cơ quan theo dõi sổ hợp tác xã hoặc cơ quan được chuyển.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lead=self.difficulty.title, **kwargs)

    def get_success_url(self) -> str:
        return reverse("cooperatives:difficulty_detail", args=[self.difficulty.pk])


class DifficultyRouteView(_DifficultyActView):
    """Hand it to an agency with a deadline."""

    form_class = RouteForm
    title = "Chuyển cơ quan giải quyết"
    success_message = "Đã chuyển và giao nhiệm vụ cho cơ quan."

    def may(self) -> bool:
        return may_route(self.staff, self.difficulty)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "staff": self.staff}

    def perform(self, form: RouteForm) -> Difficulty:
        return services.route_difficulty(difficulty=self.difficulty, by=self.staff, **form.cleaned_data)


class DifficultyAnswerView(_DifficultyActView):
    """Answer it."""

    form_class = AnswerForm
    title = "Trả lời khó khăn"
    success_message = "Đã trả lời; người nêu khó khăn đã được báo."

    def may(self) -> bool:
        return may_answer(self.staff, self.difficulty)

    def perform(self, form: AnswerForm) -> Difficulty:
        return services.answer_difficulty(difficulty=self.difficulty, by=self.staff, **form.cleaned_data)


class DifficultyCloseView(_DifficultyActView):
    """Close it without dealing with it."""

    form_class = CloseForm
    title = "Đóng, không xử lý"
    success_message = "Đã đóng; người nêu khó khăn đọc được lý do."

    def may(self) -> bool:
        return may_edit(self.staff)

    def perform(self, form: CloseForm) -> Difficulty:
        return services.close_difficulty(difficulty=self.difficulty, by=self.staff, **form.cleaned_data)


@method_decorator(never_cache, name="dispatch")
class LinkDifficultyView(FormView):
    """Raise a difficulty through a confirmation link, and read the answers to those raised before."""

    form_class = LinkDifficultyForm
    template_name = "cooperatives/link_difficulties.html"
    link: ConfirmationLink

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        link = services.open_link(self.kwargs["token"])
        if link is None:
            return render(request, "cooperatives/link_ended.html", {"title": "Liên kết không còn dùng"}, status=404)
        self.link = link
        return unlogged(super().dispatch(request, *args, **kwargs))

    def form_valid(self, form: LinkDifficultyForm) -> HttpResponse:
        sheet, data = self.link.cooperative, form.cleaned_data
        raised = services.raise_difficulty(
            unit=sheet.unit, by=None, cooperative=sheet, source=RaisedBy.COOPERATIVE,
            sender=f"{data['raiser_words']} (qua liên kết xác nhận)", **data,
        )  # fmt: skip
        form = LinkDifficultyForm()
        return self.render_to_response(self.get_context_data(form=form, sent=raised))

    def form_invalid(self, form: LinkDifficultyForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        raised = self.link.cooperative.difficulties.filter(source=RaisedBy.COOPERATIVE)[:20]
        return super().get_context_data(
            title="Khó khăn, vướng mắc", sheet=self.link.cooperative, link=self.link, raised=raised, **kwargs
        )


@never_cache
@require_safe
def difficulty_reading(request: HttpRequest, token: str) -> HttpResponse:
    """What became of one difficulty, for who raised it and keeps its address: no account, nothing else of the sheet."""
    found = Difficulty.find(token)
    if found is None:
        return render(request, "cooperatives/link_ended.html", {"title": "Liên kết không còn dùng"}, status=404)
    context = {"title": "Trả lời khó khăn, vướng mắc", "difficulty": found, "is_late": found.is_late()}
    return unlogged(render(request, "cooperatives/difficulty_reading.html", context))
