"""My work by many at once, and the letter that urges."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from documents.models import DocumentState, OfficialDocument
from notifications.models import Notification
from organizations.models import OrganizationKind
from plans import services
from plans.models import Assignment
from tests.factories.organizations import OrganizationFactory, StaffFactory
from tests.factories.plans import work_of
from tests.plans.test_work import DUE, HERE, MORNING

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 5, 25, 12, tzinfo=HERE)
WAITING = {"received_at": MORNING, "started_at": MORNING, "completed_at": MORNING}


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


def post(client, name, *rows, **data):
    return client.post(reverse(f"plans:{name}"), {"ids": [getattr(r, "pk", r) for r in rows], **data}, follow=True)


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def test_many_are_received_and_accepted_at_once(world, as_):
    new = [work_of(world, due_on=DUE) for _ in range(3)]
    assert said(post(as_(world.contact), "receive_many", *new)) == ["Đã tiếp nhận 3 việc."]
    assert Assignment.objects.filter(received_at=NOON).count() == 3
    waiting = [work_of(world, due_on=DUE, **WAITING) for _ in range(2)]
    assert said(post(as_(world.leader), "accept_many", *waiting)) == ["Đã nghiệm thu 2 việc."]
    assert Assignment.objects.filter(accepted_at=NOON).count() == 2


def test_one_foreign_row_refuses_all(world, as_):
    mine, theirs = work_of(world, due_on=DUE), work_of(world, world.culture, due_on=DUE)
    waiting = work_of(world, due_on=DUE, **WAITING)
    for foreign, status in ((theirs, 404), (999_999_999, 404), ("x", 404)):
        assert post(as_(world.contact), "receive_many", mine, foreign).status_code == status
    # The commune's leader sees the department's rows but does not do its work.
    boss = StaffFactory(organization=world.province, role="leader")
    assert post(as_(boss), "accept_many", waiting).status_code == 403
    answer = post(as_(world.contact), "receive_many", mine, waiting)
    assert "Chưa làm việc nào" in said(answer)[0]
    assert said(post(as_(world.contact), "receive_many")) == ["Hãy chọn ít nhất một việc."]
    assert not Assignment.objects.exclude(pk=waiting.pk).filter(received_at__isnull=False).exists()
    assert not Assignment.objects.filter(accepted_at__isnull=False).exists()


def test_many_are_reminded_once_a_day(world, as_):
    rows = [work_of(world, due_on=DUE), work_of(world, world.villages[0], due_on=DUE)]
    for _ in range(2):
        assert post(as_(world.clerk), "remind_many", *rows).status_code == 200
    told = Notification.objects.filter(code="plans.assignment.urged")
    assert sorted(told.values_list("recipient", flat=True)) == sorted([world.contact.pk, world.village_contact.pk])


def test_requests_wait_in_a_block_of_their_own(world, as_):
    work = work_of(world, due_on=DUE)
    services.ask_more_time(assignment=work, new_due_on=dt.date(2026, 6, 30), reason="Chờ", by=world.contact)
    filled = {b.key: b.count for b in as_(world.leader).get(reverse("plans:my_work")).context["filled"]}
    assert filled == {"decide": 1}
    found = as_(world.leader).get(reverse("plans:assignment_list") + "?asking=1&mine=issued")
    assert [row.pk for row in found.context["object_list"]] == [work.pk]


def test_the_letter_names_what_one_agency_owes(world, as_):
    OrganizationFactory(parent=world.commune, unit=world.commune.unit, kind=OrganizationKind.OFFICE, symbol="VP")
    late = work_of(world, due_on=DUE)
    work_of(world, world.culture, due_on=DUE)
    work_of(world, due_on=dt.date(2026, 6, 1))
    page = as_(world.clerk).get(reverse("plans:assignment_list") + f"?status=overdue&organization={world.economy.pk}")
    assert "Soạn công văn đôn đốc Phòng Kinh tế" in page.content.decode()
    answer = as_(world.clerk).post(reverse("plans:urge"), {"organization": world.economy.pk})
    letter = OfficialDocument.objects.get()
    assert answer.url == reverse("documents:document_detail", args=[letter.pk])
    tree = letter.official
    assert (letter.state, letter.organization, tree.kind) == (DocumentState.DRAFT, world.commune, "CV")
    assert tree.addressees == ["Phòng Kinh tế"] and tree.signature.authority == ["TM. ỦY BAN NHÂN DÂN"]
    assert (tree.symbol, tree.recipients) == ("UBND-VP", ["Như trên", "Lưu: VT, VP"])
    (table,) = [node for node in tree.body if node.rows]
    assert [row[1] for row in table.rows[1:]] == [late.task.text]
    assert table.rows[1][-2:] == ["20/05/2026", "3"]
    assert "trước ngày 28/05/2026" in " ".join(node.text or "" for node in tree.body)
    assert as_(world.clerk).get(answer.url).status_code == 200


def test_a_letter_to_several_has_its_list_as_an_appendix(world, as_):
    rows = [work_of(world, due_on=DUE), work_of(world, world.culture, due_on=DUE)]
    post(as_(world.clerk), "remind_many", *rows, letter="1")
    tree = OfficialDocument.objects.get().official
    assert tree.addressees == ["Phòng Kinh tế", "Phòng Văn hóa - Xã hội"]
    assert len(tree.appendices[0].body[0].rows) == 3
    assert not Notification.objects.filter(code="plans.assignment.urged").exists()


def test_nothing_overdue_no_letter_and_no_foreign_agency(world, as_):
    work_of(world, due_on=dt.date(2026, 6, 1))
    assert "đang quá hạn" in said(as_(world.clerk).post(reverse("plans:urge"), follow=True))[0]
    assert as_(world.clerk).post(reverse("plans:urge"), {"organization": world.stranger.pk}).status_code == 404
    assert as_(world.contact).post(reverse("plans:urge")).status_code == 403
    assert not OfficialDocument.objects.exists()
