"""The pages: my notifications, the ledger, the rules, the emails; and who may see which."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse

from audit.models import AuditEntry
from notifications.models import DigestDelivery, DigestState, Notification, ReminderEntry, ReminderRule
from notifications.services import notify, save_rule, sweep

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 5, 20)


@pytest.fixture
def page(client):
    def get(person, name, *args, **params):
        client.force_login(person.user)
        return client.get(reverse(f"notifications:{name}", args=args), params)

    return get


def test_the_list_shows_my_own_and_counts_what_is_unread(world, page):
    notify(recipients=[world.contact], code="t", title="Việc của phòng", url="/x/")
    notify(recipients=[world.leader], code="t", title="Việc của lãnh đạo", url="/x/")
    answer = page(world.contact, "notification_list")
    shown = answer.content.decode()
    assert "Việc của phòng" in shown
    assert "Việc của lãnh đạo" not in shown
    assert answer.context["unread_count"] == 1


def test_opening_marks_as_read_and_leads_on(world, page):
    notify(recipients=[world.contact], code="t", title="A", url="/nhiem-vu/1/")
    pk = Notification.objects.get().pk
    assert page(world.leader, "notification_open", pk).status_code == 404
    assert Notification.objects.get().read_at is None
    assert page(world.contact, "notification_open", pk).url == "/nhiem-vu/1/"
    assert Notification.objects.get().read_at is not None
    assert list(page(world.contact, "notification_list", state="unread").context["object_list"]) == []


def test_reading_all_needs_a_post(world, client):
    notify(recipients=[world.contact], code="t", title="A")
    client.force_login(world.contact.user)
    address = reverse("notifications:notification_read_all")
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 302
    assert not Notification.objects.unread().exists()


def test_markup_in_a_title_stays_text(world, works, page):
    works.add(world.economy, world.commune, DAY, "<script>alert(1)</script>")
    sweep(run_date=DAY)
    for name in ("notification_list", "ledger"):
        assert "<script>alert" not in page(world.contact, name).content.decode()


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("contact", {"economy"}),
        ("village_contact", {"village"}),
        ("clerk", {"economy", "village"}),
        ("monitor", {"economy", "village", "neighbour"}),
        ("neighbour_contact", {"neighbour"}),
        ("outsider", set()),
    ],
)
def test_the_ledger_shows_exactly_what_concerns_ones_own_tree(world, works, page, who, sees):
    places = {"economy": world.economy, "village": world.villages[0], "neighbour": world.neighbour_economy}
    for name, place in places.items():
        works.add(place, world.province, DAY, name)
    sweep(run_date=DAY)
    answer = page(getattr(world, who), "ledger")
    assert {entry.title for entry in answer.context["object_list"]} == sees


def test_an_agency_sees_that_leaders_and_assigners_were_told_of_its_work(world, works, page):
    works.add(world.economy, world.commune, DAY)
    sweep(run_date=DAY + dt.timedelta(days=8))
    told = {entry.recipient for entry in page(world.contact, "ledger").context["object_list"]}
    assert told == {world.contact, world.leader, world.specialist}


def test_the_ledger_is_narrowed_by_words_days_and_reading(world, works, page):
    first = works.add(world.economy, world.commune, DAY, "Rà soát hợp tác xã")
    works.add(world.economy, world.commune, DAY + dt.timedelta(days=30), "Tập huấn")
    sweep(run_date=DAY)
    works.close(first)
    sweep(run_date=DAY + dt.timedelta(days=30))
    Notification.objects.filter(title__endswith="Tập huấn").update(read_at=dt.datetime.now(dt.UTC))

    def found(**params):
        return [entry.title for entry in page(world.contact, "ledger", **params).context["object_list"]]

    assert found(q="ra soat") == ["Rà soát hợp tác xã"]
    assert found(until="2026-05-20") == ["Rà soát hợp tác xã"]
    assert found(since="01/06/2026", reading="read") == ["Tập huấn"]
    assert found(source="tests.work", object_id="2") == ["Tập huấn"]


def test_a_filter_that_cannot_be_read_is_said_and_not_a_crash(world, page):
    answer = page(world.contact, "ledger", since="hôm qua", reading="x", object_id="9" * 30)
    assert answer.status_code == 200
    assert "Ngày không hợp lệ" in answer.content.decode()


def test_a_leader_gives_the_own_office_a_rule(world, client):
    client.force_login(world.leader.user)
    address = reverse("notifications:rule_update", args=[world.economy.pk])
    values = {
        "before": ["10", "2"], "after": ["3"], "repeat_every": "14", "leaders_from": "3", "assigner_from": "10",
        "quiet_from": "19:00", "quiet_until": "06:30",
    }  # fmt: skip
    assert client.post(address, values).status_code == 302
    rule = ReminderRule.objects.get()
    assert (rule.organization, rule.before, rule.after, rule.on_the_day) == (world.economy, [10, 2], [3], False)
    assert AuditEntry.objects.filter(code="notifications.rule.saved").count() == 1
    listed = client.get(reverse("notifications:rule_list")).content.decode()
    assert "trước hạn 10, 2 ngày; quá hạn 3 ngày; rồi cứ 14 ngày một lần" in listed
    client.post(reverse("notifications:rule_drop", args=[world.economy.pk]))
    assert not ReminderRule.objects.exists()


def test_a_rule_that_never_reminds_is_refused_and_keeps_what_was_ticked(world, client):
    client.force_login(world.leader.user)
    values = {"repeat_every": "0", "leaders_from": "15", "assigner_from": "30"}
    answer = client.post(reverse("notifications:rule_update", args=[world.commune.pk]), values)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Hãy chọn ít nhất một mốc nhắc" in shown
    assert '<option value="15" selected>' in shown


def test_days_beyond_the_usual_ones_survive_the_form(world, client):
    save_rule(rule=ReminderRule(organization=world.economy, before=[45], repeat_every=9), by=None)
    client.force_login(world.leader.user)
    shown = client.get(reverse("notifications:rule_update", args=[world.economy.pk])).content.decode()
    assert "45 ngày" in shown
    assert "9 ngày một lần" in shown


def test_nobody_rules_over_others(world, client):
    client.force_login(world.leader.user)
    for place in (world.neighbour, world.province, world.stranger):
        assert client.get(reverse("notifications:rule_update", args=[place.pk])).status_code == 404
        assert client.post(reverse("notifications:rule_drop", args=[place.pk])).status_code == 404
    client.force_login(world.contact.user)
    assert client.get(reverse("notifications:rule_list")).status_code == 403


def test_an_administrator_sends_a_failed_email_again(world, client, django_capture_on_commit_callbacks):
    notify(recipients=[world.contact], code="t", title="Tin")
    failed = DigestDelivery.objects.create(recipient=world.contact, day=DAY, state=DigestState.FAILED, error="hết giờ")
    client.force_login(world.administrator.user)
    shown = client.get(reverse("notifications:delivery_list"), {"state": "failed"}).content.decode()
    assert "hết giờ" in shown
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("notifications:delivery_retry", args=[failed.pk]))
    failed.refresh_from_db()
    assert failed.state == DigestState.SENT
    assert len(mail.outbox) == 1
    again = client.post(reverse("notifications:delivery_retry", args=[failed.pk]), follow=True)
    assert "không ở tình trạng lỗi" in again.content.decode()


def test_emails_are_the_administrators_business_within_the_own_tree(world, page):
    DigestDelivery.objects.create(recipient=world.outsider, day=DAY, state=DigestState.FAILED)
    assert list(page(world.administrator, "delivery_list").context["object_list"]) == []
    assert page(world.leader, "delivery_list").status_code == 403


@pytest.mark.parametrize("name", ["notification_list", "ledger", "rule_list", "delivery_list"])
def test_strangers_are_sent_to_the_login(client, name, db):
    assert client.get(reverse(f"notifications:{name}")).url.startswith("/dang-nhap/")


def test_lists_ask_few_queries_at_any_size(world, works, client, django_assert_max_num_queries):
    for n in range(60):
        works.add(world.economy, world.commune, DAY, f"Việc {n}")
    sweep(run_date=DAY + dt.timedelta(days=8))
    assert ReminderEntry.objects.count() == 180
    client.force_login(world.administrator.user)
    for name in ("notification_list", "ledger", "rule_list", "delivery_list"):
        with django_assert_max_num_queries(14):
            client.get(reverse(f"notifications:{name}"))
