"""The home address and the dashboard."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from coopportal import display
from organizations.access import StaffRequiredMixin, staff_required
from organizations.models import Role, Staff
from plans.papers import appendix_pdf
from plans.rights import may_issue
from plans.sheets import table_xlsx
from plans.status import today_here
from reports import queries
from reports.charts import Chart, Row, Series, stacked
from reports.forms import DashboardForm

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
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


class StatisticsView(StaffRequiredMixin, TemplateView):
    """How well work is done, by agency, plan, document or month; as a page, a phụ lục (PDF) or a sheet (XLSX)."""

    template_name = "reports/statistics.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        today = today_here()
        self.form = DashboardForm(request.GET, staff=self.staff, today=today)
        self.period, self.unit = self.form.chosen_period(), self.form.chosen_unit()
        self.root = self.unit or queries.root_of(self.staff)
        by = self.form.chosen_grouping()
        self.found = queries.statistics(self.staff, root=self.root, period=self.period, by=by, today=today)
        makers = {"pdf": self._pdf, "xlsx": self._xlsx}
        return makers.get(request.GET.get("dang", ""), super().get)(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            title="Thống kê nhiệm vụ",
            form=self.form,
            period=self.period,
            unit=self.unit,
            root=self.root,
            found=self.found,
            by=self.form.chosen_grouping(),
            by_label=dict(queries.GROUPINGS)[self.form.chosen_grouping()],
            now=timezone.now(),
            may_issue=may_issue(self.staff),
            **kwargs,
        )

    def _words(self) -> tuple[str, str]:
        title = f"Kết quả thực hiện nhiệm vụ theo {dict(queries.GROUPINGS)[self.form.chosen_grouping()].lower()}"
        return title, f"{self.root.name}. {self.period.label}; số liệu đến ngày {today_here():%d/%m/%Y}"

    def _pdf(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        title, note = self._words()
        rows = [list(queries.HEAD), *([_printed(cell) for cell in row] for row in queries.table_of(self.found))]
        content = appendix_pdf(issuer=self.root.name, title=title, note=note, rows=rows)
        return _download(content, "thong-ke-nhiem-vu.pdf", "application/pdf")

    def _xlsx(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        title, note = self._words()
        content = table_xlsx(title=title, note=note, head=queries.HEAD, rows=queries.table_of(self.found))
        return _download(content, "thong-ke-nhiem-vu.xlsx", XLSX)


def _printed(cell: str | float | None) -> str:
    if cell is None:
        return "–"
    return display.number(cell, 1) if isinstance(cell, float) else str(cell)


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


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
