"""Handing work to the queue from a service; a page never fails because the queue is away."""

from functools import partial
from typing import Any

import structlog
from celery import Task
from django.db import transaction
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError

from coopportal.celery import app

log = structlog.get_logger("coopportal.queue")


def enqueue(task: "Task[Any, Any] | str", *ids: int | str) -> None:
    """Send `task` with primary keys as its arguments, once the running transaction is committed.

    A service names the task of its room by its dotted path, since tasks stand above services. A queue that is away is
    logged and the call returns: the rows are there, and the daily sweep finds what was not told.
    """
    transaction.on_commit(partial(_send, task, ids))


def _send(task: "Task[Any, Any] | str", ids: tuple[int | str, ...]) -> bool:
    known: Task[Any, Any] = import_string(task) if isinstance(task, str) else task
    app.set_current()
    try:
        known.apply_async(args=ids)
    except (OperationalError, OSError) as error:
        log.warning("queue.away", task=known.name, ids=ids, error=type(error).__name__)
        return False
    return True
