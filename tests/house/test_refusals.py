"""Answers that are no page of a room say in Vietnamese what to do, and what was typed is sent again, not lost."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext
from pytest_django import Settings

from tests.factories.organizations import World

pytestmark = pytest.mark.django_db
HERE = {"HTTP_ORIGIN": "http://testserver"}
TYPED = {"name": "Các thôn “vùng cao”", "kinds": ["village", "office"]}


def test_what_was_typed_on_a_page_older_than_the_login_is_sent_again() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(World().clerk.user)
    address = reverse("organizations:group_create") + "?tu=danh-sach"
    refused = client.post(address, TYPED, **HERE)
    page = refused.content.decode()
    assert refused.status_code == 403 and "Gửi lại" in page and f'action="{address}"' in page
    assert 'value="Các thôn “vùng cao”"' in page and page.count('name="kinds"') == 2
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
    assert client.post(address, TYPED | {"csrfmiddlewaretoken": token}, **HERE).status_code == 422


@pytest.mark.parametrize(
    ("typed", "origin"),
    [(TYPED, {"HTTP_ORIGIN": "https://ke-xau.example"}), (TYPED, {}), ({"old_password": "Bi-mat-cu-1"}, HERE)],
)
def test_another_sites_post_and_a_password_are_not_offered_again(typed: dict[str, str], origin: dict[str, str]) -> None:
    page = Client(enforce_csrf_checks=True).post(reverse("organizations:login"), typed, **origin).content.decode()
    assert "đã cũ" in page and "Gửi lại" not in page and "Bi-mat" not in page and "Forbidden" not in page


def test_what_was_typed_when_the_session_had_ended_stays_on_the_page() -> None:
    address = reverse("organizations:group_create")
    page = Client().post(address, TYPED, **HERE)
    assert page.status_code == 403 and "hết hạn" in page.content.decode()
    assert 'value="Các thôn “vùng cao”"' in page.content.decode()
    assert Client().post(address, TYPED).status_code == 302


def test_a_button_opened_as_a_page_says_so(client: Client) -> None:
    answer = client.get(reverse("organizations:logout"))
    assert answer.status_code == 405 and answer["Allow"] and "nút bấm" in answer.content.decode()
    assert int(answer["Content-Length"]) == len(answer.content)


def test_a_row_that_went_away_while_one_pressed_is_said_to_be_gone(client: Client) -> None:
    client.force_login(World().clerk.user)
    answer = client.post(reverse("cooperatives:view_drop", args=[404]))
    assert answer.status_code == 404 and "nút đã được bấm hai lần" in answer.content.decode()


def test_a_name_too_long_to_count_attempts_for_is_refused_at_its_field(client: Client) -> None:
    answer = client.post(reverse("organizations:login"), {"username": "x" * 300, "password": "sai"})
    assert answer.status_code == 200 and "nhiều nhất 150 ký tự" in answer.content.decode()


def test_what_cannot_be_read_says_what_to_do(client: Client) -> None:
    answer = client.generic("POST", reverse("organizations:login"), "x", content_type="multipart/form-data")
    assert answer.status_code == 400 and "Không đọc được nội dung vừa gửi" in answer.content.decode()


def test_who_guesses_passwords_is_told_to_wait(client: Client, settings: Settings) -> None:
    settings.AXES_FAILURE_LIMIT = 1
    sent = {"username": World().clerk.user.username, "password": "sai"}
    answer = client.post(reverse("organizations:login"), sent)
    assert answer.status_code == 429 and "Hãy thử lại sau 15 phút" in answer.content.decode()


def test_the_frameworks_own_messages_are_vietnamese() -> None:
    with pytest.raises(ValidationError, match="hãy xóa đoạn dán vào"):
        ProhibitNullCharactersValidator()("\x00")
    # the compiled catalogue is the written one
    written = (Path(django_settings.LOCALE_PATHS[0]) / "vi/LC_MESSAGES/django.po").read_text("utf-8")
    pairs = re.findall(r'^msgid (".+")\nmsgstr (".+")$', written, re.MULTILINE)
    assert len(pairs) > 30
    assert [source for source, words in pairs if gettext(ast.literal_eval(source)) != ast.literal_eval(words)] == []
