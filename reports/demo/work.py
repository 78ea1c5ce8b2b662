"""The demonstration's documents, the tasks they hand out, and how far each agency has come."""

from __future__ import annotations

import datetime as dt
import random

from campaigns.services import create_from_document, record_result
from documents.models import OfficialDocument
from documents.services import import_document
from organizations.models import Organization, Role, Staff
from plans.models import Assignment
from plans.services import accept, ask_again, extend_deadline, make_tasks, receive, report_progress
from reports.demo.days import moment
from reports.demo.papers import paper
from reports.demo.places import Places
from reports.demo.post import receive_sent

# Paper, whose it is, days since its tasks were handed out (None: a draft).
PAPERS = [
    ("ke-hoach-xa", "home", 59),
    ("cong-van-thanh-pho", "province", 39),
    ("thong-bao-ket-luan", "home", 34),
    ("ke-hoach-thang-hanh-dong", "LMHTX", 29),
    ("quyet-dinh-to-cong-tac", "home", 19),
    ("cong-van-du-thao", "home", None),
]
REPORTS = [
    "Đã hoàn thành, gửi kèm danh sách và biên bản.",
    "Đã thực hiện xong theo đúng nội dung được giao.",
    "Đã tổ chức thực hiện, kết quả đạt yêu cầu đề ra.",
]


def make_work(places: Places, today: dt.date, chance: random.Random) -> list[OfficialDocument]:
    """Import the papers, hand their tasks out and let the agencies work, each by the draw of `chance`."""
    made = []
    for name, owner, days in PAPERS:
        document = _import(name, _owner(places, owner), places, today)
        made.append(document)
        if days is not None:
            at = moment(today - dt.timedelta(days=days))
            make_tasks(document=document, by=_assigner(places, document.organization), at=at)
            receive_sent(document, places, at)
            _let_work(document, places, today, at, chance)
    _run_campaign(made, places, today)
    return made


def _run_campaign(documents: list[OfficialDocument], places: Places, today: dt.date) -> None:
    """Make the campaign of the plan that has activities, and write down how the past ones went."""
    plan = next(d for d in documents if d.official.activities)
    by = _assigner(places, plan.organization)
    campaign = create_from_document(document=plan, by=by)
    for activity in campaign.activities.filter(ends_on__lt=today):
        assert activity.ends_on  # noqa: S101 - the filter says so
        done_on = activity.ends_on if activity.starts_on else activity.ends_on - dt.timedelta(days=1)
        result = "Đã tổ chức đúng kế hoạch, đủ thành phần."
        record_result(activity=activity, result=result, by=by, done_on=done_on, today=today)


def _owner(places: Places, owner: str) -> Organization:
    named = {"home": places.home, "province": places.province}
    return named.get(owner) or places.by_code[f"{places.province.code}.{owner}"]


def _assigner(places: Places, organization: Organization) -> Staff | None:
    by_place = {places.home: "chuyenvien", places.province: "quantri"}
    return places.staff.get(by_place.get(organization, "theodoitinh"))


def _import(name: str, organization: Organization, places: Places, today: dt.date) -> OfficialDocument:
    text = paper(name, today)
    by = _assigner(places, organization)
    return import_document(data=None, filename="", text=text, organization=organization, by=by)


def _let_work(
    document: OfficialDocument, places: Places, today: dt.date, given: dt.datetime, chance: random.Random
) -> None:
    assigner = _assigner(places, document.organization)
    rows = Assignment.objects.filter(task__document=document).select_related("task", "organization").order_by("pk")
    for assignment in rows:
        doer = _doer(places, assignment.organization)
        _work(assignment, doer, assigner, today, given, chance)


def _doer(places: Places, organization: Organization) -> Staff:
    """Return somebody who works at the agency, of the printed accounts where there is one."""
    known = [s for s in places.staff.values() if s.organization_id == organization.pk and s.role != Role.ADMINISTRATOR]
    return known[0] if known else places.contact_of(organization)


def _work(
    assignment: Assignment,
    doer: Staff,
    assigner: Staff | None,
    today: dt.date,
    given: dt.datetime,
    chance: random.Random,
) -> None:
    due = assignment.due_on or today + dt.timedelta(days=30)
    fate = _fate(due, today, chance)
    if fate == "untouched" or assigner is None:
        return
    receive(assignment=assignment, by=doer, at=given + dt.timedelta(days=1, hours=chance.randrange(1, 6)))
    if fate == "begun":
        return
    if fate == "halfway":
        _report(
            assignment, doer, min(today - dt.timedelta(days=1), due), chance, percent=chance.choice([20, 40, 60, 80])
        )
    elif fate == "extended":
        extend_deadline(
            assignment=assignment,
            new_due_on=today + dt.timedelta(days=9),
            reason="Chờ số liệu của các thôn",
            by=assigner,
            at=moment(today - dt.timedelta(days=1)),
        )
    else:
        _finish(assignment, doer, assigner, due, today, fate, chance)


def _fate(due: dt.date, today: dt.date, chance: random.Random) -> str:
    if due < today:
        return chance.choices(["on_time", "late", "untouched", "halfway", "extended"], [55, 15, 8, 15, 7])[0]
    return chance.choices(["untouched", "begun", "halfway", "waiting", "again", "on_time"], [35, 20, 20, 10, 5, 10])[0]


def _finish(
    assignment: Assignment, doer: Staff, assigner: Staff, due: dt.date, today: dt.date, fate: str, chance: random.Random
) -> None:
    day = (
        due - dt.timedelta(days=chance.randrange(1, 4))
        if fate != "late"
        else due + dt.timedelta(days=chance.randrange(1, 4))
    )
    day = min(day, today - dt.timedelta(days=1))
    _report(assignment, doer, day, chance, percent=100)
    if fate == "again":
        ask_again(assignment=assignment, reason="Bổ sung danh sách có chữ ký", by=assigner, at=moment(today, 8))
    elif fate != "waiting":
        accept(assignment=assignment, by=assigner, at=moment(day, 16))


def _report(assignment: Assignment, doer: Staff, day: dt.date, chance: random.Random, *, percent: int) -> None:
    text = chance.choice(REPORTS) if percent == 100 else f"Đang triển khai, đạt khoảng {percent}% khối lượng."
    at = moment(day, 14)
    report_progress(
        assignment=assignment, text=text, percent=percent, by=doer, asks_acceptance=percent == 100, at=at
    )  # fmt: skip
