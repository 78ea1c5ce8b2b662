"""The main job in a browser: a directive goes in, tracked tasks come out, reminders go out, the province sees it."""

from __future__ import annotations

import datetime as dt
import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from PIL import Image

from notifications.models import Notification
from organizations.calendar import WorkingCalendar
from plans.models import Assignment
from reports.demo.papers import paper
from reports.demo.places import make_places

PASSWORD = "Hanh-trinh-2026"
SEED = Path(settings.BASE_DIR).parent / "shared" / "seeds" / "000_5c8d6125fac43472.txt"
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def directive(tmp_path) -> Path:
    """Return the real directive where it is there, else our own of the same shape."""
    if SEED.exists():
        return SEED
    own = tmp_path / "cong-van.txt"
    own.write_text(paper("cong-van-du-thao", timezone.localdate()), "utf-8")
    return own


@pytest.fixture
def places(transactional_db):
    return make_places(PASSWORD)


def remind(day: dt.date) -> dict[str, object]:
    out = StringIO()
    call_command("send_reminders", date=day, stdout=out)
    return json.loads(out.getvalue())


def test_a_directive_becomes_work_that_is_reminded_of_and_reported(places, visit, directive, tmp_path):
    due = WorkingCalendar().add(timezone.localdate(), 5)
    make_tasks_from(directive, visit, due)
    assignment = Assignment.objects.get(task__number="1", organization=places.office(places.home, "PKT"))
    assert assignment.due_on == due

    before = dashboard_of(visit)
    remind_once(due, assignment)
    report(visit, tmp_path, assignment)
    accept(visit, assignment)
    after = dashboard_of(visit)
    assert before != after
    assignment.refresh_from_db()
    assert assignment.status_on(timezone.localdate()) == "done_on_time"


def make_tasks_from(directive: Path, visit, due: dt.date) -> None:
    """The clerk uploads the file, corrects an agency and a deadline beside the text, and hands the tasks out."""
    clerk = visit("vanthu", PASSWORD)
    clerk.go("/van-ban/nhap/")
    clerk.page.set_input_files("[name=file]", str(directive))
    clerk.page.click("text=Đọc văn bản")
    clerk.page.wait_for_url("**/ra-soat/")
    page = clerk.page
    assert page.input_value("[name=symbol]") == "UBND-KT"
    assert clerk.reads("Văn bản chưa có số")
    first = page.locator(".task-card").first
    agency = first.locator("[name$=-target]").first
    assert "Phòng Kinh tế" in agency.input_value() or "Phòng Kinh tế" in agency.evaluate(
        "e => e.selectedOptions?.[0]?.text ?? ''"
    )
    second = page.locator(".task-card").nth(1).locator("[name$=-target]").first
    correct(second)
    first.locator("[name$=-due_on]").fill(f"{due:%d/%m/%Y}")
    first.locator("[name$=-due_kind]").select_option("date")
    page.click("text=Lưu và giao việc")
    page.wait_for_url("**/nhiem-vu/**")
    assert clerk.reads("Đã giao")
    check_paper(clerk)
    assert clerk.complaints == []


def correct(target) -> None:  # type: ignore[no-untyped-def]
    """Hand the second task to Văn phòng instead of whom the portal proposed."""
    if target.evaluate("e => e.tagName") == "SELECT":
        label = next(o for o in target.locator("option").all_inner_texts() if "Văn phòng" in o and "xã" in o)
        target.select_option(label=label)
    else:
        target.fill("Văn phòng HĐND và UBND xã Thanh Miện")


def check_paper(clerk) -> None:  # type: ignore[no-untyped-def]
    """The document leaves as a PDF that says what was read."""
    clerk.go("/van-ban/")
    clerk.page.locator("table.rows a").first.click()
    with clerk.page.expect_download() as download:
        clerk.page.click("text=Tải PDF")
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(b"%PDF-")
    assert download.value.suggested_filename.endswith(".pdf")


def dashboard_of(visit) -> str:  # type: ignore[no-untyped-def]
    """Return what the province reads on its dashboard."""
    monitor = visit("theodoitinh", PASSWORD)
    assert monitor.go("/tong-quan/") == 200
    text = monitor.page.inner_text("main")
    assert "Thanh Miện" in text
    assert monitor.complaints == []
    return text


def remind_once(due: dt.date, assignment: Assignment) -> None:
    """The day before the deadline one line and one email are made; a second run makes none."""
    mail.outbox.clear()
    day = WorkingCalendar().add(due, -1)
    boss = Notification.objects.filter(recipient__user__username="phongkinhte", code__contains="remind")
    told = boss.count()
    first = remind(day)
    assert boss.count() == told + 1, first
    to_boss = [m for m in mail.outbox if m.to == ["phongkinhte@haiphong.example.vn"]]
    assert len(to_boss) == 1
    assert str(assignment.task)[:30] in to_boss[0].body
    remind(day)
    assert boss.count() == told + 1
    assert len([m for m in mail.outbox if m.to == ["phongkinhte@haiphong.example.vn"]]) == 1


def report(visit, tmp_path: Path, assignment: Assignment) -> None:  # type: ignore[no-untyped-def]
    """The head of Phòng Kinh tế finds the work on a phone, receives it and reports with a file."""
    evidence = tmp_path / "Ảnh hội nghị.png"
    Image.new("RGB", (40, 30), "white").save(evidence)
    head = visit("phongkinhte", PASSWORD, width=390)
    assert head.go("/viec-cua-toi/") == 200
    assert head.overflow() <= 0
    head.page.locator(f"a[href*='/phan-cong/{assignment.pk}/']").first.click()
    head.page.fill("[name=text]", "Đã tổ chức 02 hội nghị tuyên truyền")
    head.page.set_input_files("[name=files]", str(evidence))
    head.page.check("[name=asks_acceptance]")
    head.page.click("#bao-cao [type=submit]")
    assert head.reads("Đã tổ chức 02 hội nghị tuyên truyền"), head.page.inner_text("main")
    assert head.reads("Ảnh hội nghị.png")
    assert head.complaints == []


def accept(visit, assignment: Assignment) -> None:  # type: ignore[no-untyped-def]
    """The specialist of the commune accepts the work."""
    specialist = visit("chuyenvien", PASSWORD)
    specialist.go(f"/phan-cong/{assignment.pk}/")
    specialist.page.locator(f"a[href*='/phan-cong/{assignment.pk}/nghiem-thu/']").first.click()
    specialist.page.click("main form [type=submit]")
    assert specialist.reads("Đã nghiệm thu") or specialist.reads("Đúng hạn") or specialist.reads("đúng hạn")
