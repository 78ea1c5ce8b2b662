"""Changing many sheets with a preview, saved lists, doubles told while typing, and merging two sheets."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_POST

from cooperatives import queries, services
from cooperatives.columns import columns_for
from cooperatives.forms.many import BulkForm, MergeForm, SavedViewForm, changes
from cooperatives.models import Cooperative, SavedView
from cooperatives.scope import may_edit
from cooperatives.services.own import MOST_AT_ONCE
from cooperatives.showing import shown
from cooperatives.views.registry import NOT_YOURS, RegistryFormView
from coopportal.text import whole_number
from organizations.access import WORKERS, staff_required
from organizations.models import Staff


def _keeper(request: HttpRequest) -> Staff:
    staff: Staff = request.staff  # type: ignore[attr-defined]
    if not may_edit(staff):
        raise PermissionDenied(NOT_YOURS)
    return staff


@require_POST
@staff_required(*WORKERS)
def bulk_edit(request: HttpRequest) -> HttpResponse:
    """Choose a change for the chosen sheets, see what it would do, do it. One foreign sheet among them refuses all."""
    staff = _keeper(request)
    rows = _chosen_rows(staff, request.POST)
    if not rows:
        messages.error(request, "Hãy đánh dấu ít nhất một hồ sơ rồi chọn sửa hàng loạt.")
        return HttpResponseRedirect(reverse("cooperatives:cooperative_list"))
    every = changes(queries.communes_for(staff))
    form = BulkForm(request.POST if "change" in request.POST else None, changes=every)
    context: dict[str, Any] = {"title": "Sửa hàng loạt", "form": form, "rows": rows}
    if form.is_bound and form.is_valid():
        field, value, words = every[form.cleaned_data["change"]]
        if "confirm" in request.POST and _done(request, staff, rows, field, value, form.cleaned_data["why"]):
            return HttpResponseRedirect(reverse("cooperatives:cooperative_list"))
        context |= {"preview": _preview(rows, field, value), "words": words}
    return render(request, "cooperatives/bulk_edit.html", context, status=422 if form.errors else 200)


def _chosen_rows(staff: Staff, data: QueryDict) -> list[Cooperative]:
    """Return the chosen sheets; 404 where one of them is not seen, PermissionDenied for too many."""
    ids = {pk for pk in map(whole_number, data.getlist("ids")) if pk is not None}
    if len(ids) > MOST_AT_ONCE:
        raise PermissionDenied(f"Mỗi lần sửa nhiều nhất {MOST_AT_ONCE} hồ sơ.")
    rows = list(Cooperative.objects.visible_to(staff).filter(pk__in=ids).select_related("unit").order_by("name", "pk"))
    if len(rows) != len(ids):
        raise Http404("A sheet that is not seen.")
    return rows


def _preview(rows: list[Cooperative], field: str, value: Any) -> dict[str, Any]:
    lines = []
    for row in rows:
        before, old = shown(row, field), getattr(row, field)
        setattr(row, field, value)
        lines.append({"row": row, "before": before, "after": shown(row, field), "changes": old != value})
    count = sum(line["changes"] for line in lines)
    return {"lines": lines, "count": count, "same": len(lines) - count}


def _seen(data: QueryDict) -> dict[int, dt.datetime]:
    """Read when each sheet was last saved, as the preview wrote it out; an unreadable one is as good as changed."""
    pairs = (text.partition("|") for text in data.getlist("seen"))
    return {int(pk): _moment(at) for pk, _, at in pairs if whole_number(pk) is not None}


def _moment(text: str) -> dt.datetime:
    try:
        return parse_datetime(text) or dt.datetime.min
    except ValueError:  # the shape of a moment, but no such day
        return dt.datetime.min


def _done(request: HttpRequest, staff: Staff, rows: list[Cooperative], field: str, value: Any, why: str) -> bool:
    seen = _seen(request.POST)
    try:
        if set(seen) != {row.pk for row in rows}:
            raise ValidationError("Danh sách đã khác với bản xem trước; hãy xem lại.")
        changed = services.change_many(seen=seen, field=field, value=value, by=staff, why=why)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    messages.success(request, f"Đã sửa {len(changed)} hồ sơ.")
    return True


@require_POST
@staff_required()
def view_save(request: HttpRequest) -> HttpResponse:
    """Keep the list's filters and columns under a name."""
    form = SavedViewForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Hãy đặt tên cho danh sách, nhiều nhất 120 chữ.")
        return HttpResponseRedirect(reverse("cooperatives:cooperative_list"))
    asked = QueryDict(form.cleaned_data["query"], mutable=True)
    known = columns_for(queries.extra_fields_for(request.staff))  # type: ignore[attr-defined]
    columns = [key for key in asked.getlist("cot") if key in known]
    for name in ("page", "cot"):
        asked.pop(name, None)
    view = services.save_view(
        by=request.staff, name=form.cleaned_data["name"], query=asked.urlencode(), columns=columns,  # type: ignore[attr-defined]
        is_shared=form.cleaned_data["is_shared"],
    )  # fmt: skip
    messages.success(request, f"Đã lưu danh sách “{view.name}”.")
    return HttpResponseRedirect(view.address)


@require_POST
@staff_required()
def view_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a saved list of one's own."""
    staff: Staff = request.staff  # type: ignore[attr-defined]
    view = get_object_or_404(SavedView.objects.filter(owner=staff), pk=pk)
    services.drop_view(view=view, by=staff)
    messages.success(request, f"Đã bỏ danh sách “{view.name}”.")
    return HttpResponseRedirect(reverse("cooperatives:cooperative_list"))


@require_GET
@staff_required(*WORKERS)
def doubles(request: HttpRequest) -> HttpResponse:
    """Tell, while a name or code is typed, which sheets of the own communes are probably the same organization."""
    staff = _keeper(request)
    asked = request.GET
    found = queries.probable_doubles(
        staff, name=asked.get("name", ""), code=asked.get("code", ""), unit=asked.get("unit", ""),
        apart_from=asked.get("pk", ""),
    )  # fmt: skip
    return render(request, "cooperatives/_doubles.html", {"found": found})


class MergeView(RegistryFormView):
    """Merge another sheet of the same commune into this one."""

    form_class = MergeForm
    template_name = "cooperatives/merge.html"
    title = "Gộp hồ sơ trùng"
    success_message = "Đã gộp; hồ sơ cũ và lý do còn trong lịch sử."

    def prepare(self) -> None:
        super().prepare()
        asked = whole_number(self.request.GET.get("voi"))
        same_commune = Cooperative.objects.visible_to(self.staff).filter(unit=self.sheet.unit).exclude(pk=self.sheet.pk)
        self.gone = get_object_or_404(same_commune, pk=asked) if asked else None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.prepare()
        if self.gone is None:
            near = queries.near_sheets(self.sheet)
            context = {"title": self.title, "sheet": self.sheet, "near": near}
            return render(request, "cooperatives/merge_choose.html", context)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        if self.gone is None:
            raise Http404("No other sheet was chosen.")
        return {**super().get_form_kwargs(), "kept": self.sheet, "gone": self.gone}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(gone=self.gone, **kwargs)

    def perform(self, form: MergeForm) -> Cooperative:
        return services.merge_sheets(kept=self.sheet, gone=self.gone, by=self.staff, **form.cleaned_data)
