"""The tabs of a sheet."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from cooperatives import queries
from cooperatives.models import Cooperative
from cooperatives.scope import may_edit, may_report
from cooperatives.sections import TITLES
from organizations.web import ScopedDetailView


class SheetTabView(ScopedDetailView):
    """One tab of a sheet: its sections, and what else stands there."""

    model = Cooperative

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().select_related("unit__parent", "organization")

    @property
    def tab(self) -> str:
        return str(self.kwargs["tab"])

    def get_template_names(self) -> list[str]:
        return [f"cooperatives/tabs/{self.tab.replace('-', '_')}.html", "cooperatives/tabs/sections.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.tab not in TITLES:
            raise Http404("No such tab.")
        sheet: Cooperative = self.object
        return super().get_context_data(
            title=f"{TITLES[self.tab]} – {sheet.name}",
            tab=self.tab,
            sections=queries.section_pages(sheet, self.tab),
            may_edit=may_edit(self.staff),
            may_report=may_report(self.staff, sheet),
            **queries.tab_extras(sheet, self.tab, self.staff),
            **kwargs,
        )
