"""The pages: what they show, what they take, and what they do with nonsense."""

import datetime as dt
import unicodedata

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plans import services
from plans.models import ActionPlan, Assignment, ProgressReport, Task
from plans.templatetags.plans import due_words, file_size
from tests.factories.organizations import OrganizationFactory
from tests.factories.plans import AssignmentFactory, PlanFactory, TaskFactory, document_of, propose, work_of
from tests.plans.test_files import PDF, word
from tests.plans.test_work import DUE, HERE, MORNING

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 5, 18, 12, tzinfo=HERE)


def texts(answer):
    return [row.text if isinstance(row, Task) else row.task.text for row in answer.context["object_list"]]


def notes(answer):
    return [str(message) for message in answer.context["messages"]]


# Making the tasks of a document


def test_one_click_makes_the_tasks_and_says_how_many_for_whom(world, as_):
    document = document_of(world.commune)
    propose(document, "Họp dân", world.village_group)
    propose(document, "Tuyên truyền", world.economy, joins=(world.villages[0],))
    client = as_(world.clerk)
    answer = client.post(reverse("plans:make_tasks", args=[document.pk]), follow=True)
    assert answer.redirect_chain == [(f"/nhiem-vu/?document={document.pk}", 302)]
    assert notes(answer) == ["Đã giao 2 nhiệm vụ cho 4 cơ quan."]
    assert texts(answer) == ["Họp dân", "Tuyên truyền"]
    answer = client.post(reverse("plans:make_tasks", args=[document.pk]), follow=True)
    assert notes(answer) == ["Không có nhiệm vụ mới: các nhiệm vụ của văn bản này đã được giao từ trước."]
    assert Task.objects.count() == 2


def test_a_task_without_an_agency_is_named_as_left(world, as_):
    document = document_of(world.commune)
    propose(document, "Việc rõ", world.economy)
    propose(document, "Việc chưa rõ")
    document.proposed_tasks.first().parties.create(part="coordinating", words="Hội Nông dân xã")
    answer = as_(world.clerk).post(reverse("plans:make_tasks", args=[document.pk]), follow=True)
    assert notes(answer)[0] == "Đã giao 1 nhiệm vụ cho 1 cơ quan."
    assert "Hội Nông dân xã" in notes(answer)[1]
    assert notes(answer)[2].startswith("Còn 1 nhiệm vụ chưa giao vì chưa chọn cơ quan.")


@pytest.mark.parametrize(
    ("person", "status"), [("contact", 403), ("monitor", 403), ("neighbour_clerk", 404), ("outsider", 403)]
)
def test_only_the_office_that_holds_the_document_makes_its_tasks(world, as_, person, status):
    document = document_of(world.commune)
    propose(document, "Việc", world.economy)
    assert as_(world.people()[person]).post(reverse("plans:make_tasks", args=[document.pk])).status_code == status
    assert not Task.objects.exists()


def test_a_document_that_was_received_is_not_ones_own_to_hand_out(world, as_):
    document = document_of(world.province, state="active")
    document.deliveries.create(organization=world.commune, delivered_at=MORNING)
    propose(document, "Việc", world.economy)
    assert as_(world.clerk).post(reverse("plans:make_tasks", args=[document.pk])).status_code == 403


def test_tasks_are_not_made_by_looking(world, as_):
    assert as_(world.clerk).get(reverse("plans:make_tasks", args=[document_of(world.commune).pk])).status_code == 405


def test_a_closed_document_says_why_it_gives_no_work(world, as_):
    document = document_of(world.commune, kind="CV", state="active")
    propose(document, "Việc", world.economy)
    type(document).objects.filter(pk=document.pk).update(state="closed")
    answer = as_(world.clerk).post(reverse("plans:make_tasks", args=[document.pk]), follow=True)
    assert "kết thúc" in notes(answer)[0]
    assert not Task.objects.exists()


# Lists and their filters


