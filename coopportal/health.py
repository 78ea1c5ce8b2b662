"""`/healthz`: the state of database, queue, beat and worker, for monitors and for `make run` itself."""

import time
from typing import Any

import redis
import structlog
from celery import shared_task
from celery.signals import beat_init, before_task_publish, worker_ready
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

HEARTBEAT = "coopportal.health.heartbeat"
BEAT_KEY, WORKER_KEY = "coopportal:alive:beat", "coopportal:alive:worker"
# Beat sends a heartbeat every 15 seconds; a long task of the only worker may hold up a few.
FRESH_SECONDS = 120

log = structlog.get_logger("coopportal.health")


@require_safe
@never_cache
def healthz(_request: HttpRequest) -> JsonResponse:
    """Return the state of every part; 503 only without the database, since pages work without the rest."""
    parts = {"database": database_state(), **queue_states()}
    healthy = parts["database"]["state"] == "ok"
    whole = "ok" if all(part["state"] == "ok" for part in parts.values()) else "degraded"
    return JsonResponse(
        {"status": whole if healthy else "down", **parts},
        status=200 if healthy else 503,
        json_dumps_params={"ensure_ascii": False},
    )


def database_state() -> dict[str, Any]:
    """Return `ok` when the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, OSError, RuntimeError) as error:
        return _down(type(error).__name__)
    return {"state": "ok", "detail": ""}


def queue_states() -> dict[str, dict[str, Any]]:
    """Return the state of the queue, and of beat and worker as they left it there."""
    try:
        with _client() as client:
            values: Any = client.mget(BEAT_KEY, WORKER_KEY)
    except (redis.RedisError, OSError, ValueError) as error:
        unknown = _down("hàng đợi không trả lời")
        return {"queue": _down(type(error).__name__), "beat": unknown, "worker": unknown}
    return {"queue": {"state": "ok", "detail": ""}, "beat": _alive(values[0]), "worker": _alive(values[1])}


@shared_task(name=HEARTBEAT)
def heartbeat() -> None:
    """Note that a worker takes tasks; sent by beat every 15 seconds."""
    _note(WORKER_KEY)


@before_task_publish.connect(weak=False)
def _note_beat(sender: str | None = None, **_others: object) -> None:
    """Beat alone sends heartbeats, so sending one is the sign that beat lives."""
    if sender == HEARTBEAT:
        _note(BEAT_KEY)


@worker_ready.connect(weak=False)
def _note_new_worker(**_others: object) -> None:
    _note(WORKER_KEY)


@beat_init.connect(weak=False)
def _note_new_beat(**_others: object) -> None:
    _note(BEAT_KEY)


def _note(key: str) -> None:
    try:
        with _client() as client:
            client.set(key, int(time.time()), ex=24 * 60 * 60)
    except (redis.RedisError, OSError) as error:
        log.warning("heartbeat.not_noted", key=key, error=type(error).__name__)


def _client() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1)


def _alive(value: bytes | None) -> dict[str, Any]:
    if value is None:
        return _down("chưa có tín hiệu")
    age = max(0, int(time.time()) - int(value))
    return {"state": "ok", "detail": f"{age} s"} if age <= FRESH_SECONDS else _down(f"tín hiệu cuối cách đây {age} s")


def _down(detail: str) -> dict[str, Any]:
    return {"state": "down", "detail": detail}
