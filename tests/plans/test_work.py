"""The life of an assignment: who may do what when, and what stays on record."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from structlog.testing import capture_logs

from audit.models import AuditEntry
from audit.sentences import sentence
from notifications.models import Notification
from plans import services
from plans.models import Answer, Assignment, DeadlineExtension, ProgressReport, ReportFile
from plans.status import Status
from plans.transitions import ALLOWED, Act, Stage, stage_of
from tests.factories.plans import AssignmentFactory, TaskFactory, work_of
from tests.plans.test_files import PDF

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Asia/Ho_Chi_Minh")
DUE = dt.date(2026, 5, 20)
MORNING = dt.datetime(2026, 5, 18, 8, tzinfo=HERE)
LATER = dt.datetime(2026, 5, 25, 8, tzinfo=HERE)

STAGES = {
    Stage.NOT_RECEIVED: {},
    Stage.RECEIVED: {"received_at": MORNING},
    Stage.IN_PROGRESS: {"received_at": MORNING, "started_at": MORNING},
    Stage.WAITING: {"received_at": MORNING, "started_at": MORNING, "completed_at": MORNING},
    Stage.CLOSED: {"received_at": MORNING, "completed_at": MORNING, "accepted_at": MORNING, "closed_at": MORNING},
    Stage.STOPPED: {"stopped_at": MORNING},
}


def acts(world, assignment):
    return {
        Act.RECEIVE: lambda: services.receive(assignment=assignment, by=world.contact),
        Act.REPORT: lambda: services.report_progress(
            assignment=assignment, text="Đã làm", percent=50, by=world.contact
        ),
        Act.ACCEPT: lambda: services.accept(assignment=assignment, by=world.leader),
        Act.ASK_AGAIN: lambda: services.ask_again(assignment=assignment, reason="Bổ sung danh sách", by=world.leader),
        Act.EXTEND: lambda: services.extend_deadline(
            assignment=assignment, new_due_on=dt.date(2026, 6, 1), reason="Chờ hướng dẫn", by=world.leader, at=MORNING
        ),
        Act.STOP: lambda: services.stop_assignment(
            assignment=assignment, reason="Không thuộc thẩm quyền", by=world.leader
        ),
        Act.ASK_TIME: lambda: services.ask_more_time(
            assignment=assignment, new_due_on=dt.date(2026, 6, 1), reason="Chờ", by=world.contact, at=MORNING
        ),
        Act.SEND_BACK: lambda: services.send_back(assignment=assignment, reason="Không đúng", by=world.contact),
        Act.RESUME: lambda: services.resume_assignment(assignment=assignment, by=world.leader),
    }


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("act", [a for a in Act if a is not Act.CLOSE])
def test_the_table_of_transitions_is_the_law(world, stage, act):
    assignment = work_of(world, due_on=DUE, **STAGES[stage])
    assert stage_of(assignment) == stage
    before = Assignment.objects.filter(pk=assignment.pk).values().get()
    do = acts(world, assignment)[act]
    if stage in ALLOWED[act]:
        do()
        return
    with capture_logs() as logs, pytest.raises(ValidationError, match="Không thể") as refused:
        do()
    assert stage.value in refused.value.messages[0]
    assert [(line["event"], line["act"], line["assignment"]) for line in logs] == [
        ("plans.transition.refused", act.name, assignment.pk)
    ]
    assert Assignment.objects.filter(pk=assignment.pk).values().get() == before
    assert not AuditEntry.objects.exists()
    assert not ProgressReport.objects.exists()


def test_the_whole_way_from_handing_out_to_acceptance(world):
    assignment = work_of(world, due_on=DUE)
    services.receive(assignment=assignment, by=world.contact, at=MORNING)
    services.report_progress(assignment=assignment, text="Được một nửa", percent=50, by=world.contact, at=MORNING)
    services.report_progress(
        assignment=assignment, text="Đã xong", percent=None, asks_acceptance=True, by=world.contact, at=MORNING
    )
    assignment.refresh_from_db()
    assert assignment.status_on(DUE) == Status.WAITING
    services.ask_again(assignment=assignment, reason="Thiếu danh sách", by=world.specialist, at=MORNING)
    assignment.refresh_from_db()
    assert assignment.status_on(DUE) == Status.IN_PROGRESS
    services.report_progress(
        assignment=assignment, text="Đã bổ sung", percent=100, asks_acceptance=True, by=world.contact, at=MORNING
    )
    services.accept(assignment=assignment, by=world.leader, comment="Đạt", at=LATER)
    assignment.refresh_from_db()
    # Accepted after the deadline, yet reported before it: on time.
    assert assignment.status_on(LATER.date()) == Status.DONE_ON_TIME
    assert assignment.task.closed_at == LATER
    answers = (
        ProgressReport.objects.filter(asks_acceptance=True)
        .order_by("pk")
        .values_list("answer", "answer_text", "percent")
    )
    assert list(answers) == [(Answer.RETURNED, "Thiếu danh sách", 100), (Answer.ACCEPTED, "Đạt", 100)]
    assert AuditEntry.objects.count() == 6
    assert {sentence(e).split(" ", 3)[3][:2] for e in AuditEntry.objects.all()} == {"đã"}


def test_the_other_side_is_told_of_what_it_has_to_answer(world):
    assignment = work_of(world, due_on=DUE)
    services.report_progress(assignment=assignment, text="Xong", percent=100, asks_acceptance=True, by=world.contact)
    office = {world.specialist.pk, world.clerk.pk, world.leader.pk}
    assert set(Notification.objects.values_list("recipient_id", flat=True)) == office
    services.ask_again(assignment=assignment, reason="Bổ sung", by=world.leader)
    told = Notification.objects.latest("pk")
    assert (told.recipient_id, told.body, told.url) == (world.contact.pk, "Bổ sung", f"/phan-cong/{assignment.pk}/")


def test_a_first_report_receives_the_work(world):
    assignment = work_of(world)
    services.report_progress(assignment=assignment, text="Bắt đầu", percent=10, by=world.contact, at=MORNING)
    assignment.refresh_from_db()
    assert (assignment.received_at, assignment.started_at) == (MORNING, MORNING)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": "  ", "percent": 10}, "text"),
        ({"text": "x", "percent": 101}, "percent"),
        ({"text": "x", "percent": -1}, "percent"),
        ({"text": "x", "percent": None}, "percent"),
        ({"text": "x", "percent": 80, "asks_acceptance": True}, "percent"),
        ({"text": "x", "percent": 10, "files": [SimpleUploadedFile("a.exe", b"MZ")]}, "files"),
        ({"text": "x", "percent": 10, "files": [SimpleUploadedFile(f"{n}.pdf", PDF) for n in range(11)]}, "files"),
    ],
)
def test_a_bad_report_names_its_field_and_changes_nothing(world, values, field):
    assignment = work_of(world)
    with pytest.raises(ValidationError) as refused:
        services.report_progress(assignment=assignment, by=world.contact, **values)
    assert field in refused.value.message_dict
    assignment.refresh_from_db()
    assert assignment.received_at is None
    assert not ProgressReport.objects.exists()
    assert not AuditEntry.objects.exists()


def test_evidence_is_kept_under_a_name_of_our_own(world):
    report = services.report_progress(
        assignment=work_of(world), text="x", percent=5, by=world.contact,
        files=[SimpleUploadedFile("Báo cáo tháng 5.pdf", PDF), SimpleUploadedFile("../../a.pdf", PDF)],
    )  # fmt: skip
    first, second = report.files.all()
    assert (first.name, second.name) == ("Báo cáo tháng 5.pdf", "a.pdf")
    assert first.file.name.startswith("plans/reports/") and "Báo" not in first.file.name
    assert first.file.read() == PDF


def test_a_file_that_cannot_be_kept_leaves_none_behind(world, monkeypatch, settings):
    saved = default_storage.__class__.save
    calls = []

    def fail_at_the_second(self, name, content, max_length=None):
        calls.append(name)
        if len(calls) == 2:
            raise OSError("disk full")
        return saved(self, name, content, max_length)

    monkeypatch.setattr(default_storage.__class__, "save", fail_at_the_second, raising=False)
    files = [SimpleUploadedFile("a.pdf", PDF), SimpleUploadedFile("b.pdf", PDF)]
    with pytest.raises(OSError, match="disk full"):
        services.report_progress(assignment=work_of(world), text="x", percent=5, by=world.contact, files=files)
    assert not [p for p in settings.MEDIA_ROOT.rglob("*") if p.is_file()]
    assert not ReportFile.objects.exists()


def test_an_extension_keeps_the_first_deadline(world):
    assignment = work_of(world, due_on=DUE)
    for day in (dt.date(2026, 6, 1), dt.date(2026, 6, 15)):
        services.extend_deadline(
            assignment=assignment, new_due_on=day, reason="Chờ hướng dẫn", by=world.leader, at=MORNING
        )
    assignment.refresh_from_db()
    assert (assignment.due_on, assignment.original_due_on, assignment.is_extended) == (dt.date(2026, 6, 15), DUE, True)
    steps = DeadlineExtension.objects.order_by("pk").values_list("old_due_on", "new_due_on")
    assert list(steps) == [(DUE, dt.date(2026, 6, 1)), (dt.date(2026, 6, 1), dt.date(2026, 6, 15))]


@pytest.mark.parametrize(
    ("day", "reason", "field"),
    [
        (DUE, "x", "new_due_on"),
        (dt.date(2026, 5, 1), "x", "new_due_on"),
        (dt.date(2062, 5, 21), "x", "new_due_on"),
        (dt.date(2026, 5, 24), "x", "new_due_on"),
        (dt.date(2026, 6, 1), "  ", "reason"),
    ],
)
def test_an_extension_that_makes_no_sense_is_refused(world, day, reason, field):
    assignment = work_of(world, due_on=DUE)
    with pytest.raises(ValidationError) as refused:
        services.extend_deadline(assignment=assignment, new_due_on=day, reason=reason, by=world.leader, at=LATER)
    assert list(refused.value.message_dict) == [field]
    assert not DeadlineExtension.objects.exists()


def test_closing_a_task_ends_its_open_parts_and_leaves_the_rest(world):
    task = TaskFactory(organization=world.commune)
    done = AssignmentFactory(task=task, **STAGES[Stage.CLOSED])
    stopped = AssignmentFactory(task=task, **STAGES[Stage.STOPPED])
    waiting = AssignmentFactory(task=task, due_on=DUE, **STAGES[Stage.WAITING])
    silent = AssignmentFactory(task=task, due_on=DUE)
    services.close_task(task=task, by=world.leader, at=LATER)
    for row in (done, stopped, waiting, silent):
        row.refresh_from_db()
    assert done.closed_at == MORNING
    assert stopped.closed_at is None
    assert waiting.status_on(LATER.date()) == Status.DONE_ON_TIME
    assert silent.status_on(LATER.date()) == Status.DONE_LATE
    task.refresh_from_db()
    assert task.closed_at == LATER


@pytest.mark.parametrize("ended", ["closed_at", "stopped_at"])
def test_a_task_that_has_ended_can_not_be_ended_again(world, ended):
    task = TaskFactory(organization=world.commune, **{ended: MORNING})
    with pytest.raises(ValidationError, match="Không thể"):
        services.close_task(task=task, by=world.leader)
    with pytest.raises(ValidationError, match="Không thể"):
        services.stop_task(task=task, by=world.leader, reason="x")
    with pytest.raises(ValidationError):
        services.add_parties(task=task, by=world.leader, leads=[world.culture])


def test_stopping_a_task_tells_those_who_still_had_to_work(world):
    assignment = work_of(world, due_on=DUE)
    services.stop_task(task=assignment.task, reason="Thay bằng văn bản khác", by=world.leader, at=LATER)
    assignment.refresh_from_db()
    assert assignment.status_on(LATER.date()) == Status.STOPPED
    assert Notification.objects.get().recipient == world.contact


def test_the_task_ends_with_its_last_part(world):
    task = TaskFactory(organization=world.commune)
    first = AssignmentFactory(task=task, organization=world.economy, **STAGES[Stage.WAITING])
    second = AssignmentFactory(task=task, organization=world.culture)
    services.accept(assignment=first, by=world.leader)
    task.refresh_from_db()
    assert task.is_open
    services.stop_assignment(assignment=second, reason="Không thuộc thẩm quyền", by=world.leader, at=LATER)
    task.refresh_from_db()
    assert (task.closed_at, task.stopped_at) == (LATER, None)


def test_a_recurring_duty_outlives_its_first_period(world):
    task = TaskFactory(organization=world.commune, recurrence="monthly:20")
    first = AssignmentFactory(task=task, organization=world.economy, **STAGES[Stage.WAITING])
    services.accept(assignment=first, by=world.leader)
    task.refresh_from_db()
    assert task.is_open


def test_a_limit_that_runs_from_an_event_is_no_recurrence(world):
    task = TaskFactory(organization=world.commune, recurrence={"days": 5, "from": "receipt", "unit": "day"})
    only = AssignmentFactory(task=task, organization=world.economy, **STAGES[Stage.WAITING])
    services.accept(assignment=only, by=world.leader)
    task.refresh_from_db()
    assert not task.is_open


def test_further_agencies_join_and_those_there_stay(world):
    assignment = work_of(world, due_on=DUE, received_at=MORNING)
    made = services.add_parties(
        task=assignment.task, leads=[world.economy, world.culture], coordinators=[world.village_group], by=world.leader
    )
    assert {a.organization for a in made} == {world.culture, *world.villages}
    assert {a.due_on for a in made} == {DUE}
    assignment.refresh_from_db()
    assert assignment.received_at == MORNING
    with pytest.raises(ValidationError) as refused:
        services.add_parties(task=assignment.task, leads=[world.economy], by=world.leader)
    assert "leads" in refused.value.message_dict


def test_a_task_by_hand_is_handed_out_and_told(world):
    task = services.create_task(
        organization=world.commune, text="  Rà soát \n hợp tác xã ", leads=[world.economy],
        coordinators=[world.village_group], due_on=DUE, by=world.clerk, at=MORNING,
    )  # fmt: skip
    assert task.text == "Rà soát hợp tác xã"
    assert task.assignments.count() == 4
    assert set(Notification.objects.values_list("recipient", flat=True)) == {world.contact.pk, world.village_contact.pk}
    assert AuditEntry.objects.get().code == "plans.task.created"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": " "}, "text"),
        ({"leads": []}, "leads"),
        ({"due_on": dt.date(2026, 5, 1), "starts_on": dt.date(2026, 5, 2)}, "due_on"),
        ({"due_on": dt.date(1026, 5, 1)}, "due_on"),
        ({"starts_on": dt.date(2206, 5, 1)}, "starts_on"),
    ],
)
def test_a_task_that_makes_no_sense_is_refused_at_its_field(world, values, field):
    given = {"text": "Việc", "leads": [world.economy], "organization": world.commune, "by": world.clerk, **values}
    with pytest.raises(ValidationError) as refused:
        services.create_task(**given)
    assert list(refused.value.message_dict) == [field]
    assert not Assignment.objects.exists()
    assert not Notification.objects.exists()


def test_a_task_hangs_under_the_own_papers_only(world):
    from tests.factories.plans import PlanFactory, document_of

    for name, value in (
        ("plan", PlanFactory(organization=world.neighbour)),
        ("document", document_of(world.neighbour)),
    ):
        with pytest.raises(ValidationError) as refused:
            services.create_task(
                organization=world.commune, text="Việc", leads=[world.economy], by=world.clerk, **{name: value}
            )
        assert list(refused.value.message_dict) == [name]


def test_work_without_a_deadline_can_be_given_one(world):
    assignment = work_of(world)
    day = dt.date(2026, 6, 1)
    services.extend_deadline(assignment=assignment, new_due_on=day, reason="Ấn định hạn", by=world.leader, at=MORNING)
    assignment.refresh_from_db()
    assert (assignment.due_on, assignment.original_due_on) == (day, None)


def test_the_portal_itself_can_hand_out_tasks(world):
    task = services.create_task(organization=world.commune, text="Việc định kỳ", leads=[world.economy], by=None)
    assert task.created_by is None
