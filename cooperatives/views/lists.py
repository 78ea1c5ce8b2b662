"""Every list of the registry as a file, as it is filtered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from audit.services import record
from cooperatives.exchange import lists
from cooperatives.models import YearlyFigures
from cooperatives.views.catalogue import CollectingView, SettlingView
from cooperatives.views.difficulties import DifficultyListView
from organizations.services.directory import actor_of

TYPES = {
    lists.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    lists.CSV: "text/csv; charset=utf-8",
}


def asked_form(request: HttpRequest) -> str:
    """Return the kind of file that the address asks for (`?dang=csv`); Excel where it says nothing of use."""
    return lists.CSV if request.GET.get("dang") == lists.CSV else lists.XLSX


def file_answer(data: bytes, name: str, form: str) -> HttpResponse:
    """Return the file as a download with today's date in its name."""
    answer = HttpResponse(data, content_type=TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate():%Y-%m-%d}.{form}"'
    return answer


class _ListExport:
    """Answers a list's address with the whole list as a file; who took it is in the trail."""

    name = ""
    columns: Sequence[lists.ExportColumn] = ()

    def rows(self) -> Iterable[Any]:
        """Return the rows of the whole list, a few at a time."""
        return self.get_queryset().iterator(chunk_size=500)  # type: ignore[attr-defined]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows, form = list(self.rows()), asked_form(request)
        staff, title = self.staff, self.title  # type: ignore[attr-defined]
        record(
            code="cooperatives.list.exported", obj=staff.organization, data={"count": len(rows), "list": title},
            **actor_of(staff),
        )  # fmt: skip
        return file_answer(lists.list_file(title, self.columns, rows, form), self.name, form)


class DifficultyExportView(_ListExport, DifficultyListView):
    """The difficulties, with their texts and answers."""

    name, columns = "kho-khan", lists.DIFFICULTIES


class CollectingExportView(_ListExport, CollectingView):
    """A year's collecting, with the figures of each."""

    name, columns = "so-lieu-nam", lists.COLLECTING

    def rows(self) -> Iterable[Any]:
        found = self.get_queryset()
        figures = Prefetch("yearlyfigures_rows", YearlyFigures.objects.filter(year=self.year), to_attr="of_year")
        return found.prefetch_related(figures).iterator(chunk_size=500)


class SettlingExportView(_ListExport, SettlingView):
    """What has to be settled, with the debts of each."""

    name, columns = "phai-giai-quyet", lists.SETTLING
