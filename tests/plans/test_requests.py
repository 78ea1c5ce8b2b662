"""More time, sending back, waiting for others, resuming: what agencies ask and what is answered."""

import datetime as dt
from urllib.parse import unquote

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from notifications.models import Notification
from plans import services
from plans.clauses import fragment_of, quoted
from plans.models import Assignment, AssignmentRequest, Task, TaskLink
from plans.queries import roll_up, source_address
from plans.status import Status
from tests.factories.documents import DocumentFactory
from tests.factories.plans import PlanFactory, TaskFactory, work_of
from tests.plans.test_work import DUE, HERE, MORNING

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 5, 18, 12, tzinfo=HERE)
JUNE = dt.date(2026, 6, 30)


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


def asked(world, assignment, **values):
    given = {"new_due_on": JUNE, "reason": "Chờ hướng dẫn", "delay_reason": "guidance", "by": world.contact}
    return services.ask_more_time(assignment=assignment, **{**given, **values})


def told(code):
    return {one.recipient for one in Notification.objects.filter(code=code)}


def test_time_is_asked_granted_and_both_days_are_kept(world):
    work = work_of(world, due_on=DUE, received_at=MORNING)
    request = asked(world, work)
    work.refresh_from_db()
    assert work.due_on == DUE
    assert told("plans.assignment.time_asked") == {world.clerk, world.leader, world.specialist}
    services.approve_request(request=request, by=world.leader, new_due_on=dt.date(2026, 6, 15))
    work.refresh_from_db()
    assert (work.original_due_on, work.due_on) == (DUE, dt.date(2026, 6, 15))
    assert work.status_on(NOON.date()) == Status.EXTENDED
    assert work.extensions.get().reason == "Chờ hướng dẫn"
    with pytest.raises(ValidationError, match="đã được trả lời"):
        services.refuse_request(request=request, comment="Không", by=world.leader)


def test_a_no_needs_a_reason_and_changes_nothing(world):
    work = work_of(world, due_on=DUE)
    request = asked(world, work)
    with pytest.raises(ValidationError):
        services.refuse_request(request=request, comment="  ", by=world.leader)
    services.refuse_request(request=request, comment="Phải đúng hạn", by=world.leader)
    work.refresh_from_db()
    assert work.due_on == DUE and told("plans.request.refused") == {world.contact}
    assert asked(world, work).pk != request.pk


def test_one_thing_is_asked_at_a_time_and_the_database_holds_it(world):
    work = work_of(world, due_on=DUE)
    first = asked(world, work)
    with pytest.raises(ValidationError, match="chờ cơ quan giao trả lời"):
        asked(world, work)
    first.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


@pytest.mark.parametrize("end", ["report", "stop", "close", "extend"])
def test_what_has_become_needless_waits_for_nobody(world, end):
    work = work_of(world, due_on=DUE, received_at=MORNING)
    request = asked(world, work)
    if end == "report":
        services.report_progress(assignment=work, text="Xong", percent=100, asks_acceptance=True, by=world.contact)
    elif end == "stop":
        services.stop_assignment(assignment=work, reason="Thay thế", by=world.leader)
    elif end == "close":
        services.close_task(task=work.task, by=world.leader)
    else:
        services.extend_deadline(assignment=work, new_due_on=JUNE, reason="Chờ", by=world.leader)
    request.refresh_from_db()
    assert request.decision == ("approved" if end == "extend" else "withdrawn")


@pytest.mark.parametrize(("days", "passes"), [(4, True), (9, False)])
def test_work_is_sent_back_within_working_days(world, days, passes):
    # Given on Monday 18/5: five working days end on Monday 25/5.
    work = work_of(world, due_on=DUE, assigned_at=MORNING)
    at = MORNING + dt.timedelta(days=days)
    if passes:
        assert services.send_back(assignment=work, reason="Không đúng thẩm quyền", by=world.contact, at=at).pk
    else:
        with pytest.raises(ValidationError, match="25/05/2026"):
            services.send_back(assignment=work, reason="Không đúng thẩm quyền", by=world.contact, at=at)


