"""The list, a sheet, its statuses and products."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from cooperatives import columns, queries, services
from cooperatives.extra import extra_fields_of, extra_words
from cooperatives.findings import findings_of
from cooperatives.forms import CooperativeForm, ProductForm, RegistryFilter, StatusForm, WithdrawForm
from cooperatives.forms.meanwhile import Told, tell
from cooperatives.forms.parts import PARTS
from cooperatives.map import drawing
from cooperatives.models import Cooperative, MergedSheet, OcopProduct, SavedView, StatusChange
from cooperatives.models.choices import next_statuses
from cooperatives.scope import may_edit
from cooperatives.services.registry import CHANGED_MEANWHILE, POSSIBLE_DUPLICATE
from organizations.access import WORKERS, StaffRequiredMixin, staff_required
from organizations.queries import positions
from organizations.web import ScopedDetailView, ScopedListView, ServiceFormView

NOT_YOURS = "Việc cập nhật sổ hợp tác xã thuộc UBND xã và phòng chuyên môn về kinh tế."


class CooperativeListView(ScopedListView):
    """The registry, searched and filtered; the filters stand in the address."""

    template_name = "cooperatives/cooperative_list.html"
    title = "Hợp tác xã, tổ hợp tác"

    def get_queryset(self) -> QuerySet[Cooperative]:
        self.filter = RegistryFilter(self.request.GET, staff=self.staff)
        self.every = columns.columns_for(self.filter.extra)
        asked = self.request.GET.getlist("cot")
        self.columns = columns.chosen(asked, self.every, one_commune=not self.filter.has_units)
        wanted = self.filter.values()
        self.order = wanted["order"]
        found = queries.registry(self.staff, **wanted)
        return found.defer(*columns.deferred(self.columns))

    def get_paginator(self, queryset: Any, per_page: int, **kwargs: Any) -> Paginator:
        """Count once: the sums over the list have the number already."""
        paginator = super().get_paginator(queryset, per_page, **kwargs)
        paginator.__dict__["count"] = self.totals.count
        return paginator

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.totals = queries.totals(self.object_list)
        context = super().get_context_data(
            filter=self.filter,
            is_filtered=any(self.filter.cleaned_data.values()),
            totals=self.totals,
            may_edit=may_edit(self.staff),
            columns=self.columns,
            every_column=self.every.values(),
            chosen_keys={column.key for column in self.columns},
            heads=columns.heads(self.columns, self.order, queries.ORDERS),
            order=self.order,
            kept=[(k, v) for k, v in self.request.GET.items() if k not in ("cot", "page") and v],
            kept_columns=self.request.GET.getlist("cot"),
            views=SavedView.objects.visible_to(self.staff).select_related("owner")[:20],
            **kwargs,
        )
        return {**context, "lines": [(sheet, columns.cells(sheet, self.columns)) for sheet in context["object_list"]]}


class MapView(StaffRequiredMixin, TemplateView):
    """The communes that one sees as circles, with their counts; the same as a table below."""

    template_name = "cooperatives/map.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        unit = self.staff.organization.unit
        province = unit.parent or unit
        places = queries.commune_places(self.staff)
        drawn = drawing(places, positions(province.code))
        title = f"Bản đồ hợp tác xã, tổ hợp tác: {province.name}"
        filled = sorted((place for place in places if place.count), key=lambda place: -place.count)
        empty = [place for place in places if not place.count]
        return super().get_context_data(title=title, filled=filled, empty=empty, drawing=drawn, **kwargs)


class CooperativeDetailView(ScopedDetailView):
    """One sheet with what the law asks of it, its statuses, products and history."""

    model = Cooperative
    template_name = "cooperatives/cooperative_detail.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead on from the address of a sheet that was merged into another one."""
        merged = MergedSheet.objects.visible_to(self.staff).filter(old_id=self.kwargs["pk"]).first()
        if merged:
            return HttpResponseRedirect(reverse("cooperatives:cooperative_detail", args=[merged.cooperative_id]))
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().select_related("unit__parent", "organization", "union")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sheet: Cooperative = self.object
        products = list(sheet.products.all())
        changes = list(sheet.status_changes.select_related("by__user", "withdrawn_by__user", "cooperative", "document"))
        return super().get_context_data(
            title=sheet.name,
            products=products,
            findings=findings_of(sheet, products, holdings=queries.holdings_of(sheet)),
            changes=changes,
            may_withdraw=any(c.withdrawn_at is None for c in changes),
            history=queries.sheet_history(sheet, limit=5),
            extra=[(row.label, extra_words(row, sheet.extra.get(row.key))) for row in extra_fields_of(sheet)],
            may_edit=may_edit(self.staff),
            may_change_status=bool(next_statuses(sheet.status, sheet.kind)),
            **kwargs,
        )


