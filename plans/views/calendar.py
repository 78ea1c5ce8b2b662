"""The calendar of deadlines, its secret address, and the rule that deadlines are judged by."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import TemplateView

from organizations.access import StaffRequiredMixin, staff_required
from organizations.models import Role, Staff
from organizations.web import ServiceFormView
from plans import ical, queries, rights, services
from plans.forms import WorkRuleForm
from plans.judging import Judge
from plans.models import CalendarFeed, WorkRule
from plans.status import today_here

_FRESH = "calendar_address"


class CalendarView(StaffRequiredMixin, TemplateView):
    """A month of deadlines as a grid and as a list."""

    template_name = "plans/calendar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today, mine = today_here(), self.request.GET.get("mine", "")
        secret = self.request.session.pop(_FRESH, "")
        return super().get_context_data(
            title="Lịch đến hạn",
            today=today,
            mine=mine,
            month=queries.month_of(self.staff, self._month(today), today=today, mine=mine),
            feed=CalendarFeed.objects.filter(user=self.staff.user_id, revoked_at__isnull=True).first(),
            address=settings.SITE_URL + reverse("plans:calendar_feed", args=[secret]) if secret else "",
            may_issue=rights.may_issue(self.staff),
            **kwargs,
        )

    def _month(self, today: dt.date) -> dt.date:
        try:
            first = dt.datetime.strptime(self.request.GET.get("month", ""), "%Y-%m").date()
        except ValueError:
            return today.replace(day=1)
        return first if 2000 <= first.year <= 2100 else today.replace(day=1)


@require_POST
@staff_required()
def feed_make(request: HttpRequest) -> HttpResponse:
    """Make a new secret address; it is shown once, on the page that follows."""
    staff: Staff = request.staff  # type: ignore[attr-defined]
    request.session[_FRESH] = services.make_feed(by=staff)
    messages.success(request, "Đã lập địa chỉ lịch mới; địa chỉ cũ (nếu có) không dùng được nữa.")
    return HttpResponseRedirect(reverse("plans:calendar") + "#dia-chi")


@require_POST
@staff_required()
def feed_revoke(request: HttpRequest) -> HttpResponse:
    """Take the address away."""
    staff: Staff = request.staff  # type: ignore[attr-defined]
    if services.revoke_feed(by=staff):
        messages.success(request, "Đã thu hồi địa chỉ lịch.")
    return HttpResponseRedirect(reverse("plans:calendar"))


@require_safe
@never_cache
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Hand out the calendar of the person whose address this is; the secret is the only key, so a wrong one is 404."""
    staff = services.owner_of(secret)
    if staff is None:
        raise Http404("Không có lịch ở địa chỉ này.")
    rows = queries.feed_rows(staff, today=today_here())
    name = f"Hạn công việc – {staff.organization}"
    answer = HttpResponse(ical.calendar_of(rows, name=name), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="lich-den-han.ics"'
    return answer


class WorkRuleView(ServiceFormView):
    """How deadlines on days off are judged, and how long an agency may send work back."""

    roles = {Role.LEADER, Role.ADMINISTRATOR}
    form_class = WorkRuleForm
    template_name = "components/form_page.html"
    title = "Quy tắc tính hạn"
    success_message = "Đã lưu quy tắc; hạn của các việc đã giao được tính lại."
    extra_context = {"lead": "Áp dụng cho việc do cơ quan tôi và các đơn vị trực thuộc (chưa có quy tắc riêng) giao."}

    def get_initial(self) -> dict[str, Any]:
        rule = Judge().rule_of(self.staff.organization)
        return {"day_off": rule.day_off, "return_days": rule.return_days}

    def perform(self, form: WorkRuleForm) -> WorkRule:
        return services.save_rule(organization=self.staff.organization, by=self.staff, **form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse("plans:calendar")
