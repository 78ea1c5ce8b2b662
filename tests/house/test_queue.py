"""Handing work over, and the state of every part, with the queue there and away."""

import time
from unittest.mock import patch

import pytest
from celery import shared_task
from django.db import OperationalError, transaction
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from structlog.testing import capture_logs

from coopportal.celery import app
from coopportal.embedded.processes import free_port
from coopportal.embedded.valkey import Valkey
from coopportal.health import HEARTBEAT, heartbeat
from coopportal.queue import enqueue

told: list[tuple[int | str, ...]] = []


@shared_task(name="tests.house.tell")
def tell(*ids: int | str) -> None:
    told.append(ids)


@pytest.fixture(autouse=True)
def _nothing_told_yet() -> None:
    told.clear()


@pytest.fixture
def broker(settings: Settings) -> object:
    """Really send: tests run tasks on the spot otherwise."""

    def use(url: str) -> None:
        settings.REDIS_URL = url
        app.conf.update(task_always_eager=False, broker_url=url)
        app._pool = None
        app.amqp._producer_pool = None

    before = app.conf.broker_url
    yield use
    app.conf.update(task_always_eager=True, broker_url=before)
    app._pool = None
    app.amqp._producer_pool = None


@pytest.mark.django_db
def test_task_runs_after_the_commit_and_not_before(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        enqueue(tell, 7, "abc")
        enqueue("tests.house.test_queue.tell", 8)
        assert told == []
    assert told == [(7, "abc"), (8,)]


@pytest.mark.django_db(transaction=True)
def test_task_of_a_change_that_was_undone_never_runs() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        enqueue(tell, 7)
        raise ZeroDivisionError
    assert told == []


@pytest.mark.django_db(transaction=True)
def test_queue_away_is_logged_and_costs_the_page_little(broker: object) -> None:
    broker(f"redis://127.0.0.1:{free_port()}/0")
    started = time.monotonic()
    with capture_logs() as logs:
        enqueue(tell, 7)
    assert time.monotonic() - started < 10
    assert [(line["event"], line["task"], line["ids"]) for line in logs] == [("queue.away", tell.name, (7,))]


@pytest.mark.django_db(transaction=True)
def test_queue_there_takes_the_task(broker: object, queue: Valkey) -> None:
    broker(queue.url)
    enqueue(tell, 7)
    with app.connection_for_read() as connection:
        message = connection.SimpleQueue("celery").get(timeout=5)
    assert message.headers["task"] == tell.name
    assert message.payload[0] == [7]


@pytest.mark.django_db
def test_healthz_without_queue_is_degraded_but_answers(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["status"] == "degraded"
    assert {name: answer.json()[name]["state"] for name in ("database", "queue", "beat", "worker")} == {
        "database": "ok", "queue": "down", "beat": "down", "worker": "down",
    }  # fmt: skip


@pytest.mark.django_db
def test_healthz_tells_beat_and_worker_apart(client: Client, broker: object, queue: Valkey) -> None:
    broker(queue.url)
    assert _states(client) == ("degraded", "ok", "down", "down")
    heartbeat.apply_async()
    assert _states(client) == ("degraded", "ok", "ok", "down")
    heartbeat()
    assert _states(client) == ("ok", "ok", "ok", "ok")
    with patch("coopportal.health.FRESH_SECONDS", -1):
        assert _states(client) == ("degraded", "ok", "down", "down")


def _states(client: Client) -> tuple[str, ...]:
    answer = client.get("/healthz").json()
    return answer["status"], answer["queue"]["state"], answer["beat"]["state"], answer["worker"]["state"]


def test_healthz_without_database_is_503_and_tells_no_secret(client: Client) -> None:
    with patch("coopportal.health.connection.cursor", side_effect=OperationalError("password=geheim host=db")):
        answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["database"] == {"state": "down", "detail": "OperationalError"}
    assert "geheim" not in answer.content.decode()


def test_schedule_runs_reminders_in_the_morning_of_vietnam() -> None:
    schedule = app.conf.beat_schedule
    daily = schedule["daily-reminders"]["schedule"]
    assert (daily.hour, daily.minute) == ({7}, {30})
    assert app.conf.timezone == "Asia/Ho_Chi_Minh"
    assert schedule["heartbeat"]["task"] == HEARTBEAT


def test_every_scheduled_task_exists() -> None:
    app.loader.import_default_modules()
    for entry in app.conf.beat_schedule.values():
        assert entry["task"] in app.tasks
