"""Proposed tasks: days counted after the working calendar, rows of tables as tasks."""

from __future__ import annotations

import datetime as dt

import pytest

from documents.reading import read_text
from documents.services.proposals import propose_tasks
from organizations.models import CalendarException
from tests.factories.organizations import World

HEAD = (
    "ỦY BAN NHÂN DÂN\nXÃ ĐÔNG\nSố: 15/KH-UBND\nXã Đông, ngày 24 tháng 4 năm 2026\n\nKẾ HOẠCH\nKiểm tra hợp tác xã\n\n"
)
WITHIN = "II. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế báo cáo trong 05 ngày làm việc kể từ ngày ký."
TABLE = (
    "Nhiệm vụ cụ thể như sau:\n| TT | Nội dung công việc | Đơn vị chủ trì | Phối hợp | Thời hạn |\n|--|--|--|--|--|\n"
    "| 1 | Lập danh sách hợp tác xã | Phòng Kinh tế | Thôn Một | 15/5/2026 |\n"
    "| 2 | Phát tờ rơi | Phòng Văn hóa - Xã hội | | Tháng 6/2026 |\n"
)


@pytest.mark.django_db
def test_working_days_pass_over_holidays_and_own_exceptions(world: World) -> None:
    # Friday 24/4; Monday 27/4 is the day off for the Hùng kings, 30/4 and 01/5 are holidays.
    [task] = propose_tasks(read_text(HEAD + WITHIN), world.commune)
    assert task.due_on == dt.date(2026, 5, 6)
    CalendarException.objects.create(day=dt.date(2026, 5, 2), is_working=True, reason="Làm bù")
    [task] = propose_tasks(read_text(HEAD + WITHIN), world.commune)
    assert task.due_on == dt.date(2026, 5, 5)


@pytest.mark.django_db
def test_rows_of_a_table_are_proposed_with_lead_partners_and_day(world: World) -> None:
    tasks = propose_tasks(read_text(HEAD + TABLE), world.commune)
    assert [(t.where, t.text, t.due_on) for t in tasks] == [
        ("table_tasks[0]", "Lập danh sách hợp tác xã", dt.date(2026, 5, 15)),
        ("table_tasks[1]", "Phát tờ rơi", dt.date(2026, 6, 30)),
    ]
    assert [[(p.organization, p.part) for p in t.parties] for t in tasks] == [
        [(world.economy, "lead"), (world.villages[0], "coordinating")],
        [(world.culture, "lead")],
    ]
