"""Difficulties, from the one who raises them to the answer."""

import datetime as dt
import html

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from cooperatives import queries, services
from cooperatives.models import Difficulty
from notifications.models import Notification
from organizations.models import OrganizationKind, Role
from plans.models import Assignment, Task
from tests.factories.cooperatives import CooperativeFactory, DifficultyFactory
from tests.factories.organizations import OrganizationFactory, StaffFactory

TODAY = timezone.localdate()
SOON = TODAY + dt.timedelta(days=10)


def text_of(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def account(world):
    return OrganizationFactory(parent=world.commune, unit=world.commune.unit, kind=OrganizationKind.COOPERATIVE)


@pytest.fixture
def sheet(world, account):
    return CooperativeFactory(unit=world.commune.unit, name="Hợp tác xã Lam Sơn", organization=account)


def test_from_the_cooperative_to_the_answer(world, as_, sheet, account):
    person = StaffFactory(organization=account, role=Role.CONTACT)
    typed = {"kind": "land", "title": "Chưa có mặt bằng", "text": "Cần 500 m²", "raiser_words": "Bà Yến"}
    raised = as_(person).post(reverse("cooperatives:difficulty_create"), typed)
    assert raised.status_code == 302
    difficulty = Difficulty.objects.get()
    assert (difficulty.cooperative, difficulty.source, difficulty.raiser) == (sheet, "cooperative", account)
    told = set(Notification.objects.values_list("recipient_id", flat=True))
    assert told == {p.pk for p in (world.specialist, world.clerk, world.leader, world.contact)}
    routed = as_(world.clerk).post(
        reverse("cooperatives:difficulty_route", args=[difficulty.pk]),
        {"agency": world.culture.pk, "due_on": f"{SOON:%d/%m/%Y}"},
    )
    assert routed.status_code == 302
    part = Assignment.objects.select_related("task").get()
    assert (part.organization, part.due_on, part.task.organization) == (world.culture, SOON, world.commune)
    difficulty.refresh_from_db()
    assert difficulty.task_url == reverse("plans:task_detail", args=[part.task.pk])
    answerer = StaffFactory(organization=world.culture, role=Role.CONTACT)
    page = reverse("cooperatives:difficulty_detail", args=[difficulty.pk])
    assert "Trả lời" in text_of(as_(answerer).get(page))
    done = as_(answerer).post(
        reverse("cooperatives:difficulty_answer", args=[difficulty.pk]), {"answer": "Cho thuê từ 01/7"}
    )
    assert done.status_code == 302
    part.refresh_from_db()
    assert part.completed_at is not None
    assert "Cho thuê từ 01/7" in text_of(as_(person).get(raised.url))
    assert Notification.objects.filter(recipient=person, code="cooperatives.difficulty.answered").count() == 1
    assert as_(person).post(reverse("cooperatives:difficulty_answer", args=[difficulty.pk])).status_code == 403


def test_rerouting_stops_the_task_before_and_the_offices_answer_closes_it(world, sheet):
    difficulty = DifficultyFactory(unit=sheet.unit, cooperative=sheet)
    for agency in (world.culture, world.economy):
        services.route_difficulty(difficulty=difficulty, agency=agency, due_on=SOON, by=world.clerk)
    first, second = Task.objects.order_by("pk")
    assert (first.stopped_at is not None, second.is_open) == (True, True)
    services.answer_difficulty(difficulty=difficulty, answer="Đã giải quyết", by=world.clerk)
    second.refresh_from_db()
    assert second.closed_at is not None
    with pytest.raises(ValidationError, match="đã trả lời"):
        services.route_difficulty(difficulty=difficulty, agency=world.culture, due_on=SOON, by=world.clerk)


def test_what_is_wrong_is_told_and_nothing_is_kept(world, sheet):
    difficulty = DifficultyFactory(unit=sheet.unit, cooperative=sheet)
    with pytest.raises(ValidationError, match="Hạn trả lời đã qua"):
        services.route_difficulty(
            difficulty=difficulty, agency=world.culture, due_on=TODAY - dt.timedelta(days=1), by=world.clerk
        )
    with pytest.raises(ValidationError, match="Hãy ghi nội dung"):
        services.answer_difficulty(difficulty=difficulty, answer=" ", by=world.clerk)
    with pytest.raises(ValidationError, match="thuộc xã khác"):
        services.raise_difficulty(unit=world.neighbour.unit, cooperative=sheet, by=world.clerk, kind="land", title="x")
    difficulty.refresh_from_db()
    assert (difficulty.state, Task.objects.count()) == ("raised", 0)


def test_a_village_raises_one_and_reads_the_answer_but_sees_no_other(world, as_, sheet):
    DifficultyFactory(unit=sheet.unit, cooperative=sheet, title="Của hợp tác xã")
    client = as_(world.village_contact)
    typed = {"kind": "infrastructure", "title": "Kênh tưới hỏng", "text": "Đoạn 200 m"}
    assert client.post(reverse("cooperatives:difficulty_create"), typed).status_code == 302
    difficulty = Difficulty.objects.get(source="village")
    services.close_difficulty(difficulty=difficulty, reason="Đã có trong kế hoạch 2026", by=world.clerk)
    page = client.get(reverse("cooperatives:difficulty_list"))
    assert [d.title for d in page.context["object_list"]] == ["Kênh tưới hỏng"]
    assert "Đã có trong kế hoạch 2026" in text_of(
        client.get(reverse("cooperatives:difficulty_detail", args=[difficulty.pk]))
    )


def test_a_cooperative_without_account_raises_one_through_its_link(world, client):
    sheet = CooperativeFactory(unit=world.commune.unit)
    DifficultyFactory(unit=sheet.unit, cooperative=sheet, title="Nội bộ của xã", source="visit")
    link = services.make_link(cooperative=sheet, year=2025, by=world.clerk)
    url = reverse("cooperatives:confirmation_difficulties", args=[link.token])
    typed = {"kind": "capital", "title": "Thiếu vốn", "text": "Cần vay 500 triệu", "raiser_words": "Ông Sơn"}
    assert "Đã gửi khó khăn" in text_of(client.post(url, typed))
    difficulty = Difficulty.objects.get(source="cooperative")
    services.answer_difficulty(difficulty=difficulty, answer="Liên hệ Quỹ hỗ trợ", by=world.clerk)
    page = text_of(client.get(url))
    assert "Liên hệ Quỹ hỗ trợ" in page
    assert "Nội bộ của xã" not in page
    services.revoke_link(link=link, by=world.clerk)
    assert client.post(url, typed).status_code == 404


def test_who_has_no_account_reads_the_answer_after_the_link_has_ended(world, as_, client):
    sheet = CooperativeFactory(unit=world.commune.unit)
    link = services.make_link(cooperative=sheet, year=2025, by=world.clerk)
    typed = {"kind": "capital", "title": "Thiếu vốn", "text": "Cần vay 500 triệu", "raiser_words": "Ông Sơn"}
    sent = client.post(reverse("cooperatives:confirmation_difficulties", args=[link.token]), typed)
    services.revoke_link(link=link, by=world.clerk)
    own = reverse("cooperatives:difficulty_reading", args=[sent.context["sent"].reading_token])
    assert own in sent.content.decode()
    assert "Xã đã nhận và đang xem xét" in text_of(client.get(own))
    services.answer_difficulty(difficulty=sent.context["sent"], answer="Liên hệ Quỹ hỗ trợ", by=world.clerk)
    page = client.get(own)
    assert "Liên hệ Quỹ hỗ trợ" in text_of(page)
    assert not any(words in text_of(page) for words in ("Ông Sơn", "500 triệu", sheet.name))
    assert "no-store" in page["Cache-Control"]
    assert (
        own
        in as_(world.clerk)
        .get(reverse("cooperatives:difficulty_detail", args=[Difficulty.objects.get().pk]))
        .content.decode()
    )
    forged = reverse("cooperatives:difficulty_reading", args=[link.token])
    assert [client.get(own[:-2] + "x/").status_code, client.get(forged).status_code] == [404, 404]
    assert client.post(own).status_code == 405


def test_each_person_sees_exactly_the_own_difficulties(world, sheet, account):
    person = StaffFactory(organization=account, role=Role.CONTACT)
    DifficultyFactory(title="Đông", unit=sheet.unit, cooperative=sheet)
    DifficultyFactory(title="Tây", unit=world.neighbour.unit)
    DifficultyFactory(title="Chuyển sở", unit=world.neighbour.unit, agency=world.culture, due_on=SOON, state="routed")
    DifficultyFactory(title="Của thôn", unit=sheet.unit, raiser=world.villages[0], source="village")
    everything = {"Đông", "Tây", "Chuyển sở", "Của thôn"}
    seen = {n: {d.title for d in Difficulty.objects.visible_to(p)} for n, p in world.people().items()}
    assert seen["clerk"] == {"Đông", "Chuyển sở", "Của thôn"}
    assert seen["contact"] == {"Đông", "Của thôn"}
    assert seen["monitor"] == seen["administrator"] == everything
    assert seen["neighbour_clerk"] == {"Tây", "Chuyển sở"}
    assert seen["village_contact"] == {"Của thôn"}
    assert seen["outsider"] == set()
    assert {d.title for d in Difficulty.objects.visible_to(person)} == {"Đông"}


def test_the_list_is_by_kind_and_age_within_its_budget(world, as_, sheet, django_assert_max_num_queries):
    for days, kind, due in [(2, "land", None), (20, "land", None), (40, "land", -1), (5, "capital", None)]:
        routed = {"agency": world.culture, "due_on": TODAY + dt.timedelta(days=due), "state": "routed"} if due else {}
        DifficultyFactory(
            unit=sheet.unit, cooperative=sheet, kind=kind, title=f"{kind} {days}",
            raised_on=TODAY - dt.timedelta(days=days), **routed,
        )  # fmt: skip
    DifficultyFactory(unit=sheet.unit, kind="land", state="answered", answer="x", title="xong")
    first, second = queries.by_kind_and_age(world.clerk)
    assert (first.kind, first.young, first.month, first.old, first.late) == ("land", 1, 1, 1, 1)
    assert (second.kind, second.every) == ("capital", 1)
    client = as_(world.clerk)
    with django_assert_max_num_queries(15):
        rows = client.get(reverse("cooperatives:difficulty_list")).context["object_list"]
    assert [d.title for d in rows] == ["land 40", "land 20", "capital 5", "land 2", "xong"]
    late = client.get(reverse("cooperatives:difficulty_list"), {"state": "late"}).context["object_list"]
    assert [d.title for d in late] == ["land 40"]
    old = client.get(reverse("cooperatives:difficulty_list"), {"age": "7", "q": "LAND"}).context["object_list"]
    assert [d.title for d in old] == ["land 40", "land 20"]