@pytest.fixture
def several(world):
    with time_machine.travel(NOON, tick=False):
        late = work_of(world, due_on=dt.date(2026, 5, 1))
        soon = work_of(world, world.villages[0], due_on=dt.date(2026, 5, 22), received_at=MORNING)
        done = work_of(world, world.culture, due_on=DUE, completed_at=MORNING, accepted_at=MORNING, closed_at=MORNING)
        free = work_of(world, world.villages[1])
    for row, text in ((late, "Rà soát hợp tác xã"), (soon, "Đăng ký OCOP"), (done, "Báo cáo quý"), (free, "Trồng cây")):
        row.task.text = text
        row.task.save()
    return {"late": late, "soon": soon, "done": done, "free": free}


@pytest.mark.parametrize("name", ["task_list", "assignment_list"])
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Rà soát hợp tác xã", "Báo cáo quý", "Đăng ký OCOP", "Trồng cây"]),
        ("q=ra+soat+HOP", ["Rà soát hợp tác xã"]),
        ("q=dang+ky", ["Đăng ký OCOP"]),
        ("status=overdue", ["Rà soát hợp tác xã"]),
        ("status=open", ["Rà soát hợp tác xã", "Đăng ký OCOP", "Trồng cây"]),
        ("status=done", ["Báo cáo quý"]),
        ("status=done_on_time", ["Báo cáo quý"]),
        ("status=not_received", ["Trồng cây"]),
        ("due_from=2026-05-20&due_to=22/05/2026", ["Báo cáo quý", "Đăng ký OCOP"]),
        ("mine=issued&status=received", ["Đăng ký OCOP"]),
        ("mine=received", []),
        ("q=khong+co", []),
    ],
)
@time_machine.travel(NOON, tick=False)
def test_filters_live_in_the_address(world, several, as_, name, query, expected):
    answer = as_(world.clerk).get(f"{reverse(f'plans:{name}')}?{query}")
    assert answer.status_code == 200
    assert texts(answer) == expected


@time_machine.travel(NOON, tick=False)
def test_the_agency_filter_takes_the_agency_with_all_below_it(world, several, as_):
    url = reverse("plans:assignment_list")
    assert texts(as_(world.clerk).get(f"{url}?organization={world.villages[0].pk}")) == ["Đăng ký OCOP"]
    assert len(texts(as_(world.monitor).get(f"{url}?organization={world.commune.pk}"))) == 4
    assert texts(as_(world.monitor).get(f"{url}?organization={world.neighbour.pk}")) == []


def test_the_number_of_the_document_finds_its_tasks(world, as_):
    document = document_of(world.commune)
    propose(document, "Họp dân", world.village_group)
    services.make_tasks(document=document, by=world.clerk)
    work_of(world)
    for name, count in (("task_list", 1), ("assignment_list", 3)):
        url = reverse(f"plans:{name}")
        assert len(texts(as_(world.clerk).get(f"{url}?q=516/UBND-KT"))) == count
        assert len(texts(as_(world.clerk).get(f"{url}?document={document.pk}"))) == count
        assert str(document) in as_(world.clerk).get(f"{url}?document={document.pk}").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "status=nonsense", "organization=999999", "organization=x", "due_from=mai", "mine=zz", "document=-1", "plan=x",
        "document=99999999999999999999999", "page=x", "page=999", "q=%00", "q=" + "a" * 3000, "part=boss",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["task_list", "assignment_list"])
def test_nonsense_in_the_address_breaks_nothing(world, several, as_, name, query):
    assert as_(world.clerk).get(f"{reverse(f'plans:{name}')}?{query}").status_code in {200, 404}


def test_an_unusable_filter_is_named(world, several, as_):
    page = as_(world.clerk).get(f"{reverse('plans:task_list')}?due_from=mai").content.decode()
    assert "Hạn từ: Ngày không hợp lệ" in page
    assert 'value="mai"' in page


