"""What every answer carries, and when a session ends."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from structlog.testing import capture_logs

pytestmark = pytest.mark.django_db

HEADERS = {
    "Content-Security-Policy": {
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
        "connect-src 'self'", "manifest-src 'self'", "object-src 'none'", "frame-ancestors 'none'",
        "form-action 'self'", "base-uri 'none'",
    },
    "X-Content-Type-Options": {"nosniff"},
    "X-Frame-Options": {"DENY"},
    "Referrer-Policy": {"same-origin"},
    "Cross-Origin-Opener-Policy": {"same-origin"},
    "Cross-Origin-Resource-Policy": {"same-origin"},
    "Cache-Control": {"private, no-cache"},
}  # fmt: skip


@pytest.fixture
def officer(client: Client) -> Client:
    """A browser with an open session."""
    client.force_login(get_user_model().objects.create_user("can-bo"))
    return client


def is_open(client: Client) -> bool:
    """Visit a page; tell whether the session still stands after it."""
    client.get("/khong-co-trang-nay/")
    return "_auth_user_id" in client.session


def test_every_answer_carries_the_safe_headers(client: Client) -> None:
    answer = client.get("/khong-co-trang-nay/")
    for name, parts in HEADERS.items():
        assert set(answer[name].split("; ") if name.startswith("Content") else [answer[name]]) == parts
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "camera=()" in answer["Permissions-Policy"]


def test_request_id_is_in_the_answer_and_in_every_log_line_and_nothing_personal_is(client: Client) -> None:
    with capture_logs() as logs:
        answer = client.get("/khong-co-trang-nay/", {"q": "Nguyễn Văn An 0912345678"})
    line = next(one for one in logs if one["event"] == "request")
    assert re.fullmatch(r"[0-9a-f]{32}", answer["X-Request-ID"])
    assert (line["path"], line["status"], line["method"]) == ("/khong-co-trang-nay/", 404, "GET")
    assert "0912345678" not in str(logs)
    assert client.get("/khong-co-trang-nay/")["X-Request-ID"] != answer["X-Request-ID"]


def test_session_ends_after_an_idle_hour_and_says_so(officer: Client, settings: Settings) -> None:
    now = timezone.now()
    with time_machine.travel(now + timedelta(seconds=settings.SESSION_IDLE_SECONDS - 5), tick=False):
        assert is_open(officer)
    with time_machine.travel(now + timedelta(seconds=2 * settings.SESSION_IDLE_SECONDS), tick=False):
        answer = officer.get("/khong-co-trang-nay/")
        assert [str(one) for one in answer.wsgi_request._messages] == [
            "Phiên làm việc đã hết hạn. Mời đăng nhập lại để tiếp tục."
        ]
        assert not is_open(officer)


def test_session_of_a_busy_day_ends_too(officer: Client, settings: Settings) -> None:
    start = timezone.now()
    for minutes in range(50, settings.SESSION_ABSOLUTE_SECONDS // 60, 50):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            assert is_open(officer)
    with time_machine.travel(start + timedelta(seconds=settings.SESSION_ABSOLUTE_SECONDS + 5), tick=False):
        assert not is_open(officer)


def test_a_visit_right_after_another_writes_nothing(
    officer: Client, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    with django_assert_num_queries(0):
        Client().get("/healthz/khong-co/")
    before = officer.session["house_seen"]
    is_open(officer)
    assert officer.session["house_seen"] == before


def test_health_answers_a_monitor_that_sends_a_session(officer: Client) -> None:
    with capture_logs() as logs:
        assert officer.get("/healthz").status_code == 200
    assert [one for one in logs if one["event"] == "request"] == []
