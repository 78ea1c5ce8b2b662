"""Yearly figures and evaluation of a sheet, by the commune, by the cooperative's account, or by its link."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from cooperatives import queries, services
from cooperatives.forms.figures import EvaluationForm, FiguresForm, ReasonForm
from cooperatives.models import ConfirmationLink, Cooperative, Evaluation, FiguresOrigin, FiguresState, YearlyFigures
from cooperatives.models.figures import period_of, year_of
from cooperatives.scope import may_edit, may_report
from cooperatives.services.evaluation import reason_not_to_rate
from cooperatives.views.registry import NOT_YOURS, RegistryFormView, own_sheet
from cooperatives.views.rows import tab_address
from organizations.access import WORKERS, staff_required
from organizations.web import ServiceFormView, add_errors

FIRST_YEAR = 2015


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= year_of(timezone.localdate()):
        raise Http404("No figures of such a year.")


def figures_of(sheet: Cooperative, year: int) -> YearlyFigures:
    """Return the figures of a year, not saved yet where there are none."""
    _check_year(year)
    kept = sheet.yearlyfigures_rows.filter(year=year).first()
    return kept or YearlyFigures(cooperative=sheet, year=year, unit=sheet.unit)


class _FiguresPage(FormView):
    """What the two doors to a year's figures share."""

    form_class = FiguresForm
    template_name = "cooperatives/figures_form.html"
    sheet: Cooperative
    figures: YearlyFigures

    def get_form_kwargs(self) -> dict[str, Any]:
        before = self.sheet.yearlyfigures_rows.filter(year=self.figures.year - 1).first()
        return {**super().get_form_kwargs(), "figures": self.figures, "before": before}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        first, last = period_of(self.figures.year)
        return super().get_context_data(
            sheet=self.sheet, figures=self.figures, first=first, last=last, before_year=self.figures.year - 1, **kwargs
        )


class FiguresView(_FiguresPage, ServiceFormView):
    """A year's figures, entered by the commune or by the cooperative's own account."""

    roles = WORKERS

    def prepare(self) -> None:
        seen = Cooperative.objects.visible_to(self.staff).select_related("unit")
        self.sheet = get_object_or_404(seen, pk=self.kwargs["pk"])
        self.is_office = may_edit(self.staff)
        if not self.is_office and not may_report(self.staff, self.sheet):
            raise PermissionDenied(NOT_YOURS)
        self.figures = figures_of(self.sheet, self.kwargs["year"])
        self.title = f"Số liệu năm {self.figures.year}"

    def perform(self, form: FiguresForm) -> YearlyFigures:
        act = self.request.POST.get("act", "save")
        kept = services.save_figures(
            cooperative=self.sheet, year=self.figures.year, by=self.staff, values=form.figures(),
            explanations=form.explanations(), send=act in ("send", "approve"),
            origin=FiguresOrigin.COMMUNE if self.is_office else FiguresOrigin.ACCOUNT,
        )  # fmt: skip
        if act == "approve" and self.is_office:
            services.approve_figures(figures=kept, by=self.staff)
        self.success_message = _SAID.get(act, _SAID["save"])
        return kept

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            is_office=self.is_office, is_locked=self.figures.state == FiguresState.APPROVED, **kwargs
        )

    def get_success_url(self) -> str:
        return tab_address(self.sheet.pk, "so-lieu")


_SAID = {
    "save": "Đã lưu số liệu, chưa gửi.",
    "send": "Đã gửi số liệu, chờ xã duyệt.",
    "approve": "Đã lưu và duyệt số liệu.",
}


def unlogged(response: HttpResponse) -> HttpResponse:
    """Keep Django's own log of refused requests from writing the link's address down; ours leaves the key out."""
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