def test_returned_work_goes_to_another_agency_and_stays_on_record(world):
    work = work_of(world, due_on=DUE)
    request = services.send_back(assignment=work, reason="Không đúng thẩm quyền", by=world.contact)
    with pytest.raises(ValidationError):
        services.approve_request(request=request, by=world.leader, to=world.economy)
    services.approve_request(request=request, by=world.leader, to=world.culture)
    mine, theirs = Assignment.objects.order_by("pk")
    assert (mine.organization, mine.status_on(DUE)) == (world.economy, Status.STOPPED)
    assert (theirs.organization, theirs.part, theirs.due_on) == (world.culture, mine.part, DUE)
    assert Task.objects.get().is_open


def test_stopped_work_and_tasks_run_again(world):
    work = work_of(world, due_on=DUE)
    other = services.add_parties(task=work.task, leads=[world.culture], by=world.clerk)[0]
    services.stop_assignment(assignment=other, reason="Đổi", by=world.leader)
    services.stop_task(task=work.task, reason="Tạm dừng", by=world.leader, at=NOON + dt.timedelta(hours=1))
    services.resume_task(task=work.task, by=world.leader)
    assert [a.stopped_at is None for a in Assignment.objects.order_by("pk")] == [True, False]
    services.resume_assignment(assignment=other, by=world.leader)
    assert not Assignment.objects.filter(stopped_at__isnull=False).exists()
    with pytest.raises(ValidationError):
        services.resume_task(task=work.task, by=world.leader)


def facts(task, **changes):
    return {"task": task, "number": "", "product": "", "clause": "", "plan": None, "blockers": [], **changes}


def test_tasks_wait_for_others_but_never_in_a_ring(world):
    a, b, c = (work_of(world).task for _ in range(3))
    for task, blocker in ((a, b), (b, c)):
        services.update_task(**facts(task, blockers=[blocker], product="Báo cáo"), by=world.clerk)
    with pytest.raises(ValidationError, match="vòng"):
        services.update_task(**facts(c, blockers=[a]), by=world.clerk)
    with pytest.raises(ValidationError, match="chính nó"):
        services.update_task(**facts(c, blockers=[c]), by=world.clerk)
    theirs = TaskFactory(organization=world.neighbour)
    with pytest.raises(ValidationError, match="cơ quan mình"):
        services.update_task(**facts(c, blockers=[theirs]), by=world.clerk)
    services.update_task(**facts(a), by=world.clerk)
    services.update_task(**facts(c, blockers=[a]), by=world.clerk)
    assert TaskLink.objects.count() == 2


def test_the_assigner_edits_what_stands_around_a_task(world, as_):
    task, other = work_of(world).task, work_of(world).task
    plan = PlanFactory(organization=world.commune)
    url = reverse("plans:task_update", args=[task.pk])
    data = {"product": "Báo cáo rà soát", "plan": plan.pk, "blockers": [other.pk]}
    assert as_(world.contact).post(url, data).status_code == 403
    assert as_(world.leader).post(url, {**data, "blockers": [TaskFactory().pk]}).status_code == 422
    assert as_(world.leader).post(url, data).status_code == 302
    page = as_(world.contact).get(reverse("plans:task_detail", args=[task.pk])).content.decode()
    assert "Báo cáo rà soát" in page and str(other) in page and "Chờ nhiệm vụ" in page


