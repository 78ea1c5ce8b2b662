"""The collecting of a year's figures, and what an agency sets for itself."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from cooperatives import queries, services
from cooperatives.deadlines import deadlines_of
from cooperatives.forms.catalogue import CriteriaForm, ExtraFieldForm
from cooperatives.forms.figures import DeadlineForm, ThresholdForm
from cooperatives.models import Cooperative, CriteriaSet, ExtraField, FiguresDeadline, FiguresState, SizeThreshold
from cooperatives.models.figures import year_of
from coopportal.text import whole_number
from organizations.access import StaffRequiredMixin
from organizations.models import AdministrativeUnit, Role, UnitLevel
from organizations.web import ScopedListView, ServiceFormView

STATES = [("", "Tất cả"), (queries.MISSING, "Chưa có số liệu"), *FiguresState.choices]


class CollectingView(ScopedListView):
    """Which sheets have a year's figures, and which are still missing."""

    template_name = "cooperatives/collecting.html"
    title = "Thu thập số liệu năm"

    def get_queryset(self) -> QuerySet[Cooperative]:
        asked, this_year = self.request.GET, year_of(timezone.localdate())
        year = whole_number(asked.get("year"), most_digits=4)
        self.year = year if year and 2015 <= year <= this_year else this_year
        state = asked.get("state", "")
        self.state = state if state in dict(STATES) else ""
        return queries.collecting(self.staff, self.year, state=self.state, words=asked.get("q", ""))

    @property
    def _province(self) -> int:
        unit = self.staff.organization.unit
        return unit.parent_id or unit.pk

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = queries.collected(self.staff, self.year)
        this_year = year_of(timezone.localdate())
        return super().get_context_data(
            year=self.year,
            years=range(this_year, this_year - 5, -1),
            states=STATES,
            state=self.state,
            counts=[(key, label, counts[key]) for key, label in STATES[1:]],
            all_count=counts["all"],
            by_unit=queries.collecting_by_unit(self.staff, self.year),
            deadlines=deadlines_of(self._province, self.year),
            may_set_days=self._province == self.staff.organization.unit_id and self.staff.role == Role.ADMINISTRATOR,
            **kwargs,
        )


class SettlingView(ScopedListView):
    """Weak cooperatives and what has to be settled, with the progress of the whole."""

    template_name = "cooperatives/settling.html"
    title = "Giải quyết đơn vị yếu kém, tồn đọng"
    states = (("", "Tất cả"), ("open", "Còn việc chưa xong"), ("done", "Đã xong"), ("none", "Chưa lập danh mục"))

    def get_queryset(self) -> QuerySet[Cooperative]:
        asked = self.request.GET.get("state", "")
        self.state = asked if asked in dict(self.states) else ""
        return queries.settling(self.staff, state=self.state, words=self.request.GET.get("q", ""))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            states=self.states,
            state=self.state,
            settled=queries.settled_of(self.staff),
            kinds=queries.settlement_kinds(self.staff),
            **kwargs,
        )


class SettingMixin(StaffRequiredMixin):
    """For those who set the registry's own rules: administrators whose office is the province's."""

    roles = {Role.ADMINISTRATOR}

    @property
    def province(self) -> AdministrativeUnit:
        """The person's province; PermissionDenied for who sits in a commune."""
        unit = self.staff.organization.unit
        if unit.level != UnitLevel.PROVINCE:
            raise PermissionDenied("Danh mục do cấp tỉnh quản lý.")
        return unit


class ThresholdListView(ScopedListView):
    """The table of sizes; what is not known yet is said."""

    template_name = "cooperatives/thresholds.html"
    title = "Ngưỡng quy mô hợp tác xã"

    def get_queryset(self) -> QuerySet[SizeThreshold]:
        return SizeThreshold.objects.order_by("group", "-valid_from", "pk")


class ThresholdUpdateView(SettingMixin, ServiceFormView):
    """Fill in or change one cell."""

    form_class = ThresholdForm
    template_name = "components/form_page.html"
    success_message = "Đã lưu ngưỡng quy mô."
    success_url = reverse_lazy("cooperatives:threshold_list")

    def prepare(self) -> None:
        self.province  # noqa: B018 - refuses who sits in a commune
        self.threshold = get_object_or_404(SizeThreshold, pk=self.kwargs["pk"])
        self.title = str(self.threshold)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.threshold}

    def perform(self, form: ThresholdForm) -> SizeThreshold:
        return services.save_threshold(threshold=self.threshold, by=self.staff, **form.cleaned_data)


