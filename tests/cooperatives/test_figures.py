"""Yearly figures: entered, compared, explained, approved; by the commune, by an account, by a link."""

import datetime as dt
import html
import logging
from decimal import Decimal
from logging.handlers import QueueHandler
from queue import SimpleQueue

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from structlog.testing import capture_logs

from cooperatives import queries, services
from cooperatives.comparing import change_of
from cooperatives.forms.fields import SignedMoneyField
from cooperatives.models import ConfirmationLink, FiguresState, SizeThreshold, YearlyFigures
from cooperatives.models.figures import period_of, year_of
from cooperatives.services.evaluation import days_stopped, reason_not_to_rate
from cooperatives.size import size_of, thresholds_on
from notifications.models import Notification
from organizations.models import OrganizationKind, Role
from organizations.services import merge_units
from tests.factories.cooperatives import CooperativeFactory
from tests.factories.organizations import OrganizationFactory, StaffFactory

BILLION = 10**9


def text_of(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def sheet(world):
    return CooperativeFactory(unit=world.commune.unit, field="agriculture")


def saved(sheet, by, year=2025, **values):
    explanations = values.pop("explanations", None)
    send = values.pop("send", False)
    return services.save_figures(
        cooperative=sheet, year=year, by=by, values=values, explanations=explanations, send=send
    )


def test_a_year_runs_from_mid_december_to_mid_december():
    assert period_of(2026) == (dt.date(2025, 12, 15), dt.date(2026, 12, 14))
    assert [year_of(dt.date(2025, 12, d)) for d in (14, 15)] == [2025, 2026]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (100, 130, (Decimal(30), False)),
        (100, 131, (Decimal(31), True)),
        (100, 69, (Decimal(-31), True)),
        (-100, 50, (Decimal(150), True)),
        (0, 5, (None, True)),
        (0, 0, (None, False)),
        (None, 5, (None, False)),
        (5, None, (None, False)),
    ],
)
def test_a_change_beyond_thirty_per_cent_is_unusual_and_a_blank_is_no_zero(before, now, expected):
    assert change_of(before, now) == expected


@pytest.mark.parametrize(
    ("typed", "read"), [("-120 triệu", -120_000_000), ("(1,5 tỷ)", -1_500_000_000), ("35 triệu", 35_000_000)]
)
def test_a_loss_is_typed_as_people_write_it(typed, read):
    assert SignedMoneyField().clean(typed) == read


def test_blank_stays_blank_and_zero_stays_zero(world, as_, sheet):
    url = reverse("cooperatives:figures", args=[sheet.pk, 2025])
    assert as_(world.clerk).post(url, {"revenue": "0", "profit": "-35 triệu", "act": "save"}).status_code == 302
    figures = YearlyFigures.objects.get()
    assert (figures.revenue, figures.profit, figures.debt, figures.labourers) == (0, -35_000_000, None, None)
    assert set(figures.known()) == {"revenue", "profit"}
    assert 'name="debt" value=""' in text_of(as_(world.clerk).get(url))


def test_an_unusual_change_must_be_explained_before_it_is_sent(world, as_, sheet):
    saved(sheet, world.clerk, year=2024, revenue=BILLION, labourers=10)
    client, url = as_(world.clerk), reverse("cooperatives:figures", args=[sheet.pk, 2025])
    typed = {"revenue": "2 tỷ", "labourers": "10", "act": "approve"}
    answer = client.post(url, typed)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"explain_revenue"})
    assert 'value="2 tỷ"' in text_of(answer)
    assert client.post(url, typed | {"act": "save"}).status_code == 302
    assert client.post(url, typed | {"explain_revenue": "Mở thêm dịch vụ làm đất"}).status_code == 302
    figures = YearlyFigures.objects.get(year=2025)
    assert (figures.state, figures.explanations) == ("approved", {"revenue": "Mở thêm dịch vụ làm đất"})
    assert "+100,0%" in text_of(client.get(reverse("cooperatives:sheet_tab", args=[sheet.pk, "so-lieu"])))


def test_parts_cannot_be_more_than_the_whole(world, sheet):
    with pytest.raises(ValidationError, match="không thể lớn hơn doanh thu"):
        saved(sheet, world.clerk, revenue=10, internal_revenue=11)
    with pytest.raises(ValidationError, match="không thể nhiều hơn"):
        saved(sheet, world.clerk, labourers=5, member_labourers=6)


def test_approved_figures_are_closed_and_become_the_sheets_own(world, sheet):
    figures = saved(sheet, world.clerk, official_members=250, total_capital=6 * BILLION)
    services.approve_figures(figures=figures, by=world.clerk)
    sheet.refresh_from_db()
    assert (sheet.official_members, sheet.total_capital, sheet.labourers) == (250, 6 * BILLION, None)
    with pytest.raises(ValidationError, match="đã được xã duyệt"):
        saved(sheet, world.clerk, official_members=1)
    services.reopen_figures(figures=figures, reason="Sai đơn vị tính", by=world.clerk)
    assert saved(sheet, world.clerk, official_members=251).state == FiguresState.DRAFT
    older = saved(sheet, world.clerk, year=2023, official_members=9)
    services.approve_figures(figures=YearlyFigures.objects.get(year=2025), by=world.clerk)
    services.approve_figures(figures=older, by=world.clerk)
    sheet.refresh_from_db()
    assert sheet.official_members == 251


