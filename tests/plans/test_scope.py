"""Exactly who sees what, and whose buttons are whose."""

import pytest
from django.urls import reverse

from organizations.models import Role
from organizations.services import end_term
from plans.models import ActionPlan, Assignment, ReportFile, Task
from plans.queries import history_of_task
from plans.services import receive, report_progress
from tests.factories.organizations import StaffFactory
from tests.factories.plans import AssignmentFactory, PlanFactory, TaskFactory, work_of
from tests.plans.test_work import MORNING

pytestmark = pytest.mark.django_db

COMMUNE = {"specialist", "clerk", "leader"}
ABOVE = {"monitor", "administrator"}


@pytest.fixture
def rows(world):
    """One task of each sort: by the commune to its offices, by the province to the commune, and the neighbour's."""
    own = TaskFactory(organization=world.commune, plan=PlanFactory(organization=world.commune))
    down = TaskFactory(organization=world.province, plan=PlanFactory(organization=world.province))
    theirs = TaskFactory(organization=world.neighbour, plan=PlanFactory(organization=world.neighbour))
    return {
        "economy": AssignmentFactory(task=own, organization=world.economy),
        "village": AssignmentFactory(task=own, organization=world.villages[0]),
        "commune": AssignmentFactory(task=down, organization=world.commune),
        "neighbour": AssignmentFactory(task=theirs, organization=world.neighbour_economy),
    }


SEEN = {
    "economy": COMMUNE | ABOVE | {"contact"},
    "village": COMMUNE | ABOVE | {"village_contact"},
    "commune": COMMUNE | ABOVE,
    "neighbour": ABOVE | {"neighbour_clerk", "neighbour_contact"},
}


def test_each_person_sees_exactly_their_assignments(world, rows):
    for name, person in world.people().items():
        expected = {key for key, people in SEEN.items() if name in people}
        seen = set(Assignment.objects.visible_to(person))
        assert {key for key, row in rows.items() if row in seen} == expected, name
        assert len(seen) == len(expected), name


def test_each_person_sees_exactly_the_tasks_and_plans_of_those(world, rows):
    for name, person in world.people().items():
        tasks = {rows[key].task for key, people in SEEN.items() if name in people}
        assert set(Task.objects.visible_to(person)) == tasks, name
        assert Task.objects.visible_to(person).count() == len(tasks), name
        assert set(ActionPlan.objects.visible_to(person)) == {task.plan for task in tasks}, name


def test_nobody_sees_nothing(rows):
    for model in (Assignment, Task, ActionPlan, ReportFile):
        assert not model.objects.visible_to(None).exists()


def test_who_shares_a_task_sees_the_other_agency_by_name_and_nothing_of_its_work(world, rows, as_):
    report_progress(assignment=rows["village"], text="Chuyện riêng của thôn", percent=30, by=world.village_contact)
    page = as_(world.contact).get(reverse("plans:task_detail", args=[rows["economy"].task_id])).content.decode()
    assert "Thôn Một" in page
    assert "Chuyện riêng của thôn" not in page
    assert reverse("plans:assignment_detail", args=[rows["village"].pk]) not in page
    assert (
        "Chuyện riêng của thôn"
        in as_(world.leader).get(reverse("plans:task_detail", args=[rows["economy"].task_id])).content.decode()
    )


ROW_PAGES = [
    ("task_detail", "task"), ("task_close", "task"), ("task_stop", "task"), ("task_add_parties", "task"),
    ("assignment_detail", "row"), ("report_create", "row"), ("assignment_receive", "row"), ("assignment_accept", "row"),
    ("assignment_return_work", "row"), ("assignment_extend", "row"), ("assignment_stop", "row"),
    ("plan_detail", "plan"), ("plan_update", "plan"),
]  # fmt: skip


def address(name, what, row):
    return reverse(f"plans:{name}", args=[{"row": row, "task": row.task, "plan": row.task.plan}[what].pk])