class RegistryFormView(ServiceFormView):
    """A form that writes in the registry; only for those who keep it."""

    roles = WORKERS
    template_name = "cooperatives/form.html"
    lead = ""
    sheet: Any = None
    told: tuple[Told, ...] = ()

    def prepare(self) -> None:
        """Find the sheet in question, or 404; refuse who may only read."""
        if not may_edit(self.staff):
            raise PermissionDenied(NOT_YOURS)
        seen = Cooperative.objects.visible_to(self.staff).select_related("unit", "organization")
        self.sheet = get_object_or_404(seen, pk=self.kwargs["pk"]) if "pk" in self.kwargs else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(sheet=self.sheet, lead=self.lead, told=self.told, **kwargs)

    def tell_of_meanwhile(self, form: Any, row: Any = None) -> None:
        """Where somebody else saved first: say what they changed, and let the next save through."""
        if not form.has_error("__all__", code=CHANGED_MEANWHILE) or not self.sheet:
            return
        since, fresh = form.cleaned_data["seen"], row or self.sheet
        fresh.refresh_from_db()
        form.take_note_of(fresh.updated_at)
        self.told = tuple(tell(form, fresh, queries.changes_since(self.sheet, since, row)))

    def get_success_url(self) -> str:
        sheet = self.sheet or self.object
        return reverse("cooperatives:cooperative_detail", args=[sheet.pk])


class CooperativeCreateView(RegistryFormView):
    """Add a sheet."""

    form_class = CooperativeForm
    title = "Thêm vào sổ hợp tác xã"
    lead = "Ghi theo giấy chứng nhận đăng ký. Chưa biết thì bỏ trống; hồ sơ sẽ nhắc những gì còn thiếu."
    success_message = "Đã thêm vào sổ."

    def get_form_kwargs(self) -> dict[str, Any]:
        instance = {"instance": self.sheet} if self.sheet else {}
        return {**super().get_form_kwargs(), "staff": self.staff, **instance}

    def perform(self, form: CooperativeForm) -> Cooperative:
        values = {name: value for name, value in form.cleaned_data.items() if name != "seen"}
        return services.create_cooperative(by=self.staff, **values)

    def form_invalid(self, form: CooperativeForm) -> HttpResponse:
        if form.has_error("name", code=POSSIBLE_DUPLICATE):
            form.ask_for_confirmation()
        return super().form_invalid(form)


class CooperativeUpdateView(CooperativeCreateView):
    """Change a sheet."""

    title = "Sửa hồ sơ"
    lead = "Mỗi thay đổi được ghi lại: ô nào, từ gì thành gì, ai sửa, lúc nào."
    success_message = "Đã lưu hồ sơ."

    def perform(self, form: CooperativeForm) -> Cooperative:
        return services.update_cooperative(cooperative=self.sheet, by=self.staff, **form.cleaned_data)

    def form_invalid(self, form: CooperativeForm) -> HttpResponse:
        self.tell_of_meanwhile(form)
        return super().form_invalid(form)