class DeadlineView(SettingMixin, ServiceFormView):
    """Set a province's days for a year's figures."""

    form_class = DeadlineForm
    template_name = "cooperatives/form.html"
    success_message = "Đã đặt hạn nộp số liệu; lời nhắc tính theo hạn mới."

    def prepare(self) -> None:
        self.year = self.kwargs["year"]
        if not 2015 <= self.year <= year_of(timezone.localdate()):
            raise Http404("No such year.")
        self.days = deadlines_of(self.province.pk, self.year)
        self.kept = FiguresDeadline.objects.filter(province=self.province, year=self.year).first()
        self.title = f"Hạn nộp số liệu năm {self.year}"

    def get_form_kwargs(self) -> dict[str, Any]:
        known = {"due_on": self.days.due_on, "commune_due_on": self.days.commune_due_on}
        return {**super().get_form_kwargs(), "instance": self.kept, "initial": {} if self.kept else known}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lead=f"Hiện áp dụng: {self.days.basis}.", **kwargs)

    def perform(self, form: DeadlineForm) -> FiguresDeadline:
        return services.save_deadline(province=self.province, year=self.year, by=self.staff, **form.cleaned_data)

    def get_success_url(self) -> str:
        return f"{reverse('cooperatives:collecting')}?year={self.year}"


class CriteriaListView(ScopedListView):
    """The sets of criteria that this province may use."""

    template_name = "cooperatives/criteria_list.html"
    title = "Bộ tiêu chí đánh giá"

    def get_queryset(self) -> QuerySet[CriteriaSet]:
        unit = self.staff.organization.unit
        own = unit.pk if unit.level == UnitLevel.PROVINCE else unit.parent_id
        found = CriteriaSet.objects.filter(province=None) | CriteriaSet.objects.filter(province=own)
        return found.prefetch_related("criteria", "grades").select_related("province")


class CriteriaFormView(SettingMixin, ServiceFormView):
    """Make a province's own set, from one that is there, or change an own one."""

    form_class = CriteriaForm
    template_name = "components/form_page.html"
    title = "Bộ tiêu chí của tỉnh"
    success_message = "Đã lưu bộ tiêu chí."
    success_url = reverse_lazy("cooperatives:criteria_list")

    def prepare(self) -> None:
        within = CriteriaSet.objects.filter(province=None) | CriteriaSet.objects.filter(province=self.province)
        self.criteria = get_object_or_404(within, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.criteria, "shown": self.criteria}

    def perform(self, form: CriteriaForm) -> CriteriaSet:
        own = self.criteria if self.criteria.province_id else None
        return services.save_criteria(criteria=own, province=self.province, by=self.staff, **form.cleaned_data)


class ExtraFieldListView(SettingMixin, ScopedListView):
    """The province's own fields."""

    template_name = "cooperatives/extra_fields.html"
    title = "Ô thông tin riêng của tỉnh"

    def get_queryset(self) -> QuerySet[ExtraField]:
        return ExtraField.objects.filter(province=self.province)


class ExtraFieldCreateView(SettingMixin, ServiceFormView):
    """Add a field to the sheets of the province's communes."""

    form_class = ExtraFieldForm
    template_name = "components/form_page.html"
    title = "Thêm ô thông tin"
    success_message = "Đã lưu ô thông tin."
    field: ExtraField | None = None

    def get_form_kwargs(self) -> dict[str, Any]:
        known = {"instance": self.field} if self.field else {}
        return {**super().get_form_kwargs(), **known}

    def prepare(self) -> None:
        self.province  # noqa: B018 - refuses who sits in a commune

    def perform(self, form: ExtraFieldForm) -> ExtraField:
        return services.save_extra_field(province=self.province, by=self.staff, field=self.field, **form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse("cooperatives:extra_field_list")


class ExtraFieldUpdateView(ExtraFieldCreateView):
    """Change a field, or put it out of use; the values that were written stay."""

    title = "Sửa ô thông tin"

    def prepare(self) -> None:
        self.field = get_object_or_404(ExtraField.objects.filter(province=self.province), pk=self.kwargs["pk"])
