"""A document's proposals become tasks: once, group by group, told and delivered."""

import datetime as dt
import threading
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from audit.models import AuditEntry
from audit.sentences import sentence
from documents.models import Delivery, DocumentState
from notifications.models import Notification
from organizations.models import OrganizationKind
from plans.models import ActionPlan, Assignment, Part, Task
from plans.queries import unmatched_agencies, waiting_proposals
from plans.services import make_tasks
from tests.factories.organizations import GroupFactory, OrganizationFactory, World
from tests.factories.plans import document_of, propose

AT = dt.datetime(2026, 4, 3, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def agencies(task, part):
    return {a.organization for a in task.assignments.filter(part=part)}


@pytest.mark.django_db
def test_each_proposal_becomes_a_task_with_its_agencies_and_deadline(world):
    document = document_of(world.commune)
    due = dt.date(2026, 6, 20)
    first = propose(
        document,
        "Rà soát hợp tác xã",
        world.economy,
        joins=(world.culture,),
        due_on=due,
        due_text="trước ngày 20/6/2026",
    )
    propose(document, "Không giao việc này", world.culture, included=False)
    (task,) = make_tasks(document=document, by=world.clerk, at=AT)
    task.refresh_from_db()
    assert (task.proposed, task.organization, task.document, task.created_by) == (
        first,
        world.commune,
        document,
        world.clerk,
    )
    assert (task.text, task.due_on, task.due_text, task.number) == (
        "Rà soát hợp tác xã",
        due,
        "trước ngày 20/6/2026",
        "1",
    )
    assert agencies(task, Part.LEAD) == {world.economy}
    assert agencies(task, Part.COORDINATING) == {world.culture}
    part = task.assignments.get(organization=world.economy)
    assert (part.due_on, part.original_due_on, part.assigned_at) == (due, due, AT)
    assert list(Task.objects.search("ra soat hop tac xa")) == [task]


@pytest.mark.django_db
def test_a_group_becomes_one_assignment_a_member_and_who_leads_does_not_coordinate(world):
    document = document_of(world.commune)
    propose(document, "Họp dân", world.village_group, joins=(world.villages[0], world.economy))
    (task,) = make_tasks(document=document, by=world.clerk)
    assert agencies(task, Part.LEAD) == set(world.villages)
    assert agencies(task, Part.COORDINATING) == {world.economy}


@pytest.mark.django_db
def test_two_groups_that_overlap_give_a_member_one_part(world):
    everyone = GroupFactory(owner=world.commune, name="Toàn xã", kinds=[])
    document = document_of(world.commune)
    propose(document, "Treo cờ", world.village_group, everyone)
    (task,) = make_tasks(document=document, by=world.clerk)
    assert task.assignments.count() == len(world.villages) + 2


@pytest.mark.django_db
def test_the_document_is_delivered_set_going_and_its_agencies_are_told_once(world):
    document = document_of(world.commune)
    propose(document, "Việc một", world.economy)
    propose(document, "Việc hai", world.economy, world.villages[0])
    make_tasks(document=document, by=world.clerk)
    document.refresh_from_db()
    assert document.state == DocumentState.ACTIVE
    handed = Delivery.objects.filter(document=document).values_list("organization_id", flat=True)
    assert set(handed) == {world.economy.pk, world.villages[0].pk}
    told = Notification.objects.values_list("recipient_id", "url")
    assert sorted(told) == sorted(
        (who.pk, f"/nhiem-vu/?document={document.pk}") for who in (world.contact, world.village_contact)
    )


@pytest.mark.django_db
def test_a_second_call_makes_nothing_and_tells_nobody_again(world):
    document = document_of(world.commune)
    propose(document, "Việc một", world.economy)
    assert len(make_tasks(document=document, by=world.clerk)) == 1
    entries, told = AuditEntry.objects.count(), Notification.objects.count()
    assert make_tasks(document=document, by=world.clerk) == []
    assert (Task.objects.count(), Assignment.objects.count()) == (1, 1)
    assert (AuditEntry.objects.count(), Notification.objects.count()) == (entries, told)


@pytest.mark.django_db
def test_a_proposal_without_an_agency_waits_and_is_made_once_it_has_one(world):
    document = document_of(world.commune)
    propose(document, "Việc rõ", world.economy)
    unclear = propose(document, "Việc chưa rõ")
    assert [t.text for t in make_tasks(document=document, by=world.clerk)] == ["Việc rõ"]
    assert waiting_proposals(document) == 1
    unclear.parties.create(part=Part.LEAD, organization=world.culture)
    assert [t.text for t in make_tasks(document=document, by=world.clerk)] == ["Việc chưa rõ"]
    assert waiting_proposals(document) == 0


@pytest.mark.django_db
def test_a_group_without_active_members_hands_out_nothing(world):
    nobody = GroupFactory(owner=world.commune, name="Các báo, đài", kinds=[OrganizationKind.MEDIA])
    document = document_of(world.commune)
    propose(document, "Đưa tin", nobody)
    assert make_tasks(document=document, by=world.clerk) == []
    assert document.__class__.objects.get(pk=document.pk).state == DocumentState.DRAFT


@pytest.mark.django_db
def test_those_who_only_coordinate_lead_where_nobody_else_does(world):
    document = document_of(world.commune)
    propose(document, "Phối hợp tuyên truyền", joins=(world.economy, world.culture))
    (task,) = make_tasks(document=document, by=world.clerk)
    assert agencies(task, Part.LEAD) == {world.economy, world.culture}


@pytest.mark.django_db
def test_who_coordinates_is_not_put_in_the_place_of_a_lead_that_nobody_matched(world):
    document = document_of(world.commune)
    task = propose(document, "Tuyên truyền", joins=(world.economy,))
    task.parties.create(part=Part.LEAD, words="Các báo, đài")
    assert make_tasks(document=document, by=world.clerk) == []
    assert waiting_proposals(document) == 1


@pytest.mark.django_db
def test_agencies_that_nobody_matched_are_named(world):
    document = document_of(world.commune)
    task = propose(document, "Tuyên truyền", world.economy)
    task.parties.create(part=Part.COORDINATING, words="Trung tâm Dịch vụ sự nghiệp công")
    propose(document, "Việc chưa giao").parties.create(part=Part.LEAD, words="Các báo, đài")
    make_tasks(document=document, by=world.clerk)
    assert unmatched_agencies(document) == ["Trung tâm Dịch vụ sự nghiệp công"]


@pytest.mark.django_db
def test_a_recurring_duty_opens_with_its_next_day(world):
    document = document_of(world.commune)
    propose(document, "Báo cáo hằng tháng", world.economy, recurrence="monthly:20", due_kind="recurring")
    (task,) = make_tasks(document=document, by=world.clerk, at=AT)
    assert (task.due_on, task.recurrence) == (dt.date(2026, 4, 20), "monthly:20")


@pytest.mark.django_db
def test_a_deadline_that_has_passed_is_late_at_once(world):
    document = document_of(world.commune)
    propose(document, "Báo cáo quý I", world.economy, due_on=dt.date(2026, 3, 31))
    make_tasks(document=document, by=world.clerk, at=AT)
    assert Assignment.objects.with_status(dt.date(2026, 4, 3)).get().status == "overdue"


@pytest.mark.django_db
def test_an_action_plan_gets_its_tasks_and_there_is_one_plan_a_document(world):
    document = document_of(world.commune, kind="KH", symbol="KH-UBND", subject="Phát triển kinh tế tập thể năm 2026")
    propose(document, "Việc một", world.economy)
    late = propose(document, "Việc hai")
    make_tasks(document=document, by=world.clerk)
    late.parties.create(part=Part.LEAD, organization=world.economy)
    make_tasks(document=document, by=world.clerk)
    plan = ActionPlan.objects.get()
    assert (plan.title, plan.year, plan.organization) == ("Phát triển kinh tế tập thể năm 2026", 2026, world.commune)
    assert set(Task.objects.values_list("plan", flat=True)) == {plan.pk}


@pytest.mark.django_db
def test_the_clause_is_read_from_the_tree(world):
    node = {
        "level": "section",
        "number": "1",
        "title": "Phòng Kinh tế",
        "children": [{"level": "item", "number": "-", "text": "Rà soát."}],
    }
    document = document_of(world.commune, tree={"format": 1, "body": [node]})
    propose(document, "Rà soát.", world.economy)
    (task,) = make_tasks(document=document, by=world.clerk)
    assert task.clause == "gạch đầu dòng thứ 1, mục 1"


@pytest.mark.django_db
def test_a_closed_document_gives_no_more_work_and_nothing_is_half_made(world):
    document = document_of(world.commune, state=DocumentState.ACTIVE)
    propose(document, "Việc một", world.economy)
    document.state = DocumentState.CLOSED
    document.save()
    with pytest.raises(ValidationError, match="kết thúc"):
        make_tasks(document=document, by=world.clerk)
    assert not Task.objects.exists()
    assert not Notification.objects.exists()


@pytest.mark.django_db
def test_the_trail_says_how_many_and_to_whom(world):
    document = document_of(world.commune)
    propose(document, "Họp dân", world.village_group)
    make_tasks(document=document, by=world.clerk)
    entry = AuditEntry.objects.get(code="plans.document.tasks_made")
    assert "đã giao 1 nhiệm vụ cho 3 cơ quan từ “Công văn 516/UBND-KT" in sentence(entry)


@pytest.mark.django_db
def test_the_cost_does_not_grow_with_tasks_and_agencies(world, django_assert_max_num_queries):
    villages = [
        OrganizationFactory(parent=world.commune, unit=world.commune.unit, kind=OrganizationKind.VILLAGE)
        for _ in range(40)
    ]
    costs = []
    for size in (3, 30):
        document = document_of(world.commune)
        for n in range(size):
            propose(document, f"Việc {n}", world.village_group, joins=(world.economy,))
        with django_assert_max_num_queries(60) as captured:
            tasks = make_tasks(document=document, by=world.clerk)
        costs.append(len(captured))
    # A thousand rows go in one statement.
    assert costs[1] <= costs[0] + 2
    assert len(tasks) == 30
    assert Assignment.objects.count() == 33 * (len(villages) + len(world.villages) + 1)


@pytest.mark.django_db(transaction=True)
def test_two_people_at_the_same_moment_make_each_task_once():
    world = World()
    document = document_of(world.commune, kind="KH")
    for n in range(5):
        propose(document, f"Việc {n}", world.village_group)
    start, made = threading.Barrier(4), []

    def press():
        start.wait()
        try:
            made.append(len(make_tasks(document=document, by=world.clerk)))
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [0, 0, 0, 5]
    assert Task.objects.count() == 5
    assert Assignment.objects.count() == 15
    assert ActionPlan.objects.count() == 1
    assert Notification.objects.count() == 1