@method_decorator(never_cache, name="dispatch")
class ConfirmationView(_FiguresPage):
    """The page of a confirmation link: no account, one cooperative, one year, and nothing else."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        link = services.open_link(self.kwargs["token"])
        if link is None:
            return render(request, "cooperatives/link_ended.html", {"title": "Liên kết không còn dùng"}, status=404)
        self.link, self.sheet = link, link.cooperative
        self.figures = figures_of(self.sheet, link.year)
        return unlogged(super().dispatch(request, *args, **kwargs))

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "asks_name": True}

    def form_valid(self, form: FiguresForm) -> HttpResponse:
        try:
            services.confirm_by_link(
                link=self.link, sender=form.cleaned_data["sender"], values=form.figures(),
                explanations=form.explanations(),
            )  # fmt: skip
        except ValidationError as error:
            add_errors(form, error)
            return self.form_invalid(form)
        return render(self.request, "cooperatives/link_done.html", self.get_context_data(title="Đã gửi số liệu"))

    def form_invalid(self, form: FiguresForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        title = kwargs.pop("title", f"Xác nhận số liệu năm {self.figures.year}")
        locked = self.figures.state == FiguresState.APPROVED
        return super().get_context_data(title=title, link=self.link, is_locked=locked, **kwargs)


class _FiguresActView(RegistryFormView):
    """An act on a year's figures that needs a reason."""

    form_class = ReasonForm
    template_name = "cooperatives/form.html"

    def prepare(self) -> None:
        super().prepare()
        self.figures = get_object_or_404(self.sheet.yearlyfigures_rows, year=self.kwargs["year"])
        self.lead = f"Số liệu năm {self.figures.year}: {self.figures.get_state_display().lower()}."

    def get_success_url(self) -> str:
        return tab_address(self.sheet.pk, "so-lieu")


class FiguresReturnView(_FiguresActView):
    """Send figures back."""

    title = "Trả lại số liệu"
    success_message = "Đã trả lại để bổ sung."

    def perform(self, form: ReasonForm) -> YearlyFigures:
        return services.return_figures(figures=self.figures, by=self.staff, **form.cleaned_data)


class FiguresReopenView(_FiguresActView):
    """Open approved figures again."""

    title = "Mở lại số liệu đã duyệt"
    success_message = "Đã mở lại; sửa xong hãy duyệt lại."

    def perform(self, form: ReasonForm) -> YearlyFigures:
        return services.reopen_figures(figures=self.figures, by=self.staff, **form.cleaned_data)


def _answer(request: HttpRequest, pk: int, act: Any, said: str) -> HttpResponse:
    try:
        act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, said)
    return HttpResponseRedirect(tab_address(pk, "so-lieu"))


@require_POST
@staff_required(*WORKERS)
def figures_approve(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """Take a year's figures as they are."""
    figures = get_object_or_404(own_sheet(request, pk).yearlyfigures_rows, year=year)
    staff = request.staff  # type: ignore[attr-defined]
    return _answer(
        request, pk, lambda: services.approve_figures(figures=figures, by=staff), f"Đã duyệt số liệu năm {year}."
    )


@require_POST
@staff_required(*WORKERS)
def link_create(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """Make a confirmation link."""
    sheet, staff = own_sheet(request, pk), request.staff  # type: ignore[attr-defined]
    _check_year(year)
    said = "Đã tạo liên kết; hãy sao chép và gửi cho đơn vị."
    return _answer(request, pk, lambda: services.make_link(cooperative=sheet, year=year, by=staff), said)


@require_POST
@staff_required(*WORKERS)
def link_revoke(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    """End a confirmation link."""
    found = get_object_or_404(ConfirmationLink.objects.filter(cooperative=own_sheet(request, pk)), pk=link)
    staff = request.staff  # type: ignore[attr-defined]
    return _answer(request, pk, lambda: services.revoke_link(link=found, by=staff), "Đã thu hồi liên kết.")


class EvaluationView(RegistryFormView):
    """The evaluation of a year."""

    form_class = EvaluationForm
    success_message = "Đã lưu đánh giá."

    def prepare(self) -> None:
        super().prepare()
        self.year = self.kwargs["year"]
        _check_year(self.year)
        self.kept = Evaluation.objects.filter(cooperative=self.sheet, year=self.year).select_related("set").first()
        self.criteria = self.kept.set if self.kept else queries.criteria_for(self.sheet, self.year)
        if self.criteria is None:
            raise Http404("No criteria of such a year.")
        self.title = f"Đánh giá năm {self.year}"
        self.lead = f"{self.criteria.name} – {self.criteria.source}. {self.criteria.note}"

    def get_initial(self) -> dict[str, Any]:
        return {} if self.kept else {"not_rated": reason_not_to_rate(self.sheet, self.year)}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "criteria": self.criteria, "kept": self.kept}

    def perform(self, form: EvaluationForm) -> Evaluation:
        data = form.cleaned_data
        return services.save_evaluation(
            cooperative=self.sheet, year=self.year, criteria=self.criteria, by=self.staff, points=form.points(),
            not_rated=data["not_rated"], comment=data["comment"],
        )  # fmt: skip

    def get_success_url(self) -> str:
        return tab_address(self.sheet.pk, "so-lieu")
