"""One email a person a day, also when the mail server has a bad day."""

import datetime as dt
import smtplib

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command

from notifications.models import DigestDelivery, DigestState, Notification, Preference
from notifications.services import (
    deliver_digest,
    deliver_waiting,
    mark_all_read,
    notify,
    run_daily,
    send_digests,
)
from organizations.models import Role
from tests.factories.organizations import StaffFactory

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 5, 20)


class Refusing(EmailBackend):
    """A mail server that refuses one address."""

    refused = ""

    def send_messages(self, messages):
        for message in messages:
            if self.refused in message.to:
                raise smtplib.SMTPRecipientsRefused({self.refused: (550, b"no such user")})
        return super().send_messages(messages)


class Away(EmailBackend):
    """A mail server that does not answer."""

    tried = 0

    def send_messages(self, messages):
        type(self).tried += 1
        raise ConnectionRefusedError("no answer")


@pytest.fixture
def refuse(settings):
    """Make the mail server refuse one address until told otherwise."""
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"

    def choose(address):
        Refusing.refused = address

    yield choose
    Refusing.refused = ""


def test_one_email_holds_everything_grouped_by_urgency(world, works, settings):
    settings.SITE_URL = "https://htx.example.vn"
    works.add(world.economy, world.commune, DAY, "Báo cáo tình hình HTX")
    works.add(world.economy, world.commune, DAY - dt.timedelta(days=1), "Rà soát HTX ngừng hoạt động")
    works.add(world.economy, world.commune, DAY + dt.timedelta(days=1), "Tập huấn <quản trị> HTX")
    notify(recipients=[world.contact], code="t", title="Bạn được giao việc mới", url="/nhiem-vu/9/")
    counts = run_daily(run_date=DAY)
    assert (counts["emails"], counts["emails_failed"]) == (2, 0)  # the leader hears of the late one
    letter = next(one for one in mail.outbox if one.to == [world.contact.user.email])
    assert letter.subject == (
        "[CoopPortal] Việc ngày 20/05/2026: 1 quá hạn, 1 đến hạn hôm nay, 1 sắp đến hạn, 1 thông báo mới"
    )
    text = letter.body
    order = [
        "QUÁ HẠN (1)",
        "Rà soát HTX",
        "ĐẾN HẠN HÔM NAY (1)",
        "Báo cáo",
        "SẮP ĐẾN HẠN (1)",
        "Tập huấn <quản trị>",
        "VIỆC MỚI",
    ]
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)
    newest = Notification.objects.filter(recipient=world.contact).first()
    assert f"https://htx.example.vn/thong-bao/{newest.pk}/" in text
    html = letter.alternatives[0][0]
    assert "Tập huấn &lt;quản trị&gt; HTX" in html
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert not Notification.objects.filter(recipient=world.contact, emailed_at__isnull=True).exists()


def test_a_second_run_of_the_day_sends_nothing_even_if_there_is_news(world, works):
    works.add(world.economy, world.commune, DAY)
    assert run_daily(run_date=DAY)["emails"] == 1
    notify(recipients=[world.contact], code="t", title="Tin mới")
    assert run_daily(run_date=DAY)["emails"] == 0
    assert run_daily(run_date=DAY + dt.timedelta(days=1))["emails"] == 2
    assert "Tin mới" in next(one.body for one in mail.outbox[1:] if one.to == [world.contact.user.email])


def test_what_was_read_in_the_portal_is_not_mailed(world):
    notify(recipients=[world.contact], code="t", title="Tin")
    mark_all_read(staff=world.contact)
    assert send_digests(day=DAY).sent == 0
    assert not DigestDelivery.objects.exists()


def test_people_without_an_address_are_counted(world):
    world.contact.user.email = ""
    world.contact.user.save()
    notify(recipients=[world.contact], code="t", title="Tin")
    counts = send_digests(day=DAY)
    assert (counts.sent, counts.without_address) == (0, 1)