def test_a_neighbours_document_narrows_to_nothing_and_is_not_named(world, as_):
    document = document_of(world.neighbour, subject="Chuyện của xã Tây")
    answer = as_(world.clerk).get(f"{reverse('plans:task_list')}?document={document.pk}")
    assert texts(answer) == []
    assert "xã Tây" not in answer.content.decode()


# My work


@pytest.fixture
def pile(world):
    """What Phòng Kinh tế has to do, one of each sort; and what its commune waits for."""
    with time_machine.travel(NOON, tick=False):
        day = NOON.date()
        taken = {"received_at": MORNING}
        return {
            "overdue": work_of(world, due_on=day - dt.timedelta(days=1)),
            "receive": work_of(world, due_on=day + dt.timedelta(days=3)),
            "receive_free": work_of(world),
            "today": work_of(world, due_on=day, **taken),
            "seventh": work_of(world, due_on=day + dt.timedelta(days=7), **taken),
            "eighth": work_of(world, due_on=day + dt.timedelta(days=8), **taken),
            "free": work_of(world, **taken),
            "reported": work_of(world, due_on=day - dt.timedelta(days=9), completed_at=MORNING, **taken),
            "closed": work_of(world, completed_at=MORNING, accepted_at=MORNING, closed_at=MORNING),
            "stopped": work_of(world, stopped_at=MORNING),
            "not_mine": work_of(world, world.villages[0], due_on=day - dt.timedelta(days=1)),
        }


def blocks(answer, pile):
    names = {row.pk: name for name, row in pile.items()}
    return {b.key: {names[row.pk] for row in b.rows} for b in answer.context["filled"]}


@time_machine.travel(NOON, tick=False)
def test_an_agency_sees_each_of_its_works_once_where_it_presses(world, pile, as_):
    assert blocks(as_(world.contact).get(reverse("plans:my_work")), pile) == {
        "overdue": {"overdue"},
        "receive": {"receive", "receive_free"},
        "soon": {"today", "seventh"},
        "later": {"eighth", "free"},
        "reported": {"reported"},
    }


@time_machine.travel(NOON, tick=False)
def test_an_assigner_sees_what_to_accept_and_whom_to_chase(world, pile, as_):
    expected = {"accept": {"reported"}, "chased": {"overdue", "not_mine"}}
    assert blocks(as_(world.leader).get(reverse("plans:my_work")), pile) == expected
    assert blocks(as_(world.clerk).get(reverse("plans:my_work")), pile) == expected


@time_machine.travel(NOON, tick=False)
def test_counts_are_those_of_the_rows(world, pile, as_):
    for person in world.people().values():
        for block in as_(person).get(reverse("plans:my_work")).context["blocks"]:
            assert block.count == len(block.rows)


def test_who_has_no_work_is_told_what_to_do(world, as_):
    assert "Nhập văn bản" in as_(world.clerk).get(reverse("plans:my_work")).content.decode()
    assert "Khi cơ quan cấp trên giao việc" in as_(world.contact).get(reverse("plans:my_work")).content.decode()


# Handing out by hand


def task_data(world, **changes):
    return {"text": "Rà soát", "leads": [f"o{world.economy.pk}"], "due_on": "20/06/2026", **changes}


@time_machine.travel(NOON, tick=False)
def test_a_task_by_hand(world, as_):
    data = task_data(world, coordinators=[f"g{world.village_group.pk}"], product="Báo cáo")
    answer = as_(world.specialist).post(reverse("plans:task_create"), data, follow=True)
    task = Task.objects.get()
    assert answer.redirect_chain[0][0] == reverse("plans:task_detail", args=[task.pk])
    assert notes(answer) == ["Đã giao nhiệm vụ cho 4 cơ quan."]
    assert (task.organization, task.due_on, task.product) == (world.commune, dt.date(2026, 6, 20), "Báo cáo")