@pytest.mark.parametrize(("name", "what"), ROW_PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_not_yours_is_not_found(world, rows, as_, name, what, method):
    url, pages = address(name, what, rows["economy"]), {"task_detail", "assignment_detail", "plan_detail"}
    nothing = 405 if method == "post" and name in pages else 404
    leader = StaffFactory(organization=world.neighbour, role=Role.LEADER)
    assert getattr(as_(leader), method)(url).status_code == nothing
    for stranger in (world.neighbour_clerk, world.neighbour_contact, world.outsider):
        # A role that never does such a thing may be turned away before any row is looked for.
        assert getattr(as_(stranger), method)(url).status_code in {nothing, 403}, stranger
    assert Task.objects.get(pk=rows["economy"].task_id).is_open


# Of those who see the row, who may do what (quality 3): everyone else gets 403.
DOING = {
    "assignment_receive": {"contact"},
    "report_create": {"contact"},
    "assignment_accept": COMMUNE,
    "assignment_return_work": COMMUNE,
    "assignment_extend": COMMUNE,
    "assignment_stop": COMMUNE,
}


@pytest.mark.parametrize("name", DOING)
def test_only_the_right_side_acts(world, rows, as_, name):
    url = reverse(f"plans:{name}", args=[rows["economy"].pk])
    for person in SEEN["economy"]:
        status = as_(world.people()[person]).post(url, {}).status_code
        if person in DOING[name]:
            assert status in {302, 422}, person
        else:
            assert status == 403, person
        Assignment.objects.filter(pk=rows["economy"].pk).update(received_at=None)


@pytest.mark.parametrize("name", DOING)
def test_an_office_role_elsewhere_gives_no_right_over_the_assigners_work(world, rows, as_, name):
    url = reverse(f"plans:{name}", args=[rows["economy"].pk])
    doer = StaffFactory(organization=world.economy, role=Role.SPECIALIST)
    above = StaffFactory(organization=world.province, role=Role.LEADER)
    assert as_(above).post(url, {}).status_code == 403
    if DOING[name] == {"contact"}:
        assert as_(doer).post(url, {}).status_code in {302, 422}
    else:
        assert as_(doer).post(url, {}).status_code == 403


def test_a_colleague_of_a_village_does_not_do_another_villages_work(world, rows, as_):
    other = StaffFactory(organization=world.villages[1], role=Role.CONTACT)
    assert as_(other).post(reverse("plans:assignment_receive", args=[rows["village"].pk])).status_code == 404


def test_lost_rights_act_at_once(world, rows, as_):
    client = as_(world.contact)
    url = reverse("plans:assignment_detail", args=[rows["economy"].pk])
    assert client.get(url).status_code == 200
    end_term(staff=world.contact, by=world.administrator)
    assert client.get(url).status_code == 403


def test_strangers_are_shown_to_the_login_page(client, rows):
    for name in ("my_work", "task_list", "assignment_list", "plan_list", "task_create"):
        answer = client.get(reverse(f"plans:{name}"))
        assert answer.status_code == 302
        assert answer.url.startswith("/dang-nhap/")


def test_evidence_goes_to_those_who_see_the_assignment_alone(world, rows, as_):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.plans.test_files import PDF

    upload = SimpleUploadedFile("Biên bản “họp”.pdf", PDF)
    report = report_progress(assignment=rows["village"], text="x", percent=5, by=world.village_contact, files=[upload])
    url = reverse("plans:report_file", args=[report.files.get().pk])
    for name, person in world.people().items():
        answer = as_(person).get(url)
        assert answer.status_code == (200 if name in SEEN["village"] else 404), name
    answer = as_(world.leader).get(url)
    assert b"".join(answer.streaming_content) == PDF
    disposition = answer["Content-Disposition"]
    assert disposition.startswith("attachment;")
    assert "filename*=utf-8''Bi%C3%AAn%20b%E1%BA%A3n%20%E2%80%9Ch%E1%BB%8Dp%E2%80%9D.pdf" in disposition
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_monitor_looks_and_does_not_touch(world, as_):
    assignment = work_of(world, received_at=MORNING)
    page = as_(world.monitor).get(reverse("plans:assignment_detail", args=[assignment.pk])).content.decode()
    for name in ("assignment_accept", "assignment_extend", "assignment_stop", "report_create", "assignment_receive"):
        assert reverse(f"plans:{name}", args=[assignment.pk]) not in page


def test_a_tasks_history_tells_the_acts_on_the_parts_one_sees(world, rows):
    report_progress(assignment=rows["village"], text="x", percent=30, by=world.village_contact)
    receive(assignment=rows["economy"], by=world.contact)
    task = rows["economy"].task
    codes = {name: [e.code for e in history_of_task(task, world.people()[name])] for name in ("leader", "contact")}
    assert codes == {
        "leader": ["plans.assignment.received", "plans.assignment.reported"],
        "contact": ["plans.assignment.received"],
    }
