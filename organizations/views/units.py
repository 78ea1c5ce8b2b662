"""Administrative units of old."""

from __future__ import annotations

from django.db.models import QuerySet

from organizations import queries
from organizations.models import UnitLevel, UnitSuccession
from organizations.web import ScopedListView


class FormerUnitListView(ScopedListView):
    """What became of provinces, districts and communes of old: their names stay on old papers."""

    template_name = "organizations/former_unit_list.html"
    title = "Đơn vị hành chính cũ và mới"

    def get_queryset(self) -> QuerySet[UnitSuccession]:
        unit = self.staff.organization.unit
        own = unit if unit.level == UnitLevel.PROVINCE else unit.parent
        everywhere = self.request.GET.get("ca-nuoc") == "1"
        return queries.former_units(self.request.GET.get("q", ""), None if everywhere else own)