def test_ask_and_decide_from_the_pages(world, as_):
    work = work_of(world, due_on=DUE, received_at=MORNING)
    doer, office = as_(world.contact), as_(world.leader)
    ask = reverse("plans:assignment_ask_time", args=[work.pk])
    detail = reverse("plans:assignment_detail", args=[work.pk])
    assert "Xin gia hạn" in doer.get(detail).content.decode()
    assert office.post(ask, {}).status_code == 403
    wrong = {"new_due_on": "19/05/2026", "delay_reason": "money", "reason": "Chờ cấp kinh phí"}
    answer = doer.post(ask, wrong)
    assert answer.status_code == 422 and "Chờ cấp kinh phí</textarea>" in answer.content.decode()
    assert doer.post(ask, {**wrong, "new_due_on": "30/06/2026"}).url == detail
    request = AssignmentRequest.objects.get()
    assert "Đồng ý" in office.get(detail).content.decode() and "Đồng ý</a>" not in doer.get(detail).content.decode()
    approve = reverse("plans:request_approve", args=[request.pk])
    assert doer.post(approve).status_code == 403
    assert as_(world.neighbour_clerk).post(approve).status_code == 404
    assert 'value="2026-06-30"' in office.get(approve).content.decode()
    office.post(approve, {"new_due_on": "2026-06-30", "comment": "Đồng ý"})
    page = doer.get(detail).content.decode()
    assert "hạn ban đầu 20/05/2026" in page and "Đã đồng ý" in page and "Chờ kinh phí" in page


# Handing on


def test_a_province_task_becomes_the_communes_and_rolls_up(world, as_):
    task = services.create_task(
        organization=world.province, text="Rà soát hợp tác xã", leads=[world.commune], due_on=JUNE, by=None
    )
    part = task.assignments.get()
    page = as_(world.leader)
    url = reverse("plans:subtask_create", args=[part.pk])
    assert "Rà soát hợp tác xã</textarea>" in page.get(url).content.decode()
    data = {"text": "Rà soát tại thôn", "leads": [f"g{world.village_group.pk}"], "due_on": "15/07/2026"}
    assert "trong hạn của việc cấp trên" in page.post(url, data).content.decode()
    assert page.post(url, {**data, "due_on": "20/06/2026"}).status_code == 302
    villages = Assignment.objects.filter(task__under=part).order_by("pk")
    assert villages.count() == 3
    first, second, _ = villages
    services.report_progress(assignment=first, text="Xong", percent=100, asks_acceptance=True, by=world.village_contact)
    services.accept(assignment=first, by=world.leader)
    services.report_progress(assignment=second, text="Nửa", percent=50, by=world.village_contact)
    found = roll_up(part)
    assert (found.total, found.done, found.overdue, found.percent) == (3, 1, 0, 50)
    detail = page.get(reverse("plans:assignment_detail", args=[part.pk])).content.decode()
    assert "1/3 phần việc đã xong" in detail and "Rà soát tại thôn" in detail
    assert as_(world.contact).get(url).status_code in {403, 404}
    assert as_(world.neighbour_clerk).get(url).status_code == 404


def test_only_open_work_of_ones_own_is_handed_on(world):
    work = work_of(world, due_on=DUE)
    with pytest.raises(ValidationError):
        services.create_task(organization=world.commune, text="x", leads=[world.culture], under=work, by=world.clerk)


# The source sentence


def test_the_clause_leads_to_the_sentence_in_the_document(world):
    document = DocumentFactory(organization=world.commune)
    task = TaskFactory(organization=world.commune, document=document, text="Yêu cầu các cơ quan thực hiện")
    url = source_address(task, world.clerk)
    address, _, words = url.partition("#:~:text=")
    assert (address, unquote(words)) == (f"/van-ban/{document.pk}/", "Yêu cầu các cơ quan thực hiện")
    assert source_address(task, world.neighbour_clerk) == ""
    assert quoted(document.official, "Không có trong văn bản") == ""
    long = fragment_of("một hai ba bốn năm sáu bảy tám chín mười-một mười hai, cuối")
    assert unquote(long) == "#:~:text=một hai ba bốn năm,mười-một mười hai, cuối"
    assert long.count(",") == 1 and "-" not in long