def test_a_cooperatives_account_sends_and_the_commune_approves_or_returns(world, as_, sheet):
    account = OrganizationFactory(parent=world.commune, unit=world.commune.unit, kind=OrganizationKind.COOPERATIVE)
    sheet.organization = account
    sheet.save()
    person = StaffFactory(organization=account, role=Role.CONTACT)
    url = reverse("cooperatives:figures", args=[sheet.pk, 2025])
    assert as_(person).post(url, {"revenue": "1 tỷ", "act": "approve"}).status_code == 302
    figures = YearlyFigures.objects.get()
    assert (figures.state, figures.origin) == ("submitted", "account")
    assert Notification.objects.filter(code="cooperatives.figures.sent", recipient=world.clerk).count() == 1
    assert as_(person).post(reverse("cooperatives:figures_approve", args=[sheet.pk, 2025])).status_code == 403
    back = reverse("cooperatives:figures_return", args=[sheet.pk, 2025])
    assert as_(world.clerk).post(back, {"reason": "Ghi theo triệu đồng"}).status_code == 302
    assert "Xã trả lại: Ghi theo triệu đồng" in text_of(as_(person).get(url))
    assert Notification.objects.get(recipient=person).body == "Ghi theo triệu đồng"
    other = CooperativeFactory(unit=world.commune.unit)
    assert as_(person).get(reverse("cooperatives:figures", args=[other.pk, 2025])).status_code == 404


def test_the_link_needs_no_account_opens_one_year_alone_and_can_be_taken_back(world, as_, client, sheet):
    last = year_of(timezone.localdate())
    made = as_(world.clerk).post(reverse("cooperatives:link_create", args=[sheet.pk, last]))
    assert made.status_code == 302
    link = ConfirmationLink.objects.get()
    url = reverse("cooperatives:confirmation", args=[link.token])
    client.logout()
    assert sheet.name in text_of(client.get(url))
    assert "sender" in client.post(url, {"revenue": "1 tỷ"}).context["form"].errors
    answer = client.post(url, {"revenue": "1 tỷ", "sender": "Vũ Thị Yến, Giám đốc"})
    assert "Đã gửi số liệu" in text_of(answer)
    figures = YearlyFigures.objects.get()
    assert (figures.state, figures.origin, figures.revenue) == ("submitted", "link", BILLION)
    assert "Vũ Thị Yến" in queries.sheet_history(sheet)[0].entry.actor_name
    told = Notification.objects.filter(code="cooperatives.figures.sent").values_list("recipient", "body")
    keepers = (world.specialist, world.clerk, world.leader, world.contact)
    assert set(told) == {(person.pk, "Vũ Thị Yến, Giám đốc (qua liên kết xác nhận)") for person in keepers}
    page = reverse("cooperatives:link_revoke", args=[sheet.pk, link.pk])
    assert as_(world.clerk).post(page).status_code == 302
    client.logout()
    assert client.get(url).status_code == 404
    assert client.post(url, {"revenue": "9 tỷ", "sender": "Ai đó"}).status_code == 404


def test_a_link_that_is_forged_expired_or_replaced_opens_nothing(world, client, sheet):
    first = services.make_link(cooperative=sheet, year=2025, by=world.clerk)
    second = services.make_link(cooperative=sheet, year=2025, by=world.clerk)
    assert client.get(reverse("cooperatives:confirmation", args=[first.token])).status_code == 404
    forged = second.token.replace(second.token[:4], "Abcd")
    assert client.get(reverse("cooperatives:confirmation", args=[forged])).status_code == 404
    ConfirmationLink.objects.filter(pk=second.pk).update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    assert client.get(reverse("cooperatives:confirmation", args=[second.token])).status_code == 404


def test_sizes_by_verified_thresholds_and_never_a_guess(db):
    services.load_reference()
    table = thresholds_on(dt.date(2025, 12, 14))

    def size(field, members, revenue, capital):
        found = size_of(field=field, members=members, revenue=revenue, capital=capital, thresholds=table)
        return found.size_class or found.why_not

    assert size("agriculture", 300, 50 * BILLION, None) == "large"
    assert size("agriculture", 300, 9 * BILLION, 4 * BILLION) == "small"
    assert size("agriculture", 200, 0, 5 * BILLION) == "medium"
    assert size("agriculture", 49, 90 * BILLION, 90 * BILLION) == "micro"
    assert "Chưa có doanh thu" in size("agriculture", 60, None, None)
    assert "Chưa có số thành viên" in size("agriculture", None, 1, 1)
    assert size("construction", 100, 0, 20 * BILLION) == "large"
    assert "chưa được nhập" in size("construction", 99, 0, 0)
    assert "chưa được nhập" in size("transport", 500, 90 * BILLION, 90 * BILLION)
    assert thresholds_on(dt.date(2024, 10, 31)) == {}


