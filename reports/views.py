"""The home address and the dashboard."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from organizations.access import StaffRequiredMixin, staff_required
from organizations.models import Role, Staff
from plans.status import today_here
from reports import queries
from reports.charts import Chart, Row, Series, stacked
from reports.forms import DashboardForm

WATCHERS = {Role.MONITOR, Role.ADMINISTRATOR}
MOST_BARS = 12
WORK_SERIES = (
    Series("Đúng hạn", "ok"),
    Series("Xong trễ hạn", "warn"),
    Series("Đang làm, còn hạn", "info"),
    Series("Quá hạn", "bad"),
)


@require_safe
@staff_required()
def home(request: HttpRequest) -> HttpResponse:
    """Lead those who watch to the dashboard, all others to their work."""
    staff: Staff = request.staff  # type: ignore[attr-defined]
    name = "reports:dashboard" if staff.role in WATCHERS else "plans:my_work"
    return HttpResponseRedirect(reverse(name))


class DashboardView(StaffRequiredMixin, TemplateView):
    """How the work, the documents and the cooperatives of one's own tree stand."""

    template_name = "reports/dashboard.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = today_here()
        form = DashboardForm(self.request.GET, staff=self.staff, today=today)
        period, unit = form.chosen_period(), form.chosen_unit()
        board = queries.dashboard(self.staff, period=period, today=today, unit=unit)
        rows = board.communes or board.agencies
        return super().get_context_data(
            title="Tổng quan",
            form=form,
            period=period,
            unit=unit,
            board=board,
            now=timezone.now(),
            work_chart=work_chart(rows),
            status_chart=status_chart(board.statuses),
            **kwargs,
        )


def work_chart(rows: list[queries.UnitRow]) -> Chart | None:
    """Return the units with most overdue work as bars; nothing to draw where no unit has any work."""
    busy = [row for row in rows if row.work.total.value][:MOST_BARS]
    bars = [
        Row(
            label=str(row.organization),
            note=f"đúng hạn {row.work.rate}",
            values=(row.work.on_time.value, row.work.late.value, row.work.in_time, row.work.overdue.value),
        )
        for row in busy
    ]
    return stacked("work", "Nhiệm vụ theo đơn vị", WORK_SERIES, bars) if bars else None


def status_chart(statuses: list[queries.NamedFigure]) -> Chart | None:
    """Return the legal statuses that occur as bars."""
    bars = [Row(one.label, str(one.figure.value), (one.figure.value,)) for one in statuses if one.figure.value]
    series = (Series("Số đơn vị", "info"),)
    return stacked("status", "Hợp tác xã, tổ hợp tác theo trạng thái", series, bars) if bars else None