def test_a_refused_address_is_kept_told_and_tried_again(world, works, refuse):
    refuse(world.contact.user.email)
    other = StaffFactory(organization=world.economy, role=Role.CONTACT)
    works.add(world.economy, world.commune, DAY)
    counts = run_daily(run_date=DAY)
    assert (counts["emails"], counts["emails_failed"]) == (1, 1)
    assert [one.to for one in mail.outbox] == [[other.user.email]]
    failed = DigestDelivery.objects.get(recipient=world.contact)
    assert (failed.state, failed.attempts) == (DigestState.FAILED, 1)
    assert failed.error.startswith("Máy chủ thư từ chối địa chỉ người nhận")
    told = Notification.objects.get(recipient=world.administrator)
    assert (told.title, told.url) == ("1 thư tổng hợp ngày 20/05/2026 chưa gửi được", "/thong-bao/thu/?state=failed")

    refuse("")
    run_daily(run_date=DAY)
    failed.refresh_from_db()
    assert (failed.state, failed.attempts, failed.error) == (DigestState.SENT, 2, "")
    assert [one.to for one in mail.outbox].count([world.contact.user.email]) == 1


def test_what_failed_yesterday_comes_with_todays_email(world, works, refuse):
    refuse(world.contact.user.email)
    works.add(world.economy, world.commune, DAY)
    run_daily(run_date=DAY)
    refuse("")
    run_daily(run_date=DAY + dt.timedelta(days=1))
    mine = DigestDelivery.objects.filter(recipient=world.contact).order_by("day")
    assert [one.state for one in mine] == [DigestState.NEEDLESS, DigestState.SENT]
    letter = next(one for one in mail.outbox if one.to == [world.contact.user.email])
    assert letter.body.count("Rà soát, phân loại HTX") == 1
    assert "Quá hạn 1 ngày (hạn 20/05/2026)" in letter.body


def test_a_mail_server_that_is_away_is_not_asked_for_everybody(world, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Away"
    Away.tried = 0
    people = [StaffFactory(organization=world.economy) for _ in range(6)]
    notify(recipients=people, code="t", title="Tin")
    counts = send_digests(day=DAY)
    assert (counts.failed, Away.tried) == (6, 3)
    assert DigestDelivery.objects.undelivered().count() == 6
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_digests(day=DAY).sent == 6


def test_a_delivery_that_went_out_is_not_sent_again(world):
    notify(recipients=[world.contact], code="t", title="Tin")
    send_digests(day=DAY)
    notify(recipients=[world.contact], code="t", title="Tin khác")
    assert deliver_digest(delivery_id=DigestDelivery.objects.get().pk) is None
    assert len(mail.outbox) == 1


@time_machine.travel("2026-05-20 09:00+07:00", tick=False)
def test_urgent_news_goes_out_at_once_and_not_again_in_the_digest(world):
    notify(recipients=[world.contact], code="t", title="Việc hỏa tốc", urgent=True, key="u1")
    deliver_waiting()
    assert [one.subject for one in mail.outbox] == ["[CoopPortal] Việc hỏa tốc"]
    assert deliver_waiting() == {"sent": 0, "failed": 0}
    assert send_digests(day=DAY).sent == 0


def test_an_email_that_was_put_off_leaves_out_what_was_done_or_moved_meanwhile(world, works, refuse):
    refuse(world.contact.user.email)
    done = works.add(world.economy, world.commune, DAY, "Việc đã xong")
    moved = works.add(world.economy, world.commune, DAY, "Việc được gia hạn")
    works.add(world.economy, world.commune, DAY, "Việc còn lại")
    run_daily(run_date=DAY)
    works.close(done)
    works.move(moved, DAY + dt.timedelta(days=40))
    refuse("")
    send_digests(day=DAY)
    letter = next(one for one in mail.outbox if one.to == [world.contact.user.email])
    assert "Việc còn lại" in letter.body
    assert "đã xong" not in letter.body
    assert "gia hạn" not in letter.body


def test_who_wants_no_daily_email_gets_none(world, works):
    Preference.objects.create(user=world.contact.user, email_digest=False)
    works.add(world.economy, world.commune, DAY)
    assert run_daily(run_date=DAY)["emails"] == 0
    assert mail.outbox == []


def test_the_command_prints_counts_as_json(world, works, capsys):
    works.add(world.economy, world.commune, DAY)
    call_command("send_reminders", "--date", "2026-05-20")
    assert capsys.readouterr().out == (
        '{"date": "2026-05-20", "working_day": true, "reminders": 1, "people": 1, "emails": 1, '
        '"emails_failed": 0, "without_address": 0}\n'
    )


def test_the_command_tells_how_to_write_a_day():
    with pytest.raises(CommandError, match="2026-05-20"):
        call_command("send_reminders", "--date", "20/05/2026")
