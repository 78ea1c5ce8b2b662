"""What the demonstration shows of following work up: figures of a plan, a recurring duty, a request, work handed on."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal

from organizations.models import Organization, OrganizationKind
from plans.models import ActionPlan, Assignment, Indicator
from plans.services import ask_more_time, create_task, record_actual, save_indicator
from plans.status import TO_DO
from reports.demo.days import moment
from reports.demo.places import Places


def make_follow_up(places: Places, today: dt.date, chance: random.Random) -> None:
    """Add these to the work that was made, the same at every loading."""
    villages = list(Organization.objects.filter(parent=places.home, kind=OrganizationKind.VILLAGE).order_by("pk")[:6])
    plan = ActionPlan.objects.filter(organization=places.home).order_by("pk").first()
    if plan and villages:
        _make_figures(plan, villages, places, today, chance)
    create_task(
        organization=places.home, text="Báo cáo tình hình hoạt động của hợp tác xã, tổ hợp tác trên địa bàn thôn",
        leads=villages, recurrence="monthly:20", product="Báo cáo tháng", by=places.staff["chuyenvien"],
        at=moment(today),
    )  # fmt: skip
    _ask(places, today)
    _hand_on(places, villages, today)


def _make_figures(
    plan: ActionPlan, villages: list[Organization], places: Places, today: dt.date, chance: random.Random
) -> None:
    for name, unit, each in (("Số hợp tác xã thành lập mới", "HTX", 2), ("Số người được tập huấn", "người", 40)):
        indicator = save_indicator(
            indicator=Indicator(plan=plan), shares={village: Decimal(each) for village in villages}, name=name,
            unit=unit, target=Decimal(each * len(villages)), by=places.staff["chuyenvien"],
        )  # fmt: skip
        past = [period for period in indicator.periods() if period < today]
        for village in villages[:-1]:
            for period in past:
                value = Decimal(chance.randrange(0, each // 2 + 1))
                record_actual(
                    indicator=indicator, organization=village, period_on=period, value=value,
                    by=places.staff["chuyenvien"], at=moment(today),
                )  # fmt: skip


def _ask(places: Places, today: dt.date) -> None:
    doer = places.staff["phongkinhte"]
    mine = Assignment.objects.filter(TO_DO, organization=doer.organization, due_on__gte=today)
    assignment = mine.order_by("due_on", "pk").first()
    if assignment and assignment.due_on:
        ask_more_time(
            assignment=assignment, new_due_on=assignment.due_on + dt.timedelta(days=10), delay_reason="data",
            reason="Còn ba thôn chưa gửi số liệu; xin thêm mười ngày để tổng hợp.", by=doer, at=moment(today),
        )  # fmt: skip


def _hand_on(places: Places, villages: list[Organization], today: dt.date) -> None:
    mine = Assignment.objects.filter(TO_DO, organization=places.home, due_on__gte=today + dt.timedelta(days=3))
    above = mine.select_related("task").order_by("due_on", "pk").first()
    if above and above.due_on:
        create_task(
            organization=places.home, text=f"Phối hợp thực hiện: {above.task.text}"[:400], leads=villages[:3],
            due_on=above.due_on - dt.timedelta(days=2), under=above, by=places.staff["chuyenvien"],
            at=moment(today),
        )  # fmt: skip
