"""What one address may ask for in a minute, counted by all processes together."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
import time_machine
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from coopportal.embedded.valkey import Valkey
from documents.views.verify import PAGES_A_MINUTE


def asked(times: int) -> list[int]:
    """Open the public page so often; return the answers."""
    client = Client(REMOTE_ADDR="203.0.113.7")
    return [client.get(reverse("documents:verify_start")).status_code for _ in range(times)]


def in_two_processes(act: Callable[[], int]) -> list[int]:
    """Do it in two processes at once, each of which begins with nothing counted; return their exit statuses."""
    children = []
    for _ in range(2):
        child = os.fork()
        if not child:
            os._exit(act())
        children.append(child)
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


def let_through() -> int:
    return asked(PAGES_A_MINUTE - 10).count(200)


@pytest.fixture
def shared(settings: Settings) -> Callable[[str], None]:
    def use(url: str) -> None:
        settings.CACHES = {**settings.CACHES, "shared": {**settings.CACHES["shared"], "LOCATION": url}}

    return use


@time_machine.travel(1_790_000_000, tick=False)
def test_two_processes_count_together(shared: Callable[[str], None], queue: Valkey) -> None:
    shared(queue.url)
    assert sum(in_two_processes(let_through)) == PAGES_A_MINUTE
    assert asked(1) == [429]
    with time_machine.travel(1_790_000_060, tick=False):
        assert asked(1) == [200]
    caches["shared"].close()


@time_machine.travel(1_790_000_000, tick=False)
def test_without_the_shared_count_each_process_still_has_the_limit() -> None:
    assert in_two_processes(let_through) == [PAGES_A_MINUTE - 10] * 2
    assert asked(PAGES_A_MINUTE + 2)[-3:] == [200, 429, 429]
