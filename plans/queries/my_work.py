"""My work: what my organization has to do and what it has to answer, in the order in which it presses."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet

from organizations.access import OFFICE
from organizations.models import Staff
from plans.models import Assignment, AssignmentRequest
from plans.queries.calendar import concerning
from plans.queries.lists import by_due, rows_of
from plans.rights import DOERS
from plans.status import TO_DO, UNFINISHED, today_here

SOON = dt.timedelta(days=7)
MOST_ROWS = 50


@dataclass
class Block:
    """One block of the page: what it is called, its rows (at most MOST_ROWS), how many there are in all."""

    key: str
    title: str
    hint: str
    tone: str
    more: str
    act: str = ""
    act_label: str = ""
    rows: list[Assignment] = field(default_factory=list)
    count: int = 0


def my_work(staff: Staff, *, today: dt.date | None = None) -> list[Block]:
    """Return the blocks of the page; each open assignment stands in at most one of them.

    One query, and one more for each block that has rows.
    """
    today = today or today_here()
    conditions = _conditions(staff, today)
    counts = _counts(staff, conditions)
    for block, condition in conditions:
        block.count = counts[block.key]
        if block.count:
            block.rows = list(by_due(rows_of(_unfinished(condition), today=today))[:MOST_ROWS])
    return [block for block, _ in conditions]


def _conditions(staff: Staff, today: dt.date) -> list[tuple[Block, Q]]:
    mine = Q(organization=staff.organization_id) if staff.role in DOERS else Q(pk__in=[])
    issued = Q(task__organization=staff.organization_id) if staff.role in OFFICE else Q(pk__in=[])
    to_do = Q(completed_at__isnull=True)
    complete = Q(completed_at__isnull=False)
    late, in_time = Q(last_day__lt=today), Q(last_day__isnull=True) | Q(last_day__gte=today)
    new, taken = Q(received_at__isnull=True), Q(received_at__isnull=False)
    near = Q(last_day__range=(today, today + SOON))
    far = Q(last_day__isnull=True) | Q(last_day__gt=today + SOON)
    # A request is open at most once an assignment, so the look-up finds each row once.
    asking = Q(
        pk__in=AssignmentRequest.objects.undecided().filter(assignment__in=_issued_open(staff)).values("assignment")
    )
    return [
        (_block("overdue"), mine & to_do & late),
        (_block("decide"), issued & to_do & asking & ~mine),
        (_block("accept"), issued & complete),
        (_block("receive"), mine & to_do & in_time & new),
        (_block("soon"), mine & to_do & near & taken),
        (_block("chased"), issued & to_do & late & ~mine & ~asking),
        (_block("later"), mine & to_do & far & taken),
        (_block("reported"), mine & complete & ~issued),
    ]


# Title, what to do, tone, and the filters of the list that shows all of the block's rows.
_BLOCKS: dict[str, tuple[str, str, str, str]] = {
    "overdue": (
        "Quá hạn",
        "Việc của cơ quan tôi đã quá hạn: báo cáo kết quả ngay, hoặc liên hệ cơ quan giao để được gia hạn.",
        "bad",
        "status=overdue&mine=received",
    ),
    "decide": (
        "Đề nghị chờ tôi trả lời",
        "Cơ quan thực hiện xin gia hạn hoặc đề nghị trả lại việc.",
        "warn",
        "asking=1&mine=issued",
    ),
    "accept": (
        "Chờ tôi nghiệm thu",
        "Cơ quan thực hiện đã báo cáo hoàn thành: nghiệm thu, hoặc yêu cầu làm lại.",
        "warn",
        "status=waiting&mine=issued",
    ),
    "receive": (
        "Chờ tiếp nhận",
        "Việc mới giao cho cơ quan tôi.",
        "warn",
        "status=not_received&mine=received",
    ),
    "soon": ("Đến hạn trong 7 ngày", "Việc đã tiếp nhận, sắp đến hạn.", "", "status=open&mine=received"),
    "chased": (
        "Việc đã giao đang quá hạn",
        "Cơ quan tôi đã giao mà chưa có kết quả: cần đôn đốc.",
        "bad",
        "status=overdue&mine=issued",
    ),
    "later": ("Việc khác đang làm", "Còn trên 7 ngày, hoặc không ghi hạn.", "", "status=open&mine=received"),
    "reported": (
        "Đã báo cáo, chờ cơ quan giao nghiệm thu",
        "Không phải làm gì thêm cho đến khi có trả lời.",
        "",
        "status=waiting&mine=received",
    ),
}


# What can be done with several rows of a block at once: the action's address name and its words.
_ACTS = {
    "receive": ("receive_many", "Tiếp nhận các việc đã chọn"),
    "accept": ("accept_many", "Nghiệm thu các việc đã chọn"),
    "chased": ("remind_many", "Nhắc các cơ quan đã chọn"),
}


def _block(key: str) -> Block:
    title, hint, tone, more = _BLOCKS[key]
    act, label = _ACTS.get(key, ("", ""))
    return Block(key=key, title=title, hint=hint, tone=tone, more=more, act=act, act_label=label)


def _issued_open(staff: Staff) -> QuerySet[Any, Any]:
    return Assignment.objects.filter(TO_DO, task__organization=staff.organization_id).order_by().values("pk")


def _unfinished(condition: Q) -> QuerySet[Assignment]:
    return Assignment.objects.unfinished().filter(condition)


def _counts(staff: Staff, conditions: list[tuple[Block, Q]]) -> dict[str, int]:
    wanted: dict[str, Any] = {block.key: Count("pk", filter=condition) for block, condition in conditions}
    return concerning(staff).filter(UNFINISHED).aggregate(**wanted)
