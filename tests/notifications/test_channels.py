"""Messages over other channels: against a real HTTP server on this machine, held at night, tried again, given up."""

import datetime as dt
import hashlib
import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from notifications.channels import DeliveryError
from notifications.channels.http import post
from notifications.models import Channel, Message, MessageState, Notification, Preference, ReminderRule, Webhook
from notifications.quiet import QuietHours, next_moment
from notifications.services import deliver_waiting, mark_read, notify, retry_message, run_daily
from organizations.calendar import WorkingCalendar

CALENDAR = WorkingCalendar(own={})
DAY = dt.date(2026, 5, 20)  # a Wednesday
HANOI = dt.timezone(dt.timedelta(hours=7))


def at(text):
    return dt.datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=HANOI)


class Server(HTTPServer):
    """Keeps what it gets; answers with `status` and `answer`."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.got, self.status, self.answer = [], 200, b"{}"
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/nhan"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((dict(self.headers), body))
        self.send_response(self.server.status)
        self.send_header("Location", "http://127.0.0.1:9/")
        self.end_headers()
        self.wfile.write(self.server.answer)

    def log_message(self, *args):
        pass


@pytest.fixture
def server(settings):
    found = Server()
    settings.WEBHOOK_PRIVATE_HOSTS = ["127.0.0.1"]
    yield found
    found.shutdown()
    found.server_close()


def agree(person, **values):
    return Preference.objects.create(user=person.user, **values)


@pytest.mark.parametrize(
    ("moment", "wanted"),
    [
        ("20/05/2026 09:00", "20/05/2026 09:00"),
        ("20/05/2026 20:00", "21/05/2026 07:00"),
        ("20/05/2026 05:30", "20/05/2026 07:00"),
        ("22/05/2026 21:00", "25/05/2026 07:00"),  # Friday evening
        ("24/05/2026 10:00", "25/05/2026 07:00"),  # Sunday
        ("13/02/2026 22:00", "23/02/2026 07:00"),  # the evening before Tết
        ("22/08/2026 10:00", "22/08/2026 10:00"),  # a Saturday that is worked
    ],
)
def test_people_are_left_alone_at_night_and_on_days_off(moment, wanted):
    assert next_moment(at(moment), QuietHours(), CALENDAR) == at(wanted)


@settings(max_examples=60)
@given(
    st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2026, 12, 20)), st.times().map(lambda t: t.replace(second=0)),
    st.times().map(lambda t: t.replace(second=0)),
)  # fmt: skip
def test_the_next_moment_is_never_earlier_and_never_quiet(moment, start, end):
    moment, quiet = moment.replace(tzinfo=HANOI), QuietHours(start.replace(microsecond=0), end.replace(microsecond=0))
    found = next_moment(moment, quiet, CALENDAR)
    assert found >= moment
    assert CALENDAR.is_working(found.astimezone(HANOI).date())
    assert not quiet.hold(found.astimezone(HANOI).time())
    assert next_moment(found, quiet, CALENDAR) == found


@pytest.mark.django_db
def test_urgent_news_of_the_evening_waits_for_the_morning(world):
    with time_machine.travel(at("20/05/2026 21:00"), tick=False):
        notify(recipients=[world.contact], code="t", title="Việc mới", urgent=True)
        assert deliver_waiting() == {"sent": 0, "failed": 0}
    with time_machine.travel(at("21/05/2026 07:00"), tick=False):
        assert deliver_waiting() == {"sent": 1, "failed": 0}
    assert [one.to for one in mail.outbox] == [[world.contact.user.email]]


@pytest.mark.django_db
def test_an_own_rule_has_its_own_quiet_hours(world):
    ReminderRule.objects.create(organization=world.commune, quiet_from=dt.time(12), quiet_until=dt.time(14))
    with time_machine.travel(at("20/05/2026 12:30"), tick=False):
        notify(recipients=[world.contact], code="t", title="Việc mới", urgent=True)
    assert Message.objects.get().next_try_at == at("20/05/2026 14:00")


@pytest.mark.django_db
@time_machine.travel(at("20/05/2026 09:00"), tick=False)
def test_what_was_read_meanwhile_is_not_sent(world):
    notify(recipients=[world.contact], code="t", title="Việc mới", urgent=True)
    mark_read(notification=Notification.objects.get())
    deliver_waiting()
    assert (Message.objects.get().state, mail.outbox) == (MessageState.NEEDLESS, [])


@pytest.mark.django_db
def test_a_webhook_gets_signed_json_of_reminders_and_news(world, works, server):
    hook = Webhook.objects.create(organization=world.commune, url=server.url)
    works.add(world.economy, world.commune, DAY, "Rà soát “HTX”")
    with time_machine.travel(at("20/05/2026 07:30"), tick=False):
        run_daily(run_date=DAY)
        assert deliver_waiting()["sent"] == 1
        assert deliver_waiting()["sent"] == 0
    headers, body = server.got[0]
    wanted = hmac.new(hook.secret.encode(), body, hashlib.sha256).hexdigest()
    assert headers["X-CoopPortal-Signature"] == f"sha256={wanted}"
    said = json.loads(body)
    assert said["title"] == "Đến hạn hôm nay: Rà soát “HTX”"
    assert (said["organization"], said["recipient"]) == (world.economy.code, world.contact.user.username)


@pytest.mark.django_db
def test_a_failing_system_is_tried_again_then_given_up_and_can_be_retried(world, server):
    Webhook.objects.create(organization=world.commune, url=server.url)
    Preference.objects.create(user=world.contact.user, email_instant=False)
    server.status = 503
    now = at("20/05/2026 09:00")
    with time_machine.travel(now, tick=False):
        notify(recipients=[world.contact], code="t", title="Việc mới", urgent=True)
    for minutes in (0, 5, 20, 80, 320):
        with time_machine.travel(now + dt.timedelta(minutes=minutes), tick=False):
            deliver_waiting()
    message = Message.objects.get()
    assert (message.state, message.attempts, len(server.got)) == (MessageState.FAILED, 5, 5)
    assert message.error == "127.0.0.1 trả lời mã 503"
    server.status = 204
    retry_message(message=message, by=world.clerk)
    assert deliver_waiting()["sent"] == 1


@pytest.mark.django_db
def test_a_refusal_is_final_and_redirects_are_not_followed(world, server):
    for status in (410, 302):
        server.status = status
        with pytest.raises(DeliveryError) as told:
            post(server.url, b"{}", {})
        assert told.value.for_good


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "http://localhost/", "http://[::1]/", "http://169.254.169.254/"]
)
def test_addresses_inside_the_office_need_leave(url, settings):
    settings.WEBHOOK_PRIVATE_HOSTS = []
    with pytest.raises(DeliveryError, match="nội bộ") as told:
        post(url, b"{}", {})
    assert told.value.for_good


@pytest.mark.django_db
@time_machine.travel(at("20/05/2026 07:30"), tick=False)
def test_zalo_and_sms_go_to_who_agreed_once_a_day(world, works, server, settings):
    settings.ZALO_OA_TOKEN, settings.ZALO_OA_URL = "the", server.url
    settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_TOKEN, settings.SMS_BRAND = server.url, "khoa", "UBND"
    agree(world.contact, zalo_id="123", zalo_agreed_at=at("01/05/2026 08:00"), phone="0912 345 678",
          sms_agreed_at=at("01/05/2026 08:00"))  # fmt: skip
    agree(world.leader, phone="0912345679")
    works.add(world.economy, world.commune, DAY - dt.timedelta(days=1))
    works.add(world.economy, world.commune, DAY)
    run_daily(run_date=DAY)
    run_daily(run_date=DAY)
    assert deliver_waiting()["sent"] == 2
    line = "CoopPortal ngày 20/05/2026: 1 việc quá hạn, 1 việc đến hạn hôm nay."
    zalo, sms = sorted((json.loads(body) for _, body in server.got), key=lambda said: "to" in said)
    assert zalo["recipient"] == {"user_id": "123"}
    assert zalo["message"]["text"].startswith(line)
    assert (sms["to"], sms["brand"]) == ("84912345678", "UBND")
    assert sms["text"].startswith("CoopPortal ngay 20/05/2026: 1 viec qua han, 1 viec den han hom nay.")


@pytest.mark.django_db
@time_machine.travel(at("20/05/2026 09:00"), tick=False)
def test_a_refusal_of_zalo_is_kept_in_words(world, server, settings):
    settings.ZALO_OA_TOKEN, settings.ZALO_OA_URL = "the", server.url
    agree(world.contact, zalo_id="123", zalo_agreed_at=at("01/05/2026 08:00"), email_instant=False)
    server.answer = b'{"error": -213, "message": "User has not followed OA"}'
    notify(recipients=[world.contact], code="t", title="Việc mới", urgent=True)
    deliver_waiting()
    message = Message.objects.get(channel=Channel.ZALO)
    assert message.state == MessageState.FAILED
    assert message.error == "Zalo từ chối: User has not followed OA (mã -213)"


@pytest.mark.django_db
def test_channels_that_are_not_set_up_are_neither_offered_nor_used(world, client):
    agree(world.contact, zalo_id="123", zalo_agreed_at=at("01/05/2026 08:00"))
    notify(recipients=[world.contact], code="t", title="Việc mới", urgent=True)
    assert list(Message.objects.values_list("channel", flat=True)) == [Channel.EMAIL]
    client.force_login(world.contact.user)
    assert "zalo" not in client.get(reverse("notifications:preference")).content.decode().lower()


@pytest.mark.django_db
def test_a_person_chooses_and_takes_consent_back(world, client, settings):
    settings.SMS_GATEWAY_URL = "https://sms.example.vn/"
    client.force_login(world.contact.user)
    address = reverse("notifications:preference")
    answer = client.post(address, {"email_digest": "on", "sms": "on", "phone": "12"})
    assert answer.status_code == 422
    assert "Số điện thoại không hợp lệ" in answer.content.decode()
    assert client.post(address, {"email_digest": "on", "sms": "on", "phone": "0912345678"}).status_code == 302
    wish = Preference.objects.get(user=world.contact.user)
    assert (wish.email_digest, wish.email_instant, bool(wish.sms_agreed_at)) == (True, False, True)
    client.post(address, {"email_digest": "on", "phone": "0912345678"})
    wish.refresh_from_db()
    assert wish.sms_agreed_at is None


@pytest.mark.django_db
def test_the_clerk_sees_what_failed_in_the_own_office_alone(world, client):
    for person in (world.contact, world.neighbour_contact):
        notify(recipients=[person], code="t", title=f"Tin cho {person.pk}", urgent=True)
    Message.objects.update(state=MessageState.FAILED, error="Máy chủ thư từ chối")
    client.force_login(world.clerk.user)
    shown = client.get(reverse("notifications:message_list"), {"state": "failed"}).content.decode()
    assert f"Tin cho {world.contact.pk}" in shown
    assert f"Tin cho {world.neighbour_contact.pk}" not in shown
    mine = Message.objects.get(recipient=world.contact)
    client.post(reverse("notifications:message_retry", args=[mine.pk]))
    mine.refresh_from_db()
    assert mine.state == MessageState.WAITING


@pytest.mark.django_db
def test_a_new_secret_replaces_the_old(world, client):
    client.force_login(world.administrator.user)
    address = reverse("notifications:webhook")
    client.post(address, {"url": "https://dieuhanh.example.vn/nhan", "is_active": "on"})
    first = Webhook.objects.get().secret
    assert first in client.get(address).content.decode()
    client.post(address, {"url": "https://dieuhanh.example.vn/nhan", "is_active": "on", "new_secret": "on"})
    assert Webhook.objects.get().secret != first