@time_machine.travel(NOON, tick=False)
def test_forged_fields_are_ignored_and_forged_ids_refused(world, as_):
    forged = {
        "organization": world.neighbour.pk,
        "closed_at": "2026-01-01",
        "created_by": world.leader.pk,
        "status": "done",
    }
    as_(world.clerk).post(reverse("plans:task_create"), task_data(world, **forged))
    task = Task.objects.get()
    assert (task.organization, task.closed_at, task.created_by) == (world.commune, None, world.clerk)
    their_plan, their_document = PlanFactory(organization=world.neighbour), document_of(world.neighbour)
    for changes, field in (
        ({"leads": [f"o{world.neighbour_economy.pk}"]}, "leads"),
        ({"leads": ["o999999", "x"]}, "leads"),
        ({"coordinators": [f"o{world.stranger.pk}"]}, "coordinators"),
        ({"plan": their_plan.pk}, "plan"),
        ({"document": their_document.pk}, "document"),
    ):
        answer = as_(world.clerk).post(reverse("plans:task_create"), task_data(world, **changes))
        assert answer.status_code == 422
        assert field in answer.context["form"].errors
    assert Task.objects.count() == 1


@time_machine.travel(NOON, tick=False)
def test_errors_stand_at_their_fields_and_nothing_typed_is_lost(world, as_):
    data = task_data(world, leads=[], coordinators=[f"o{world.culture.pk}"], due_on="31/02/2026", clause="mục 3")
    answer = as_(world.clerk).post(reverse("plans:task_create"), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"leads", "due_on"}
    assert "Hãy chọn ít nhất một cơ quan chủ trì." in page
    assert "Ngày không hợp lệ" in page
    assert 'value="31/02/2026"' in page and 'value="mục 3"' in page and "Rà soát</textarea>" in page
    assert f'value="o{world.culture.pk}" checked' in page


def test_an_agency_does_not_lead_and_coordinate(world, as_):
    key = f"o{world.economy.pk}"
    answer = as_(world.clerk).post(reverse("plans:task_create"), task_data(world, coordinators=[key]))
    assert "vừa" in answer.content.decode() or "cả chủ trì lẫn phối hợp" in answer.content.decode()
    assert answer.status_code == 422


def test_decomposed_letters_are_kept_composed(world, as_):
    as_(world.clerk).post(
        reverse("plans:task_create"), task_data(world, text=unicodedata.normalize("NFD", "Rà soát Đông"))
    )
    assert Task.objects.get().text == "Rà soát Đông"


def test_further_agencies_from_the_page(world, as_):
    assignment = work_of(world)
    url = reverse("plans:task_add_parties", args=[assignment.task_id])
    assert as_(world.clerk).post(url, {}).status_code == 422
    as_(world.clerk).post(url, {"coordinators": [f"o{world.culture.pk}"]})
    assert set(assignment.task.assignments.values_list("organization", flat=True)) == {
        world.economy.pk,
        world.culture.pk,
    }


# Receiving and reporting


def test_receive_report_return_and_accept_from_the_pages(world, as_):
    assignment = work_of(world)
    doer, office = as_(world.contact), as_(world.leader)
    detail = reverse("plans:assignment_detail", args=[assignment.pk])

    def page(client):
        return client.get(detail).content.decode()

    assert "Tiếp nhận" in page(doer)
    assert doer.post(reverse("plans:assignment_receive", args=[assignment.pk])).url == detail
    report = {"text": "Đã xong", "percent": "", "asks_acceptance": "on"}
    files = [SimpleUploadedFile("Báo cáo.docx", word()), SimpleUploadedFile("ảnh.pdf", PDF)]
    answer = doer.post(reverse("plans:report_create", args=[assignment.pk]), {**report, "files": files}, follow=True)
    assert notes(answer)[-1] == "Đã gửi báo cáo."
    assert "Báo cáo.docx" in page(office) and "Nghiệm thu" in page(office)
    back = reverse("plans:assignment_return_work", args=[assignment.pk])
    assert office.post(back, {"reason": " "}).status_code == 422
    assert office.post(back, {"reason": "Thiếu danh sách"}).url == detail
    assert "Thiếu danh sách" in page(doer)
    doer.post(reverse("plans:report_create", args=[assignment.pk]), {**report, "text": "Đã bổ sung"})
    office.post(reverse("plans:assignment_accept", args=[assignment.pk]), {"comment": "Đạt"})
    assert "Hoàn thành đúng hạn" in page(doer) and "Đạt" in page(doer)
    assert Assignment.objects.get().accepted_at