def test_reference_rows_come_once_and_leave_changes_alone(db):
    services.load_reference()
    SizeThreshold.objects.filter(group="trade", size_class="large").update(min_members=100)
    services.load_reference()
    assert SizeThreshold.objects.count() == 12
    assert SizeThreshold.objects.get(group="trade", size_class="large").min_members == 100


def test_the_evaluation_sums_points_and_gives_the_grade(world, as_, sheet):
    services.load_reference()
    sheet.field = "trade"
    sheet.save()
    client, url = as_(world.clerk), reverse("cooperatives:evaluation", args=[sheet.pk, 2025])
    most = [7, 6, 11, 6, 8, 6, 6, 6, 4, 10, 10, 5, 5, 5, 5]
    points = {f"points_{n}": str(p) for n, p in enumerate(most, 1)}
    assert client.post(url, points | {"points_1": "2,5"}).status_code == 302
    done = sheet.evaluation_rows.get()
    assert (done.total, done.grade.name) == (Decimal("95.5"), "Tốt")
    above = client.post(url, points | {"points_1": "7,5", "points_10": "11", "points_15": ""}).context["form"].errors
    assert "Tối đa 7 điểm" in str(above["points_1"])
    assert "points_15" in above
    over = client.post(url, points | {"points_10": "11"}).context["form"].errors
    assert "tối đa 40 điểm, đang là 41" in str(over["points_10"])
    blank = dict.fromkeys(points, "")
    assert client.post(url, blank | {"not_rated": "Ngừng trên 3 tháng"}).status_code == 302
    done.refresh_from_db()
    assert (done.total, done.grade, done.not_rated) == (None, None, "Ngừng trên 3 tháng")


def test_how_far_the_collecting_has_come(world, sheet):
    CooperativeFactory(unit=world.commune.unit)
    CooperativeFactory(unit=world.commune.unit, status="ended")
    CooperativeFactory(unit=world.neighbour.unit)
    saved(sheet, world.clerk, revenue=5, send=True)
    found = queries.collected(world.clerk, 2025)
    assert (found["all"], found["submitted"], found["missing"]) == (2, 1, 1)
    assert [c.pk for c in queries.collecting(world.clerk, 2025, state="submitted")] == [sheet.pk]
    assert queries.collected(world.monitor, 2025)["all"] == 3


def test_sums_of_a_merged_commune_go_on_under_the_one_that_followed_it(world, sheet):
    other = CooperativeFactory(unit=world.neighbour.unit)
    for one, by, revenue in ((sheet, world.clerk, 3), (other, world.neighbour_clerk, 4)):
        services.approve_figures(figures=saved(one, by, revenue=revenue, official_members=None), by=by)
    saved(CooperativeFactory(unit=world.commune.unit), world.clerk, revenue=100)

    def told():
        lines = queries.collecting_by_unit(world.monitor, 2025)
        return [(u.name, u.every, u.sent, u.approved, u.revenue, u.members) for u in lines]

    assert told() == [("Xã Tây", 1, 1, 1, 4, None), ("Xã Đông", 2, 1, 1, 3, None)]
    merge_units(units=[world.neighbour.unit], into=world.commune.unit, on=dt.date(2026, 7, 1), decree="NQ 5", by=None)
    assert told() == [("Xã Đông", 3, 2, 2, 7, None)]
    assert YearlyFigures.objects.get(cooperative=other).unit == world.neighbour.unit


def test_who_was_stopped_for_over_three_months_is_not_rated(world, sheet):
    def step(to, on):
        services.change_status(cooperative=sheet, to=to, on=on, reason="x", by=world.clerk)

    assert days_stopped(sheet, 2025) == 0
    step("suspended", dt.date(2024, 12, 1))
    step("active", dt.date(2025, 3, 2))
    assert (days_stopped(sheet, 2024), days_stopped(sheet, 2025)) == (31, 60)
    step("not_at_address", dt.date(2025, 11, 1))
    assert days_stopped(sheet, 2025) == 121
    assert reason_not_to_rate(sheet, 2025) == "Ngừng hoạt động trên 3 tháng trong năm"
    assert reason_not_to_rate(sheet, 2023) == ""
    sheet.certificate_on = dt.date(2023, 5, 1)
    assert reason_not_to_rate(sheet, 2023) == "Hoạt động chưa đủ 12 tháng"


def test_no_log_line_holds_a_links_key(world, client, sheet):
    link = services.make_link(cooperative=sheet, year=2025, by=world.clerk)
    refused = QueueHandler(SimpleQueue())
    logging.getLogger("django.request").addHandler(refused)
    with capture_logs() as logs:
        for name in ("confirmation", "confirmation_difficulties"):
            url = reverse(f"cooperatives:{name}", args=[link.token])
            assert [client.get(url).status_code, client.post(url, {}).status_code] == [200, 422]
    logging.getLogger("django.request").removeHandler(refused)
    assert {one["path"] for one in logs if one["event"] == "request"} == {
        "/xac-nhan-so-lieu/…/",
        "/xac-nhan-so-lieu/…/kho-khan/",
    }
    assert refused.queue.empty()