class PartUpdateView(RegistryFormView):
    """Change a part of a sheet."""

    success_message = "Đã lưu hồ sơ."
    lead = "Mỗi thay đổi được ghi lại: ô nào, từ gì thành gì, ai sửa, lúc nào, vì sao."

    def prepare(self) -> None:
        super().prepare()
        if self.kwargs["part"] not in PARTS:
            raise Http404("No such part.")
        self.title = PARTS[self.kwargs["part"]].title

    def get_form_class(self) -> Any:
        return PARTS[self.kwargs["part"]]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "staff": self.staff, "instance": self.sheet}

    def perform(self, form: Any) -> Cooperative:
        return services.update_cooperative(cooperative=self.sheet, by=self.staff, **form.values())

    def form_invalid(self, form: Any) -> HttpResponse:
        self.tell_of_meanwhile(form)
        return super().form_invalid(form)


class StatusChangeView(RegistryFormView):
    """Write down another legal status."""

    form_class = StatusForm
    title = "Đổi trạng thái"
    success_message = "Đã ghi trạng thái mới."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "cooperative": self.sheet, "staff": self.staff}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.lead = f"Hiện nay: {self.sheet.status_label}."
        return super().get_context_data(**kwargs)

    def perform(self, form: StatusForm) -> StatusChange:
        values = dict(form.cleaned_data)
        return services.change_status(cooperative=self.sheet, to=values.pop("after"), by=self.staff, **values)


class StatusWithdrawView(RegistryFormView):
    """Take back the newest status, written down by mistake."""

    form_class = WithdrawForm
    title = "Đính chính trạng thái"
    lead = "Lần ghi gần nhất được đánh dấu là ghi nhầm và không còn tính; dòng cũ vẫn giữ trong lịch sử."
    success_message = "Đã đính chính."

    def perform(self, form: WithdrawForm) -> StatusChange:
        return services.withdraw_last_change(cooperative=self.sheet, by=self.staff, **form.cleaned_data)


class ProductCreateView(RegistryFormView):
    """Add an OCOP product."""

    form_class = ProductForm
    title = "Thêm sản phẩm OCOP"
    success_message = "Đã lưu sản phẩm."
    product: OcopProduct | None = None

    def perform(self, form: ProductForm) -> OcopProduct:
        return services.save_product(cooperative=self.sheet, product=self.product, by=self.staff, **form.cleaned_data)


class ProductUpdateView(ProductCreateView):
    """Change an OCOP product."""

    title = "Sửa sản phẩm OCOP"

    def prepare(self) -> None:
        super().prepare()
        self.product = get_object_or_404(self.sheet.products, pk=self.kwargs["product"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.product}


def own_sheet(request: HttpRequest, pk: int) -> Cooperative:
    """Return the sheet for those who may write in it; 404 where it is not seen, PermissionDenied for readers."""
    staff = request.staff  # type: ignore[attr-defined]
    if not may_edit(staff):
        raise PermissionDenied(NOT_YOURS)
    return get_object_or_404(Cooperative.objects.visible_to(staff), pk=pk)


@require_POST
@staff_required(*WORKERS)
def product_remove(request: HttpRequest, pk: int, product: int) -> HttpResponse:
    """Take an OCOP product off the sheet."""
    sheet = own_sheet(request, pk)
    row = get_object_or_404(sheet.products.select_related("cooperative"), pk=product)
    services.remove_product(product=row, by=request.staff)  # type: ignore[attr-defined]
    messages.success(request, f"Đã bỏ sản phẩm “{row.name}”.")
    return HttpResponseRedirect(reverse("cooperatives:cooperative_detail", args=[pk]))


@require_POST
@never_cache
@staff_required(*WORKERS)
def identity_reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the representative's full identity number once; who looked is in the trail."""
    sheet = own_sheet(request, pk)
    number = services.reveal_identity(cooperative=sheet, by=request.staff)  # type: ignore[attr-defined]
    return render(request, "cooperatives/identity.html", {"sheet": sheet, "number": number, "title": "Số định danh"})
