"""Work chased in a browser: given to a group, sent back, extended, reported, accepted; the matrix and the letter."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from documents.models import OfficialDocument
from organizations.calendar import WorkingCalendar
from plans import services
from plans.models import Assignment
from plans.status import Status, today_here
from tests.factories.organizations import PASSWORD, World
from tests.factories.plans import PlanFactory, work_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
NARROW = ("/viec-cua-toi/", "/lich/", "/thong-ke/", "/nhiem-vu/", "/ke-hoach/")


@pytest.fixture
def world(transactional_db) -> World:
    return World()


@pytest.fixture
def come(visit):
    """Bring a person of the test province to the portal."""
    return lambda staff, width=1280: visit(staff.user.username, PASSWORD, width)


def test_work_is_chased_from_giving_to_accepting(world, come):
    due = WorkingCalendar().add(today_here(), 6)
    office = come(world.specialist)
    give_to_group(office, world, due)
    assert Assignment.objects.count() == 4
    doer = come(world.contact)
    receive_by_keyboard(doer)
    send_back(come(world.village_contact))
    ask_for_time(doer, due + dt.timedelta(days=9))
    leader = come(world.leader)
    answer_both(leader)
    mine = Assignment.objects.get(organization=world.economy)
    assert mine.status_on(today_here()) == Status.EXTENDED and mine.original_due_on == due
    report_complete(doer)
    accept_all(leader)
    assert sorted(a.status_on(today_here()) for a in Assignment.objects.all()) == [
        Status.DONE_ON_TIME, Status.NOT_RECEIVED, Status.NOT_RECEIVED, Status.STOPPED,
    ]  # fmt: skip
    assert not [c for visitor in (office, doer, leader) for c in visitor.complaints if "422" not in c]


def give_to_group(office, world: World, due: dt.date) -> None:
    office.go("/nhiem-vu/giao/")
    page = office.page
    page.fill("[name=text]", "Rà soát hợp tác xã ngừng hoạt động")
    page.check(f"[name=leads][value=o{world.economy.pk}]")
    page.check(f"[name=coordinators][value=g{world.village_group.pk}]")
    page.fill("[name=due_on]", due.isoformat())
    page.click("main form.panel [type=submit]")
    assert office.reads("Đã giao nhiệm vụ cho 4 cơ quan.")


def receive_by_keyboard(doer) -> None:
    doer.go("/viec-cua-toi/")
    doer.page.keyboard.press("j")
    doer.page.keyboard.press("x")
    assert doer.page.locator("[name=ids]:checked").count() == 1
    doer.page.click("text=Tiếp nhận các việc đã chọn")
    assert doer.reads("Đã tiếp nhận 1 việc.")


def send_back(village) -> None:
    open_first(village)
    village.page.click("text=Trả lại")
    village.page.fill("[name=reason]", "Không đúng thẩm quyền của thôn")
    village.page.click("main form [type=submit]")
    assert village.reads("Đã gửi đề nghị trả lại")


def ask_for_time(doer, day: dt.date) -> None:
    open_first(doer)
    doer.page.click("text=Xin gia hạn")
    doer.page.fill("[name=new_due_on]", day.isoformat())
    doer.page.select_option("[name=delay_reason]", "guidance")
    doer.page.fill("[name=reason]", "Chờ hướng dẫn mẫu báo cáo")
    doer.page.click("main form [type=submit]")
    assert doer.reads("Đã gửi đề nghị gia hạn")


def answer_both(leader) -> None:
    for _ in range(2):
        leader.go("/viec-cua-toi/")
        leader.page.locator("#decide tbody tr a").first.click()
        leader.page.locator("a", has_text="Đồng ý").first.click()
        leader.page.click("main form [type=submit]")
        assert leader.reads("Đã đồng ý")


def report_complete(doer) -> None:
    open_first(doer)
    doer.page.fill("[name=text]", "Đã rà soát 15/15 hợp tác xã.")
    doer.page.check("[name=asks_acceptance]")
    doer.page.click("#bao-cao [type=submit]")
    assert doer.reads("Đã gửi báo cáo.")


def accept_all(leader) -> None:
    leader.go("/viec-cua-toi/")
    leader.page.check("#accept [name=ids]")
    leader.page.click("text=Nghiệm thu các việc đã chọn")
    assert leader.reads("Đã nghiệm thu 1 việc.")


def open_first(visitor) -> None:
    visitor.go("/viec-cua-toi/")
    visitor.page.locator(".work-rows tbody tr td:not(.pick) a").first.click()


def test_a_plans_matrix_is_printed_and_the_letter_drafted(world, come):
    plan = PlanFactory(organization=world.commune)
    services.create_task(
        organization=world.commune, text="Tập huấn", leads=[world.economy], plan=plan, by=world.clerk,
        due_on=today_here() + dt.timedelta(days=9),
    )  # fmt: skip
    work_of(world, due_on=today_here() - dt.timedelta(days=9), assigned_at=timezone.now() - dt.timedelta(days=30))
    leader = come(world.leader)
    leader.go(f"/ke-hoach/{plan.pk}/ma-tran/")
    with leader.page.expect_download() as sheet:
        leader.page.click("text=In Phụ lục (PDF)")
    assert sheet.value.path().read_bytes().startswith(b"%PDF")
    leader.go("/nhiem-vu/theo-co-quan/?status=overdue&mine=issued")
    leader.page.click("text=Soạn công văn đôn đốc")
    assert leader.reads("Đã soạn dự thảo công văn đôn đốc") and leader.reads("Phòng Kinh tế")
    assert "quá hạn" in OfficialDocument.objects.get().subject
    phone = come(world.leader, 390)
    for address in (*NARROW, f"/ke-hoach/{plan.pk}/", f"/ke-hoach/{plan.pk}/ma-tran/"):
        assert phone.go(address) == 200
        assert phone.overflow() <= 0, address
    assert leader.complaints == phone.complaints == []