@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        ({"text": "", "percent": "50"}, "text", ""),
        ({"text": "Được nửa", "percent": "150"}, "percent", ""),
        ({"text": "Được nửa", "percent": "nửa"}, "percent", "số nguyên"),
        ({"text": "Được nửa", "percent": ""}, "percent", "tỷ lệ hoàn thành"),
        ({"text": "Được nửa", "percent": "50", "asks_acceptance": "on"}, "percent", "100%"),
        (
            {"text": "Được nửa", "percent": "50", "files": SimpleUploadedFile("a.pdf", b"<html>")},
            "files",
            "không phải là",
        ),
        ({"text": "Được nửa", "percent": "50", "files": SimpleUploadedFile("a.exe", b"MZ")}, "files", "Không nhận tệp"),
        ({"text": "Được nửa", "percent": "50", "files": SimpleUploadedFile("a.pdf", b"")}, "files", "trống"),
    ],
)
def test_a_bad_report_comes_back_as_it_was_typed(world, as_, data, field, words):
    assignment = work_of(world)
    if "files" in data:
        data["files"].seek(0)
    answer = as_(world.contact).post(reverse("plans:report_create", args=[assignment.pk]), data)
    assert answer.status_code == 422
    assert words in " ".join(answer.context["form"].errors[field])
    assert data["text"] in answer.content.decode()
    assert not ProgressReport.objects.exists()


def test_files_of_a_form_that_comes_back_have_to_be_chosen_again(world, as_):
    data = {"text": "", "percent": "50", "files": SimpleUploadedFile("a.pdf", PDF)}
    answer = as_(world.contact).post(reverse("plans:report_create", args=[work_of(world).pk]), data)
    assert "Hãy chọn lại tệp" in answer.content.decode()


def test_a_report_that_came_too_late_shows_what_was_typed(world, as_):
    """Two people of the agency: the second sends while the first has asked for acceptance."""
    assignment = work_of(world, received_at=MORNING, started_at=MORNING, completed_at=MORNING)
    data = {"text": "Bài viết dài của tôi", "percent": "60"}
    answer = as_(world.contact).post(reverse("plans:report_create", args=[assignment.pk]), data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "đang chờ nghiệm thu" in page and "Bài viết dài của tôi" in page


def test_forged_fields_of_a_report_are_ignored(world, as_):
    assignment = work_of(world)
    data = {"text": "x", "percent": "10", "author": world.leader.pk, "answer": "accepted", "completed_at": "2026-01-01"}
    as_(world.contact).post(reverse("plans:report_create", args=[assignment.pk]), data)
    report = ProgressReport.objects.get()
    assert (report.author, report.answer) == (world.contact, "")
    assert Assignment.objects.get().completed_at is None


@time_machine.travel(NOON, tick=False)
def test_an_extension_from_the_page_shows_both_deadlines(world, as_):
    assignment = work_of(world, due_on=DUE)
    url = reverse("plans:assignment_extend", args=[assignment.pk])
    answer = as_(world.leader).post(url, {"new_due_on": "20/05/2026", "reason": "Chờ hướng dẫn"})
    assert "Hạn mới phải sau hạn hiện tại (20/05/2026)." in answer.content.decode()
    assert "Chờ hướng dẫn</textarea>" in answer.content.decode()
    as_(world.leader).post(url, {"new_due_on": "30/06/2026", "reason": "Chờ hướng dẫn"})
    page = as_(world.contact).get(reverse("plans:assignment_detail", args=[assignment.pk])).content.decode()
    assert "30/06/2026" in page and "hạn ban đầu 20/05/2026" in page and "Chờ hướng dẫn" in page


def test_a_forbidden_act_says_why_on_its_page(world, as_):
    assignment = work_of(world)
    answer = as_(world.leader).post(reverse("plans:assignment_accept", args=[assignment.pk]), {"comment": "ổn"})
    assert answer.status_code == 422
    assert "Không thể nghiệm thu: phân công này chưa được tiếp nhận." in answer.content.decode()


def test_close_and_stop_from_the_pages(world, as_):
    closed, stopped = work_of(world), work_of(world)
    office = as_(world.leader)
    office.post(reverse("plans:task_close", args=[closed.task_id]), {"comment": ""})
    assert office.post(reverse("plans:task_stop", args=[stopped.task_id]), {"reason": ""}).status_code == 422
    office.post(reverse("plans:task_stop", args=[stopped.task_id]), {"reason": "Thay thế"})
    assert Task.objects.get(pk=closed.task_id).closed_at
    assert Task.objects.get(pk=stopped.task_id).stopped_at


# Plans


def test_a_plan_by_hand_and_its_tasks(world, as_):
    client = as_(world.clerk)
    answer = client.post(reverse("plans:plan_create"), {"title": "Kế hoạch OCOP", "year": "2026"}, follow=True)
    plan = ActionPlan.objects.get()
    assert (plan.organization, plan.created_by) == (world.commune, world.clerk)
    assert "Kế hoạch chưa có nhiệm vụ" in answer.content.decode()
    client.post(reverse("plans:task_create"), task_data(world, plan=plan.pk, due_on="", starts_on=""))
    page = client.get(reverse("plans:plan_detail", args=[plan.pk])).content.decode()
    assert "0/1 phần việc" in page and "Rà soát" in page
    bad = {"title": "Kế hoạch OCOP", "year": "2026", "starts_on": "2026-05-02", "ends_on": "2026-05-01"}
    answer = client.post(reverse("plans:plan_update", args=[plan.pk]), bad)
    assert answer.status_code == 422
    assert "Ngày kết thúc không được trước ngày bắt đầu." in answer.content.decode()


@time_machine.travel(NOON, tick=False)
def test_a_plans_progress_counts_what_the_person_sees(world, as_):
    plan = PlanFactory(organization=world.commune, title="Phát triển hợp tác xã")
    task = TaskFactory(organization=world.commune, plan=plan)
    AssignmentFactory(task=task, organization=world.economy, completed_at=MORNING, closed_at=MORNING)
    AssignmentFactory(task=task, organization=world.villages[0], due_on=dt.date(2026, 5, 1))
    AssignmentFactory(task=task, organization=world.villages[1], stopped_at=MORNING)
    found = as_(world.leader).get(reverse("plans:plan_list") + "?q=phat+trien&year=2026").context["object_list"][0]
    assert (found.task_count, found.part_count, found.done_count, found.late_count) == (1, 2, 1, 1)
    seen = as_(world.contact).get(reverse("plans:plan_list")).context["object_list"][0]
    assert (seen.part_count, seen.done_count, seen.late_count) == (1, 1, 0)
    assert list(as_(world.leader).get(reverse("plans:plan_list") + "?year=2025").context["object_list"]) == []


# Text stays text


def test_markup_in_any_field_stays_text(world, as_):
    evil = '<script>alert("x")</script>{{ 7|add:7 }}'
    task = services.create_task(
        organization=world.commune,
        text=evil,
        leads=[world.economy],
        product=evil,
        clause=evil,
        number="<b>",
        by=world.clerk,
    )
    part = task.assignments.get()
    services.report_progress(assignment=part, text=evil, percent=100, asks_acceptance=True, by=world.contact)
    services.ask_again(assignment=part, reason=evil, by=world.leader)
    world.economy.name = evil
    world.economy.save()
    for name, pk in (("task_detail", task.pk), ("assignment_detail", part.pk)):
        page = as_(world.leader).get(reverse(f"plans:{name}", args=[pk])).content.decode()
        assert "<script>alert" not in page and "&lt;script&gt;" in page
    for name in ("my_work", "task_list", "assignment_list", "task_create"):
        assert "<script>alert" not in as_(world.leader).get(reverse(f"plans:{name}")).content.decode()


# Cost


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("name", ["task_list", "assignment_list", "my_work", "plan_list"])
def test_a_list_costs_the_same_at_any_length(world, as_, name, django_assert_max_num_queries):
    def fill(count):
        for n in range(count):
            plan = PlanFactory(organization=world.commune)
            task = TaskFactory(
                organization=world.commune, plan=plan, document=document_of(world.commune, state="active")
            )
            extra = {"completed_at": MORNING} if n % 3 == 0 else {}
            AssignmentFactory(
                task=task, organization=world.economy, due_on=NOON.date() + dt.timedelta(days=n % 20 - 5), **extra
            )
            AssignmentFactory(task=task, organization=world.villages[n % 3])

    people = [world.leader, world.contact, world.monitor]
    counts = []
    for size in (6, 54):  # more than a page
        fill(size)
        row = []
        for person in people:
            client = as_(person)
            with django_assert_max_num_queries(14) as captured:
                assert client.get(reverse(f"plans:{name}")).status_code == 200
            row.append(len(captured))
        counts.append(row)
    assert counts[0] == counts[1]


@time_machine.travel(NOON, tick=False)
def test_a_detail_costs_the_same_however_much_hangs_on_it(world, as_, django_assert_max_num_queries):
    document = document_of(world.commune, state="active")
    task = TaskFactory(organization=world.commune, document=document, plan=PlanFactory(organization=world.commune))
    parts = [
        AssignmentFactory(
            task=task, organization=OrganizationFactory(parent=world.commune, unit=world.commune.unit), due_on=DUE
        )
        for _ in range(12)
    ]
    for part in parts:
        for n in range(2):
            services.report_progress(assignment=part, text=f"Lần {n}", percent=n, by=world.contact, at=MORNING)
        services.extend_deadline(
            assignment=part, new_due_on=dt.date(2026, 6, 1), reason="x", by=world.leader, at=MORNING
        )
    client = as_(world.leader)
    for name, pk in (("task_detail", task.pk), ("assignment_detail", parts[0].pk), ("plan_detail", task.plan_id)):
        with django_assert_max_num_queries(18):
            assert client.get(reverse(f"plans:{name}", args=[pk])).status_code == 200


@pytest.mark.parametrize(
    ("due_on", "status", "words"),
    [
        (dt.date(2026, 5, 13), "overdue", "quá 5 ngày"),
        (dt.date(2026, 5, 18), "received", "hết hạn hôm nay"),
        (dt.date(2026, 5, 21), "in_progress", "còn 3 ngày"),
        (dt.date(2026, 5, 13), "received", ""),
        (dt.date(2026, 5, 13), "waiting", ""),
        (dt.date(2026, 5, 21), "done_on_time", ""),
        (None, "received", ""),
    ],
)
def test_a_deadline_says_how_far_off_it_is_while_there_is_work(due_on, status, words):
    said = str(due_words(due_on, status, NOON.date()))
    assert said.endswith(f">{words}</span>") if words else said == ""


def test_sizes_read_as_vietnamese_write_them():
    assert [file_size(n) for n in (10, 2048, 1_500_000)] == ["1 KB", "2 KB", "1,4 MB"]
